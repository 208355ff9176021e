/**
 * What Go's omitempty leaves out. A field whose Go type is no pointer cannot tell "zero" from "absent", so a zero that was
 * written counts as absent: defaults apply to it and it is never printed. Fields behind a pointer keep their zero.
 */
import type { Json, JsonObject } from "../../../api/json.ts";
import { isObject } from "../../../api/json.ts";
import type { FieldSchema, FieldType, StructSchema } from "../../../api/schema/schema.ts";

/** Optional strings behind a pointer. */
const pointerStrings = new Set([
  "PersistentVolumeClaimSpec.storageClassName", "PersistentVolumeClaimSpec.volumeMode", "PersistentVolumeClaimSpec.volumeAttributesClassName",
  "PersistentVolumeSpec.volumeMode", "PersistentVolumeSpec.volumeAttributesClassName", "PersistentVolumeClaimStatus.currentVolumeAttributesClassName",
  "PodSpec.runtimeClassName", "PodSpec.preemptionPolicy", "PodSpec.hostnameOverride", "IngressSpec.ingressClassName", "ServiceSpec.loadBalancerClass",
  "ServiceSpec.internalTrafficPolicy", "ServiceSpec.ipFamilyPolicy", "ServicePort.appProtocol", "GRPCAction.service", "EndpointPort.name",
  "EndpointPort.protocol", "EndpointPort.appProtocol", "Endpoint.hostname", "Endpoint.nodeName", "Endpoint.zone", "LeaseSpec.holderIdentity",
  "LeaseSpec.strategy", "LeaseSpec.preferredHolder", "PodDNSConfigOption.value", "HTTPIngressPath.pathType", "VolumeMount.mountPropagation",
  "VolumeMount.recursiveReadOnly", "Container.restartPolicy", "EphemeralContainer.restartPolicy", "HostPathVolumeSource.type",
  "CSIVolumeSource.fsType", "TypedLocalObjectReference.apiGroup", "TypedObjectReference.apiGroup", "TypedObjectReference.namespace",
  "SeccompProfile.localhostProfile", "AppArmorProfile.localhostProfile", "StorageClass.reclaimPolicy", "StorageClass.volumeBindingMode",
  "PriorityClass.preemptionPolicy", "CronJobSpec.timeZone", "JobSpec.completionMode", "JobSpec.managedBy", "JobSpec.podReplacementPolicy",
  "HPAScalingRules.selectPolicy", "SecurityContext.procMount", "PodSecurityContext.fsGroupChangePolicy", "PodSecurityContext.seLinuxChangePolicy",
  "PodSecurityContext.supplementalGroupsPolicy", "WindowsSecurityContextOptions.runAsUserName", "Lifecycle.stopSignal", "ContainerStatus.stopSignal",
  "NodeRuntimeHandler.name", "TopologySpreadConstraint.nodeAffinityPolicy", "TopologySpreadConstraint.nodeTaintsPolicy", "NetworkPolicyPort.protocol",
]);
/** Optional numbers and booleans that are not behind a pointer; "*" stands for any struct. */
const plainScalars = new Set([
  "*.hostNetwork", "*.hostPID", "*.hostIPC", "*.stdin", "*.stdinOnce", "*.tty", "*.readOnly", "NodeSpec.unschedulable", "*.paused",
  "ServiceSpec.publishNotReadyAddresses", "PriorityClass.globalDefault", "Probe.initialDelaySeconds", "Probe.timeoutSeconds", "Probe.periodSeconds",
  "Probe.successThreshold", "Probe.failureThreshold", "ContainerPort.hostPort", "ServicePort.nodePort", "ServiceSpec.healthCheckNodePort",
  "*.minReadySeconds", "*.observedGeneration", "ObjectMeta.generation", "Event.count", "Event.deprecatedCount",
  "EventSeries.count", "ContainerStateTerminated.signal", "DeploymentStatus.*", "ReplicaSetStatus.*", "StatefulSetStatus.*",
  "DaemonSetStatus.numberUnavailable", "DaemonSetStatus.numberAvailable", "DaemonSetStatus.updatedNumberScheduled", "JobStatus.succeeded",
  "JobStatus.failed", "JobStatus.active", "NodeSystemInfo.swap",
]);
/** They keep their zero: they are behind a pointer, or their tag has no omitempty (StatefulSetStatus.availableReplicas: staging/src/k8s.io/api/apps/v1/types.go). */
const keptAllTheSame = new Set([
  "CSIVolumeSource.readOnly", "DeploymentStatus.collisionCount", "DeploymentStatus.terminatingReplicas", "ReplicaSetStatus.terminatingReplicas",
  "StatefulSetStatus.collisionCount", "StatefulSetStatus.availableReplicas", "HorizontalPodAutoscalerStatus.observedGeneration",
]);
/** Structs that are no pointers and are always printed, even empty, though OpenAPI calls them optional. */
const alwaysPrinted = new Set([
  "Container.resources", "EphemeralContainer.resources", "DeploymentSpec.strategy", "StatefulSetSpec.updateStrategy", "DaemonSetSpec.updateStrategy",
  "PersistentVolumeClaimSpec.resources", "ServiceStatus.loadBalancer", "IngressStatus.loadBalancer", "ContainerStatus.state", "ContainerStatus.lastState",
  "NodeStatus.nodeInfo", "NodeStatus.daemonEndpoints", "Event.source", "PodTemplateSpec.metadata", "PodTemplateSpec.spec", "JobTemplateSpec.metadata",
  "JobTemplateSpec.spec",
]);
/** Times that are no pointers: printed as null while they are not set. */
const printedNull = new Set([
  "PodCondition.lastProbeTime", "PodCondition.lastTransitionTime", "NodeCondition.lastHeartbeatTime", "NodeCondition.lastTransitionTime",
  "DeploymentCondition.lastUpdateTime", "DeploymentCondition.lastTransitionTime", "ReplicaSetCondition.lastTransitionTime",
  "DaemonSetCondition.lastTransitionTime", "StatefulSetCondition.lastTransitionTime", "JobCondition.lastProbeTime", "JobCondition.lastTransitionTime",
  "Event.eventTime", "Event.firstTimestamp", "Event.lastTimestamp", "Event.deprecatedFirstTimestamp", "Event.deprecatedLastTimestamp",
  "EventSeries.lastObservedTime", "ContainerStateRunning.startedAt", "ContainerStateTerminated.startedAt", "ContainerStateTerminated.finishedAt",
]);
/** Required, and yet behind a pointer: null while missing, which we leave out. */
const requiredPointers = new Set(["DeploymentSpec.selector", "ReplicaSetSpec.selector", "DaemonSetSpec.selector", "StatefulSetSpec.selector"]);
/** Of kinds: their metadata, spec and status, unless they are pointers or absent. */
const kindParts = ["metadata", "spec", "status"];
const pointerParts = new Set(["CertificateSigningRequest.metadata", "Eviction.spec", "APIService.metadata"]);

/** True when Go would print nothing for this value of an optional field. */
export function isOmitted(owner: StructSchema, field: FieldSchema, value: Json): boolean {
  if (field.required) return false;
  if (value === "") return field.type.kind === "scalar" && field.type.scalar === "string" && !pointerStrings.has(`${owner.name}.${field.name}`);
  if (value === 0 || value === false) return isPlainScalarField(owner, field);
  if (Array.isArray(value)) return value.length === 0 && field.type.kind !== "scalar";
  return field.type.kind === "map" && isObject(value) && Object.keys(value).length === 0;
}

const plainFields = new WeakMap<FieldSchema, boolean>();

function isPlainScalarField(owner: StructSchema, field: FieldSchema): boolean {
  const known = plainFields.get(field);
  if (known !== undefined) return known;
  const plain = isPlainScalar(owner, field, `${owner.name}.${field.name}`);
  plainFields.set(field, plain);
  return plain;
}

function isPlainScalar(owner: StructSchema, field: FieldSchema, key: string): boolean {
  if (field.type.kind !== "scalar" || field.type.scalar === "any" || field.type.scalar === "intOrString" || keptAllTheSame.has(key)) return false;
  return plainScalars.has(key) || plainScalars.has(`*.${field.name}`) || plainScalars.has(`${owner.name}.*`);
}

const printedMissing = new WeakMap<StructSchema, ReadonlyMap<string, Json>>();
const printedMissingOfKinds = new WeakMap<StructSchema, ReadonlyMap<string, Json>>();

/** What Go prints for the fields that were not given, by name; `isKind` for the outermost struct of an object. */
export function missingValues(struct: StructSchema, isKind: boolean): ReadonlyMap<string, Json> {
  const known = isKind ? printedMissingOfKinds : printedMissing;
  const found = known.get(struct) ?? new Map([...struct.fields.values()].flatMap((field) => {
    const value = missingValue(struct, field, isKind);
    return value === undefined ? [] : [[field.name, value] as const];
  }));
  known.set(struct, found);
  return found;
}

function missingValue(owner: StructSchema, field: FieldSchema, isKind: boolean): Json | undefined {
  const key = `${owner.name}.${field.name}`;
  if (field.type.kind === "struct") {
    const printed = (field.required && !requiredPointers.has(key)) || alwaysPrinted.has(key) || (isKind && kindParts.includes(field.name) && !pointerParts.has(key));
    return printed ? emptyStruct(field.type.struct) : undefined;
  }
  if (printedNull.has(key)) return null;
  return field.required ? zeroOf(field.type) : undefined;
}

/** The printed form of a struct that was given nothing. */
const emptyStruct = (struct: StructSchema): JsonObject => Object.fromEntries(missingValues(struct, false));

/** The zero of a plain type as JSON; undefined where Go prints null, which we leave out. */
export function zeroOf(type: FieldType): Json | undefined {
  if (type.kind === "struct") return emptyStruct(type.struct);
  if (type.kind !== "scalar") return undefined;
  switch (type.scalar) {
    case "string":
      return "";
    case "bool":
      return false;
    case "int32":
    case "int64":
    case "double":
    case "intOrString":
      return 0;
    case "quantity":
      return "0";
    default:
      return undefined;
  }
}
