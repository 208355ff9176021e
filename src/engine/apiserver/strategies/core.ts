import type { ConfigMap, Event, KubernetesObject, Lease, Namespace, Node, Secret, ServiceAccount, StringMap } from "../../../api/types.ts";
import { encodeBase64Text } from "../../../api/base64.ts";
import { fill, within } from "../defaulting/fill.ts";
import { defaultResourceList } from "../defaulting/resource-list.ts";
import { validateConfigMap, validateConfigMapUpdate, validateSecret, validateSecretUpdate } from "../validation/config-data.ts";
import { validateEvent } from "../validation/event.ts";
import { nameIsDnsLabel, nameIsDnsSubdomain, nameIsPathSegment } from "../validation/formats.ts";
import { validateLease } from "../validation/lease.ts";
import { validateNamespace, validateNamespaceUpdate } from "../validation/namespace.ts";
import { validateNode, validateNodeUpdate } from "../validation/node.ts";
import { genericStrategy } from "./generic.ts";
import type { Strategy } from "./rest-strategy.ts";

const named = { namespaced: true, nameCheck: nameIsDnsSubdomain };

// Mirrors pkg/registry/core/configmap/strategy.go.
export const configMapStrategy = genericStrategy<ConfigMap>({
  ...named,
  validate: validateConfigMap,
  validateUpdate: validateConfigMapUpdate,
});

// Mirrors pkg/registry/core/secret/strategy.go, SetDefaults_Secret and Convert_v1_Secret_To_core_Secret (pkg/apis/core/v1).
export const secretStrategy = genericStrategy<Secret>({
  ...named,
  applyDefaults: (secret) => fill(withoutStringData(secret), { type: "Opaque" }),
  validate: validateSecret,
  validateUpdate: validateSecretUpdate,
});

/** stringData is only for writing: it goes into data, over what stands there. */
function withoutStringData(secret: Secret): Secret {
  if (!("stringData" in secret)) return secret;
  const { stringData, ...rest } = secret as Secret & { readonly stringData?: StringMap };
  const entries = Object.entries(stringData ?? {});
  if (entries.length === 0) return rest;
  return { ...rest, data: { ...rest.data, ...Object.fromEntries(entries.map(([key, text]) => [key, encodeBase64Text(text)])) } };
}

// Mirrors pkg/registry/core/serviceaccount/strategy.go.
export const serviceAccountStrategy = genericStrategy<ServiceAccount>(named);

const nameLabel = "kubernetes.io/metadata.name";

// Mirrors pkg/registry/core/namespace/strategy.go and SetDefaults_Namespace (pkg/apis/core/v1/defaults.go).
const plainNamespace = genericStrategy<Namespace>({
  namespaced: false,
  nameCheck: nameIsDnsLabel,
  hasStatus: true,
  applyDefaults: defaultNamespace,
  validate: validateNamespace,
  validateUpdate: validateNamespaceUpdate,
});

export const namespaceStrategy: Strategy<Namespace> = {
  ...plainNamespace,
  prepareForCreate: (namespace) => {
    const { finalizers = [] } = namespace.spec ?? {};
    const all = finalizers.includes("kubernetes") ? finalizers : [...finalizers, "kubernetes"];
    // The name may have been generated since the defaults were applied.
    return { ...defaultNamespace(namespace), spec: { finalizers: all }, status: { phase: "Active" } };
  },
  prepareForUpdate: (next, old, subresource) => {
    if (subresource === "finalize") return { ...next, status: old.status };
    if (subresource === "status") return plainNamespace.prepareForUpdate(next, old, subresource);
    return { ...next, spec: old.spec, status: old.status };
  },
};

function defaultNamespace(namespace: Namespace): Namespace {
  const { name, labels } = namespace.metadata;
  const labelled =
    !name || labels?.[nameLabel] === name ? namespace : { ...namespace, metadata: { ...namespace.metadata, labels: { ...labels, [nameLabel]: name } } };
  const status = fill<Namespace["status"]>(labelled.status ?? {}, { phase: "Active" });
  return fill(status === labelled.status ? labelled : { ...labelled, status }, { spec: {} });
}

// Mirrors pkg/registry/core/node/strategy.go: a node registers itself with its status.
export const nodeStrategy: Strategy<Node> = {
  ...genericStrategy<Node>({
    namespaced: false,
    nameCheck: nameIsDnsSubdomain,
    hasStatus: true,
    applyDefaults: defaultNode,
    validate: validateNode,
    validateUpdate: validateNodeUpdate,
  }),
  prepareForCreate: (node) => node,
};

// Mirrors SetDefaults_NodeStatus (pkg/apis/core/v1/defaults.go) and Convert_v1_NodeSpec_To_core_NodeSpec (conversion.go).
function defaultNode(node: Node): Node {
  let next = fill(node, { spec: {}, status: {} });
  next = within(next, "status", (status) => {
    const rounded = within(within(status, "capacity", defaultResourceList), "allocatable", defaultResourceList);
    return rounded.capacity && !rounded.allocatable ? { ...rounded, allocatable: rounded.capacity } : rounded;
  });
  return within(next, "spec", (spec) => {
    const first = spec.podCIDRs?.[0];
    if (spec.podCIDR && first === undefined) return { ...spec, podCIDRs: [spec.podCIDR] };
    return first !== undefined && spec.podCIDR !== first ? { ...spec, podCIDR: first } : spec;
  });
}

// Mirrors pkg/registry/coordination/lease/strategy.go.
export const leaseStrategy = genericStrategy<Lease>({
  ...named,
  allowCreateOnUpdate: true,
  allowUnconditionalUpdate: false,
  applyDefaults: (lease) => fill(lease, { spec: {} }),
  validate: validateLease,
});

// Mirrors pkg/registry/core/event/strategy.go. Events are the one kind whose names follow no rule but the URL's.
export const eventStrategy = genericStrategy<Event>({
  namespaced: true,
  nameCheck: nameIsPathSegment,
  allowCreateOnUpdate: true,
  applyDefaults: defaultEvent,
  validate: validateEvent,
});

/** What Go writes out even when it is not set. */
function defaultEvent(event: Event): Event {
  const fields = { source: {}, firstTimestamp: null, lastTimestamp: null, eventTime: null, reportingComponent: "", reportingInstance: "" };
  const missing = Object.entries(fields).filter(([field]) => event[field as keyof Event] === undefined);
  return missing.length === 0 ? event : { ...event, ...Object.fromEntries(missing) };
}

export const coreStrategies: readonly (readonly [string, Strategy])[] = [
  ["/configmaps", configMapStrategy],
  ["/secrets", secretStrategy],
  ["/serviceaccounts", serviceAccountStrategy],
  ["/namespaces", namespaceStrategy],
  ["/nodes", nodeStrategy],
  ["/events", eventStrategy],
  ["events.k8s.io/events", eventStrategy],
  ["coordination.k8s.io/leases", leaseStrategy],
].map(([key, strategy]) => [key as string, strategy as unknown as Strategy<KubernetesObject>]);
