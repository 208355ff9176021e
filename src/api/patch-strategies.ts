/**
 * How writes of a part are joined with what is there: Go's struct tags patchStrategy and patchMergeKey, which a strategic
 * merge patch follows, and the marks listType, listMapKey, mapType and structType, which server-side apply follows.
 */
import type { FieldType, StructSchema } from "./schema/schema.ts";

/** How a strategic merge patch treats a field. */
export interface PatchStrategy {
  /** A list is merged item by item; without it, a list is replaced whole. */
  readonly merge: boolean;
  /** `$retainKeys` may drop what the patch does not name. */
  readonly retainKeys: boolean;
  /** Names an item of a merged list of objects; absent for lists of plain values. */
  readonly mergeKey?: string;
}

/** How server-side apply treats a list: items with equal keys are one item, a set's items are their own keys, all else is one value. */
export type ListType = { readonly type: "map"; readonly keys: readonly string[] } | { readonly type: "set" } | { readonly type: "atomic" };

const container = { ports: ["containerPort", "protocol"], env: ["name"], volumeMounts: ["mountPath"], volumeDevices: ["devicePath"] };
const conditions = { conditions: ["type"] };
const matchConditions = { matchConditions: ["name"] };

// Mirrors the tags and marks of staging/src/k8s.io/api, apimachinery/pkg/apis/meta/v1 and kube-aggregator's API: by struct
// and field, the list's map keys. The first is the patch's merge key.
const keyedLists: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ObjectMeta: { ownerReferences: ["uid"] },
  PodSpec: {
    volumes: ["name"],
    initContainers: ["name"],
    containers: ["name"],
    ephemeralContainers: ["name"],
    imagePullSecrets: ["name"],
    hostAliases: ["ip"],
    topologySpreadConstraints: ["topologyKey", "whenUnsatisfiable"],
    schedulingGates: ["name"],
    resourceClaims: ["name"],
  },
  Container: container,
  EphemeralContainer: container,
  ResourceRequirements: { claims: ["name"] },
  PodStatus: { ...conditions, hostIPs: ["ip"], podIPs: ["ip"], resourceClaimStatuses: ["name"] },
  ContainerStatus: { volumeMounts: ["mountPath"], allocatedResourcesStatus: ["name"] },
  ServiceSpec: { ports: ["port", "protocol"] },
  ServiceAccount: { secrets: ["name"] },
  NodeStatus: { ...conditions, addresses: ["type"] },
  CSINodeSpec: { drivers: ["name"] },
  MutatingWebhookConfiguration: { webhooks: ["name"] },
  MutatingWebhook: matchConditions,
  ValidatingWebhookConfiguration: { webhooks: ["name"] },
  ValidatingWebhook: matchConditions,
  ValidatingAdmissionPolicySpec: { ...matchConditions, variables: ["name"] },
  ResourceClaimStatus: { reservedFor: ["uid"], devices: ["driver", "device", "pool", "shareID"] },
  APIServiceStatus: conditions,
  CertificateSigningRequestStatus: conditions,
  ComponentStatus: conditions,
  CustomResourceDefinitionStatus: conditions,
  DaemonSetStatus: conditions,
  DeploymentStatus: conditions,
  FlowSchemaStatus: conditions,
  HorizontalPodAutoscalerStatus: conditions,
  JobStatus: conditions,
  NamespaceStatus: conditions,
  PersistentVolumeClaimStatus: conditions,
  PodDisruptionBudgetStatus: conditions,
  PriorityLevelConfigurationStatus: conditions,
  ReplicaSetStatus: conditions,
  ReplicationControllerStatus: conditions,
  ServiceCIDRStatus: conditions,
  ServiceStatus: conditions,
  StatefulSetStatus: conditions,
};
const sets: ReadonlySet<string> = new Set(["ObjectMeta.finalizers", "NodeSpec.podCIDRs"]);
const retained: ReadonlySet<string> = new Set(["PodSpec.volumes", "PodSpec.resourceClaims", "PodStatus.resourceClaimStatuses", "DeploymentSpec.strategy"]);
/** Keyed for server-side apply alone: a strategic merge patch replaces them. */
const appliedOnly: ReadonlySet<string> = new Set([
  "ResourceRequirements.claims", "ResourceClaimStatus.devices", "CertificateSigningRequestStatus.conditions", "CustomResourceDefinitionStatus.conditions",
]);
/** Keyed for a strategic merge patch alone: server-side apply replaces them. */
const patchedOnly: ReadonlySet<string> = new Set(["JobStatus.conditions"]);

const replaced: PatchStrategy = { merge: false, retainKeys: false };
const atomic: ListType = { type: "atomic" };
const strategies = new Map<string, PatchStrategy>();
const listTypes = new Map<string, ListType>();

for (const name of retained) strategies.set(name, { merge: false, retainKeys: true });
for (const [struct, lists] of Object.entries(keyedLists)) {
  for (const [field, keys] of Object.entries(lists)) {
    const name = `${struct}.${field}`;
    if (!appliedOnly.has(name)) strategies.set(name, { merge: true, retainKeys: retained.has(name), mergeKey: keys[0]! });
    if (!patchedOnly.has(name)) listTypes.set(name, { type: "map", keys });
  }
}
for (const name of sets) {
  strategies.set(name, { merge: true, retainKeys: false });
  listTypes.set(name, { type: "set" });
}

/** Of a field of a struct; maps and structs always merge. Without a struct (the value of a map, an unknown field) all is replaced. */
export const patchStrategyOf = (struct: StructSchema | undefined, field: string): PatchStrategy =>
  (struct && strategies.get(`${struct.name}.${field}`)) ?? replaced;

/** Of a list that stands in a field of a struct. */
export const listTypeOf = (struct: StructSchema | undefined, field: string): ListType => (struct && listTypes.get(`${struct.name}.${field}`)) ?? atomic;

const atomicStructs: ReadonlySet<string> = new Set([
  "LabelSelector", "ObjectReference", "LocalObjectReference", "TypedLocalObjectReference", "SecretReference", "ConfigMapKeySelector",
  "SecretKeySelector", "ObjectFieldSelector", "ResourceFieldSelector", "NodeSelector", "NodeSelectorTerm", "ScopeSelector", "OwnerReference",
]);
const atomicMaps: ReadonlySet<string> = new Set(["nodeSelector", "selector"]);

/** True of a struct or a map that server-side apply replaces whole; `field` = where it stands. */
export const isAtomic = (type: FieldType | undefined, field: string): boolean =>
  (type?.kind === "struct" && atomicStructs.has(type.struct.name)) || (type?.kind === "map" && atomicMaps.has(field));

/** Every field of the tables above as "Struct.field", for checks. */
export const markedLists: readonly string[] = [...new Set([...strategies.keys(), ...listTypes.keys()])];
