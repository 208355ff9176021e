import type { StructSchema } from "../../api/schema/schema.ts";

/** How a strategic merge patch treats a field: Go's patchStrategy and patchMergeKey struct tags. */
export interface PatchStrategy {
  /** A list is merged item by item. */
  readonly merge: boolean;
  /** `$retainKeys` may drop what the patch does not name. */
  readonly retainKeys: boolean;
  /** Names an item of a merged list of objects; absent for lists of plain values. */
  readonly mergeKey?: string;
}

// Mirrors the struct tags in staging/src/k8s.io/api and apimachinery/pkg/apis/meta/v1: "Struct field key, field key…".
const listsByKey = `
PodSpec initContainers name, containers name, ephemeralContainers name, imagePullSecrets name, hostAliases ip, topologySpreadConstraints topologyKey, schedulingGates name
Container ports containerPort, env name, volumeMounts mountPath, volumeDevices devicePath
EphemeralContainer ports containerPort, env name, volumeMounts mountPath, volumeDevices devicePath
ServiceSpec ports port
ServiceAccount secrets name
ObjectMeta ownerReferences uid
PodStatus conditions type, podIPs ip, hostIPs ip
NodeStatus conditions type, addresses type
CSINodeSpec drivers name
MutatingWebhookConfiguration webhooks name
ValidatingWebhookConfiguration webhooks name
`;

const replaced: PatchStrategy = { merge: false, retainKeys: false };
const strategies = readStrategies();

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
  found.set("DeploymentSpec.strategy", { merge: false, retainKeys: true });
  return found;
}

/** Of a field of a struct; lists without a tag are replaced whole, maps and structs always merge. */
export const patchStrategyOf = (struct: StructSchema, field: string): PatchStrategy => strategies.get(`${struct.name}.${field}`) ?? replaced;
