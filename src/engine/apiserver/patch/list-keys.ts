/** How a list is merged: items with the same key are one item, a set's items are their own keys, all else is one value. */
export type ListKind = { readonly kind: "map"; readonly mergeKey: string; readonly applyKeys: readonly string[] } | { readonly kind: "set" } | { readonly kind: "atomic" };

const atomic: ListKind = { kind: "atomic" };
const set: ListKind = { kind: "set" };
const keyed = (mergeKey: string, ...more: readonly string[]): ListKind => ({ kind: "map", mergeKey, applyKeys: [mergeKey, ...more] });

// Mirrors the patchMergeKey and listMapKey marks of staging/src/k8s.io/api: the same name means the same list in every
// kind, but for those that `special` tells apart.
const byField: ReadonlyMap<string, ListKind> = new Map([
  ["containers", keyed("name")],
  ["initContainers", keyed("name")],
  ["ephemeralContainers", keyed("name")],
  ["env", keyed("name")],
  ["volumes", keyed("name")],
  ["volumeMounts", keyed("mountPath")],
  ["volumeDevices", keyed("devicePath")],
  ["imagePullSecrets", keyed("name")],
  ["resourceClaims", keyed("name")],
  ["schedulingGates", keyed("name")],
  ["hostAliases", keyed("ip")],
  ["topologySpreadConstraints", keyed("topologyKey", "whenUnsatisfiable")],
  ["conditions", keyed("type")],
  ["ownerReferences", keyed("uid")],
  ["podIPs", keyed("ip")],
  ["hostIPs", keyed("ip")],
  ["finalizers", set],
]);
const containerLists: ReadonlySet<string> = new Set(["containers", "initContainers", "ephemeralContainers"]);

/** Of a list at a path of field names (items of lists leave no trace in it): ["spec", "containers", "ports"]. */
export function listKind(kind: string, path: readonly string[]): ListKind {
  const field = path.at(-1) ?? "";
  const parent = path.at(-2) ?? "";
  if (field === "ports") {
    if (containerLists.has(parent)) return keyed("containerPort", "protocol");
    return kind === "Service" && path.length === 2 ? keyed("port", "protocol") : atomic;
  }
  if (field === "addresses") return kind === "Node" ? keyed("type") : atomic;
  if (field === "taints") return kind === "Node" ? keyed("key", "effect") : atomic;
  if (field === "podCIDRs") return kind === "Node" ? set : atomic;
  if (field === "secrets") return kind === "ServiceAccount" ? keyed("name") : atomic;
  if (field === "finalizers" || field === "ownerReferences") return parent === "metadata" || kind === "Namespace" ? byField.get(field)! : atomic;
  return byField.get(field) ?? atomic;
}
