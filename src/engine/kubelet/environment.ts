import { decodeBase64Text } from "../../api/base64.ts";
import { byCodeUnit } from "../../api/json.ts";
import type { Container, EnvVarSource, Pod, PodStatus } from "../../api/types.ts";
import type { ServiceAddress, Sources } from "./context.ts";
import { expand } from "./expansion.ts";
import { podFieldValue, resourceFieldValue } from "./pod-fields.ts";

export type Environment =
  | { readonly ok: true; readonly env: readonly { readonly name: string; readonly value: string }[]; /** Keys of envFrom that an old kubelet leaves out, and the words for it. */ readonly skipped: readonly string[] }
  | { readonly ok: false; readonly message: string };

export interface EnvironmentInputs {
  readonly pod: Pod;
  readonly container: Container;
  readonly sources: Sources;
  readonly nodeName: string;
  /** The pod's status as the kubelet knows it, addresses included. */
  readonly status: Pick<PodStatus, "podIP" | "hostIP">;
  /** Minor of the kubelet: "1.36". */
  readonly version: string;
  /** The text of a file in a volume of the pod; undefined when it is not there. */
  readFile(volume: string, path: string): string | undefined;
}

/** A value, nothing (an optional source that is missing), or why the container cannot be created. */
type Resolved = { readonly value: string } | { readonly skip: true } | { readonly problem: string };

// Mirrors makeEnvironmentVariables (pkg/kubelet/kubelet_pods.go).
export function makeEnvironment(inputs: EnvironmentInputs): Environment {
  const result = new Map<string, string>();
  const services = serviceEnvironment(inputs);
  const skipped: string[] = [];
  const problem = addFromSources(inputs, result, skipped) ?? addVariables(inputs, result, services);
  if (problem !== undefined) return { ok: false, message: problem };
  for (const [name, value] of services) if (!result.has(name)) result.set(name, value);
  return { ok: true, env: [...result].map(([name, value]) => ({ name, value })), skipped };
}

function addFromSources({ pod, container, sources, version }: EnvironmentInputs, result: Map<string, string>, skipped: string[]): string | undefined {
  const namespace = pod.metadata.namespace ?? "default";
  for (const { prefix = "", configMapRef, secretRef } of container.envFrom ?? []) {
    const ref = configMapRef ?? secretRef;
    if (!ref) continue;
    const data = configMapRef ? sources.configMap(namespace, ref.name)?.data : sources.secret(namespace, ref.name)?.data;
    const found = configMapRef ? sources.configMap(namespace, ref.name) : sources.secret(namespace, ref.name);
    if (!found) {
      if (ref.optional) continue;
      return `${configMapRef ? "configmap" : "secret"} "${ref.name}" not found`;
    }
    const invalid: string[] = [];
    for (const key of Object.keys(data ?? {}).sort(byCodeUnit)) {
      const name = `${prefix}${key}`;
      if (!mayBeName(name, version)) invalid.push(name);
      else result.set(name, configMapRef ? data![key]! : decodeBase64Text(data![key]!));
    }
    if (invalid.length > 0) {
      const source = `${configMapRef ? "configMap" : "secret"} ${namespace}/${ref.name}`;
      skipped.push(`Keys [${invalid.join(", ")}] from the EnvFrom ${source} were skipped since they are considered invalid environment variable names.`);
    }
  }
  return undefined;
}

/** The first minor whose kubelets take every key of a ConfigMap. */
const RELAXED_MINOR = 32;

// Mirrors IsEnvVarName (apimachinery/pkg/util/validation) and RelaxedEnvironmentVariableValidation, which is on since v1.32.
const mayBeName = (name: string, version: string): boolean =>
  Number(version.split(".")[1] ?? RELAXED_MINOR) >= RELAXED_MINOR || (/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) && !name.startsWith(".."));

function addVariables(inputs: EnvironmentInputs, result: Map<string, string>, services: ReadonlyMap<string, string>): string | undefined {
  for (const variable of inputs.container.env ?? []) {
    const { name, value, valueFrom } = variable;
    if (!valueFrom) {
      result.set(name, expand(value ?? "", (reference) => result.get(reference) ?? services.get(reference)));
      continue;
    }
    const resolved = fromSource(inputs, valueFrom);
    if ("problem" in resolved) return resolved.problem;
    if ("value" in resolved) result.set(name, resolved.value);
  }
  return undefined;
}

function fromSource(inputs: EnvironmentInputs, source: EnvVarSource): Resolved {
  const { pod, container, nodeName, status } = inputs;
  if (source.fieldRef) return { value: podFieldValue(pod, source.fieldRef.fieldPath, { ...status, nodeName }) ?? "" };
  if (source.resourceFieldRef) {
    return resourceFieldValue(pod, source.resourceFieldRef, container.name, inputs.sources.node(nodeName)?.status.allocatable);
  }
  if (source.configMapKeyRef) return fromKey(inputs, "ConfigMap", source.configMapKeyRef);
  if (source.secretKeyRef) return fromKey(inputs, "Secret", source.secretKeyRef);
  if (source.fileKeyRef) return fromFile(inputs, source.fileKeyRef as unknown as FileKeySelector);
  return { skip: true };
}

function fromKey({ pod, sources }: EnvironmentInputs, kind: "ConfigMap" | "Secret", { name, key, optional }: { name: string; key: string; optional?: boolean }): Resolved {
  const namespace = pod.metadata.namespace ?? "default";
  const data = kind === "ConfigMap" ? sources.configMap(namespace, name) : sources.secret(namespace, name);
  if (!data) return optional ? { skip: true } : { problem: `${kind.toLowerCase()} "${name}" not found` };
  const value = data.data?.[key];
  if (value === undefined) return optional ? { skip: true } : { problem: `couldn't find key ${key} in ${kind} ${namespace}/${name}` };
  return { value: kind === "Secret" ? decodeBase64Text(value) : value };
}

interface FileKeySelector {
  readonly volumeName: string;
  readonly path: string;
  readonly key: string;
  readonly optional?: boolean;
}

// Mirrors the case of FileKeyRef (EnvFiles) and ParseEnv (pkg/util/env).
function fromFile({ readFile }: EnvironmentInputs, { volumeName, path, key, optional }: FileKeySelector): Resolved {
  const text = readFile(volumeName, path);
  if (text === undefined) return optional ? { skip: true } : { problem: "couldn't parse env file" };
  const value = lastAssignment(text, key);
  if (value === undefined) return optional ? { skip: true } : { problem: `environment variable key "${key}" not found in file "${path}"` };
  return { value };
}

/** The value that a file of KEY=value lines gives a key. */
function lastAssignment(text: string, key: string): string | undefined {
  let found: string | undefined;
  for (const line of text.split("\n")) {
    const at = line.indexOf("=");
    if (at > 0 && !line.trimStart().startsWith("#") && line.slice(0, at).trim() === key) found = unquoted(line.slice(at + 1).trim());
  }
  return found;
}

const unquoted = (value: string): string => (/^(['"]).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value);

// Mirrors FromServices (pkg/kubelet/envvars/envvars.go); kubernetes.default is there even without service links.
function serviceEnvironment({ pod, sources }: EnvironmentInputs): ReadonlyMap<string, string> {
  const env = new Map<string, string>();
  const links = pod.spec.enableServiceLinks !== false;
  for (const service of sources.services(pod.metadata.namespace ?? "default")) {
    if (links || service.name === "kubernetes") addService(env, service);
  }
  return env;
}

function addService(env: Map<string, string>, { name, clusterIP, ports }: ServiceAddress): void {
  const first = ports[0];
  if (!first || clusterIP === "" || clusterIP === "None") return;
  const prefix = name.toUpperCase().replaceAll("-", "_");
  env.set(`${prefix}_SERVICE_HOST`, clusterIP);
  env.set(`${prefix}_SERVICE_PORT`, String(first.port));
  for (const port of ports) if (port.name) env.set(`${prefix}_SERVICE_PORT_${port.name.toUpperCase().replaceAll("-", "_")}`, String(port.port));
  env.set(`${prefix}_PORT`, `${first.protocol.toLowerCase()}://${clusterIP}:${first.port}`);
  for (const port of ports) {
    const link = `${prefix}_PORT_${port.port}_${port.protocol}`;
    env.set(link, `${port.protocol.toLowerCase()}://${clusterIP}:${port.port}`);
    env.set(`${link}_PROTO`, port.protocol.toLowerCase());
    env.set(`${link}_PORT`, String(port.port));
    env.set(`${link}_ADDR`, clusterIP);
  }
}
