import { decodeBase64Text } from "../../../api/base64.ts";
import { byCodeUnit } from "../../../api/json.ts";
import type { ConfigMap, DownwardAPIVolumeFile, KeyToPath, Pod, Secret, Volume, VolumeProjection } from "../../../api/types.ts";
import type { Sources } from "../context.ts";
import { podFieldValue, resourceFieldValue } from "../pod-fields.ts";

/** Path in the volume -> content; or why the volume cannot be set up, in the volume plugin's words. */
export type VolumeFiles = { readonly ok: true; readonly files: ReadonlyMap<string, { readonly content: string; readonly mode: number }> } | { readonly ok: false; readonly message: string };

export interface VolumeInputs {
  readonly pod: Pod;
  readonly sources: Sources;
  readonly nodeName: string;
  readonly hostIP: string;
  readonly podIP: string;
}

type Entries = { readonly ok: true; readonly entries: readonly (readonly [path: string, content: string, mode: number | undefined])[] } | { readonly ok: false; readonly message: string };

/** The files of a volume whose content comes from the API; undefined for the others. */
export function volumeFiles(volume: Volume, inputs: VolumeInputs): VolumeFiles | undefined {
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap) return withModes([configMapEntries(inputs, configMap.name ?? "", configMap)], configMap.defaultMode);
  if (secret) return withModes([secretEntries(inputs, secret.secretName ?? "", secret)], secret.defaultMode);
  if (downwardAPI) return withModes([downwardEntries(inputs, downwardAPI.items)], downwardAPI.defaultMode);
  if (projected) return withModes((projected.sources ?? []).map((source) => projectionEntries(inputs, source)), projected.defaultMode);
  return undefined;
}

function withModes(lists: readonly Entries[], defaultMode = 0o644): VolumeFiles {
  const files = new Map<string, { content: string; mode: number }>();
  for (const list of lists) {
    if (!list.ok) return list;
    for (const [path, content, mode] of list.entries) files.set(path, { content, mode: mode ?? defaultMode });
  }
  return { ok: true, files };
}

interface KeyedSource {
  readonly items?: readonly KeyToPath[];
  readonly optional?: boolean;
}

const configMapEntries = (inputs: VolumeInputs, name: string, source: KeyedSource): Entries =>
  keyed("configmap", name, inputs, inputs.sources.configMap(inputs.pod.metadata.namespace ?? "default", name), source, (text) => text);
const secretEntries = (inputs: VolumeInputs, name: string, source: KeyedSource): Entries =>
  keyed("secret", name, inputs, inputs.sources.secret(inputs.pod.metadata.namespace ?? "default", name), source, decodeBase64Text);

// Mirrors MakePayload of pkg/volume/configmap and pkg/volume/secret.
function keyed(kind: string, name: string, _: VolumeInputs, object: ConfigMap | Secret | undefined, { items, optional }: KeyedSource, decode: (text: string) => string): Entries {
  if (!object) return optional ? { ok: true, entries: [] } : { ok: false, message: `${kind} "${name}" not found` };
  const data = object.data ?? {};
  if (!items) return { ok: true, entries: Object.keys(data).sort(byCodeUnit).map((key) => [key, decode(data[key]!), undefined] as const) };
  const missing = items.find(({ key }) => data[key] === undefined);
  if (missing && !optional) return { ok: false, message: `references non-existent ${kind === "configmap" ? "config" : "secret"} key: ${missing.key}` };
  return { ok: true, entries: items.filter(({ key }) => data[key] !== undefined).map(({ key, path, mode }) => [path, decode(data[key]!), mode] as const) };
}

function downwardEntries({ pod, sources, nodeName, hostIP, podIP }: VolumeInputs, items: readonly DownwardAPIVolumeFile[] = []): Entries {
  const entries: [string, string, number | undefined][] = [];
  for (const { path, fieldRef, resourceFieldRef, mode } of items) {
    if (fieldRef) entries.push([path, podFieldValue(pod, fieldRef.fieldPath, { nodeName, hostIP, podIP }) ?? "", mode]);
    if (!resourceFieldRef) continue;
    const resolved = resourceFieldValue(pod, resourceFieldRef, resourceFieldRef.containerName ?? "", sources.node(nodeName)?.status.allocatable);
    if ("problem" in resolved) return { ok: false, message: resolved.problem };
    entries.push([path, resolved.value, mode]);
  }
  return { ok: true, entries };
}

function projectionEntries(inputs: VolumeInputs, { serviceAccountToken, configMap, secret, downwardAPI }: VolumeProjection): Entries {
  if (configMap) return configMapEntries(inputs, configMap.name ?? "", configMap);
  if (secret) return secretEntries(inputs, secret.name ?? "", secret);
  if (downwardAPI) return downwardEntries(inputs, downwardAPI.items);
  // Simplified: the token is a readable placeholder, not a signed JWT.
  if (serviceAccountToken) return { ok: true, entries: [[serviceAccountToken.path, `token:${inputs.pod.metadata.namespace}:${inputs.pod.spec.serviceAccountName}:${inputs.pod.metadata.uid}`, undefined]] };
  return { ok: true, entries: [] };
}
