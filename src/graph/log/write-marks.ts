import { allContainerStatuses } from "../../api/pods.ts";
import type { ContainerStatus, Event, Node, Pod } from "../../api/types.ts";
import { podStatus } from "../../engine/apiserver/table/pod-status.ts";
import type { StoreWrite } from "../../engine/apiserver/store/store.ts";
import type { Mark } from "../model.ts";
import { nodeKey, nodeStatus } from "../nodes/node-view.ts";
import { podGlyph } from "../pods/glyph.ts";
import { podKey } from "../pods/pod-view.ts";

/** A mark without its number and time. */
export type Bare = Mark extends infer Each ? (Each extends Mark ? Omit<Each, "id" | "atMs"> : never) : never;

/** What one write of the store is on the timeline. */
export function writeMarks({ resource, type, object, previous }: StoreWrite): readonly Bare[] {
  if (resource === "pods") return podMarks(type, object as Pod, previous as Pod | undefined);
  if (resource === "nodes") return nodeMarks(type, object as Node, previous as Node | undefined);
  return resource === "events" && type !== "DELETED" ? [eventMark(object as Event)] : [];
}

function podMarks(type: StoreWrite["type"], pod: Pod, previous: Pod | undefined): readonly Bare[] {
  const { uid, name, namespace = "" } = pod.metadata;
  const key = podKey(uid);
  if (type === "DELETED") return [{ kind: "podDeleted", pod: key, name, namespace }];
  const before = type === "ADDED" ? undefined : previous;
  return [
    ...(type === "ADDED" ? [{ kind: "podCreated" as const, pod: key, name, namespace }] : []),
    ...statusMarks(pod, before),
    ...allContainerStatuses(pod.status).flatMap((status) => containerMarks(key, status, before && allContainerStatuses(before.status).find((other) => other.name === status.name))),
  ];
}

function statusMarks(pod: Pod, before: Pod | undefined): readonly Bare[] {
  const status = podStatus(pod).reason;
  const glyph = podGlyph(pod, status, undefined);
  const earlier = before && podStatus(before).reason;
  if (before && earlier === status && podGlyph(before, status, undefined) === glyph) return [];
  return [{ kind: "status", pod: podKey(pod.metadata.uid), status, glyph }];
}

type ContainerMark = Extract<Bare, { kind: "container" }>;
type State = Pick<ContainerMark, "state" | "reason" | "exitCode">;

function stateOf({ running, waiting, terminated }: NonNullable<ContainerStatus["state"]> = {}): State {
  if (running) return { state: "running", reason: "" };
  if (terminated) return { state: "terminated", reason: terminated.reason ?? "", exitCode: terminated.exitCode };
  return { state: "waiting", reason: waiting?.reason ?? "" };
}

/** A change of a container's state; an end that came between two statuses is told by the second one's last state. */
function containerMarks(pod: string, status: ContainerStatus, before: ContainerStatus | undefined): readonly ContainerMark[] {
  const now = stateOf(status.state);
  const then = before && stateOf(before.state);
  const at = (state: State): ContainerMark => ({ kind: "container", pod, container: status.name, ...state });
  const another = before?.containerID !== undefined && before.containerID !== status.containerID;
  const missed = another && then?.state === "running" && status.lastState?.terminated && status.lastState.terminated.containerID === before?.containerID;
  if (missed) return [at(stateOf(status.lastState)), at(now)];
  if (then && then.state === now.state && then.reason === now.reason && then.exitCode === now.exitCode && !(another && now.state === "running")) return [];
  return [at(now)];
}

function nodeMarks(type: StoreWrite["type"], node: Node, previous: Node | undefined): readonly Bare[] {
  const status = nodeStatus(node);
  if (type === "DELETED" || (previous && nodeStatus(previous) === status)) return [];
  return [{ kind: "node", node: nodeKey(node.metadata.name), status }];
}

function eventMark({ involvedObject: { kind = "", name = "", uid = "" }, type = "", reason = "", message = "" }: Event): Bare {
  return { kind: "event", pod: kind === "Pod" ? podKey(uid) : "", object: `${kind.toLowerCase()}/${name}`, type, reason, message };
}
