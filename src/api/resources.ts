/** Every resource that a v1.36 API server serves by default, in discovery's order, which is the order names are looked up in. */

export interface ApiResource {
  readonly group: string;
  readonly version: string;
  /** Plural, lower case: what stands in paths. */
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
  /** "status", "scale", "exec"… */
  readonly subresources: readonly string[];
  /** False: objects are stored and nothing acts on them. */
  readonly simulated: boolean;
}

interface Extras {
  readonly short?: string;
  readonly in?: string;
  readonly verbs?: string;
  readonly sub?: string;
  readonly singular?: string;
}

const allVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
const simulatedKinds = new Set(["Pod", "PriorityClass", "ResourceQuota", "LimitRange", "PodDisruptionBudget", "Node", "Namespace", "Event", "Lease", "ConfigMap", "Secret", "ServiceAccount", "PersistentVolume", "PersistentVolumeClaim", "StorageClass", "ReplicaSet", "ReplicationController", "Deployment", "Service", "Endpoints", "EndpointSlice", "StatefulSet", "DaemonSet", "ControllerRevision", "Job", "CronJob", "HorizontalPodAutoscaler"]);
const words = (text: string | undefined): readonly string[] => (text === undefined || text === "" ? [] : text.split(" "));

function inGroup(group: string, version: string) {
  const make = (namespaced: boolean) => (resource: string, kind: string, extras: Extras = {}): ApiResource => ({
    group,
    version,
    resource,
    singular: extras.singular ?? kind.toLowerCase(),
    kind,
    namespaced,
    shortNames: words(extras.short),
    categories: words(extras.in),
    verbs: extras.verbs === undefined ? allVerbs : words(extras.verbs),
    subresources: words(extras.sub),
    simulated: simulatedKinds.has(kind),
  });
  return { namespaced: make(true), cluster: make(false) };
}

const core = inGroup("", "v1");
const registration = inGroup("apiregistration.k8s.io", "v1");
const apps = inGroup("apps", "v1");
const events = inGroup("events.k8s.io", "v1");
const authentication = inGroup("authentication.k8s.io", "v1");
const authorization = inGroup("authorization.k8s.io", "v1");
const autoscaling2 = inGroup("autoscaling", "v2");
const autoscaling1 = inGroup("autoscaling", "v1");
const batch = inGroup("batch", "v1");
const certificates = inGroup("certificates.k8s.io", "v1");
const networking = inGroup("networking.k8s.io", "v1");
const policy = inGroup("policy", "v1");
const rbac = inGroup("rbac.authorization.k8s.io", "v1");
const storage = inGroup("storage.k8s.io", "v1");
const admission = inGroup("admissionregistration.k8s.io", "v1");
const extensions = inGroup("apiextensions.k8s.io", "v1");
const scheduling = inGroup("scheduling.k8s.io", "v1");
const coordination = inGroup("coordination.k8s.io", "v1");
const node = inGroup("node.k8s.io", "v1");
const discovery = inGroup("discovery.k8s.io", "v1");
const claims = inGroup("resource.k8s.io", "v1");
const flowcontrol = inGroup("flowcontrol.apiserver.k8s.io", "v1");

const review = { verbs: "create" };
const podSubresources = "attach binding ephemeralcontainers eviction exec log portforward proxy resize status";

export const resources: readonly ApiResource[] = [
  core.namespaced("bindings", "Binding", { verbs: "create" }),
  core.cluster("componentstatuses", "ComponentStatus", { short: "cs", verbs: "get list" }),
  core.namespaced("configmaps", "ConfigMap", { short: "cm" }),
  core.namespaced("endpoints", "Endpoints", { short: "ep" }),
  core.namespaced("events", "Event", { short: "ev" }),
  core.namespaced("limitranges", "LimitRange", { short: "limits" }),
  core.cluster("namespaces", "Namespace", { short: "ns", verbs: "create delete get list patch update watch", sub: "finalize status" }),
  core.cluster("nodes", "Node", { short: "no", sub: "proxy status" }),
  core.namespaced("persistentvolumeclaims", "PersistentVolumeClaim", { short: "pvc", sub: "status" }),
  core.cluster("persistentvolumes", "PersistentVolume", { short: "pv", sub: "status" }),
  core.namespaced("pods", "Pod", { short: "po", in: "all", sub: podSubresources }),
  core.namespaced("podtemplates", "PodTemplate"),
  core.namespaced("replicationcontrollers", "ReplicationController", { short: "rc", in: "all", sub: "scale status" }),
  core.namespaced("resourcequotas", "ResourceQuota", { short: "quota", sub: "status" }),
  core.namespaced("secrets", "Secret"),
  core.namespaced("serviceaccounts", "ServiceAccount", { short: "sa", sub: "token" }),
  core.namespaced("services", "Service", { short: "svc", in: "all", sub: "proxy status" }),
  registration.cluster("apiservices", "APIService", { in: "api-extensions", sub: "status" }),
  apps.namespaced("controllerrevisions", "ControllerRevision"),
  apps.namespaced("daemonsets", "DaemonSet", { short: "ds", in: "all", sub: "status" }),
  apps.namespaced("deployments", "Deployment", { short: "deploy", in: "all", sub: "scale status" }),
  apps.namespaced("replicasets", "ReplicaSet", { short: "rs", in: "all", sub: "scale status" }),
  apps.namespaced("statefulsets", "StatefulSet", { short: "sts", in: "all", sub: "scale status" }),
  events.namespaced("events", "Event", { short: "ev" }),
  authentication.cluster("selfsubjectreviews", "SelfSubjectReview", review),
  authentication.cluster("tokenreviews", "TokenReview", review),
  authorization.namespaced("localsubjectaccessreviews", "LocalSubjectAccessReview", review),
  authorization.cluster("selfsubjectaccessreviews", "SelfSubjectAccessReview", review),
  authorization.cluster("selfsubjectrulesreviews", "SelfSubjectRulesReview", review),
  authorization.cluster("subjectaccessreviews", "SubjectAccessReview", review),
  autoscaling2.namespaced("horizontalpodautoscalers", "HorizontalPodAutoscaler", { short: "hpa", in: "all", sub: "status" }),
  autoscaling1.namespaced("horizontalpodautoscalers", "HorizontalPodAutoscaler", { short: "hpa", in: "all", sub: "status" }),
  batch.namespaced("cronjobs", "CronJob", { short: "cj", in: "all", sub: "status" }),
  batch.namespaced("jobs", "Job", { in: "all", sub: "status" }),
  certificates.cluster("certificatesigningrequests", "CertificateSigningRequest", { short: "csr", sub: "approval status" }),
  networking.cluster("ingressclasses", "IngressClass"),
  networking.namespaced("ingresses", "Ingress", { short: "ing", sub: "status" }),
  networking.cluster("ipaddresses", "IPAddress", { short: "ip" }),
  networking.namespaced("networkpolicies", "NetworkPolicy", { short: "netpol" }),
  networking.cluster("servicecidrs", "ServiceCIDR", { sub: "status" }),
  policy.namespaced("poddisruptionbudgets", "PodDisruptionBudget", { short: "pdb", sub: "status" }),
  rbac.cluster("clusterrolebindings", "ClusterRoleBinding"),
  rbac.cluster("clusterroles", "ClusterRole"),
  rbac.namespaced("rolebindings", "RoleBinding"),
  rbac.namespaced("roles", "Role"),
  storage.cluster("csidrivers", "CSIDriver"),
  storage.cluster("csinodes", "CSINode"),
  storage.namespaced("csistoragecapacities", "CSIStorageCapacity"),
  storage.cluster("storageclasses", "StorageClass", { short: "sc" }),
  storage.cluster("volumeattachments", "VolumeAttachment", { sub: "status" }),
  storage.cluster("volumeattributesclasses", "VolumeAttributesClass", { short: "vac" }),
  admission.cluster("mutatingadmissionpolicies", "MutatingAdmissionPolicy", { in: "api-extensions" }),
  admission.cluster("mutatingadmissionpolicybindings", "MutatingAdmissionPolicyBinding", { in: "api-extensions" }),
  admission.cluster("mutatingwebhookconfigurations", "MutatingWebhookConfiguration", { in: "api-extensions" }),
  admission.cluster("validatingadmissionpolicies", "ValidatingAdmissionPolicy", { in: "api-extensions", sub: "status" }),
  admission.cluster("validatingadmissionpolicybindings", "ValidatingAdmissionPolicyBinding", { in: "api-extensions" }),
  admission.cluster("validatingwebhookconfigurations", "ValidatingWebhookConfiguration", { in: "api-extensions" }),
  extensions.cluster("customresourcedefinitions", "CustomResourceDefinition", { short: "crd crds", in: "api-extensions", sub: "status" }),
  scheduling.cluster("priorityclasses", "PriorityClass", { short: "pc" }),
  coordination.namespaced("leases", "Lease"),
  node.cluster("runtimeclasses", "RuntimeClass"),
  discovery.namespaced("endpointslices", "EndpointSlice"),
  claims.cluster("deviceclasses", "DeviceClass"),
  claims.namespaced("resourceclaims", "ResourceClaim", { sub: "status" }),
  claims.namespaced("resourceclaimtemplates", "ResourceClaimTemplate"),
  claims.cluster("resourceslices", "ResourceSlice"),
  flowcontrol.cluster("flowschemas", "FlowSchema", { sub: "status" }),
  flowcontrol.cluster("prioritylevelconfigurations", "PriorityLevelConfiguration", { sub: "status" }),
];

/** The group that metrics-server adds. */
export const METRICS_GROUP = "metrics.k8s.io";
const metrics = inGroup(METRICS_GROUP, "v1beta1");

/** What other servers answer for, each where an APIService says so. Mirrors GetSingularName (metrics-server pkg/api/pod.go): they have no singular. */
export const aggregatedResources: readonly ApiResource[] = [
  metrics.cluster("nodes", "NodeMetrics", { singular: "", verbs: "get list" }),
  metrics.namespaced("pods", "PodMetrics", { singular: "", verbs: "get list" }),
];

/** "apps/v1", or "v1" for the core group. */
export const groupVersion = (group: string, version: string): string => (group === "" ? version : `${group}/${version}`);

/** Group and version of an apiVersion; undefined when it holds more than one slash. */
export function parseGroupVersion(apiVersion: string): { readonly group: string; readonly version: string } | undefined {
  const parts = apiVersion.split("/");
  if (parts.length > 2) return undefined;
  const [first = "", second] = parts;
  return second === undefined ? { group: "", version: first } : { group: first, version: second };
}

const all = [...resources, ...aggregatedResources];
const byKind = new Map(all.map((r) => [`${r.group}/${r.version}/${r.kind}`, r]));
const byPath = new Map(all.map((r) => [`${r.group}/${r.version}/${r.resource}`, r]));
const byName = firstByName();

export const resourceFor = (group: string, version: string, kind: string): ApiResource | undefined => byKind.get(`${group}/${version}/${kind}`);
export const resourceAt = (group: string, version: string, resource: string): ApiResource | undefined => byPath.get(`${group}/${version}/${resource}`);

/** What a person calls a resource: "pods", "po", "Pod", "deployments.apps", "deployments.v1.apps". First in discovery's order wins. */
export function resourceByName(text: string): ApiResource | undefined {
  const name = text.toLowerCase();
  const plain = byName.get(name);
  const dot = name.indexOf(".");
  if (plain !== undefined || dot < 0) return plain;
  const [head, rest] = [name.slice(0, dot), name.slice(dot + 1)];
  const called = resources.filter((r) => r.resource === head || r.singular === head || r.shortNames.includes(head));
  return called.find((r) => r.group === rest || (r.group !== "" && r.group.startsWith(rest)) || `${r.version}.${r.group}` === rest);
}

/** An aggregated resource by what a person calls it: "podmetrics", "pods.metrics.k8s.io". Whether it is served, the cluster knows. */
// Mirrors NewDiscoveryRESTMapper (client-go/restmapper/discovery.go): what has no singular is found by its kind.
export function aggregatedByName(text: string): ApiResource | undefined {
  const name = text.toLowerCase();
  const dot = name.indexOf(".");
  const [head, rest] = dot < 0 ? [name, ""] : [name.slice(0, dot), name.slice(dot + 1)];
  return aggregatedResources.find((r) => (dot < 0 ? r.kind.toLowerCase() === head : (r.resource === head || r.kind.toLowerCase() === head) && (r.group.startsWith(rest) || `${r.version}.${r.group}` === rest)));
}

function firstByName(): ReadonlyMap<string, ApiResource> {
  const names = new Map<string, ApiResource>();
  const add = (name: string, r: ApiResource) => void (names.has(name) || names.set(name, r));
  for (const r of resources) [r.resource, r.singular].forEach((name) => add(name, r));
  for (const r of resources) r.shortNames.forEach((name) => add(name, r));
  return names;
}
