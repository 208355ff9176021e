/** API versions that earlier Kubernetes releases served and v1.36 does not: what articles still show. */
import { groupVersion, resources } from "../api/resources.ts";

export interface RemovedVersion {
  /** The release that stopped serving it: "1.16". */
  readonly removedIn: string;
  /** Absent: there is no successor. */
  readonly instead?: { readonly apiVersion: string; readonly kind: string };
}

// Mirrors the deprecated API migration guide (kubernetes.io/docs/reference/using-api/deprecation-guide): a line per version.
const lines = `
extensions/v1beta1 1.16 apps/v1 Deployment DaemonSet ReplicaSet
apps/v1beta1 1.16 apps/v1 Deployment StatefulSet ControllerRevision
apps/v1beta2 1.16 apps/v1 Deployment StatefulSet DaemonSet ReplicaSet ControllerRevision
extensions/v1beta1 1.16 networking.k8s.io/v1 NetworkPolicy
extensions/v1beta1 1.16 - PodSecurityPolicy
extensions/v1beta1 1.22 networking.k8s.io/v1 Ingress
networking.k8s.io/v1beta1 1.22 networking.k8s.io/v1 Ingress IngressClass
rbac.authorization.k8s.io/v1beta1 1.22 rbac.authorization.k8s.io/v1 Role RoleBinding ClusterRole ClusterRoleBinding
rbac.authorization.k8s.io/v1alpha1 1.22 rbac.authorization.k8s.io/v1 Role RoleBinding ClusterRole ClusterRoleBinding
apiextensions.k8s.io/v1beta1 1.22 apiextensions.k8s.io/v1 CustomResourceDefinition
admissionregistration.k8s.io/v1beta1 1.22 admissionregistration.k8s.io/v1 MutatingWebhookConfiguration ValidatingWebhookConfiguration
apiregistration.k8s.io/v1beta1 1.22 apiregistration.k8s.io/v1 APIService
authentication.k8s.io/v1beta1 1.22 authentication.k8s.io/v1 TokenReview
authorization.k8s.io/v1beta1 1.22 authorization.k8s.io/v1 LocalSubjectAccessReview SelfSubjectAccessReview SubjectAccessReview
certificates.k8s.io/v1beta1 1.22 certificates.k8s.io/v1 CertificateSigningRequest
coordination.k8s.io/v1beta1 1.22 coordination.k8s.io/v1 Lease
scheduling.k8s.io/v1beta1 1.22 scheduling.k8s.io/v1 PriorityClass
scheduling.k8s.io/v1alpha1 1.17 scheduling.k8s.io/v1 PriorityClass
storage.k8s.io/v1beta1 1.22 storage.k8s.io/v1 StorageClass CSIDriver CSINode VolumeAttachment
storage.k8s.io/v1beta1 1.27 storage.k8s.io/v1 CSIStorageCapacity
batch/v2alpha1 1.21 batch/v1 CronJob
batch/v1beta1 1.25 batch/v1 CronJob
discovery.k8s.io/v1beta1 1.25 discovery.k8s.io/v1 EndpointSlice
events.k8s.io/v1beta1 1.25 events.k8s.io/v1 Event
autoscaling/v2beta1 1.25 autoscaling/v2 HorizontalPodAutoscaler
autoscaling/v2beta2 1.26 autoscaling/v2 HorizontalPodAutoscaler
policy/v1beta1 1.25 policy/v1 PodDisruptionBudget
policy/v1beta1 1.25 - PodSecurityPolicy
node.k8s.io/v1beta1 1.25 node.k8s.io/v1 RuntimeClass
flowcontrol.apiserver.k8s.io/v1beta1 1.26 flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
flowcontrol.apiserver.k8s.io/v1beta2 1.29 flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
flowcontrol.apiserver.k8s.io/v1beta3 1.32 flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
`;

const table = new Map<string, RemovedVersion>(
  lines.trim().split("\n").flatMap((line) => {
    const [version = "", removedIn = "", instead = "-", ...kinds] = line.split(" ");
    return kinds.map((kind): [string, RemovedVersion] => [`${version}/${kind}`, { removedIn, ...(instead !== "-" && { instead: { apiVersion: instead, kind } }) }]);
  }),
);
table.set("apps/v1alpha1/PetSet", { removedIn: "1.5", instead: { apiVersion: "apps/v1", kind: "StatefulSet" } });
table.set("batch/v2alpha1/ScheduledJob", { removedIn: "1.8", instead: { apiVersion: "batch/v1", kind: "CronJob" } });
table.set("extensions/v1beta1/Job", { removedIn: "1.6", instead: { apiVersion: "batch/v1", kind: "Job" } });
table.set("extensions/v1beta1/HorizontalPodAutoscaler", { removedIn: "1.8", instead: { apiVersion: "autoscaling/v1", kind: "HorizontalPodAutoscaler" } });

export const removedVersion = (apiVersion: string, kind: string): RemovedVersion | undefined => table.get(`${apiVersion}/${kind}`);

/** Every removed version with its kind, for checks. */
export const removedVersions = (): Iterable<string> => table.keys();

/** The versions that serve a kind now, the preferred first. */
export const versionsOf = (kind: string): readonly string[] =>
  [...new Set(resources.filter((resource) => resource.kind === kind).map(({ group, version }) => groupVersion(group, version)))];
