import { updatedCondition } from "../../../api/conditions.ts";
import { toleratesTaint } from "../../../api/taints.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Node, ObjectReference, Pod, Taint } from "../../../api/types.ts";
import { jsonEqual, type Json } from "../../../api/json.ts";
import { isError } from "../../apiserver/request.ts";
import { objectKey } from "../informer.ts";
import { controller, type Change, type Look, type Work } from "../manager/controller.ts";
import { deleting, patching, sent } from "../manager/requests.ts";

/** An eviction that stands out, by the key of its Pod; virtual milliseconds. */
interface Eviction {
  readonly uid: string;
  readonly atMs: number;
  /** It has happened: nothing is left to be called off. */
  readonly done: boolean;
}

interface Input {
  readonly key: string;
  readonly pod?: Pod;
  readonly taints: readonly Taint[];
  readonly eviction?: Eviction;
  readonly nowMs: number;
  readonly unixMs: number;
}

/**
 * Evicts Pods from nodes with NoExecute taints that they do not tolerate, or not for ever.
 * Mirrors the taint eviction controller (pkg/controller/tainteviction/taint_eviction.go). Keys are those of Pods.
 */
export const taintEvictionController = controller<Input>({
  name: "taint-eviction-controller",
  watches: ["nodes", "pods"],
  concerned(change, caches) {
    if (change.resource === "pods") return podKeys(change, caches);
    const taints = change.type === "DELETED" ? [] : noExecuteTaints(change.object as Node);
    const before = change.old ? noExecuteTaints(change.old as Node) : [];
    if (taints.length === 0 && before.length === 0) return [];
    if (change.type !== "DELETED" && jsonEqual(taints as unknown as Json, before as unknown as Json)) return [];
    return caches.all<Pod>("pods").filter(({ spec }) => spec.nodeName === change.object.metadata.name).map(objectKey);
  },
  gather(key, { caches, note, nowMs, unixMs }: Look) {
    const pod = caches.get<Pod>("pods", key);
    const eviction = note(key) as unknown as Eviction | undefined;
    if (!pod && !eviction) return undefined;
    const node = caches.get<Node>("nodes", pod?.spec.nodeName ?? "");
    return { key, ...(pod && { pod }), taints: node ? noExecuteTaints(node) : [], ...(eviction && { eviction }), nowMs, unixMs };
  },
  work,
});

const noExecuteTaints = ({ spec }: Node): readonly Taint[] => (spec.taints ?? []).filter(({ effect }) => effect === "NoExecute");

// Mirrors PodUpdated: only a Pod that has come to a node, has gone, or tolerates otherwise is looked at.
function podKeys({ type, object, old }: Change, caches: Look["caches"]): readonly string[] {
  const { spec } = object as Pod;
  const node = caches.get<Node>("nodes", spec.nodeName ?? "");
  if (!node || noExecuteTaints(node).length === 0) return [];
  const before = (old as Pod | undefined)?.spec;
  const isSame = type !== "DELETED" && before?.nodeName === spec.nodeName && (before?.tolerations === spec.tolerations || jsonEqual(before?.tolerations as unknown as Json, spec.tolerations as unknown as Json));
  return isSame ? [] : [objectKey(object)];
}

/** How long a Pod may stay in spite of taints: milliseconds; 0 = not at all, Infinity = for ever. */
// Mirrors GetMatchingTolerations and getMinTolerationTime.
export function toleratedMs({ spec }: Pod, taints: readonly Taint[]): number {
  let least = Infinity;
  for (const taint of taints) {
    const toleration = spec.tolerations?.find((each) => toleratesTaint(each, taint));
    if (!toleration) return 0;
    const seconds = toleration.tolerationSeconds;
    if (seconds !== undefined && seconds !== null) least = Math.min(least, Math.max(0, seconds) * 1000);
  }
  return least;
}

const referenceTo = (key: string): ObjectReference => {
  const [namespace = "", name = ""] = key.split("/");
  return { apiVersion: "v1", kind: "Pod", namespace, name };
};
const say = (key: string, what: string) => ({ event: { about: referenceTo(key), type: "Normal", reason: "TaintManagerEviction", message: `${what} Pod ${key}` } }) as const;

function* callOff({ key, eviction }: Input): Work<void> {
  if (!eviction) return;
  yield { note: key, value: undefined };
  if (!eviction.done) yield say(key, "Cancelling deletion of");
}

// Mirrors processPodOnNode: an eviction that stands out stays when the taints change, unless they are tolerated no more.
function* work(input: Input): Work {
  const { key, pod, taints, eviction, nowMs } = input;
  const known = eviction?.uid === pod?.metadata.uid ? eviction : undefined;
  const staysMs = pod && taints.length > 0 ? toleratedMs(pod, taints) : Infinity;
  if (!pod || staysMs === Infinity || !known) yield* callOff(input);
  if (!pod || staysMs === Infinity || known?.done) return undefined;
  if (staysMs === 0 || (known && known.atMs <= nowMs)) {
    if (known && known.atMs > nowMs) yield* callOff(input);
    return yield* evict(pod, input);
  }
  const due: Eviction = known ?? { uid: pod.metadata.uid, atMs: nowMs + staysMs, done: false };
  yield { note: key, value: { ...due } };
  yield { after: due.atMs - nowMs };
  return undefined;
}

// Mirrors deletePodHandler and addConditionAndDeletePod: the event comes first.
function* evict(pod: Pod, { key, nowMs, unixMs }: Input): Work {
  yield say(key, "Marking for deletion");
  const condition = updatedCondition(pod.status.conditions, {
    type: "DisruptionTarget", ...(pod.metadata.generation !== undefined && { observedGeneration: pod.metadata.generation }), status: "True", lastProbeTime: null, lastTransitionTime: rfc3339(unixMs),
    reason: "DeletionByTaintManager", message: "Taint manager: deleting due to NoExecute taint",
  });
  yield* sent({ ...patching("pods", pod, { metadata: { uid: pod.metadata.uid }, status: { conditions: [condition] } }), subresource: "status" });
  const deleted = yield* sent(deleting("pods", pod));
  if (isError(deleted) && deleted.code !== 404) return { retry: true };
  yield { note: key, value: { uid: pod.metadata.uid, atMs: nowMs, done: true } };
  return undefined;
}
