import { jsonEqual } from "../../../api/json.ts";
import type { KubernetesObject, Pod, ResourceList, Status, StringMap, Toleration } from "../../../api/types.ts";
import type { Call, ServerContext } from "../server-context.ts";
import { forbidden } from "../status.ts";
import type { Store } from "../store/store.ts";
import { semanticEqual } from "../validation/semantic-equal.ts";

interface RuntimeClass extends KubernetesObject {
  readonly overhead?: { readonly podFixed?: ResourceList };
  readonly scheduling?: { readonly nodeSelector?: StringMap; readonly tolerations?: readonly Toleration[] };
}

// Mirrors RuntimeClass.Admit (plugin/pkg/admission/runtimeclass/admission.go).
// Simplified: the handler that a RuntimeClass names is not looked for on the node; its pods run as all others do.
/** Gives a pod the overhead, the node selector and the tolerations of the runtime class that it names. */
export function runtimeClass({ store }: ServerContext, { resource }: Call, pod: Pod): Pod | Status {
  const name = pod.spec.runtimeClassName;
  if (name === undefined) return pod;
  const refused = (why: string): Status => forbidden(resource, pod.metadata.name, why);
  const found = classNamed(store, name);
  if (!found) return refused(`pod rejected: RuntimeClass "${name}" not found`);
  const overhead = found.overhead && (found.overhead.podFixed ?? {});
  if (overhead && pod.spec.overhead && !semanticEqual(overhead, pod.spec.overhead)) return refused(MISMATCH);
  const withOverhead = overhead ? { ...pod, spec: { ...pod.spec, overhead } } : pod;
  if (!found.scheduling) return withOverhead;
  const { nodeSelector = {}, tolerations = [] } = found.scheduling;
  const own = pod.spec.nodeSelector ?? {};
  const contested = Object.keys(nodeSelector).find((key) => Object.hasOwn(own, key) && own[key] !== nodeSelector[key]);
  if (contested !== undefined) {
    const [of, has] = [nodeSelector[contested] ?? "", own[contested] ?? ""];
    return refused(`conflict: runtimeClass.scheduling.nodeSelector[${contested}] = ${of}; pod.spec.nodeSelector[${contested}] = ${has}`);
  }
  const selector = { ...own, ...nodeSelector };
  const merged = mergeTolerations([...(pod.spec.tolerations ?? []), ...tolerations]);
  const { nodeSelector: _own, ...spec } = withOverhead.spec;
  return { ...withOverhead, spec: { ...spec, ...(Object.keys(selector).length > 0 && { nodeSelector: selector }), tolerations: merged } };
}

const MISMATCH = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";
const UNFOUNDED = "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead";

// Mirrors RuntimeClass.Validate (same file): nobody but the plugin says what a runtime costs.
export function validateRuntimeClass({ store }: ServerContext, { resource }: Call, pod: Pod): Status | undefined {
  const { runtimeClassName, overhead } = pod.spec;
  if (!overhead) return undefined;
  const found = runtimeClassName === undefined ? undefined : classNamed(store, runtimeClassName);
  return found?.overhead ? undefined : forbidden(resource, pod.metadata.name, UNFOUNDED);
}

const classNamed = (store: Store, name: string): RuntimeClass | undefined => store.get("runtimeclasses.node.k8s.io", name) as RuntimeClass | undefined;

// Mirrors MergeTolerations (pkg/util/tolerations/tolerations.go): one that another covers is left out.
function mergeTolerations(all: readonly Toleration[]): readonly Toleration[] {
  const merged: Toleration[] = [];
  all.forEach((toleration, index) => {
    const later = all.slice(index + 1).filter((other) => !jsonEqual(other, toleration));
    if (![...merged, ...later].some((other) => covers(other, toleration))) merged.push(toleration);
  });
  return merged;
}

// Mirrors isSuperset (same file).
function covers(wide: Toleration, narrow: Toleration): boolean {
  if (jsonEqual(wide, narrow)) return true;
  if (narrow.key !== wide.key && (wide.key || wide.operator !== "Exists")) return false;
  if (narrow.effect !== wide.effect && wide.effect) return false;
  if (wide.effect === "NoExecute" && wide.tolerationSeconds !== undefined) {
    if (narrow.tolerationSeconds === undefined || narrow.tolerationSeconds > wide.tolerationSeconds) return false;
  }
  if (wide.operator === "Exists") return true;
  return (wide.operator ?? "Equal") === "Equal" && narrow.operator === wide.operator && narrow.value === wide.value;
}
