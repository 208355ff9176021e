import { flag, list, map, number, plain, pointer, struct, text } from "../go-shape.ts";
import type { GoShape } from "../go-shape.ts";

// Mirrors the structs of pkg/apis/core/types.go.

const profile: GoShape = { Type: text("type"), LocalhostProfile: plain("localhostProfile") };
const seLinuxOptions: GoShape = { User: text("user"), Role: text("role"), Type: text("type"), Level: text("level") };
const windowsOptions: GoShape = {
  GMSACredentialSpecName: plain("gmsaCredentialSpecName"),
  GMSACredentialSpec: plain("gmsaCredentialSpec"),
  RunAsUserName: plain("runAsUserName"),
  HostProcess: plain("hostProcess"),
};

export const seccompProfileShape = profile;

export const securityContextShape: GoShape = {
  Capabilities: pointer("capabilities", { Add: plain("add"), Drop: plain("drop") }),
  Privileged: plain("privileged"),
  SELinuxOptions: pointer("seLinuxOptions", seLinuxOptions),
  WindowsOptions: pointer("windowsOptions", windowsOptions),
  RunAsUser: plain("runAsUser"),
  RunAsGroup: plain("runAsGroup"),
  RunAsNonRoot: plain("runAsNonRoot"),
  ReadOnlyRootFilesystem: plain("readOnlyRootFilesystem"),
  AllowPrivilegeEscalation: plain("allowPrivilegeEscalation"),
  ProcMount: plain("procMount"),
  SeccompProfile: pointer("seccompProfile", profile),
  AppArmorProfile: pointer("appArmorProfile", profile),
};

const podSecurityContext: GoShape = {
  HostNetwork: flag("hostNetwork"),
  HostPID: flag("hostPID"),
  HostIPC: flag("hostIPC"),
  ShareProcessNamespace: plain("shareProcessNamespace"),
  HostUsers: plain("hostUsers"),
  SELinuxOptions: pointer("seLinuxOptions", seLinuxOptions),
  WindowsOptions: pointer("windowsOptions", windowsOptions),
  RunAsUser: plain("runAsUser"),
  RunAsGroup: plain("runAsGroup"),
  RunAsNonRoot: plain("runAsNonRoot"),
  SupplementalGroups: plain("supplementalGroups"),
  SupplementalGroupsPolicy: plain("supplementalGroupsPolicy"),
  FSGroup: plain("fsGroup"),
  FSGroupChangePolicy: plain("fsGroupChangePolicy"),
  Sysctls: list("sysctls", { Name: text("name"), Value: text("value") }),
  SeccompProfile: pointer("seccompProfile", profile),
  AppArmorProfile: pointer("appArmorProfile", profile),
  SELinuxChangePolicy: plain("seLinuxChangePolicy"),
};

const fieldRef: GoShape = { APIVersion: text("apiVersion"), FieldPath: text("fieldPath") };
const resourceFieldRef: GoShape = { ContainerName: text("containerName"), Resource: text("resource"), Divisor: plain("divisor") };
const keyRef: GoShape = { Name: text("name"), Key: text("key"), Optional: plain("optional") };
const nameRef: GoShape = { Name: text("name"), Optional: plain("optional") };
const items: GoShape = { Key: text("key"), Path: text("path"), Mode: plain("mode") };
const downwardFile: GoShape = {
  Path: text("path"),
  FieldRef: pointer("fieldRef", fieldRef),
  ResourceFieldRef: pointer("resourceFieldRef", resourceFieldRef),
  Mode: plain("mode"),
};
const projection: GoShape = {
  Secret: pointer("secret", { Name: text("name"), Items: list("items", items), Optional: plain("optional") }),
  DownwardAPI: pointer("downwardAPI", { Items: list("items", downwardFile) }),
  ConfigMap: pointer("configMap", { Name: text("name"), Items: list("items", items), Optional: plain("optional") }),
  ServiceAccountToken: pointer("serviceAccountToken", { Audience: text("audience"), ExpirationSeconds: number("expirationSeconds"), Path: text("path") }),
  ClusterTrustBundle: plain("clusterTrustBundle"),
  PodCertificate: plain("podCertificate"),
};

/** Simplified: where a refused change is printed in Go's notation, the volume sources of clouds and of older storage have the names of the API instead of Go's. */
const volume: GoShape = {
  Name: text("name"),
  HostPath: pointer("hostPath", { Path: text("path"), Type: plain("type") }),
  EmptyDir: pointer("emptyDir", { Medium: text("medium"), SizeLimit: plain("sizeLimit") }),
  GCEPersistentDisk: plain("gcePersistentDisk"),
  AWSElasticBlockStore: plain("awsElasticBlockStore"),
  GitRepo: plain("gitRepo"),
  Secret: pointer("secret", { SecretName: text("secretName"), Items: list("items", items), DefaultMode: plain("defaultMode"), Optional: plain("optional") }),
  NFS: pointer("nfs", { Server: text("server"), Path: text("path"), ReadOnly: flag("readOnly") }),
  ISCSI: plain("iscsi"),
  Glusterfs: plain("glusterfs"),
  PersistentVolumeClaim: pointer("persistentVolumeClaim", { ClaimName: text("claimName"), ReadOnly: flag("readOnly") }),
  RBD: plain("rbd"),
  Quobyte: plain("quobyte"),
  FlexVolume: plain("flexVolume"),
  Cinder: plain("cinder"),
  CephFS: plain("cephfs"),
  Flocker: plain("flocker"),
  DownwardAPI: pointer("downwardAPI", { Items: list("items", downwardFile), DefaultMode: plain("defaultMode") }),
  FC: plain("fc"),
  AzureFile: plain("azureFile"),
  ConfigMap: pointer("configMap", { Name: text("name"), Items: list("items", items), DefaultMode: plain("defaultMode"), Optional: plain("optional") }),
  VsphereVolume: plain("vsphereVolume"),
  AzureDisk: plain("azureDisk"),
  PhotonPersistentDisk: plain("photonPersistentDisk"),
  Projected: pointer("projected", { Sources: list("sources", projection), DefaultMode: plain("defaultMode") }),
  PortworxVolume: plain("portworxVolume"),
  ScaleIO: plain("scaleIO"),
  StorageOS: plain("storageos"),
  CSI: plain("csi"),
  Ephemeral: plain("ephemeral"),
  Image: pointer("image", { Reference: text("reference"), PullPolicy: text("pullPolicy") }),
};

const resources: GoShape = {
  Limits: map("limits"),
  Requests: map("requests"),
  Claims: list("claims", { Name: text("name"), Request: text("request") }),
};
const httpGet: GoShape = {
  Path: text("path"),
  Port: plain("port"),
  Host: text("host"),
  Scheme: text("scheme"),
  HTTPHeaders: list("httpHeaders", { Name: text("name"), Value: text("value") }),
};
const exec: GoShape = { Command: plain("command") };
const tcpSocket: GoShape = { Port: plain("port"), Host: text("host") };
const probe: GoShape = {
  Exec: pointer("exec", exec),
  HTTPGet: pointer("httpGet", httpGet),
  TCPSocket: pointer("tcpSocket", tcpSocket),
  GRPC: pointer("grpc", { Port: number("port"), Service: plain("service") }),
  InitialDelaySeconds: number("initialDelaySeconds"),
  TimeoutSeconds: number("timeoutSeconds"),
  PeriodSeconds: number("periodSeconds"),
  SuccessThreshold: number("successThreshold"),
  FailureThreshold: number("failureThreshold"),
  TerminationGracePeriodSeconds: plain("terminationGracePeriodSeconds"),
};
const hook: GoShape = {
  Exec: pointer("exec", exec),
  HTTPGet: pointer("httpGet", httpGet),
  TCPSocket: pointer("tcpSocket", tcpSocket),
  Sleep: pointer("sleep", { Seconds: number("seconds") }),
};
const port: GoShape = {
  Name: text("name"),
  HostPort: number("hostPort"),
  ContainerPort: number("containerPort"),
  Protocol: text("protocol"),
  HostIP: text("hostIP"),
};
const env: GoShape = {
  Name: text("name"),
  Value: text("value"),
  ValueFrom: pointer("valueFrom", {
    FieldRef: pointer("fieldRef", fieldRef),
    ResourceFieldRef: pointer("resourceFieldRef", resourceFieldRef),
    ConfigMapKeyRef: pointer("configMapKeyRef", keyRef),
    SecretKeyRef: pointer("secretKeyRef", keyRef),
    FileKeyRef: pointer("fileKeyRef", { VolumeName: text("volumeName"), Path: text("path"), Key: text("key"), Optional: plain("optional") }),
  }),
};
const volumeMount: GoShape = {
  Name: text("name"),
  ReadOnly: flag("readOnly"),
  RecursiveReadOnly: plain("recursiveReadOnly"),
  MountPath: text("mountPath"),
  SubPath: text("subPath"),
  MountPropagation: plain("mountPropagation"),
  SubPathExpr: text("subPathExpr"),
};
const restartRule: GoShape = {
  Action: text("action"),
  ExitCodes: pointer("exitCodes", { Operator: text("operator"), Values: plain("values") }),
};
const container: GoShape = {
  Name: text("name"),
  Image: text("image"),
  Command: plain("command"),
  Args: plain("args"),
  WorkingDir: text("workingDir"),
  Ports: list("ports", port),
  EnvFrom: list("envFrom", { Prefix: text("prefix"), ConfigMapRef: pointer("configMapRef", nameRef), SecretRef: pointer("secretRef", nameRef) }),
  Env: list("env", env),
  Resources: struct("resources", resources),
  ResizePolicy: list("resizePolicy", { ResourceName: text("resourceName"), RestartPolicy: text("restartPolicy") }),
  RestartPolicy: plain("restartPolicy"),
  RestartPolicyRules: list("restartPolicyRules", restartRule),
  VolumeMounts: list("volumeMounts", volumeMount),
  VolumeDevices: list("volumeDevices", { Name: text("name"), DevicePath: text("devicePath") }),
  LivenessProbe: pointer("livenessProbe", probe),
  ReadinessProbe: pointer("readinessProbe", probe),
  StartupProbe: pointer("startupProbe", probe),
  Lifecycle: pointer("lifecycle", { PostStart: pointer("postStart", hook), PreStop: pointer("preStop", hook), StopSignal: plain("stopSignal") }),
  TerminationMessagePath: text("terminationMessagePath"),
  TerminationMessagePolicy: text("terminationMessagePolicy"),
  ImagePullPolicy: text("imagePullPolicy"),
  SecurityContext: pointer("securityContext", securityContextShape),
  Stdin: flag("stdin"),
  StdinOnce: flag("stdinOnce"),
  TTY: flag("tty"),
};

const hard = "requiredDuringSchedulingIgnoredDuringExecution";
const soft = "preferredDuringSchedulingIgnoredDuringExecution";
export const nodeRequirementShape: GoShape = { Key: text("key"), Operator: text("operator"), Values: plain("values") };
export const nodeSelectorTermShape: GoShape = {
  MatchExpressions: list("matchExpressions", nodeRequirementShape),
  MatchFields: list("matchFields", nodeRequirementShape),
};
const podTerm: GoShape = {
  LabelSelector: plain("labelSelector"),
  Namespaces: plain("namespaces"),
  TopologyKey: text("topologyKey"),
  NamespaceSelector: plain("namespaceSelector"),
  MatchLabelKeys: plain("matchLabelKeys"),
  MismatchLabelKeys: plain("mismatchLabelKeys"),
};
const podAffinity: GoShape = {
  RequiredDuringSchedulingIgnoredDuringExecution: list(hard, podTerm),
  PreferredDuringSchedulingIgnoredDuringExecution: list(soft, { Weight: number("weight"), PodAffinityTerm: struct("podAffinityTerm", podTerm) }),
};
const affinity: GoShape = {
  NodeAffinity: pointer("nodeAffinity", {
    RequiredDuringSchedulingIgnoredDuringExecution: pointer(hard, { NodeSelectorTerms: list("nodeSelectorTerms", nodeSelectorTermShape) }),
    PreferredDuringSchedulingIgnoredDuringExecution: list(soft, { Weight: number("weight"), Preference: struct("preference", nodeSelectorTermShape) }),
  }),
  PodAffinity: pointer("podAffinity", podAffinity),
  PodAntiAffinity: pointer("podAntiAffinity", podAffinity),
};
const toleration: GoShape = {
  Key: text("key"),
  Operator: text("operator"),
  Value: text("value"),
  Effect: text("effect"),
  TolerationSeconds: plain("tolerationSeconds"),
};
const spread: GoShape = {
  MaxSkew: number("maxSkew"),
  TopologyKey: text("topologyKey"),
  WhenUnsatisfiable: text("whenUnsatisfiable"),
  LabelSelector: plain("labelSelector"),
  MinDomains: plain("minDomains"),
  NodeAffinityPolicy: plain("nodeAffinityPolicy"),
  NodeTaintsPolicy: plain("nodeTaintsPolicy"),
  MatchLabelKeys: plain("matchLabelKeys"),
};

/** The internal spec keeps the host's namespaces in the security context. */
export const podSpecShape: GoShape = {
  Volumes: list("volumes", volume),
  InitContainers: list("initContainers", container),
  Containers: list("containers", container),
  EphemeralContainers: list("ephemeralContainers", { ...container, TargetContainerName: text("targetContainerName") }),
  RestartPolicy: text("restartPolicy"),
  TerminationGracePeriodSeconds: plain("terminationGracePeriodSeconds"),
  ActiveDeadlineSeconds: plain("activeDeadlineSeconds"),
  DNSPolicy: text("dnsPolicy"),
  NodeSelector: map("nodeSelector"),
  ServiceAccountName: text("serviceAccountName"),
  AutomountServiceAccountToken: plain("automountServiceAccountToken"),
  NodeName: text("nodeName"),
  SecurityContext: pointer("securityContext", podSecurityContext),
  ImagePullSecrets: list("imagePullSecrets", { Name: text("name") }),
  Hostname: text("hostname"),
  Subdomain: text("subdomain"),
  SetHostnameAsFQDN: plain("setHostnameAsFQDN"),
  Affinity: pointer("affinity", affinity),
  SchedulerName: text("schedulerName"),
  Tolerations: list("tolerations", toleration),
  HostAliases: list("hostAliases", { IP: text("ip"), Hostnames: plain("hostnames") }),
  PriorityClassName: text("priorityClassName"),
  Priority: plain("priority"),
  PreemptionPolicy: plain("preemptionPolicy"),
  DNSConfig: pointer("dnsConfig", { Nameservers: plain("nameservers"), Searches: plain("searches"), Options: list("options", { Name: text("name"), Value: plain("value") }) }),
  ReadinessGates: list("readinessGates", { ConditionType: text("conditionType") }),
  RuntimeClassName: plain("runtimeClassName"),
  Overhead: map("overhead"),
  EnableServiceLinks: plain("enableServiceLinks"),
  TopologySpreadConstraints: list("topologySpreadConstraints", spread),
  OS: pointer("os", { Name: text("name") }),
  SchedulingGates: list("schedulingGates", { Name: text("name") }),
  ResourceClaims: list("resourceClaims", {
    Name: text("name"),
    ResourceClaimName: plain("resourceClaimName"),
    ResourceClaimTemplateName: plain("resourceClaimTemplateName"),
  }),
  Resources: pointer("resources", resources),
  HostnameOverride: plain("hostnameOverride"),
  SchedulingGroup: plain("schedulingGroup"),
};
