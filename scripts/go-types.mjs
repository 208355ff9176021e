// Facts of the Go types that OpenAPI does not tell and error messages show: named types and embedded structs.

/** Fields that became quantities after kubernetes-types 1.30. */
export const quantitiesSince130 = [
  "PodStatus.allocatedResources", "DeviceCapacity.value", "Counter.value", "CapacityRequirements.requests", "CapacityRequestPolicy.default",
  "CapacityRequestPolicy.validValues", "CapacityRequestPolicyRange.min", "CapacityRequestPolicyRange.max", "CapacityRequestPolicyRange.step",
  "DeviceRequestAllocationResult.consumedCapacity", "NodeAllocatableResourceClaimStatus.resources", "VolumeResourceRequirements.limits",
  "VolumeResourceRequirements.requests",
];

const lines = `
AppArmorProfile type AppArmorProfileType
Container imagePullPolicy PullPolicy, restartPolicy ContainerRestartPolicy, terminationMessagePolicy TerminationMessagePolicy
EphemeralContainer imagePullPolicy PullPolicy, restartPolicy ContainerRestartPolicy, terminationMessagePolicy TerminationMessagePolicy
Capabilities add Capability, drop Capability
ContainerPort protocol Protocol
ContainerResizePolicy resourceName ResourceName, restartPolicy ResourceResizeRestartPolicy
ContainerRestartRule action ContainerRestartRuleAction
ContainerRestartRuleOnExitCodes operator ContainerRestartRuleOnExitCodesOperator
ContainerStatus allocatedResources ResourceList, stopSignal Signal
CronJobSpec concurrencyPolicy ConcurrencyPolicy
CustomResourceDefinitionSpec scope ResourceScope
DaemonSetCondition type DaemonSetConditionType, status ConditionStatus
DaemonSetUpdateStrategy type DaemonSetUpdateStrategyType
DeploymentCondition type DeploymentConditionType, status ConditionStatus
DeploymentStrategy type DeploymentStrategyType
EmptyDirVolumeSource medium StorageMedium
EndpointPort protocol Protocol
EndpointSlice addressType AddressType
HPAScalingPolicy type HPAScalingPolicyType
HPAScalingRules selectPolicy ScalingPolicySelect
HTTPGetAction scheme URIScheme
HTTPIngressPath pathType PathType
HostPathVolumeSource type HostPathType
HorizontalPodAutoscalerCondition type HorizontalPodAutoscalerConditionType, status ConditionStatus
JobCondition type JobConditionType, status ConditionStatus
JobSpec completionMode CompletionMode, podReplacementPolicy PodReplacementPolicy
LabelSelectorRequirement operator LabelSelectorOperator
Lifecycle stopSignal Signal
LimitRangeItem type LimitType, default ResourceList, defaultRequest ResourceList, max ResourceList, maxLimitRequestRatio ResourceList, min ResourceList
MetricSpec type MetricSourceType
MetricTarget type MetricTargetType
NamespaceCondition type NamespaceConditionType, status ConditionStatus
NamespaceSpec finalizers FinalizerName
NamespaceStatus phase NamespacePhase
NetworkPolicyPort protocol Protocol
NetworkPolicySpec policyTypes PolicyType
NodeAddress type NodeAddressType
NodeCondition type NodeConditionType, status ConditionStatus
NodeSelectorRequirement operator NodeSelectorOperator
NodeStatus allocatable ResourceList, capacity ResourceList, phase NodePhase, volumesInUse UniqueVolumeName
ObjectMeta uid types.UID
ObjectReference uid types.UID
OwnerReference uid types.UID
PersistentVolumeClaimCondition type PersistentVolumeClaimConditionType, status ConditionStatus
PersistentVolumeClaimSpec accessModes PersistentVolumeAccessMode, volumeMode PersistentVolumeMode
PersistentVolumeClaimStatus accessModes PersistentVolumeAccessMode, allocatedResources ResourceList, capacity ResourceList, phase PersistentVolumeClaimPhase
PersistentVolumeSpec accessModes PersistentVolumeAccessMode, capacity ResourceList, persistentVolumeReclaimPolicy PersistentVolumeReclaimPolicy, volumeMode PersistentVolumeMode
PersistentVolumeStatus phase PersistentVolumePhase
PodCondition type PodConditionType, status ConditionStatus
PodDisruptionBudgetSpec unhealthyPodEvictionPolicy UnhealthyPodEvictionPolicyType
PodFailurePolicyOnExitCodesRequirement operator PodFailurePolicyOnExitCodesOperator
PodFailurePolicyOnPodConditionsPattern type PodConditionType, status ConditionStatus
PodFailurePolicyRule action PodFailurePolicyAction
PodOS name OSName
PodReadinessGate conditionType PodConditionType
PodSecurityContext fsGroupChangePolicy PodFSGroupChangePolicy, seLinuxChangePolicy PodSELinuxChangePolicy, supplementalGroupsPolicy SupplementalGroupsPolicy
PodSpec dnsPolicy DNSPolicy, overhead ResourceList, preemptionPolicy PreemptionPolicy, restartPolicy RestartPolicy
PodStatus allocatedResources ResourceList, phase PodPhase, qosClass PodQOSClass, resize PodResizeStatus
PriorityClass preemptionPolicy PreemptionPolicy
ReplicaSetCondition type ReplicaSetConditionType, status ConditionStatus
ResourceQuotaSpec hard ResourceList, scopes ResourceQuotaScope
ResourceQuotaStatus hard ResourceList, used ResourceList
ResourceRequirements limits ResourceList, requests ResourceList
SeccompProfile type SeccompProfileType
Secret type SecretType
SecurityContext procMount ProcMountType
ServicePort protocol Protocol
ServiceSpec externalTrafficPolicy ServiceExternalTrafficPolicy, internalTrafficPolicy ServiceInternalTrafficPolicy, ipFamilies IPFamily, ipFamilyPolicy IPFamilyPolicy, sessionAffinity ServiceAffinity, type ServiceType
StatefulSetCondition type StatefulSetConditionType, status ConditionStatus
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted PersistentVolumeClaimRetentionPolicyType, whenScaled PersistentVolumeClaimRetentionPolicyType
StatefulSetSpec podManagementPolicy PodManagementPolicyType
StatefulSetUpdateStrategy type StatefulSetUpdateStrategyType
StorageClass reclaimPolicy PersistentVolumeReclaimPolicy, volumeBindingMode VolumeBindingMode
Taint effect TaintEffect
Toleration effect TaintEffect, operator TolerationOperator
TopologySpreadConstraint nodeAffinityPolicy NodeInclusionPolicy, nodeTaintsPolicy NodeInclusionPolicy, whenUnsatisfiable UnsatisfiableConstraintAction
VolumeMount mountPropagation MountPropagationMode, recursiveReadOnly RecursiveReadOnlyMode
VolumeResourceRequirements limits ResourceList, requests ResourceList
`;

/** "Struct.field" -> Go's named type; of a list, the type of its elements. */
export const namedTypes = Object.fromEntries(
  lines
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [struct] = line.split(" ", 1);
      return line
        .slice(struct.length + 1)
        .split(", ")
        .map((pair) => pair.split(" "))
        .map(([field, type]) => [`${struct}.${field}`, type]);
    }),
);

const everythingBut = (struct, ...own) => (field) => (own.includes(field) ? undefined : struct);
const only = (struct, ...fields) => (field) => (fields.includes(field) ? struct : undefined);
const named = only("LocalObjectReference", "name");
const rule = only("Rule", "apiGroups", "apiVersions", "resources", "scope");

const embeddings = {
  ConfigMapEnvSource: named,
  ConfigMapKeySelector: named,
  ConfigMapProjection: named,
  ConfigMapVolumeSource: named,
  SecretEnvSource: named,
  SecretKeySelector: named,
  SecretProjection: named,
  EphemeralContainer: everythingBut("EphemeralContainerCommon", "targetContainerName"),
  IngressRule: only("IngressRuleValue", "http"),
  NamedRuleWithOperations: (field) => (field === "operations" ? "RuleWithOperations" : rule(field) && "RuleWithOperations.Rule"),
  PersistentVolumeSpec: everythingBut(
    "PersistentVolumeSource",
    "capacity", "accessModes", "claimRef", "persistentVolumeReclaimPolicy", "storageClassName", "mountOptions", "volumeMode", "nodeAffinity",
    "volumeAttributesClassName",
  ),
  Probe: only("ProbeHandler", "exec", "httpGet", "tcpSocket", "grpc"),
  RuleWithOperations: rule,
  Volume: everythingBut("VolumeSource", "name"),
};

/** The embedded Go struct (a path of them) that declares a field of a struct, if it is not the struct itself. */
export const embeddedIn = (struct, field) => embeddings[struct]?.(field);
