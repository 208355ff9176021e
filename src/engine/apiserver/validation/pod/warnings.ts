import { BEHAVIOR_ANNOTATION, behaviorMessage, behaviorProblems } from "../../../../api/behavior.ts";
import { byCodeUnit } from "../../../../api/json.ts";
import { isFractional } from "../../../../api/quantity.ts";
import type { Container, NodeSelectorTerm, Pod, PodSpec, ResourceList, StringMap, Volume } from "../../../../api/types.ts";
import { own } from "../../own.ts";
import { isDns1123Label } from "../formats.ts";
import { quote } from "../field-error.ts";
import type { PodAffinityFields } from "./affinity.ts";
import { seccompContainerPrefix, seccompPodAnnotation } from "./annotations.ts";
import { portWarnings } from "./port-warnings.ts";
import type { SpreadConstraint } from "./topology-spread.ts";
import { visitContainers } from "./visit.ts";

// Mirrors podStrategy.WarningsOnCreate (pkg/registry/core/pod/strategy.go).
export function podWarnings(pod: Pod): readonly string[] {
  const messages = isDns1123Label(pod.metadata.name ?? "");
  const hostname = "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended:";
  const own = messages.length > 0 ? [`${hostname} [${messages.join(" ")}]`] : [];
  return pod.spec ? [...own, ...podSpecWarnings(pod.spec, pod.metadata.annotations ?? {}, "spec", "metadata.annotations")] : own;
}

// Mirrors warningsForPodSpecAndMeta (pkg/api/pod/warnings.go), in its order.
/** Of a Pod or a template: `path` names the spec, `annotationsPath` the annotations. */
export function podSpecWarnings(spec: PodSpec, annotations: StringMap, path: string, annotationsPath: string): readonly string[] {
  const warnings: string[] = [];
  placementWarnings(spec, path, warnings);
  annotationWarnings(annotations, annotationsPath, warnings);
  behaviorWarnings(spec, annotations, annotationsPath, warnings);
  volumeWarnings(spec.volumes ?? [], path, warnings);
  duplicateWarnings(spec, path, warnings);
  fractionWarnings(spec.overhead, `${path}.overhead`, warnings);
  const seccomp = (key: string): void => {
    if (own(annotations, key) !== undefined) warnings.push(`${annotationsPath}[${key}]: non-functional in v1.27+; use the "seccompProfile" field instead`);
  };
  if (!spec.securityContext?.seccompProfile) seccomp(seccompPodAnnotation);
  visitContainers(spec, path, (container, at) => {
    if (!container.securityContext?.seccompProfile) seccomp(seccompContainerPrefix + container.name);
    containerWarnings(container, at, warnings);
  });
  portWarnings(spec, path, warnings);
  if (spec.terminationGracePeriodSeconds < 0) {
    warnings.push(`${path}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`);
  }
  affinityWarnings(spec, path, warnings);
  return warnings;
}

// Mirrors deprecatedNodeLabels (pkg/api/node/util.go).
const deprecatedNodeLabels: Readonly<Record<string, string>> = {
  "beta.kubernetes.io/arch": 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  "beta.kubernetes.io/os": 'deprecated since v1.14; use "kubernetes.io/os" instead',
  "failure-domain.beta.kubernetes.io/region": 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  "failure-domain.beta.kubernetes.io/zone": 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  "beta.kubernetes.io/instance-type": 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
};

function placementWarnings(spec: PodSpec, path: string, warnings: string[]): void {
  for (const key of Object.keys(spec.nodeSelector ?? {}).sort(byCodeUnit)) {
    const message = own(deprecatedNodeLabels, key ?? "");
    if (message) warnings.push(`${path}.nodeSelector[${key}]: ${message}`);
  }
  const nodes = spec.affinity?.nodeAffinity;
  const at = `${path}.affinity.nodeAffinity`;
  const hard = "requiredDuringSchedulingIgnoredDuringExecution";
  const soft = "preferredDuringSchedulingIgnoredDuringExecution";
  nodes?.[hard]?.nodeSelectorTerms?.forEach((term, index) => termWarnings(term, `${at}.${hard}.nodeSelectorTerms[${index}]`, warnings));
  nodes?.[soft]?.forEach(({ preference }, index) => termWarnings(preference ?? {}, `${at}.${soft}[${index}].preference`, warnings));
  (spec.topologySpreadConstraints as readonly SpreadConstraint[] | undefined)?.forEach(({ topologyKey = "", labelSelector }, index) => {
    const constraint = `${path}.topologySpreadConstraints[${index}]`;
    const message = own(deprecatedNodeLabels, topologyKey);
    if (message) warnings.push(`${constraint}.topologyKey: ${topologyKey} is ${message}`);
    if (!labelSelector) warnings.push(`${constraint}.labelSelector: a null labelSelector results in matching no pod`);
  });
}

// Mirrors GetWarningsForNodeSelectorTerm (pkg/api/node/util.go).
function termWarnings(term: NodeSelectorTerm, path: string, warnings: string[]): void {
  term.matchExpressions?.forEach(({ key }, index) => {
    const message = own(deprecatedNodeLabels, key ?? "");
    if (message) warnings.push(`${path}.matchExpressions[${index}].key: ${key} is ${message}`);
  });
}

const deprecatedAnnotations: readonly (readonly [string, string])[] = [
  ["scheduler.alpha.kubernetes.io/critical-pod", 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ["security.alpha.kubernetes.io/sysctls", 'non-functional in v1.11+; use the "sysctls" field instead'],
  ["security.alpha.kubernetes.io/unsafe-sysctls", 'non-functional in v1.11+; use the "sysctls" field instead'],
];

/** Not upstream's: what of our own annotation is not understood. */
function behaviorWarnings(spec: PodSpec, annotations: StringMap, path: string, warnings: string[]): void {
  const text = own(annotations, BEHAVIOR_ANNOTATION);
  if (text === undefined) return;
  const names = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(({ name }) => name);
  for (const problem of behaviorProblems(text, names)) warnings.push(`${path}[${BEHAVIOR_ANNOTATION}]: ${behaviorMessage(problem)}`);
}

function annotationWarnings(annotations: StringMap, path: string, warnings: string[]): void {
  for (const [key, message] of deprecatedAnnotations) if (own(annotations, key) !== undefined) warnings.push(`${path}[${key}]: ${message}`);
}

const deprecatedVolumes: readonly (readonly [string, string, string])[] = [
  ["photonPersistentDisk", "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"],
  ["gitRepo", "gitRepo", "deprecated in v1.11, and disabled by default in v1.33+"],
  ["scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"],
  ["flocker", "flocker", "deprecated in v1.22, non-functional in v1.25+"],
  ["storageos", "storageOS", "deprecated in v1.22, non-functional in v1.25+"],
  ["quobyte", "quobyte", "deprecated in v1.22, non-functional in v1.25+"],
  ["glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"],
  ["cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"],
  ["rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+"],
];

function volumeWarnings(volumes: readonly Volume[], path: string, warnings: string[]): void {
  const tokens = new Set<string>();
  volumes.forEach((volume, index) => {
    for (const [field, name, message] of deprecatedVolumes) {
      if (volume[field] !== undefined) warnings.push(`${path}.volumes[${index}].${name}: ${message}`);
    }
    for (const source of volume.projected?.sources ?? []) if (source.serviceAccountToken) tokens.add(source.serviceAccountToken.path);
  });
  if (tokens.size > 0) volumes.forEach((volume, index) => tokenPathWarnings(volume, tokens, `${path}.volumes[${index}].projected.sources`, warnings));
}

function tokenPathWarnings(volume: Volume, tokens: ReadonlySet<string>, path: string, warnings: string[]): void {
  const warn = (items: readonly { readonly path: string }[] | undefined, name: string): void => {
    items?.forEach((item, index) => {
      if (tokens.has(item.path)) warnings.push(`${path}.${name}[${index}]: has duplicated path with ServiceAccountToken ${quote(item.path)}`);
    });
  };
  for (const source of volume.projected?.sources ?? []) {
    warn(source.configMap?.items, "configMap");
    warn(source.secret?.items, "secrets");
    warn(source.downwardAPI?.items, "downwardAPI");
  }
}

function duplicateWarnings(spec: PodSpec, path: string, warnings: string[]): void {
  const ips = new Set<string>();
  spec.hostAliases?.forEach(({ ip = "" }, index) => {
    if (ips.has(ip)) warnings.push(`${path}.hostAliases[${index}].ip: duplicate ip ${quote(ip)}`);
    ips.add(ip);
  });
  const secrets = (spec.imagePullSecrets ?? []).map(({ name }) => name ?? "");
  const names = new Set<string>();
  secrets.forEach((name, index) => {
    if (names.size === names.add(name).size) warnings.push(`${path}.imagePullSecrets[${index}].name: duplicate name ${quote(name)}`);
  });
  secrets.forEach((name, index) => {
    if (name === "") warnings.push(`${path}.imagePullSecrets[${index}].name: invalid empty name ""`);
  });
}

function fractionWarnings(list: ResourceList | undefined, path: string, warnings: string[], names = ["memory", "ephemeral-storage"]): void {
  for (const name of names) {
    const amount = list?.[name];
    if (amount !== undefined && isFractional(amount)) {
      warnings.push(`${path}[${name}]: fractional byte value ${quote(amount)} is invalid, must be an integer`);
    }
  }
}

function containerWarnings(container: Container, path: string, warnings: string[]): void {
  const { limits, requests } = container.resources ?? {};
  for (const name of ["memory", "ephemeral-storage"]) {
    fractionWarnings(limits, `${path}.resources.limits`, warnings, [name]);
    fractionWarnings(requests, `${path}.resources.requests`, warnings, [name]);
  }
  const seen = new Set<string>();
  container.env?.forEach((variable, index) => {
    const { name = "", value = "" } = variable;
    const reference = `$(${name})`;
    if (!seen.has(name)) seen.add(name);
    else if (variable.valueFrom || value === reference || !value.includes(reference)) {
      warnings.push(`${path}.env[${index}]: hides previous definition of ${quote(name)}, which may be dropped when using apply`);
    }
  });
}

function affinityWarnings(spec: PodSpec, path: string, warnings: string[]): void {
  for (const kind of ["podAffinity", "podAntiAffinity"] as const) {
    const affinity = spec.affinity?.[kind] as PodAffinityFields | undefined;
    const at = `${path}.affinity.${kind}`;
    affinity?.requiredDuringSchedulingIgnoredDuringExecution?.forEach((term, index) => {
      if (term.labelSelector) return;
      warnings.push(`${at}.requiredDuringSchedulingIgnoredDuringExecution[${index}].labelSelector: a null labelSelector results in matching no pod`);
    });
    affinity?.preferredDuringSchedulingIgnoredDuringExecution?.forEach((term, index) => {
      if (term.podAffinityTerm?.labelSelector) return;
      const field = `preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm.labelSelector`;
      warnings.push(`${at}.${field}: a null labelSelector results in matching no pod`);
    });
  }
}
