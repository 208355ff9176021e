import { decodeBase64Text } from "../../../api/base64.ts";
import { byCodeUnit } from "../../../api/json.ts";
import type { DownwardAPIVolumeFile, KeyToPath, Pod, StringMap, Volume, VolumeProjection } from "../../../api/types.ts";
import type { Sources } from "../context.ts";
import { podFieldValue, resourceFieldValue } from "../pod-fields.ts";
import type { VolumeFile } from "./atomic-writer.ts";
import { serviceAccountToken } from "./service-account-token.ts";

/** Path in the volume -> content; or why the volume cannot be set up, in the volume plugin's words. */
export type VolumeFiles = { readonly ok: true; readonly files: ReadonlyMap<string, VolumeFile> } | { readonly ok: false; readonly message: string };

export interface VolumeInputs {
  readonly pod: Pod;
  readonly sources: Sources;
  readonly nodeName: string;
  readonly hostIP: string;
  readonly podIP: string;
  /** Unix seconds at which the volume was first set up: the tokens in it were issued then. */
  readonly issuedAt: number;
}

type Entry = readonly [path: string, content: string, mode: number | undefined];
type Entries = { readonly ok: true; readonly entries: readonly Entry[] } | { readonly ok: false; readonly message: string };

/** The files of a volume whose content comes from the API; undefined for the others. */
export function volumeFiles(volume: Volume, inputs: VolumeInputs): VolumeFiles | undefined {
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap) return withModes([configMapEntries(inputs, configMap.name ?? "", configMap)], configMap.defaultMode);
  if (secret) return withModes([secretEntries(inputs, secret.secretName ?? "", secret)], secret.defaultMode);
  if (downwardAPI) return withModes([downwardEntries(inputs, downwardAPI.items)], downwardAPI.defaultMode);
  if (projected) return projectedFiles(inputs, projected);
  return undefined;
}

function withModes(lists: readonly Entries[], defaultMode = 0o644): VolumeFiles {
  const files = new Map<string, VolumeFile>();
  for (const list of lists) {
    if (!list.ok) return list;
    for (const [path, content, mode] of list.entries) files.set(path, { content, mode: mode ?? defaultMode });
  }
  return { ok: true, files };
}

// Mirrors collectData (pkg/volume/projected/projected.go): the faults of all sources are told together.
function projectedFiles(inputs: VolumeInputs, { sources = [], defaultMode }: NonNullable<Volume["projected"]>): VolumeFiles {
  const lists = sources.map((source) => projectionEntries(inputs, source, defaultMode ?? 0o644));
  const faults = [...new Set(lists.flatMap((list) => (list.ok ? [] : [list.message])))];
  if (faults.length === 0) return withModes(lists, defaultMode);
  return { ok: false, message: faults.length === 1 ? (faults[0] ?? "") : `[${faults.join(", ")}]` };
}

interface KeyedSource {
  readonly items?: readonly KeyToPath[];
  readonly optional?: boolean;
}

interface Data {
  readonly texts: StringMap;
  /** In base 64. */
  readonly encoded: StringMap;
}

function configMapEntries({ pod, sources }: VolumeInputs, name: string, source: KeyedSource): Entries {
  const found = sources.configMap(pod.metadata.namespace ?? "default", name);
  const { data = {}, binaryData = {} } = found ?? {};
  return keyed(found && { texts: data, encoded: binaryData }, "configmap", name, "config", source);
}

function secretEntries({ pod, sources }: VolumeInputs, name: string, source: KeyedSource): Entries {
  const found = sources.secret(pod.metadata.namespace ?? "default", name);
  return keyed(found && { texts: {}, encoded: found.data ?? {} }, "secret", name, "secret", source);
}

// Mirrors SetUpAt and MakePayload of pkg/volume/configmap and pkg/volume/secret.
function keyed(data: Data | undefined, kind: string, name: string, keyKind: string, { items, optional }: KeyedSource): Entries {
  if (!data) return optional ? { ok: true, entries: [] } : { ok: false, message: `${kind} "${name}" not found` };
  const valueOf = (key: string): string | undefined => data.texts[key] ?? (data.encoded[key] === undefined ? undefined : decodeBase64Text(data.encoded[key]));
  if (!items?.length) {
    const keys = [...Object.keys(data.texts), ...Object.keys(data.encoded)].sort(byCodeUnit);
    return { ok: true, entries: keys.map((key) => [key, valueOf(key) ?? "", undefined] as const) };
  }
  const missing = items.find(({ key }) => valueOf(key) === undefined);
  if (missing && !optional) return { ok: false, message: `references non-existent ${keyKind} key: ${missing.key}` };
  return { ok: true, entries: items.flatMap(({ key, path, mode }): Entry[] => (valueOf(key) === undefined ? [] : [[path, valueOf(key) ?? "", mode]])) };
}

// Mirrors CollectData (pkg/volume/downwardapi/downwardapi.go).
function downwardEntries({ pod, sources, nodeName, hostIP, podIP }: VolumeInputs, items: readonly DownwardAPIVolumeFile[] = []): Entries {
  const entries: Entry[] = [];
  for (const { path, fieldRef, resourceFieldRef, mode } of items) {
    if (fieldRef) entries.push([path, podFieldValue(pod, fieldRef.fieldPath, { nodeName, hostIP, podIP }) ?? "", mode]);
    if (!resourceFieldRef) continue;
    const resolved = resourceFieldValue(pod, resourceFieldRef, resourceFieldRef.containerName ?? "", sources.node(nodeName)?.status.allocatable);
    if ("problem" in resolved) return { ok: false, message: resolved.problem };
    entries.push([path, resolved.value, mode]);
  }
  return { ok: true, entries };
}

function projectionEntries(inputs: VolumeInputs, source: VolumeProjection, defaultMode: number): Entries {
  const { serviceAccountToken: token, configMap, secret, downwardAPI } = source;
  if (configMap) return configMapEntries(inputs, configMap.name ?? "", configMap);
  if (secret) return secretEntries(inputs, secret.name ?? "", secret);
  if (downwardAPI) return downwardEntries(inputs, downwardAPI.items);
  if (token) return { ok: true, entries: [[token.path, tokenOf(inputs, token), tokenMode(inputs.pod, defaultMode)]] };
  return { ok: true, entries: [] };
}

function tokenOf({ pod, sources, nodeName, issuedAt }: VolumeInputs, { audience, expirationSeconds }: NonNullable<VolumeProjection["serviceAccountToken"]>): string {
  const nodeUid = sources.node(nodeName)?.metadata.uid ?? "";
  return serviceAccountToken({ pod, nodeName, nodeUid, issuedAt, ...(audience ? { audience } : {}), ...(expirationSeconds !== undefined && { expirationSeconds }) });
}

// Mirrors the end of collectData: a token is for its owner, and with an fsGroup for the group too.
const tokenMode = (pod: Pod, defaultMode: number): number =>
  pod.spec.securityContext?.fsGroup !== undefined ? 0o600 : defaultMode;
