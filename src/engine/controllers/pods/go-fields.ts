/**
 * The order in which Go declares the fields of a Pod template's structs, which its printer follows and JSON does not tell.
 * A star: a pointer. A plus: an embedded struct. An equals sign: the name in JSON where it is not Go's own.
 * From staging/src/k8s.io/api/core/v1/types.go and apimachinery's meta/v1/types.go of v1.36.
 */
const declared = `
PodTemplateSpec ObjectMeta=metadata Spec
ObjectMeta Name GenerateName Namespace SelfLink UID ResourceVersion Generation CreationTimestamp *DeletionTimestamp *DeletionGracePeriodSeconds Labels Annotations OwnerReferences Finalizers ManagedFields
PodSpec Volumes InitContainers Containers EphemeralContainers RestartPolicy *TerminationGracePeriodSeconds *ActiveDeadlineSeconds DNSPolicy NodeSelector ServiceAccountName DeprecatedServiceAccount=serviceAccount *AutomountServiceAccountToken NodeName HostNetwork HostPID HostIPC *ShareProcessNamespace *SecurityContext ImagePullSecrets Hostname Subdomain *Affinity SchedulerName Tolerations HostAliases PriorityClassName *Priority *DNSConfig ReadinessGates *RuntimeClassName *EnableServiceLinks *PreemptionPolicy Overhead TopologySpreadConstraints *SetHostnameAsFQDN *OS *HostUsers SchedulingGates ResourceClaims *Resources *HostnameOverride *SchedulingGroup
Container Name Image Command Args WorkingDir Ports EnvFrom Env Resources ResizePolicy *RestartPolicy RestartPolicyRules VolumeMounts VolumeDevices *LivenessProbe *ReadinessProbe *StartupProbe *Lifecycle TerminationMessagePath TerminationMessagePolicy ImagePullPolicy *SecurityContext Stdin StdinOnce TTY
ContainerPort Name HostPort ContainerPort Protocol HostIP
ContainerResizePolicy ResourceName RestartPolicy
ContainerRestartRule Action *ExitCodes
ContainerRestartRuleOnExitCodes Operator Values
EnvFromSource Prefix *ConfigMapRef *SecretRef
ConfigMapEnvSource +LocalObjectReference *Optional
SecretEnvSource +LocalObjectReference *Optional
LocalObjectReference Name
EnvVar Name Value *ValueFrom
EnvVarSource *FieldRef *ResourceFieldRef *ConfigMapKeyRef *SecretKeyRef *FileKeyRef
ObjectFieldSelector APIVersion FieldPath
ResourceFieldSelector ContainerName Resource Divisor
ConfigMapKeySelector +LocalObjectReference Key *Optional
SecretKeySelector +LocalObjectReference Key *Optional
FileKeySelector VolumeName Path Key *Optional
ResourceRequirements Limits Requests Claims
ResourceClaim Name Request
VolumeMount Name ReadOnly *RecursiveReadOnly MountPath SubPath *MountPropagation SubPathExpr
VolumeDevice Name DevicePath
Probe +ProbeHandler InitialDelaySeconds TimeoutSeconds PeriodSeconds SuccessThreshold FailureThreshold *TerminationGracePeriodSeconds
ProbeHandler *Exec *HTTPGet *TCPSocket *GRPC
LifecycleHandler *Exec *HTTPGet *TCPSocket *Sleep
Lifecycle *PostStart *PreStop *StopSignal
ExecAction Command
HTTPGetAction Path Port Host Scheme HTTPHeaders
HTTPHeader Name Value
TCPSocketAction Port Host
GRPCAction Port *Service
SleepAction Seconds
SecurityContext *Capabilities *Privileged *SELinuxOptions *WindowsOptions *RunAsUser *RunAsGroup *RunAsNonRoot *ReadOnlyRootFilesystem *AllowPrivilegeEscalation *ProcMount *SeccompProfile *AppArmorProfile
Capabilities Add Drop
SELinuxOptions User Role Type Level
SeccompProfile Type *LocalhostProfile
AppArmorProfile Type *LocalhostProfile
WindowsSecurityContextOptions *GMSACredentialSpecName *GMSACredentialSpec *RunAsUserName *HostProcess
PodSecurityContext *SELinuxOptions *WindowsOptions *RunAsUser *RunAsGroup *RunAsNonRoot SupplementalGroups *SupplementalGroupsPolicy *FSGroup Sysctls *FSGroupChangePolicy *SeccompProfile *AppArmorProfile *SELinuxChangePolicy
Sysctl Name Value
Affinity *NodeAffinity *PodAffinity *PodAntiAffinity
NodeAffinity *RequiredDuringSchedulingIgnoredDuringExecution PreferredDuringSchedulingIgnoredDuringExecution
NodeSelector NodeSelectorTerms
NodeSelectorTerm MatchExpressions MatchFields
NodeSelectorRequirement Key Operator Values
PreferredSchedulingTerm Weight Preference
PodAffinity RequiredDuringSchedulingIgnoredDuringExecution PreferredDuringSchedulingIgnoredDuringExecution
PodAntiAffinity RequiredDuringSchedulingIgnoredDuringExecution PreferredDuringSchedulingIgnoredDuringExecution
WeightedPodAffinityTerm Weight PodAffinityTerm
PodAffinityTerm *LabelSelector Namespaces TopologyKey *NamespaceSelector MatchLabelKeys MismatchLabelKeys
LabelSelector MatchLabels MatchExpressions
LabelSelectorRequirement Key Operator Values
Toleration Key Operator Value Effect *TolerationSeconds
HostAlias IP Hostnames
PodDNSConfig Nameservers Searches Options
PodDNSConfigOption Name *Value
PodReadinessGate ConditionType
TopologySpreadConstraint MaxSkew TopologyKey WhenUnsatisfiable *LabelSelector *MinDomains *NodeAffinityPolicy *NodeTaintsPolicy MatchLabelKeys
PodOS Name
PodSchedulingGate Name
PodResourceClaim Name *ResourceClaimName *ResourceClaimTemplateName
PodSchedulingGroup *PodGroupName
Volume Name +VolumeSource
VolumeSource *HostPath *EmptyDir *GCEPersistentDisk *AWSElasticBlockStore *GitRepo *Secret *NFS *ISCSI *Glusterfs *PersistentVolumeClaim *RBD *FlexVolume *Cinder *CephFS *Flocker *DownwardAPI *FC *AzureFile *ConfigMap *VsphereVolume *Quobyte *AzureDisk *PhotonPersistentDisk *Projected *PortworxVolume *ScaleIO *StorageOS *CSI *Ephemeral *Image
HostPathVolumeSource Path *Type
EmptyDirVolumeSource Medium *SizeLimit
GitRepoVolumeSource Repository Revision Directory
SecretVolumeSource SecretName Items *DefaultMode *Optional
ConfigMapVolumeSource +LocalObjectReference Items *DefaultMode *Optional
KeyToPath Key Path *Mode
NFSVolumeSource Server Path ReadOnly
PersistentVolumeClaimVolumeSource ClaimName ReadOnly
DownwardAPIVolumeSource Items *DefaultMode
DownwardAPIVolumeFile Path *FieldRef *ResourceFieldRef *Mode
ProjectedVolumeSource Sources *DefaultMode
VolumeProjection *Secret *DownwardAPI *ConfigMap *ServiceAccountToken *ClusterTrustBundle *PodCertificate
SecretProjection +LocalObjectReference Items *Optional
ConfigMapProjection +LocalObjectReference Items *Optional
DownwardAPIProjection Items
ServiceAccountTokenProjection Audience *ExpirationSeconds Path
ClusterTrustBundleProjection *Name *SignerName *LabelSelector *Optional Path
CSIVolumeSource Driver *ReadOnly *FSType VolumeAttributes *NodePublishSecretRef
EphemeralVolumeSource *VolumeClaimTemplate
PersistentVolumeClaimTemplate ObjectMeta=metadata Spec
PersistentVolumeClaimSpec AccessModes *Selector Resources VolumeName *StorageClassName *VolumeMode *DataSource *DataSourceRef *VolumeAttributesClassName
VolumeResourceRequirements Limits Requests
TypedLocalObjectReference *APIGroup Kind Name
TypedObjectReference *APIGroup Kind Name *Namespace
ImageVolumeSource Reference PullPolicy
`;

/** A field as Go declares it. */
export interface GoField {
  readonly name: string;
  readonly isPointer: boolean;
  readonly isEmbedded: boolean;
  /** Its name in JSON, where that is not Go's own but for the letters' case. */
  readonly json: string | undefined;
}

const fields = new Map<string, readonly GoField[]>(
  declared.trim().split("\n").map((line) => {
    const [struct = "", ...names] = line.split(" ");
    return [struct, names.map(readField)];
  }),
);

function readField(text: string): GoField {
  const [name = "", json] = text.replace(/^[*+]/, "").split("=");
  return { name, isPointer: text.startsWith("*"), isEmbedded: text.startsWith("+"), json };
}

/** A struct's fields in Go's order; undefined = it is none of a Pod template's that is known here. */
export const goFields = (struct: string): readonly GoField[] | undefined => fields.get(struct);
