/** How a strategic merge patch treats the lists and maps of built-in kinds: Go's patchStrategy and patchMergeKey struct tags. */
import type { StructSchema } from "./schema.ts";

export interface PatchStrategy {
  /** Lists are merged item by item. */
  readonly merge: boolean;
  /** `$retainKeys` may drop what the patch does not name. */
  readonly retainKeys: boolean;
  /** Names an item of a merged list of objects; absent for lists of plain values. */
  readonly mergeKey?: string;
}

// Mirrors the struct tags in staging/src/k8s.io/api and apimachinery/pkg/apis/meta/v1.
const listsByKey = `
PodSpec initContainers name, containers name, ephemeralContainers name, imagePullSecrets name, hostAliases ip, topologySpreadConstraints topologyKey, schedulingGates name
Container ports containerPort, env name, volumeMounts mountPath, volumeDevices devicePath
EphemeralContainer ports containerPort, env name, volumeMounts mountPath, volumeDevices devicePath
PodStatus conditions type, podIPs ip, hostIPs ip
ServiceSpec ports port
ServiceStatus conditions type
ServiceAccount secrets name
NodeStatus conditions type, addresses type
NamespaceStatus conditions type
PersistentVolumeClaimStatus conditions type
ReplicationControllerStatus conditions type
ObjectMeta ownerReferences uid
DeploymentStatus conditions type
ReplicaSetStatus conditions type
StatefulSetStatus conditions type
DaemonSetStatus conditions type
JobStatus conditions type
PodDisruptionBudgetStatus conditions type
HorizontalPodAutoscalerStatus conditions type
ServiceCIDRStatus conditions type
CSINodeSpec drivers name
APIServiceStatus conditions type
FlowSchemaStatus conditions type
PriorityLevelConfigurationStatus conditions type
MutatingWebhookConfiguration webhooks name
ValidatingWebhookConfiguration webhooks name
MutatingWebhook matchConditions name
ValidatingWebhook matchConditions name
ValidatingAdmissionPolicySpec matchConditions name, variables name
MutatingAdmissionPolicySpec matchConditions name, variables name
`;

const strategies = readStrategies();
const replaced: PatchStrategy = { merge: false, retainKeys: false };

function readStrategies(): ReadonlyMap<string, PatchStrategy> {
  const found = new Map<string, PatchStrategy>();
  for (const line of listsByKey.trim().split("\n")) {
    const [structName = ""] = line.split(" ", 1);
    for (const pair of line.slice(structName.length + 1).split(", ")) {
      const [field = "", mergeKey = ""] = pair.split(" ");
      found.set(`${structName}.${field}`, { merge: true, retainKeys: false, mergeKey });
    }
  }
  found.set("ObjectMeta.finalizers", { merge: true, retainKeys: false });
  found.set("NodeSpec.podCIDRs", { merge: true, retainKeys: false });
  found.set("PodSpec.volumes", { merge: true, retainKeys: true, mergeKey: "name" });
  found.set("PodSpec.resourceClaims", { merge: true, retainKeys: true, mergeKey: "name" });
  found.set("PodStatus.resourceClaimStatuses", { merge: true, retainKeys: true, mergeKey: "name" });
  found.set("DeploymentSpec.strategy", { merge: false, retainKeys: true });
  return found;
}

/** Of a field of a struct; lists without a tag are replaced whole, maps and structs always merge. */
export const patchStrategyOf = (struct: StructSchema, field: string): PatchStrategy => strategies.get(`${struct.name}.${field}`) ?? replaced;
