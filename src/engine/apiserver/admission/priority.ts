import type { KubernetesObject, Pod, Status } from "../../../api/types.ts";
import type { Call, ServerContext } from "../server-context.ts";
import { forbidden } from "../status.ts";
import type { Store } from "../store/store.ts";

interface PriorityClass extends KubernetesObject {
  readonly value?: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: string;
}

const CLASSES = "priorityclasses.scheduling.k8s.io";
const DEFAULT_POLICY = "PreemptLowerPriority";
// Mirrors SystemPriorityClasses (pkg/apis/scheduling/v1/helpers.go).
const systemClasses: ReadonlyMap<string, number> = new Map([
  ["system-cluster-critical", 2_000_000_000],
  ["system-node-critical", 2_000_001_000],
]);

interface Resolved {
  readonly className?: string;
  readonly value: number;
  readonly policy: string;
}

// Mirrors Plugin.admitPod (plugin/pkg/admission/priority/admission.go).
/** The number behind a pod's priority class. */
export function priority({ store }: ServerContext, { resource }: Call, pod: Pod): Pod | Status {
  const name = pod.spec.priorityClassName;
  const resolved = name ? classNamed(store, name) : defaultClass(store);
  if (!resolved) return forbidden(resource, pod.metadata.name, `no PriorityClass with name ${name} was found`);
  const { spec } = pod;
  if (spec.priority !== undefined && spec.priority !== resolved.value) {
    const why = `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${resolved.value} from the given PriorityClass name`;
    return forbidden(resource, pod.metadata.name, why);
  }
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== resolved.policy) {
    const why = `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${resolved.policy} from the given PriorityClass name`;
    return forbidden(resource, pod.metadata.name, why);
  }
  const { className, value, policy } = resolved;
  return { ...pod, spec: { ...spec, ...(className && { priorityClassName: className }), priority: value, preemptionPolicy: policy } };
}

function classNamed(store: Store, name: string): Resolved | undefined {
  const found = store.get(CLASSES, name) as PriorityClass | undefined;
  const value = found ? (found.value ?? 0) : systemClasses.get(name);
  return value === undefined ? undefined : { value, policy: found?.preemptionPolicy ?? DEFAULT_POLICY };
}

/** The global default of the lowest value, if there is one. */
function defaultClass(store: Store): Resolved {
  let chosen: PriorityClass | undefined;
  for (const key of store.keys(CLASSES)) {
    const candidate = store.get(CLASSES, key) as PriorityClass;
    if (candidate.globalDefault && (!chosen || (candidate.value ?? 0) < (chosen.value ?? 0))) chosen = candidate;
  }
  if (!chosen) return { value: 0, policy: DEFAULT_POLICY };
  return { className: chosen.metadata.name, value: chosen.value ?? 0, policy: chosen.preemptionPolicy ?? DEFAULT_POLICY };
}

// Mirrors Plugin.validatePriorityClass (plugin/pkg/admission/priority/admission.go).
/** Refuses a second class that would be the default of all. */
export function onlyDefaultClass({ store }: ServerContext, { resource }: Call, object: KubernetesObject): Status | undefined {
  if (object.kind !== "PriorityClass" || !(object as PriorityClass).globalDefault) return undefined;
  const other = store.keys(CLASSES).find((key) => key !== object.metadata.name && (store.get(CLASSES, key) as PriorityClass).globalDefault);
  return other === undefined ? undefined : forbidden(resource, object.metadata.name, `PriorityClass ${other} is already marked as default. Only one default can exist`);
}
