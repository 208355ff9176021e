import { byCodeUnit } from "../../../api/json.ts";
import type { Condition, Node, Taint } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { getting, patching, sent } from "../manager/requests.ts";

export const NOT_READY = "node.kubernetes.io/not-ready";
export const UNREACHABLE = "node.kubernetes.io/unreachable";
export const UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

// Mirrors nodeConditionToTaintKeyStatusMap (pkg/controller/nodelifecycle/node_lifecycle_controller.go).
const taintOfCondition: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: NOT_READY, Unknown: UNREACHABLE },
  MemoryPressure: { True: "node.kubernetes.io/memory-pressure" },
  DiskPressure: { True: "node.kubernetes.io/disk-pressure" },
  NetworkUnavailable: { True: "node.kubernetes.io/network-unavailable" },
  PIDPressure: { True: "node.kubernetes.io/pid-pressure" },
};
const ownKeys: ReadonlySet<string> = new Set([UNSCHEDULABLE, ...Object.values(taintOfCondition).flatMap((byStatus) => Object.values(byStatus))]);

export const readyCondition = ({ status }: Node): Condition | undefined => status?.conditions?.find(({ type }) => type === "Ready");

const same = (a: Taint, b: Taint): boolean => a.key === b.key && a.effect === b.effect;
const has = (taints: readonly Taint[], wanted: Taint): boolean => taints.some((taint) => same(taint, wanted));

export interface TaintChange {
  readonly add: readonly Taint[];
  readonly remove: readonly Taint[];
}

// Mirrors doNoScheduleTaintingPass (pkg/controller/nodelifecycle/node_lifecycle_controller.go).
/** What is wrong with a node's NoSchedule taints by its conditions and by `spec.unschedulable`. */
export function noScheduleChange({ spec, status }: Node): TaintChange {
  const keys = (status?.conditions ?? []).flatMap(({ type, status: state }) => taintOfCondition[type]?.[state] ?? []);
  if (spec.unschedulable) keys.push(UNSCHEDULABLE);
  const wanted = [...new Set(keys)].sort(byCodeUnit).map((key): Taint => ({ key, effect: "NoSchedule" }));
  const present = (spec.taints ?? []).filter(({ key, effect }) => effect === "NoSchedule" && ownKeys.has(key));
  return { add: wanted.filter((taint) => !has(present, taint)), remove: present.filter((taint) => !has(wanted, taint)) };
}

const noExecute = (key: string): Taint => ({ key, effect: "NoExecute" });

/** The taints by which a node that is not ready loses its Pods. */
export const evictingTaints = ({ spec }: Node): readonly Taint[] => (spec.taints ?? []).filter((taint) => taint.effect === "NoExecute" && (taint.key === NOT_READY || taint.key === UNREACHABLE));

// Mirrors processTaintBaseEviction (pkg/controller/nodelifecycle/node_lifecycle_controller.go).
/** What is wrong with a node's NoExecute taints by its Ready condition. */
export function noExecuteChange(node: Node): TaintChange {
  const status = readyCondition(node)?.status;
  const present = evictingTaints(node);
  const wanted = status === "False" ? [noExecute(NOT_READY)] : status === "Unknown" ? [noExecute(UNREACHABLE)] : [];
  if (status === undefined) return { add: [], remove: [] };
  return { add: wanted.filter((taint) => !has(present, taint)), remove: present.filter((taint) => !has(wanted, taint)) };
}

export const isNoChange = ({ add, remove }: TaintChange): boolean => add.length === 0 && remove.length === 0;

const TRIES = 5;

// Mirrors SwapNodeControllerTaint (pkg/controller/util/node/controller_utils.go).
/** Puts taints on a node and takes others off it, in one write; the time of what is added is noted. False = it did not come about. */
export function* swapTaints(node: Node, { add, remove }: TaintChange, time: string): Work<boolean> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const found = yield* sent(getting("nodes", node));
    if (isError(found)) return found.code === 404;
    const newest = found.body as unknown as Node;
    const before = newest.spec.taints ?? [];
    const fresh = add.filter((taint) => !has(before, taint)).map((taint) => ({ ...taint, timeAdded: time }));
    const kept = before.filter((taint) => !has(remove, taint));
    if (fresh.length === 0 && kept.length === before.length) return true;
    const taints = [...kept, ...fresh];
    const patched = yield* sent(patching("nodes", newest, { metadata: { resourceVersion: newest.metadata.resourceVersion }, spec: { taints: taints.length > 0 ? taints : null } }, "merge"));
    if (!isError(patched)) return true;
    if (patched.code !== 409) return false;
  }
  return false;
}
