import type { JsonObject } from "../../../api/json.ts";
import type { KubernetesObject, ResourceList } from "../../../api/types.ts";
import { each, fill, within } from "./fill.ts";
import { defaultResourceList } from "./resource-list.ts";
import type { WithSpec } from "./workloads.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The spec completed, and made if there is none. */
function specOf<T extends object>(object: KubernetesObject, complete: (spec: T) => T): KubernetesObject {
  const given = object as WithSpec<T>;
  const spec = complete(given.spec ?? ({} as T));
  return spec === given.spec ? object : ({ ...object, spec } as KubernetesObject);
}

// Mirrors SetDefaults_PersistentVolumeClaimSpec (pkg/apis/core/v1/defaults.go).
export const defaultClaim = (object: KubernetesObject): KubernetesObject =>
  specOf<{ volumeMode?: string; resources?: { requests?: ResourceList } }>(object, (spec) =>
    within(fill(spec, { volumeMode: "Filesystem", resources: {} }), "resources", (resources) => within(resources, "requests", defaultResourceList)),
  );

// Mirrors SetDefaults_PersistentVolume (same file).
export const defaultVolumeObject = (object: KubernetesObject): KubernetesObject =>
  specOf<VolumeFields>(object, (spec) => {
    const filled = fill(spec, { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" });
    // The empty type is written out.
    const typed = within(filled, "hostPath", (source) => (source.type === undefined ? { ...source, type: "" } : source));
    return within(typed, "capacity", defaultResourceList);
  });

interface VolumeFields {
  readonly persistentVolumeReclaimPolicy?: string;
  readonly volumeMode?: string;
  readonly capacity?: ResourceList;
  readonly hostPath?: { readonly type?: string };
}

// Mirrors SetDefaults_StorageClass (pkg/apis/storage/v1/defaults.go).
export const defaultStorageClass = (object: KubernetesObject): KubernetesObject =>
  fill<KubernetesObject & Fields>(object as KubernetesObject & Fields, { reclaimPolicy: "Delete", volumeBindingMode: "Immediate" });

// Mirrors SetDefaults_PriorityClass (pkg/apis/scheduling/v1/defaults.go).
export const defaultPriorityClass = (object: KubernetesObject): KubernetesObject =>
  fill<KubernetesObject & Fields>(object as KubernetesObject & Fields, { preemptionPolicy: "PreemptLowerPriority" });

interface NetworkPolicySpec {
  readonly podSelector?: JsonObject;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}
interface Rule {
  readonly ports?: readonly { readonly protocol?: string }[];
}

// Mirrors SetDefaults_NetworkPolicy (pkg/apis/networking/v1/defaults.go).
export const defaultNetworkPolicy = (object: KubernetesObject): KubernetesObject =>
  specOf<NetworkPolicySpec>(object, (spec) => {
    const tcp = (rule: Rule): Rule => within(rule, "ports", (ports) => each(ports, (port) => fill(port, { protocol: "TCP" })));
    const ported = within(within(spec, "ingress", (rules) => each(rules, tcp)), "egress", (rules) => each(rules, tcp));
    const types = spec.egress?.length ? ["Ingress", "Egress"] : ["Ingress"];
    return ported.policyTypes?.length ? fill(ported, { podSelector: {} }) : fill({ ...ported, policyTypes: types }, { podSelector: {} });
  });

interface AutoscalerSpec {
  readonly minReplicas?: number;
  readonly metrics?: readonly JsonObject[];
  readonly behavior?: { readonly scaleUp?: JsonObject; readonly scaleDown?: JsonObject };
}
const cpuAtEighty = { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } };

// Mirrors SetDefaults_HorizontalPodAutoscaler (pkg/apis/autoscaling/v2/defaults.go).
export const defaultAutoscaler = (object: KubernetesObject): KubernetesObject =>
  specOf<AutoscalerSpec>(object, (spec) => {
    const filled = fill(spec, { minReplicas: 1 });
    const measured = filled.metrics?.length ? filled : { ...filled, metrics: [cpuAtEighty] };
    return measured.behavior ? { ...measured, behavior: scalingBehavior(measured.behavior) } : measured;
  });

const policy = (type: string, value: number): JsonObject => ({ type, value, periodSeconds: 15 });
const UP_RULES = { stabilizationWindowSeconds: 0, selectPolicy: "Max", policies: [policy("Pods", 4), policy("Percent", 100)] };
const DOWN_RULES = { selectPolicy: "Max", policies: [policy("Percent", 100)] };

/** Who says something of how it scales gets the rest of the rules written out. */
// Mirrors GenerateHPAScaleUpRules and GenerateHPAScaleDownRules.
const scalingBehavior = ({ scaleUp, scaleDown }: NonNullable<AutoscalerSpec["behavior"]>): JsonObject => ({ scaleUp: { ...UP_RULES, ...scaleUp }, scaleDown: { ...DOWN_RULES, ...scaleDown } });

// Mirrors SetDefaults_EndpointPort (pkg/apis/discovery/v1/defaults.go).
export const defaultEndpointSlice = (object: KubernetesObject): KubernetesObject =>
  within(object as KubernetesObject & { readonly ports?: readonly Fields[] }, "ports", (ports) =>
    each(ports, (port) => {
      const named = port["name"] === undefined ? { ...port, name: "" } : port;
      return fill(named, { protocol: "TCP" });
    }),
  );

interface Binding extends KubernetesObject {
  readonly roleRef?: Fields;
  readonly subjects?: readonly Fields[];
}
const rbac = "rbac.authorization.k8s.io";

// Mirrors SetDefaults_RoleBinding and SetDefaults_Subject (pkg/apis/rbac/v1/defaults.go).
export const defaultRoleBinding = (object: KubernetesObject): KubernetesObject =>
  within(within(object as Binding, "roleRef", (ref) => fill(ref, { apiGroup: rbac })), "subjects", (subjects) =>
    each(subjects, (subject) => (subject["kind"] === "User" || subject["kind"] === "Group" ? fill(subject, { apiGroup: rbac }) : subject)),
  );

interface LimitRangeItem {
  readonly type?: string;
  readonly max?: ResourceList;
  readonly min?: ResourceList;
  readonly default?: ResourceList;
  readonly defaultRequest?: ResourceList;
}

// Mirrors SetDefaults_LimitRangeItem (pkg/apis/core/v1/defaults.go): what is left out follows from what is said.
export const defaultLimitRange = (object: KubernetesObject): KubernetesObject =>
  specOf<{ limits?: readonly LimitRangeItem[] }>(object, (spec) =>
    within(spec, "limits", (limits) =>
      each(limits, (item) => {
        if (item.type !== "Container") return item;
        const limit = { ...item.max, ...item.default };
        const request = { ...item.min, ...limit, ...item.defaultRequest };
        const same = (a: ResourceList | undefined, b: ResourceList): boolean => Object.keys(a ?? {}).length === Object.keys(b).length;
        const unchanged = same(item.default, limit) && same(item.defaultRequest, request);
        if (unchanged) return item;
        return { ...item, ...(Object.keys(limit).length > 0 && { default: limit }), ...(Object.keys(request).length > 0 && { defaultRequest: request }) };
      }),
    ),
  );
