// Written by scripts/generate-schema.mjs from @kubernetes/client-node 2.0.1 (v1.36) and kubernetes-types 1.30. Do not edit.
// A line: model, then field, ":" (optional) or "!" (required), type. Types: s string, b bool, i int32, l int64, d double, q Quantity,
// x IntOrString, t Time, u MicroTime, B base64, a anything, a model; [ list of, { map of; ~ Go's named type, @ the struct it is embedded in.
export const typeLines = `
AdmissionregistrationV1ServiceReference name!s namespace!s path:s port:i
AdmissionregistrationV1WebhookClientConfig caBundle:B service:AdmissionregistrationV1ServiceReference url:s
ApiextensionsV1ServiceReference name!s namespace!s path:s port:i
ApiextensionsV1WebhookClientConfig caBundle:B service:ApiextensionsV1ServiceReference url:s
ApiregistrationV1ServiceReference name:s namespace:s port:i
AuthenticationV1TokenRequest apiVersion:s kind:s metadata:V1ObjectMeta spec:V1TokenRequestSpec status:V1TokenRequestStatus
CoreV1EndpointPort appProtocol:s name:s port!i protocol:s~Protocol
CoreV1Event action:s apiVersion:s count:i eventTime:u firstTimestamp:t involvedObject!V1ObjectReference kind:s lastTimestamp:t message:s metadata!V1ObjectMeta reason:s related:V1ObjectReference reportingComponent:s reportingInstance:s series:CoreV1EventSeries source:V1EventSource type:s
CoreV1EventSeries count:i lastObservedTime:u
CoreV1ResourceClaim name!s request:s
DiscoveryV1EndpointPort appProtocol:s name:s port:i protocol:s~Protocol
EventsV1Event action:s apiVersion:s deprecatedCount:i deprecatedFirstTimestamp:t deprecatedLastTimestamp:t deprecatedSource:V1EventSource eventTime!u kind:s metadata:V1ObjectMeta note:s reason:s regarding:V1ObjectReference related:V1ObjectReference reportingController:s reportingInstance:s series:EventsV1EventSeries type:s
EventsV1EventSeries count!i lastObservedTime!u
FlowcontrolV1Subject group:V1GroupSubject kind!s serviceAccount:V1ServiceAccountSubject user:V1UserSubject
RbacV1Subject apiGroup:s kind!s name!s namespace:s
ResourceV1ResourceClaim apiVersion:s kind:s metadata:V1ObjectMeta spec!V1ResourceClaimSpec status:V1ResourceClaimStatus
StorageV1TokenRequest audience!s expirationSeconds:l
V1APIService apiVersion:s kind:s metadata:V1ObjectMeta spec:V1APIServiceSpec status:V1APIServiceStatus
V1APIServiceCondition lastTransitionTime:t message:s reason:s status!s type!s
V1APIServiceSpec caBundle:B group:s groupPriorityMinimum!i insecureSkipTLSVerify:b service:ApiregistrationV1ServiceReference version:s versionPriority!i
V1APIServiceStatus conditions:[V1APIServiceCondition
V1AWSElasticBlockStoreVolumeSource fsType:s partition:i readOnly:b volumeID!s
V1Affinity nodeAffinity:V1NodeAffinity podAffinity:V1PodAffinity podAntiAffinity:V1PodAntiAffinity
V1AggregationRule clusterRoleSelectors:[V1LabelSelector
V1AllocatedDeviceStatus conditions:[V1Condition data:a device!s driver!s networkData:V1NetworkDeviceData pool!s shareID:s
V1AllocationResult allocationTimestamp:t devices:V1DeviceAllocationResult nodeSelector:V1NodeSelector
V1AppArmorProfile localhostProfile:s type!s~AppArmorProfileType
V1ApplyConfiguration expression:s
V1AttachedVolume devicePath!s name!s
V1AuditAnnotation key!s valueExpression!s
V1AzureDiskVolumeSource cachingMode:s diskName!s diskURI!s fsType:s kind:s readOnly:b
V1AzureFilePersistentVolumeSource readOnly:b secretName!s secretNamespace:s shareName!s
V1AzureFileVolumeSource readOnly:b secretName!s shareName!s
V1Binding apiVersion:s kind:s metadata:V1ObjectMeta target!V1ObjectReference
V1BoundObjectReference apiVersion:s kind:s name:s uid:s
V1CELDeviceSelector expression!s
V1CSIDriver apiVersion:s kind:s metadata:V1ObjectMeta spec!V1CSIDriverSpec
V1CSIDriverSpec attachRequired:b fsGroupPolicy:s nodeAllocatableUpdatePeriodSeconds:l podInfoOnMount:b preventPodSchedulingIfMissing:b requiresRepublish:b seLinuxMount:b serviceAccountTokenInSecrets:b storageCapacity:b tokenRequests:[StorageV1TokenRequest volumeLifecycleModes:[s
V1CSINode apiVersion:s kind:s metadata:V1ObjectMeta spec!V1CSINodeSpec
V1CSINodeDriver allocatable:V1VolumeNodeResources name!s nodeID!s topologyKeys:[s
V1CSINodeSpec drivers![V1CSINodeDriver
V1CSIPersistentVolumeSource controllerExpandSecretRef:V1SecretReference controllerPublishSecretRef:V1SecretReference driver!s fsType:s nodeExpandSecretRef:V1SecretReference nodePublishSecretRef:V1SecretReference nodeStageSecretRef:V1SecretReference readOnly:b volumeAttributes:{s volumeHandle!s
V1CSIStorageCapacity apiVersion:s capacity:q kind:s maximumVolumeSize:q metadata:V1ObjectMeta nodeTopology:V1LabelSelector storageClassName!s
V1CSIVolumeSource driver!s fsType:s nodePublishSecretRef:V1LocalObjectReference readOnly:b volumeAttributes:{s
V1Capabilities add:[s~Capability drop:[s~Capability
V1CapacityRequestPolicy default:q validRange:V1CapacityRequestPolicyRange validValues:[q
V1CapacityRequestPolicyRange max:q min!q step:q
V1CapacityRequirements requests:{q
V1CephFSPersistentVolumeSource monitors![s path:s readOnly:b secretFile:s secretRef:V1SecretReference user:s
V1CephFSVolumeSource monitors![s path:s readOnly:b secretFile:s secretRef:V1LocalObjectReference user:s
V1CertificateSigningRequest apiVersion:s kind:s metadata:V1ObjectMeta spec!V1CertificateSigningRequestSpec status:V1CertificateSigningRequestStatus
V1CertificateSigningRequestCondition lastTransitionTime:t lastUpdateTime:t message:s reason:s status!s type!s
V1CertificateSigningRequestSpec expirationSeconds:i extra:{[s groups:[s request!B signerName!s uid:s usages:[s username:s
V1CertificateSigningRequestStatus certificate:B conditions:[V1CertificateSigningRequestCondition
V1CinderPersistentVolumeSource fsType:s readOnly:b secretRef:V1SecretReference volumeID!s
V1CinderVolumeSource fsType:s readOnly:b secretRef:V1LocalObjectReference volumeID!s
V1ClientIPConfig timeoutSeconds:i
V1ClusterRole aggregationRule:V1AggregationRule apiVersion:s kind:s metadata:V1ObjectMeta rules:[V1PolicyRule
V1ClusterRoleBinding apiVersion:s kind:s metadata:V1ObjectMeta roleRef!V1RoleRef subjects:[RbacV1Subject
V1ClusterTrustBundleProjection labelSelector:V1LabelSelector name:s optional:b path!s signerName:s
V1ComponentCondition error:s message:s status!s type!s
V1ComponentStatus apiVersion:s conditions:[V1ComponentCondition kind:s metadata:V1ObjectMeta
V1Condition lastTransitionTime!t message!s observedGeneration:l reason!s status!s type!s
V1ConfigMap apiVersion:s binaryData:{B data:{s immutable:b kind:s metadata:V1ObjectMeta
V1ConfigMapEnvSource name:s@LocalObjectReference optional:b
V1ConfigMapKeySelector key!s name:s@LocalObjectReference optional:b
V1ConfigMapNodeConfigSource kubeletConfigKey!s name!s namespace!s resourceVersion:s uid:s
V1ConfigMapProjection items:[V1KeyToPath name:s@LocalObjectReference optional:b
V1ConfigMapVolumeSource defaultMode:i items:[V1KeyToPath name:s@LocalObjectReference optional:b
V1Container args:[s command:[s env:[V1EnvVar envFrom:[V1EnvFromSource image:s imagePullPolicy:s~PullPolicy lifecycle:V1Lifecycle livenessProbe:V1Probe name!s ports:[V1ContainerPort readinessProbe:V1Probe resizePolicy:[V1ContainerResizePolicy resources:V1ResourceRequirements restartPolicy:s~ContainerRestartPolicy restartPolicyRules:[V1ContainerRestartRule securityContext:V1SecurityContext startupProbe:V1Probe stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s~TerminationMessagePolicy tty:b volumeDevices:[V1VolumeDevice volumeMounts:[V1VolumeMount workingDir:s
V1ContainerExtendedResourceRequest containerName!s requestName!s resourceName!s
V1ContainerImage names:[s sizeBytes:l
V1ContainerPort containerPort!i hostIP:s hostPort:i name:s protocol:s~Protocol
V1ContainerResizePolicy resourceName!s~ResourceName restartPolicy!s~ResourceResizeRestartPolicy
V1ContainerRestartRule action!s~ContainerRestartRuleAction exitCodes:V1ContainerRestartRuleOnExitCodes
V1ContainerRestartRuleOnExitCodes operator!s~ContainerRestartRuleOnExitCodesOperator values:[i
V1ContainerState running:V1ContainerStateRunning terminated:V1ContainerStateTerminated waiting:V1ContainerStateWaiting
V1ContainerStateRunning startedAt:t
V1ContainerStateTerminated containerID:s exitCode!i finishedAt:t message:s reason:s signal:i startedAt:t
V1ContainerStateWaiting message:s reason:s
V1ContainerStatus allocatedResources:{q~ResourceList allocatedResourcesStatus:[V1ResourceStatus containerID:s image!s imageID!s lastState:V1ContainerState name!s ready!b resources:V1ResourceRequirements restartCount!i started:b state:V1ContainerState stopSignal:s~Signal user:V1ContainerUser volumeMounts:[V1VolumeMountStatus
V1ContainerUser linux:V1LinuxContainerUser
V1ControllerRevision apiVersion:s data:a kind:s metadata:V1ObjectMeta revision!l
V1Counter value!q
V1CounterSet counters!{V1Counter name!s
V1CronJob apiVersion:s kind:s metadata:V1ObjectMeta spec!V1CronJobSpec status:V1CronJobStatus
V1CronJobSpec concurrencyPolicy:s~ConcurrencyPolicy failedJobsHistoryLimit:i jobTemplate!V1JobTemplateSpec schedule!s startingDeadlineSeconds:l successfulJobsHistoryLimit:i suspend:b timeZone:s
V1CronJobStatus active:[V1ObjectReference lastScheduleTime:t lastSuccessfulTime:t
V1CrossVersionObjectReference apiVersion:s kind!s name!s
V1CustomResourceColumnDefinition description:s format:s jsonPath!s name!s priority:i type!s
V1CustomResourceConversion strategy!s webhook:V1WebhookConversion
V1CustomResourceDefinition apiVersion:s kind:s metadata:V1ObjectMeta spec!V1CustomResourceDefinitionSpec status:V1CustomResourceDefinitionStatus
V1CustomResourceDefinitionCondition lastTransitionTime:t message:s observedGeneration:l reason:s status!s type!s
V1CustomResourceDefinitionNames categories:[s kind!s listKind:s plural!s shortNames:[s singular:s
V1CustomResourceDefinitionSpec conversion:V1CustomResourceConversion group!s names!V1CustomResourceDefinitionNames preserveUnknownFields:b scope!s~ResourceScope versions![V1CustomResourceDefinitionVersion
V1CustomResourceDefinitionStatus acceptedNames:V1CustomResourceDefinitionNames conditions:[V1CustomResourceDefinitionCondition observedGeneration:l storedVersions:[s
V1CustomResourceDefinitionVersion additionalPrinterColumns:[V1CustomResourceColumnDefinition deprecated:b deprecationWarning:s name!s schema:V1CustomResourceValidation selectableFields:[V1SelectableField served!b storage!b subresources:V1CustomResourceSubresources
V1CustomResourceSubresourceScale labelSelectorPath:s specReplicasPath!s statusReplicasPath!s
V1CustomResourceSubresources scale:V1CustomResourceSubresourceScale status:a
V1CustomResourceValidation openAPIV3Schema:V1JSONSchemaProps
V1DaemonEndpoint Port!i
V1DaemonSet apiVersion:s kind:s metadata:V1ObjectMeta spec:V1DaemonSetSpec status:V1DaemonSetStatus
V1DaemonSetCondition lastTransitionTime:t message:s reason:s status!s~ConditionStatus type!s~DaemonSetConditionType
V1DaemonSetSpec minReadySeconds:i revisionHistoryLimit:i selector!V1LabelSelector template!V1PodTemplateSpec updateStrategy:V1DaemonSetUpdateStrategy
V1DaemonSetStatus collisionCount:i conditions:[V1DaemonSetCondition currentNumberScheduled!i desiredNumberScheduled!i numberAvailable:i numberMisscheduled!i numberReady!i numberUnavailable:i observedGeneration:l updatedNumberScheduled:i
V1DaemonSetUpdateStrategy rollingUpdate:V1RollingUpdateDaemonSet type:s~DaemonSetUpdateStrategyType
V1DeleteOptions apiVersion:s dryRun:[s gracePeriodSeconds:l ignoreStoreReadErrorWithClusterBreakingPotential:b kind:s orphanDependents:b preconditions:V1Preconditions propagationPolicy:s
V1Deployment apiVersion:s kind:s metadata:V1ObjectMeta spec:V1DeploymentSpec status:V1DeploymentStatus
V1DeploymentCondition lastTransitionTime:t lastUpdateTime:t message:s reason:s status!s~ConditionStatus type!s~DeploymentConditionType
V1DeploymentSpec minReadySeconds:i paused:b progressDeadlineSeconds:i replicas:i revisionHistoryLimit:i selector!V1LabelSelector strategy:V1DeploymentStrategy template!V1PodTemplateSpec
V1DeploymentStatus availableReplicas:i collisionCount:i conditions:[V1DeploymentCondition observedGeneration:l readyReplicas:i replicas:i terminatingReplicas:i unavailableReplicas:i updatedReplicas:i
V1DeploymentStrategy rollingUpdate:V1RollingUpdateDeployment type:s~DeploymentStrategyType
V1Device allNodes:b allowMultipleAllocations:b attributes:{V1DeviceAttribute bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{V1DeviceCapacity consumesCounters:[V1DeviceCounterConsumption name!s nodeAllocatableResourceMappings:{V1NodeAllocatableResourceMapping nodeName:s nodeSelector:V1NodeSelector taints:[V1DeviceTaint
V1DeviceAllocationConfiguration opaque:V1OpaqueDeviceConfiguration requests:[s source!s
V1DeviceAllocationResult config:[V1DeviceAllocationConfiguration results:[V1DeviceRequestAllocationResult
V1DeviceAttribute bool:b bools:[b int:l ints:[l string:s strings:[s version:s versions:[s
V1DeviceCapacity requestPolicy:V1CapacityRequestPolicy value!q
V1DeviceClaim config:[V1DeviceClaimConfiguration constraints:[V1DeviceConstraint requests:[V1DeviceRequest
V1DeviceClaimConfiguration opaque:V1OpaqueDeviceConfiguration requests:[s
V1DeviceClass apiVersion:s kind:s metadata:V1ObjectMeta spec!V1DeviceClassSpec
V1DeviceClassConfiguration opaque:V1OpaqueDeviceConfiguration
V1DeviceClassSpec config:[V1DeviceClassConfiguration extendedResourceName:s selectors:[V1DeviceSelector
V1DeviceConstraint distinctAttribute:s matchAttribute:s requests:[s
V1DeviceCounterConsumption counterSet!s counters!{V1Counter
V1DeviceRequest exactly:V1ExactDeviceRequest firstAvailable:[V1DeviceSubRequest name!s
V1DeviceRequestAllocationResult adminAccess:b bindingConditions:[s bindingFailureConditions:[s consumedCapacity:{q device!s driver!s pool!s request!s shareID:s tolerations:[V1DeviceToleration
V1DeviceSelector cel:V1CELDeviceSelector
V1DeviceSubRequest allocationMode:s capacity:V1CapacityRequirements count:l deviceClassName!s name!s selectors:[V1DeviceSelector tolerations:[V1DeviceToleration
V1DeviceTaint effect!s key!s timeAdded:t value:s
V1DeviceToleration effect:s key:s operator:s tolerationSeconds:l value:s
V1DownwardAPIProjection items:[V1DownwardAPIVolumeFile
V1DownwardAPIVolumeFile fieldRef:V1ObjectFieldSelector mode:i path!s resourceFieldRef:V1ResourceFieldSelector
V1DownwardAPIVolumeSource defaultMode:i items:[V1DownwardAPIVolumeFile
V1EmptyDirVolumeSource medium:s~StorageMedium sizeLimit:q
V1Endpoint addresses![s conditions:V1EndpointConditions deprecatedTopology:{s hints:V1EndpointHints hostname:s nodeName:s targetRef:V1ObjectReference zone:s
V1EndpointAddress hostname:s ip!s nodeName:s targetRef:V1ObjectReference
V1EndpointConditions ready:b serving:b terminating:b
V1EndpointHints forNodes:[V1ForNode forZones:[V1ForZone
V1EndpointSlice addressType!s~AddressType apiVersion:s endpoints:[V1Endpoint kind:s metadata:V1ObjectMeta ports:[DiscoveryV1EndpointPort
V1EndpointSubset addresses:[V1EndpointAddress notReadyAddresses:[V1EndpointAddress ports:[CoreV1EndpointPort
V1Endpoints apiVersion:s kind:s metadata:V1ObjectMeta subsets:[V1EndpointSubset
V1EnvFromSource configMapRef:V1ConfigMapEnvSource prefix:s secretRef:V1SecretEnvSource
V1EnvVar name!s value:s valueFrom:V1EnvVarSource
V1EnvVarSource configMapKeyRef:V1ConfigMapKeySelector fieldRef:V1ObjectFieldSelector fileKeyRef:V1FileKeySelector resourceFieldRef:V1ResourceFieldSelector secretKeyRef:V1SecretKeySelector
V1EphemeralContainer args:[s@EphemeralContainerCommon command:[s@EphemeralContainerCommon env:[V1EnvVar@EphemeralContainerCommon envFrom:[V1EnvFromSource@EphemeralContainerCommon image:s@EphemeralContainerCommon imagePullPolicy:s~PullPolicy@EphemeralContainerCommon lifecycle:V1Lifecycle@EphemeralContainerCommon livenessProbe:V1Probe@EphemeralContainerCommon name!s@EphemeralContainerCommon ports:[V1ContainerPort@EphemeralContainerCommon readinessProbe:V1Probe@EphemeralContainerCommon resizePolicy:[V1ContainerResizePolicy@EphemeralContainerCommon resources:V1ResourceRequirements@EphemeralContainerCommon restartPolicy:s~ContainerRestartPolicy@EphemeralContainerCommon restartPolicyRules:[V1ContainerRestartRule@EphemeralContainerCommon securityContext:V1SecurityContext@EphemeralContainerCommon startupProbe:V1Probe@EphemeralContainerCommon stdin:b@EphemeralContainerCommon stdinOnce:b@EphemeralContainerCommon targetContainerName:s terminationMessagePath:s@EphemeralContainerCommon terminationMessagePolicy:s~TerminationMessagePolicy@EphemeralContainerCommon tty:b@EphemeralContainerCommon volumeDevices:[V1VolumeDevice@EphemeralContainerCommon volumeMounts:[V1VolumeMount@EphemeralContainerCommon workingDir:s@EphemeralContainerCommon
V1EphemeralVolumeSource volumeClaimTemplate:V1PersistentVolumeClaimTemplate
V1EventSource component:s host:s
V1Eviction apiVersion:s deleteOptions:V1DeleteOptions kind:s metadata:V1ObjectMeta
V1ExactDeviceRequest adminAccess:b allocationMode:s capacity:V1CapacityRequirements count:l deviceClassName!s selectors:[V1DeviceSelector tolerations:[V1DeviceToleration
V1ExecAction command:[s
V1ExemptPriorityLevelConfiguration lendablePercent:i nominalConcurrencyShares:i
V1ExpressionWarning fieldRef!s warning!s
V1ExternalDocumentation description:s url:s
V1FCVolumeSource fsType:s lun:i readOnly:b targetWWNs:[s wwids:[s
V1FieldSelectorAttributes rawSelector:s requirements:[V1FieldSelectorRequirement
V1FieldSelectorRequirement key!s operator!s values:[s
V1FileKeySelector key!s optional:b path!s volumeName!s
V1FlexPersistentVolumeSource driver!s fsType:s options:{s readOnly:b secretRef:V1SecretReference
V1FlexVolumeSource driver!s fsType:s options:{s readOnly:b secretRef:V1LocalObjectReference
V1FlockerVolumeSource datasetName:s datasetUUID:s
V1FlowDistinguisherMethod type!s
V1FlowSchema apiVersion:s kind:s metadata:V1ObjectMeta spec:V1FlowSchemaSpec status:V1FlowSchemaStatus
V1FlowSchemaCondition lastTransitionTime:t message:s reason:s status:s type:s
V1FlowSchemaSpec distinguisherMethod:V1FlowDistinguisherMethod matchingPrecedence:i priorityLevelConfiguration!V1PriorityLevelConfigurationReference rules:[V1PolicyRulesWithSubjects
V1FlowSchemaStatus conditions:[V1FlowSchemaCondition
V1ForNode name!s
V1ForZone name!s
V1GCEPersistentDiskVolumeSource fsType:s partition:i pdName!s readOnly:b
V1GRPCAction port!i service:s
V1GitRepoVolumeSource directory:s repository!s revision:s
V1GlusterfsPersistentVolumeSource endpoints!s endpointsNamespace:s path!s readOnly:b
V1GlusterfsVolumeSource endpoints!s path!s readOnly:b
V1GroupSubject name!s
V1HTTPGetAction host:s httpHeaders:[V1HTTPHeader path:s port!x scheme:s~URIScheme
V1HTTPHeader name!s value!s
V1HTTPIngressPath backend!V1IngressBackend path:s pathType!s~PathType
V1HTTPIngressRuleValue paths![V1HTTPIngressPath
V1HorizontalPodAutoscaler apiVersion:s kind:s metadata:V1ObjectMeta spec!V1HorizontalPodAutoscalerSpec status:V1HorizontalPodAutoscalerStatus
V1HorizontalPodAutoscalerSpec maxReplicas!i minReplicas:i scaleTargetRef!V1CrossVersionObjectReference targetCPUUtilizationPercentage:i
V1HorizontalPodAutoscalerStatus currentCPUUtilizationPercentage:i currentReplicas!i desiredReplicas!i lastScaleTime:t observedGeneration:l
V1HostAlias hostnames:[s ip!s
V1HostIP ip!s
V1HostPathVolumeSource path!s type:s~HostPathType
V1IPAddress apiVersion:s kind:s metadata:V1ObjectMeta spec!V1IPAddressSpec
V1IPAddressSpec parentRef!V1ParentReference
V1IPBlock cidr!s except:[s
V1ISCSIPersistentVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn!s iscsiInterface:s lun!i portals:[s readOnly:b secretRef:V1SecretReference targetPortal!s
V1ISCSIVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn!s iscsiInterface:s lun!i portals:[s readOnly:b secretRef:V1LocalObjectReference targetPortal!s
V1ImageVolumeSource pullPolicy:s reference:s
V1ImageVolumeStatus imageRef!s
V1Ingress apiVersion:s kind:s metadata:V1ObjectMeta spec:V1IngressSpec status:V1IngressStatus
V1IngressBackend resource:V1TypedLocalObjectReference service:V1IngressServiceBackend
V1IngressClass apiVersion:s kind:s metadata:V1ObjectMeta spec:V1IngressClassSpec
V1IngressClassParametersReference apiGroup:s kind!s name!s namespace:s scope:s
V1IngressClassSpec controller:s parameters:V1IngressClassParametersReference
V1IngressLoadBalancerIngress hostname:s ip:s ports:[V1IngressPortStatus
V1IngressLoadBalancerStatus ingress:[V1IngressLoadBalancerIngress
V1IngressPortStatus error:s port!i protocol!s
V1IngressRule host:s http:V1HTTPIngressRuleValue@IngressRuleValue
V1IngressServiceBackend name!s port:V1ServiceBackendPort
V1IngressSpec defaultBackend:V1IngressBackend ingressClassName:s rules:[V1IngressRule tls:[V1IngressTLS
V1IngressStatus loadBalancer:V1IngressLoadBalancerStatus
V1IngressTLS hosts:[s secretName:s
V1JSONPatch expression:s
V1JSONSchemaProps $ref:s $schema:s additionalItems:a additionalProperties:a allOf:[V1JSONSchemaProps anyOf:[V1JSONSchemaProps default:a definitions:{V1JSONSchemaProps dependencies:{a description:s enum:[a example:a exclusiveMaximum:b exclusiveMinimum:b externalDocs:V1ExternalDocumentation format:s id:s items:a maxItems:l maxLength:l maxProperties:l maximum:d minItems:l minLength:l minProperties:l minimum:d multipleOf:d not:V1JSONSchemaProps nullable:b oneOf:[V1JSONSchemaProps pattern:s patternProperties:{V1JSONSchemaProps properties:{V1JSONSchemaProps required:[s title:s type:s uniqueItems:b x-kubernetes-embedded-resource:b x-kubernetes-int-or-string:b x-kubernetes-list-map-keys:[s x-kubernetes-list-type:s x-kubernetes-map-type:s x-kubernetes-preserve-unknown-fields:b x-kubernetes-validations:[V1ValidationRule
V1Job apiVersion:s kind:s metadata:V1ObjectMeta spec:V1JobSpec status:V1JobStatus
V1JobCondition lastProbeTime:t lastTransitionTime:t message:s reason:s status!s~ConditionStatus type!s~JobConditionType
V1JobSpec activeDeadlineSeconds:l backoffLimit:i backoffLimitPerIndex:i completionMode:s~CompletionMode completions:i managedBy:s manualSelector:b maxFailedIndexes:i parallelism:i podFailurePolicy:V1PodFailurePolicy podReplacementPolicy:s~PodReplacementPolicy selector:V1LabelSelector successPolicy:V1SuccessPolicy suspend:b template!V1PodTemplateSpec ttlSecondsAfterFinished:i
V1JobStatus active:i completedIndexes:s completionTime:t conditions:[V1JobCondition failed:i failedIndexes:s ready:i startTime:t succeeded:i terminating:i uncountedTerminatedPods:V1UncountedTerminatedPods
V1JobTemplateSpec metadata:V1ObjectMeta spec:V1JobSpec
V1KeyToPath key!s mode:i path!s
V1LabelSelector matchExpressions:[V1LabelSelectorRequirement matchLabels:{s
V1LabelSelectorAttributes rawSelector:s requirements:[V1LabelSelectorRequirement
V1LabelSelectorRequirement key!s operator!s~LabelSelectorOperator values:[s
V1Lease apiVersion:s kind:s metadata:V1ObjectMeta spec:V1LeaseSpec
V1LeaseSpec acquireTime:u holderIdentity:s leaseDurationSeconds:i leaseTransitions:i preferredHolder:s renewTime:u strategy:s
V1Lifecycle postStart:V1LifecycleHandler preStop:V1LifecycleHandler stopSignal:s~Signal
V1LifecycleHandler exec:V1ExecAction httpGet:V1HTTPGetAction sleep:V1SleepAction tcpSocket:V1TCPSocketAction
V1LimitRange apiVersion:s kind:s metadata:V1ObjectMeta spec:V1LimitRangeSpec
V1LimitRangeItem default:{q~ResourceList defaultRequest:{q~ResourceList max:{q~ResourceList maxLimitRequestRatio:{q~ResourceList min:{q~ResourceList type!s~LimitType
V1LimitRangeSpec limits![V1LimitRangeItem
V1LimitResponse queuing:V1QueuingConfiguration type!s
V1LimitedPriorityLevelConfiguration borrowingLimitPercent:i lendablePercent:i limitResponse:V1LimitResponse nominalConcurrencyShares:i
V1LinuxContainerUser gid!l supplementalGroups:[l uid!l
V1ListMeta continue:s remainingItemCount:l resourceVersion:s selfLink:s shardInfo:V1ShardInfo
V1LoadBalancerIngress hostname:s ip:s ipMode:s ports:[V1PortStatus
V1LoadBalancerStatus ingress:[V1LoadBalancerIngress
V1LocalObjectReference name:s
V1LocalSubjectAccessReview apiVersion:s kind:s metadata:V1ObjectMeta spec!V1SubjectAccessReviewSpec status:V1SubjectAccessReviewStatus
V1LocalVolumeSource fsType:s path!s
V1ManagedFieldsEntry apiVersion:s fieldsType:s fieldsV1:a manager:s operation:s subresource:s time:t
V1MatchCondition expression!s name!s
V1MatchResources excludeResourceRules:[V1NamedRuleWithOperations matchPolicy:s namespaceSelector:V1LabelSelector objectSelector:V1LabelSelector resourceRules:[V1NamedRuleWithOperations
V1ModifyVolumeStatus status!s targetVolumeAttributesClassName:s
V1MutatingAdmissionPolicy apiVersion:s kind:s metadata:V1ObjectMeta spec:V1MutatingAdmissionPolicySpec
V1MutatingAdmissionPolicyBinding apiVersion:s kind:s metadata:V1ObjectMeta spec:V1MutatingAdmissionPolicyBindingSpec
V1MutatingAdmissionPolicyBindingSpec matchResources:V1MatchResources paramRef:V1ParamRef policyName:s
V1MutatingAdmissionPolicySpec failurePolicy:s matchConditions:[V1MatchCondition matchConstraints:V1MatchResources mutations:[V1Mutation paramKind:V1ParamKind reinvocationPolicy:s variables:[V1Variable
V1MutatingWebhook admissionReviewVersions![s clientConfig!AdmissionregistrationV1WebhookClientConfig failurePolicy:s matchConditions:[V1MatchCondition matchPolicy:s name!s namespaceSelector:V1LabelSelector objectSelector:V1LabelSelector reinvocationPolicy:s rules:[V1RuleWithOperations sideEffects!s timeoutSeconds:i
V1MutatingWebhookConfiguration apiVersion:s kind:s metadata:V1ObjectMeta webhooks:[V1MutatingWebhook
V1Mutation applyConfiguration:V1ApplyConfiguration jsonPatch:V1JSONPatch patchType!s
V1NFSVolumeSource path!s readOnly:b server!s
V1NamedRuleWithOperations apiGroups:[s@RuleWithOperations.Rule apiVersions:[s@RuleWithOperations.Rule operations:[s@RuleWithOperations resourceNames:[s resources:[s@RuleWithOperations.Rule scope:s@RuleWithOperations.Rule
V1Namespace apiVersion:s kind:s metadata:V1ObjectMeta spec:V1NamespaceSpec status:V1NamespaceStatus
V1NamespaceCondition lastTransitionTime:t message:s reason:s status!s~ConditionStatus type!s~NamespaceConditionType
V1NamespaceSpec finalizers:[s~FinalizerName
V1NamespaceStatus conditions:[V1NamespaceCondition phase:s~NamespacePhase
V1NetworkDeviceData hardwareAddress:s interfaceName:s ips:[s
V1NetworkPolicy apiVersion:s kind:s metadata:V1ObjectMeta spec:V1NetworkPolicySpec
V1NetworkPolicyEgressRule ports:[V1NetworkPolicyPort to:[V1NetworkPolicyPeer
V1NetworkPolicyIngressRule from:[V1NetworkPolicyPeer ports:[V1NetworkPolicyPort
V1NetworkPolicyPeer ipBlock:V1IPBlock namespaceSelector:V1LabelSelector podSelector:V1LabelSelector
V1NetworkPolicyPort endPort:i port:x protocol:s~Protocol
V1NetworkPolicySpec egress:[V1NetworkPolicyEgressRule ingress:[V1NetworkPolicyIngressRule podSelector:V1LabelSelector policyTypes:[s~PolicyType
V1Node apiVersion:s kind:s metadata:V1ObjectMeta spec:V1NodeSpec status:V1NodeStatus
V1NodeAddress address!s type!s~NodeAddressType
V1NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[V1PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:V1NodeSelector
V1NodeAllocatableResourceClaimStatus containers:[s resourceClaimName!s resources!{q
V1NodeAllocatableResourceMapping allocationMultiplier:s capacityKey:s
V1NodeCondition lastHeartbeatTime:t lastTransitionTime:t message:s reason:s status!s~ConditionStatus type!s~NodeConditionType
V1NodeConfigSource configMap:V1ConfigMapNodeConfigSource
V1NodeConfigStatus active:V1NodeConfigSource assigned:V1NodeConfigSource error:s lastKnownGood:V1NodeConfigSource
V1NodeDaemonEndpoints kubeletEndpoint:V1DaemonEndpoint
V1NodeFeatures supplementalGroupsPolicy:b
V1NodeRuntimeHandler features:V1NodeRuntimeHandlerFeatures name:s
V1NodeRuntimeHandlerFeatures recursiveReadOnlyMounts:b userNamespaces:b
V1NodeSelector nodeSelectorTerms![V1NodeSelectorTerm
V1NodeSelectorRequirement key!s operator!s~NodeSelectorOperator values:[s
V1NodeSelectorTerm matchExpressions:[V1NodeSelectorRequirement matchFields:[V1NodeSelectorRequirement
V1NodeSpec configSource:V1NodeConfigSource externalID:s podCIDR:s podCIDRs:[s providerID:s taints:[V1Taint unschedulable:b
V1NodeStatus addresses:[V1NodeAddress allocatable:{q~ResourceList capacity:{q~ResourceList conditions:[V1NodeCondition config:V1NodeConfigStatus daemonEndpoints:V1NodeDaemonEndpoints declaredFeatures:[s features:V1NodeFeatures images:[V1ContainerImage nodeInfo:V1NodeSystemInfo phase:s~NodePhase runtimeHandlers:[V1NodeRuntimeHandler volumesAttached:[V1AttachedVolume volumesInUse:[s~UniqueVolumeName
V1NodeSwapStatus capacity:l
V1NodeSystemInfo architecture!s bootID!s containerRuntimeVersion!s kernelVersion!s kubeProxyVersion!s kubeletVersion!s machineID!s operatingSystem!s osImage!s swap:V1NodeSwapStatus systemUUID!s
V1NonResourceAttributes path:s verb:s
V1NonResourcePolicyRule nonResourceURLs![s verbs![s
V1NonResourceRule nonResourceURLs:[s verbs![s
V1ObjectFieldSelector apiVersion:s fieldPath!s
V1ObjectMeta annotations:{s creationTimestamp:t deletionGracePeriodSeconds:l deletionTimestamp:t finalizers:[s generateName:s generation:l labels:{s managedFields:[V1ManagedFieldsEntry name:s namespace:s ownerReferences:[V1OwnerReference resourceVersion:s selfLink:s uid:s~types.UID
V1ObjectReference apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s~types.UID
V1OpaqueDeviceConfiguration driver!s parameters!a
V1Overhead podFixed:{q
V1OwnerReference apiVersion!s blockOwnerDeletion:b controller:b kind!s name!s uid!s~types.UID
V1ParamKind apiVersion:s kind:s
V1ParamRef name:s namespace:s parameterNotFoundAction:s selector:V1LabelSelector
V1ParentReference group:s name!s namespace:s resource!s
V1PersistentVolume apiVersion:s kind:s metadata:V1ObjectMeta spec:V1PersistentVolumeSpec status:V1PersistentVolumeStatus
V1PersistentVolumeClaim apiVersion:s kind:s metadata:V1ObjectMeta spec:V1PersistentVolumeClaimSpec status:V1PersistentVolumeClaimStatus
V1PersistentVolumeClaimCondition lastProbeTime:t lastTransitionTime:t message:s reason:s status!s~ConditionStatus type!s~PersistentVolumeClaimConditionType
V1PersistentVolumeClaimSpec accessModes:[s~PersistentVolumeAccessMode dataSource:V1TypedLocalObjectReference dataSourceRef:V1TypedObjectReference resources:V1VolumeResourceRequirements selector:V1LabelSelector storageClassName:s volumeAttributesClassName:s volumeMode:s~PersistentVolumeMode volumeName:s
V1PersistentVolumeClaimStatus accessModes:[s~PersistentVolumeAccessMode allocatedResourceStatuses:{s allocatedResources:{q~ResourceList capacity:{q~ResourceList conditions:[V1PersistentVolumeClaimCondition currentVolumeAttributesClassName:s modifyVolumeStatus:V1ModifyVolumeStatus phase:s~PersistentVolumeClaimPhase
V1PersistentVolumeClaimTemplate metadata:V1ObjectMeta spec!V1PersistentVolumeClaimSpec
V1PersistentVolumeClaimVolumeSource claimName!s readOnly:b
V1PersistentVolumeSpec accessModes:[s~PersistentVolumeAccessMode awsElasticBlockStore:V1AWSElasticBlockStoreVolumeSource@PersistentVolumeSource azureDisk:V1AzureDiskVolumeSource@PersistentVolumeSource azureFile:V1AzureFilePersistentVolumeSource@PersistentVolumeSource capacity:{q~ResourceList cephfs:V1CephFSPersistentVolumeSource@PersistentVolumeSource cinder:V1CinderPersistentVolumeSource@PersistentVolumeSource claimRef:V1ObjectReference csi:V1CSIPersistentVolumeSource@PersistentVolumeSource fc:V1FCVolumeSource@PersistentVolumeSource flexVolume:V1FlexPersistentVolumeSource@PersistentVolumeSource flocker:V1FlockerVolumeSource@PersistentVolumeSource gcePersistentDisk:V1GCEPersistentDiskVolumeSource@PersistentVolumeSource glusterfs:V1GlusterfsPersistentVolumeSource@PersistentVolumeSource hostPath:V1HostPathVolumeSource@PersistentVolumeSource iscsi:V1ISCSIPersistentVolumeSource@PersistentVolumeSource local:V1LocalVolumeSource@PersistentVolumeSource mountOptions:[s nfs:V1NFSVolumeSource@PersistentVolumeSource nodeAffinity:V1VolumeNodeAffinity persistentVolumeReclaimPolicy:s~PersistentVolumeReclaimPolicy photonPersistentDisk:V1PhotonPersistentDiskVolumeSource@PersistentVolumeSource portworxVolume:V1PortworxVolumeSource@PersistentVolumeSource quobyte:V1QuobyteVolumeSource@PersistentVolumeSource rbd:V1RBDPersistentVolumeSource@PersistentVolumeSource scaleIO:V1ScaleIOPersistentVolumeSource@PersistentVolumeSource storageClassName:s storageos:V1StorageOSPersistentVolumeSource@PersistentVolumeSource volumeAttributesClassName:s volumeMode:s~PersistentVolumeMode vsphereVolume:V1VsphereVirtualDiskVolumeSource@PersistentVolumeSource
V1PersistentVolumeStatus lastPhaseTransitionTime:t message:s phase:s~PersistentVolumePhase reason:s
V1PhotonPersistentDiskVolumeSource fsType:s pdID!s
V1Pod apiVersion:s kind:s metadata:V1ObjectMeta spec:V1PodSpec status:V1PodStatus
V1PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[V1WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[V1PodAffinityTerm
V1PodAffinityTerm labelSelector:V1LabelSelector matchLabelKeys:[s mismatchLabelKeys:[s namespaceSelector:V1LabelSelector namespaces:[s topologyKey!s
V1PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[V1WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[V1PodAffinityTerm
V1PodCertificateProjection certificateChainPath:s credentialBundlePath:s keyPath:s keyType!s maxExpirationSeconds:i signerName!s userAnnotations:{s
V1PodCondition lastProbeTime:t lastTransitionTime:t message:s observedGeneration:l reason:s status!s~ConditionStatus type!s~PodConditionType
V1PodDNSConfig nameservers:[s options:[V1PodDNSConfigOption searches:[s
V1PodDNSConfigOption name:s value:s
V1PodDisruptionBudget apiVersion:s kind:s metadata:V1ObjectMeta spec:V1PodDisruptionBudgetSpec status:V1PodDisruptionBudgetStatus
V1PodDisruptionBudgetSpec maxUnavailable:x minAvailable:x selector:V1LabelSelector unhealthyPodEvictionPolicy:s~UnhealthyPodEvictionPolicyType
V1PodDisruptionBudgetStatus conditions:[V1Condition currentHealthy:i desiredHealthy:i disruptedPods:{t disruptionsAllowed:i expectedPods:i observedGeneration:l
V1PodExtendedResourceClaimStatus requestMappings![V1ContainerExtendedResourceRequest resourceClaimName!s
V1PodFailurePolicy rules![V1PodFailurePolicyRule
V1PodFailurePolicyOnExitCodesRequirement containerName:s operator!s~PodFailurePolicyOnExitCodesOperator values![i
V1PodFailurePolicyOnPodConditionsPattern status:s~ConditionStatus type!s~PodConditionType
V1PodFailurePolicyRule action!s~PodFailurePolicyAction onExitCodes:V1PodFailurePolicyOnExitCodesRequirement onPodConditions:[V1PodFailurePolicyOnPodConditionsPattern
V1PodIP ip!s
V1PodOS name!s~OSName
V1PodReadinessGate conditionType!s~PodConditionType
V1PodResourceClaim name!s resourceClaimName:s resourceClaimTemplateName:s
V1PodResourceClaimStatus name!s resourceClaimName:s
V1PodSchedulingGate name!s
V1PodSchedulingGroup podGroupName:s
V1PodSecurityContext appArmorProfile:V1AppArmorProfile fsGroup:l fsGroupChangePolicy:s~PodFSGroupChangePolicy runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxChangePolicy:s~PodSELinuxChangePolicy seLinuxOptions:V1SELinuxOptions seccompProfile:V1SeccompProfile supplementalGroups:[l supplementalGroupsPolicy:s~SupplementalGroupsPolicy sysctls:[V1Sysctl windowsOptions:V1WindowsSecurityContextOptions
V1PodSpec activeDeadlineSeconds:l affinity:V1Affinity automountServiceAccountToken:b containers![V1Container dnsConfig:V1PodDNSConfig dnsPolicy:s~DNSPolicy enableServiceLinks:b ephemeralContainers:[V1EphemeralContainer hostAliases:[V1HostAlias hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname:s hostnameOverride:s imagePullSecrets:[V1LocalObjectReference initContainers:[V1Container nodeName:s nodeSelector:{s os:V1PodOS overhead:{q~ResourceList preemptionPolicy:s~PreemptionPolicy priority:i priorityClassName:s readinessGates:[V1PodReadinessGate resourceClaims:[V1PodResourceClaim resources:V1ResourceRequirements restartPolicy:s~RestartPolicy runtimeClassName:s schedulerName:s schedulingGates:[V1PodSchedulingGate schedulingGroup:V1PodSchedulingGroup securityContext:V1PodSecurityContext serviceAccount:s serviceAccountName:s setHostnameAsFQDN:b shareProcessNamespace:b subdomain:s terminationGracePeriodSeconds:l tolerations:[V1Toleration topologySpreadConstraints:[V1TopologySpreadConstraint volumes:[V1Volume
V1PodStatus allocatedResources:{q~ResourceList conditions:[V1PodCondition containerStatuses:[V1ContainerStatus ephemeralContainerStatuses:[V1ContainerStatus extendedResourceClaimStatus:V1PodExtendedResourceClaimStatus hostIP:s hostIPs:[V1HostIP initContainerStatuses:[V1ContainerStatus message:s nodeAllocatableResourceClaimStatuses:[V1NodeAllocatableResourceClaimStatus nominatedNodeName:s observedGeneration:l phase:s~PodPhase podIP:s podIPs:[V1PodIP qosClass:s~PodQOSClass reason:s resize:s~PodResizeStatus resourceClaimStatuses:[V1PodResourceClaimStatus resources:V1ResourceRequirements startTime:t
V1PodTemplate apiVersion:s kind:s metadata:V1ObjectMeta template:V1PodTemplateSpec
V1PodTemplateSpec metadata:V1ObjectMeta spec:V1PodSpec
V1PolicyRule apiGroups:[s nonResourceURLs:[s resourceNames:[s resources:[s verbs![s
V1PolicyRulesWithSubjects nonResourceRules:[V1NonResourcePolicyRule resourceRules:[V1ResourcePolicyRule subjects![FlowcontrolV1Subject
V1PortStatus error:s port!i protocol!s
V1PortworxVolumeSource fsType:s readOnly:b volumeID!s
V1Preconditions resourceVersion:s uid:s
V1PreferredSchedulingTerm preference!V1NodeSelectorTerm weight!i
V1PriorityClass apiVersion:s description:s globalDefault:b kind:s metadata:V1ObjectMeta preemptionPolicy:s~PreemptionPolicy value:i
V1PriorityLevelConfiguration apiVersion:s kind:s metadata:V1ObjectMeta spec:V1PriorityLevelConfigurationSpec status:V1PriorityLevelConfigurationStatus
V1PriorityLevelConfigurationCondition lastTransitionTime:t message:s reason:s status:s type:s
V1PriorityLevelConfigurationReference name!s
V1PriorityLevelConfigurationSpec exempt:V1ExemptPriorityLevelConfiguration limited:V1LimitedPriorityLevelConfiguration type!s
V1PriorityLevelConfigurationStatus conditions:[V1PriorityLevelConfigurationCondition
V1Probe exec:V1ExecAction@ProbeHandler failureThreshold:i grpc:V1GRPCAction@ProbeHandler httpGet:V1HTTPGetAction@ProbeHandler initialDelaySeconds:i periodSeconds:i successThreshold:i tcpSocket:V1TCPSocketAction@ProbeHandler terminationGracePeriodSeconds:l timeoutSeconds:i
V1ProjectedVolumeSource defaultMode:i sources:[V1VolumeProjection
V1QueuingConfiguration handSize:i queueLengthLimit:i queues:i
V1QuobyteVolumeSource group:s readOnly:b registry!s tenant:s user:s volume!s
V1RBDPersistentVolumeSource fsType:s image!s keyring:s monitors![s pool:s readOnly:b secretRef:V1SecretReference user:s
V1RBDVolumeSource fsType:s image!s keyring:s monitors![s pool:s readOnly:b secretRef:V1LocalObjectReference user:s
V1ReplicaSet apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ReplicaSetSpec status:V1ReplicaSetStatus
V1ReplicaSetCondition lastTransitionTime:t message:s reason:s status!s~ConditionStatus type!s~ReplicaSetConditionType
V1ReplicaSetSpec minReadySeconds:i replicas:i selector!V1LabelSelector template:V1PodTemplateSpec
V1ReplicaSetStatus availableReplicas:i conditions:[V1ReplicaSetCondition fullyLabeledReplicas:i observedGeneration:l readyReplicas:i replicas!i terminatingReplicas:i
V1ReplicationController apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ReplicationControllerSpec status:V1ReplicationControllerStatus
V1ReplicationControllerCondition lastTransitionTime:t message:s reason:s status!s type!s
V1ReplicationControllerSpec minReadySeconds:i replicas:i selector:{s template:V1PodTemplateSpec
V1ReplicationControllerStatus availableReplicas:i conditions:[V1ReplicationControllerCondition fullyLabeledReplicas:i observedGeneration:l readyReplicas:i replicas!i
V1ResourceAttributes fieldSelector:V1FieldSelectorAttributes group:s labelSelector:V1LabelSelectorAttributes name:s namespace:s resource:s subresource:s verb:s version:s
V1ResourceClaimConsumerReference apiGroup:s name!s resource!s uid!s
V1ResourceClaimSpec devices:V1DeviceClaim
V1ResourceClaimStatus allocation:V1AllocationResult devices:[V1AllocatedDeviceStatus reservedFor:[V1ResourceClaimConsumerReference
V1ResourceClaimTemplate apiVersion:s kind:s metadata:V1ObjectMeta spec!V1ResourceClaimTemplateSpec
V1ResourceClaimTemplateSpec metadata:V1ObjectMeta spec!V1ResourceClaimSpec
V1ResourceFieldSelector containerName:s divisor:q resource!s
V1ResourceHealth health:s message:s resourceID!s
V1ResourcePolicyRule apiGroups![s clusterScope:b namespaces:[s resources![s verbs![s
V1ResourcePool generation!l name!s resourceSliceCount!l
V1ResourceQuota apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ResourceQuotaSpec status:V1ResourceQuotaStatus
V1ResourceQuotaSpec hard:{q~ResourceList scopeSelector:V1ScopeSelector scopes:[s~ResourceQuotaScope
V1ResourceQuotaStatus hard:{q~ResourceList used:{q~ResourceList
V1ResourceRequirements claims:[CoreV1ResourceClaim limits:{q~ResourceList requests:{q~ResourceList
V1ResourceRule apiGroups:[s resourceNames:[s resources:[s verbs![s
V1ResourceSlice apiVersion:s kind:s metadata:V1ObjectMeta spec!V1ResourceSliceSpec
V1ResourceSliceSpec allNodes:b devices:[V1Device driver!s nodeName:s nodeSelector:V1NodeSelector perDeviceNodeSelection:b pool!V1ResourcePool sharedCounters:[V1CounterSet
V1ResourceStatus name!s resources:[V1ResourceHealth
V1Role apiVersion:s kind:s metadata:V1ObjectMeta rules:[V1PolicyRule
V1RoleBinding apiVersion:s kind:s metadata:V1ObjectMeta roleRef!V1RoleRef subjects:[RbacV1Subject
V1RoleRef apiGroup:s kind!s name!s
V1RollingUpdateDaemonSet maxSurge:x maxUnavailable:x
V1RollingUpdateDeployment maxSurge:x maxUnavailable:x
V1RollingUpdateStatefulSetStrategy maxUnavailable:x partition:i
V1RuleWithOperations apiGroups:[s@Rule apiVersions:[s@Rule operations:[s resources:[s@Rule scope:s@Rule
V1RuntimeClass apiVersion:s handler!s kind:s metadata:V1ObjectMeta overhead:V1Overhead scheduling:V1Scheduling
V1SELinuxOptions level:s role:s type:s user:s
V1Scale apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ScaleSpec status:V1ScaleStatus
V1ScaleIOPersistentVolumeSource fsType:s gateway!s protectionDomain:s readOnly:b secretRef!V1SecretReference sslEnabled:b storageMode:s storagePool:s system!s volumeName:s
V1ScaleIOVolumeSource fsType:s gateway!s protectionDomain:s readOnly:b secretRef!V1LocalObjectReference sslEnabled:b storageMode:s storagePool:s system!s volumeName:s
V1ScaleSpec replicas:i
V1ScaleStatus replicas!i selector:s
V1Scheduling nodeSelector:{s tolerations:[V1Toleration
V1ScopeSelector matchExpressions:[V1ScopedResourceSelectorRequirement
V1ScopedResourceSelectorRequirement operator!s scopeName!s values:[s
V1SeccompProfile localhostProfile:s type!s~SeccompProfileType
V1Secret apiVersion:s data:{B immutable:b kind:s metadata:V1ObjectMeta stringData:{s type:s~SecretType
V1SecretEnvSource name:s@LocalObjectReference optional:b
V1SecretKeySelector key!s name:s@LocalObjectReference optional:b
V1SecretProjection items:[V1KeyToPath name:s@LocalObjectReference optional:b
V1SecretReference name:s namespace:s
V1SecretVolumeSource defaultMode:i items:[V1KeyToPath optional:b secretName:s
V1SecurityContext allowPrivilegeEscalation:b appArmorProfile:V1AppArmorProfile capabilities:V1Capabilities privileged:b procMount:s~ProcMountType readOnlyRootFilesystem:b runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxOptions:V1SELinuxOptions seccompProfile:V1SeccompProfile windowsOptions:V1WindowsSecurityContextOptions
V1SelectableField jsonPath!s
V1SelfSubjectAccessReview apiVersion:s kind:s metadata:V1ObjectMeta spec!V1SelfSubjectAccessReviewSpec status:V1SubjectAccessReviewStatus
V1SelfSubjectAccessReviewSpec nonResourceAttributes:V1NonResourceAttributes resourceAttributes:V1ResourceAttributes
V1SelfSubjectReview apiVersion:s kind:s metadata:V1ObjectMeta status:V1SelfSubjectReviewStatus
V1SelfSubjectReviewStatus userInfo:V1UserInfo
V1SelfSubjectRulesReview apiVersion:s kind:s metadata:V1ObjectMeta spec!V1SelfSubjectRulesReviewSpec status:V1SubjectRulesReviewStatus
V1SelfSubjectRulesReviewSpec namespace:s
V1Service apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ServiceSpec status:V1ServiceStatus
V1ServiceAccount apiVersion:s automountServiceAccountToken:b imagePullSecrets:[V1LocalObjectReference kind:s metadata:V1ObjectMeta secrets:[V1ObjectReference
V1ServiceAccountSubject name!s namespace!s
V1ServiceAccountTokenProjection audience:s expirationSeconds:l path!s
V1ServiceBackendPort name:s number:i
V1ServiceCIDR apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ServiceCIDRSpec status:V1ServiceCIDRStatus
V1ServiceCIDRSpec cidrs:[s
V1ServiceCIDRStatus conditions:[V1Condition
V1ServicePort appProtocol:s name:s nodePort:i port!i protocol:s~Protocol targetPort:x
V1ServiceSpec allocateLoadBalancerNodePorts:b clusterIP:s clusterIPs:[s externalIPs:[s externalName:s externalTrafficPolicy:s~ServiceExternalTrafficPolicy healthCheckNodePort:i internalTrafficPolicy:s~ServiceInternalTrafficPolicy ipFamilies:[s~IPFamily ipFamilyPolicy:s~IPFamilyPolicy loadBalancerClass:s loadBalancerIP:s loadBalancerSourceRanges:[s ports:[V1ServicePort publishNotReadyAddresses:b selector:{s sessionAffinity:s~ServiceAffinity sessionAffinityConfig:V1SessionAffinityConfig trafficDistribution:s type:s~ServiceType
V1ServiceStatus conditions:[V1Condition loadBalancer:V1LoadBalancerStatus
V1SessionAffinityConfig clientIP:V1ClientIPConfig
V1ShardInfo selector!s
V1SleepAction seconds!l
V1StatefulSet apiVersion:s kind:s metadata:V1ObjectMeta spec:V1StatefulSetSpec status:V1StatefulSetStatus
V1StatefulSetCondition lastTransitionTime:t message:s reason:s status!s~ConditionStatus type!s~StatefulSetConditionType
V1StatefulSetOrdinals start:i
V1StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s~PersistentVolumeClaimRetentionPolicyType whenScaled:s~PersistentVolumeClaimRetentionPolicyType
V1StatefulSetSpec minReadySeconds:i ordinals:V1StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:V1StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:s~PodManagementPolicyType replicas:i revisionHistoryLimit:i selector!V1LabelSelector serviceName:s template!V1PodTemplateSpec updateStrategy:V1StatefulSetUpdateStrategy volumeClaimTemplates:[V1PersistentVolumeClaim
V1StatefulSetStatus availableReplicas:i collisionCount:i conditions:[V1StatefulSetCondition currentReplicas:i currentRevision:s observedGeneration:l readyReplicas:i replicas!i updateRevision:s updatedReplicas:i
V1StatefulSetUpdateStrategy rollingUpdate:V1RollingUpdateStatefulSetStrategy type:s~StatefulSetUpdateStrategyType
V1Status apiVersion:s code:i details:V1StatusDetails kind:s message:s metadata:V1ListMeta reason:s status:s
V1StatusCause field:s message:s reason:s
V1StatusDetails causes:[V1StatusCause group:s kind:s name:s retryAfterSeconds:i uid:s
V1StorageClass allowVolumeExpansion:b allowedTopologies:[V1TopologySelectorTerm apiVersion:s kind:s metadata:V1ObjectMeta mountOptions:[s parameters:{s provisioner!s reclaimPolicy:s~PersistentVolumeReclaimPolicy volumeBindingMode:s~VolumeBindingMode
V1StorageOSPersistentVolumeSource fsType:s readOnly:b secretRef:V1ObjectReference volumeName:s volumeNamespace:s
V1StorageOSVolumeSource fsType:s readOnly:b secretRef:V1LocalObjectReference volumeName:s volumeNamespace:s
V1SubjectAccessReview apiVersion:s kind:s metadata:V1ObjectMeta spec!V1SubjectAccessReviewSpec status:V1SubjectAccessReviewStatus
V1SubjectAccessReviewSpec extra:{[s groups:[s nonResourceAttributes:V1NonResourceAttributes resourceAttributes:V1ResourceAttributes uid:s user:s
V1SubjectAccessReviewStatus allowed!b denied:b evaluationError:s reason:s
V1SubjectRulesReviewStatus evaluationError:s incomplete!b nonResourceRules![V1NonResourceRule resourceRules![V1ResourceRule
V1SuccessPolicy rules![V1SuccessPolicyRule
V1SuccessPolicyRule succeededCount:i succeededIndexes:s
V1Sysctl name!s value!s
V1TCPSocketAction host:s port!x
V1Taint effect!s~TaintEffect key!s timeAdded:t value:s
V1TokenRequestSpec audiences:[s boundObjectRef:V1BoundObjectReference expirationSeconds:l
V1TokenRequestStatus expirationTimestamp:t token:s
V1TokenReview apiVersion:s kind:s metadata:V1ObjectMeta spec!V1TokenReviewSpec status:V1TokenReviewStatus
V1TokenReviewSpec audiences:[s token!s
V1TokenReviewStatus audiences:[s authenticated:b error:s user:V1UserInfo
V1Toleration effect:s~TaintEffect key:s operator:s~TolerationOperator tolerationSeconds:l value:s
V1TopologySelectorLabelRequirement key!s values![s
V1TopologySelectorTerm matchLabelExpressions:[V1TopologySelectorLabelRequirement
V1TopologySpreadConstraint labelSelector:V1LabelSelector matchLabelKeys:[s maxSkew!i minDomains:i nodeAffinityPolicy:s~NodeInclusionPolicy nodeTaintsPolicy:s~NodeInclusionPolicy topologyKey!s whenUnsatisfiable!s~UnsatisfiableConstraintAction
V1TypeChecking expressionWarnings:[V1ExpressionWarning
V1TypedLocalObjectReference apiGroup:s kind!s name!s
V1TypedObjectReference apiGroup:s kind!s name!s namespace:s
V1UncountedTerminatedPods failed:[s succeeded:[s
V1UserInfo extra:{[s groups:[s uid:s username:s
V1UserSubject name!s
V1ValidatingAdmissionPolicy apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ValidatingAdmissionPolicySpec status:V1ValidatingAdmissionPolicyStatus
V1ValidatingAdmissionPolicyBinding apiVersion:s kind:s metadata:V1ObjectMeta spec!V1ValidatingAdmissionPolicyBindingSpec
V1ValidatingAdmissionPolicyBindingSpec matchResources:V1MatchResources paramRef:V1ParamRef policyName!s validationActions![s
V1ValidatingAdmissionPolicySpec auditAnnotations:[V1AuditAnnotation failurePolicy:s matchConditions:[V1MatchCondition matchConstraints:V1MatchResources paramKind:V1ParamKind validations:[V1Validation variables:[V1Variable
V1ValidatingAdmissionPolicyStatus conditions:[V1Condition observedGeneration:l typeChecking:V1TypeChecking
V1ValidatingWebhook admissionReviewVersions![s clientConfig!AdmissionregistrationV1WebhookClientConfig failurePolicy:s matchConditions:[V1MatchCondition matchPolicy:s name!s namespaceSelector:V1LabelSelector objectSelector:V1LabelSelector rules:[V1RuleWithOperations sideEffects!s timeoutSeconds:i
V1ValidatingWebhookConfiguration apiVersion:s kind:s metadata:V1ObjectMeta webhooks:[V1ValidatingWebhook
V1Validation expression!s message:s messageExpression:s reason:s
V1ValidationRule fieldPath:s message:s messageExpression:s optionalOldSelf:b reason:s rule!s
V1Variable expression!s name!s
V1Volume awsElasticBlockStore:V1AWSElasticBlockStoreVolumeSource@VolumeSource azureDisk:V1AzureDiskVolumeSource@VolumeSource azureFile:V1AzureFileVolumeSource@VolumeSource cephfs:V1CephFSVolumeSource@VolumeSource cinder:V1CinderVolumeSource@VolumeSource configMap:V1ConfigMapVolumeSource@VolumeSource csi:V1CSIVolumeSource@VolumeSource downwardAPI:V1DownwardAPIVolumeSource@VolumeSource emptyDir:V1EmptyDirVolumeSource@VolumeSource ephemeral:V1EphemeralVolumeSource@VolumeSource fc:V1FCVolumeSource@VolumeSource flexVolume:V1FlexVolumeSource@VolumeSource flocker:V1FlockerVolumeSource@VolumeSource gcePersistentDisk:V1GCEPersistentDiskVolumeSource@VolumeSource gitRepo:V1GitRepoVolumeSource@VolumeSource glusterfs:V1GlusterfsVolumeSource@VolumeSource hostPath:V1HostPathVolumeSource@VolumeSource image:V1ImageVolumeSource@VolumeSource iscsi:V1ISCSIVolumeSource@VolumeSource name!s nfs:V1NFSVolumeSource@VolumeSource persistentVolumeClaim:V1PersistentVolumeClaimVolumeSource@VolumeSource photonPersistentDisk:V1PhotonPersistentDiskVolumeSource@VolumeSource portworxVolume:V1PortworxVolumeSource@VolumeSource projected:V1ProjectedVolumeSource@VolumeSource quobyte:V1QuobyteVolumeSource@VolumeSource rbd:V1RBDVolumeSource@VolumeSource scaleIO:V1ScaleIOVolumeSource@VolumeSource secret:V1SecretVolumeSource@VolumeSource storageos:V1StorageOSVolumeSource@VolumeSource vsphereVolume:V1VsphereVirtualDiskVolumeSource@VolumeSource
V1VolumeAttachment apiVersion:s kind:s metadata:V1ObjectMeta spec!V1VolumeAttachmentSpec status:V1VolumeAttachmentStatus
V1VolumeAttachmentSource inlineVolumeSpec:V1PersistentVolumeSpec persistentVolumeName:s
V1VolumeAttachmentSpec attacher!s nodeName!s source!V1VolumeAttachmentSource
V1VolumeAttachmentStatus attachError:V1VolumeError attached!b attachmentMetadata:{s detachError:V1VolumeError
V1VolumeAttributesClass apiVersion:s driverName!s kind:s metadata:V1ObjectMeta parameters:{s
V1VolumeDevice devicePath!s name!s
V1VolumeError errorCode:i message:s time:t
V1VolumeMount mountPath!s mountPropagation:s~MountPropagationMode name!s readOnly:b recursiveReadOnly:s~RecursiveReadOnlyMode subPath:s subPathExpr:s
V1VolumeMountStatus mountPath!s name!s readOnly:b recursiveReadOnly:s volumeStatus:V1VolumeStatus
V1VolumeNodeAffinity required:V1NodeSelector
V1VolumeNodeResources count:i
V1VolumeProjection clusterTrustBundle:V1ClusterTrustBundleProjection configMap:V1ConfigMapProjection downwardAPI:V1DownwardAPIProjection podCertificate:V1PodCertificateProjection secret:V1SecretProjection serviceAccountToken:V1ServiceAccountTokenProjection
V1VolumeResourceRequirements limits:{q~ResourceList requests:{q~ResourceList
V1VolumeStatus image:V1ImageVolumeStatus
V1VsphereVirtualDiskVolumeSource fsType:s storagePolicyID:s storagePolicyName:s volumePath!s
V1WebhookConversion clientConfig:ApiextensionsV1WebhookClientConfig conversionReviewVersions![s
V1WeightedPodAffinityTerm podAffinityTerm!V1PodAffinityTerm weight!i
V1WindowsSecurityContextOptions gmsaCredentialSpec:s gmsaCredentialSpecName:s hostProcess:b runAsUserName:s
V2ContainerResourceMetricSource container!s name!s target!V2MetricTarget
V2ContainerResourceMetricStatus container!s current!V2MetricValueStatus name!s
V2CrossVersionObjectReference apiVersion:s kind!s name!s
V2ExternalMetricSource metric!V2MetricIdentifier target!V2MetricTarget
V2ExternalMetricStatus current!V2MetricValueStatus metric!V2MetricIdentifier
V2HPAScalingPolicy periodSeconds!i type!s~HPAScalingPolicyType value!i
V2HPAScalingRules policies:[V2HPAScalingPolicy selectPolicy:s~ScalingPolicySelect stabilizationWindowSeconds:i tolerance:s
V2HorizontalPodAutoscaler apiVersion:s kind:s metadata:V1ObjectMeta spec!V2HorizontalPodAutoscalerSpec status:V2HorizontalPodAutoscalerStatus
V2HorizontalPodAutoscalerBehavior scaleDown:V2HPAScalingRules scaleUp:V2HPAScalingRules
V2HorizontalPodAutoscalerCondition lastTransitionTime:t message:s reason:s status!s~ConditionStatus type!s~HorizontalPodAutoscalerConditionType
V2HorizontalPodAutoscalerSpec behavior:V2HorizontalPodAutoscalerBehavior maxReplicas!i metrics:[V2MetricSpec minReplicas:i scaleTargetRef!V2CrossVersionObjectReference
V2HorizontalPodAutoscalerStatus conditions:[V2HorizontalPodAutoscalerCondition currentMetrics:[V2MetricStatus currentReplicas:i desiredReplicas!i lastScaleTime:t observedGeneration:l
V2MetricIdentifier name!s selector:V1LabelSelector
V2MetricSpec containerResource:V2ContainerResourceMetricSource external:V2ExternalMetricSource object:V2ObjectMetricSource pods:V2PodsMetricSource resource:V2ResourceMetricSource type!s~MetricSourceType
V2MetricStatus containerResource:V2ContainerResourceMetricStatus external:V2ExternalMetricStatus object:V2ObjectMetricStatus pods:V2PodsMetricStatus resource:V2ResourceMetricStatus type!s
V2MetricTarget averageUtilization:i averageValue:q type!s~MetricTargetType value:q
V2MetricValueStatus averageUtilization:i averageValue:q value:q
V2ObjectMetricSource describedObject!V2CrossVersionObjectReference metric!V2MetricIdentifier target!V2MetricTarget
V2ObjectMetricStatus current!V2MetricValueStatus describedObject!V2CrossVersionObjectReference metric!V2MetricIdentifier
V2PodsMetricSource metric!V2MetricIdentifier target!V2MetricTarget
V2PodsMetricStatus current!V2MetricValueStatus metric!V2MetricIdentifier
V2ResourceMetricSource name!s target!V2MetricTarget
V2ResourceMetricStatus current!V2MetricValueStatus name!s
`;
