import type { Event, Pod } from "../../api/types.ts";
import type { Cluster } from "../../engine/cluster.ts";
import { mirrorOf, uidOnNode } from "../../engine/kubelet/static-pods/static-pod.ts";
import type { EntityKey, Mark, Message } from "../model.ts";
import { podKey } from "../pods/pod-view.ts";
import { entryMark } from "./entry-marks.ts";
import { failedRequest, legMessages } from "./legs.ts";
import { placesOf } from "./places.ts";
import { messagesOf, type Names } from "./messages.ts";
import { writeMarks, type Bare } from "./write-marks.ts";

/** What has happened since it was asked last: marks in order of time, messages as the journal has them. */
export interface Log {
  take(withMessages: boolean): { readonly marks: readonly Mark[]; readonly messages: readonly Message[] };
}

/** Numbers of marks: the same happening has the same in every run, restored or not. Writes and entries share one row. */
const PLACES = 64;
const FIRST_OF_ENTRY = 63;
/** Pods whose names are known after they have gone. */
const MOST_NAMES = 20_000;

/** Listens from now on. Probes and messages are there at the journal's level "all" only. */
export function followLog(cluster: Cluster): Log {
  let lastEntry = cluster.lastJournalId;
  let written: Mark[] = [];
  const uids = new Map<string, EntityKey>();
  const { store } = cluster.parts.server;
  /** A static Pod, as its node calls it, and the mirror that is seen of it. */
  const mirrors = new Map<EntityKey, EntityKey>();
  const shown = (pod: EntityKey): EntityKey => mirrors.get(pod) ?? pod;
  const meet = (pod: Pod): void => {
    if (mirrorOf(pod) !== undefined) mirrors.set(podKey(uidOnNode(pod)), podKey(pod.metadata.uid));
  };
  const numbered = (id: number, atMs: number, bare: Bare): Mark => ({ id, atMs, ...bare, ...("pod" in bare && { pod: shown(bare.pod) }) }) as Mark;
  for (const key of store.keys("pods")) meet(store.get("pods", key) as Pod);

  cluster.onWrite((write) => {
    const atMs = Math.max(write.atMs, 0);
    if (write.resource === "pods" && write.type === "ADDED") {
      remember(write.key, podKey(write.object.metadata.uid));
      meet(write.object as Pod);
    }
    writeMarks(write).forEach((bare, i) => written.push(numbered(write.revision * PLACES + Math.min(i, FIRST_OF_ENTRY - 1), atMs, bare)));
    if (write.resource === "pods" && write.type === "DELETED") mirrors.delete(podKey(uidOnNode(write.object as Pod)));
  });

  function remember(key: string, pod: EntityKey): void {
    uids.delete(key);
    uids.set(key, pod);
    if (uids.size > MOST_NAMES) for (const oldest of uids.keys()) return void uids.delete(oldest);
  }

  const places = placesOf(cluster);
  const names: Names = {
    ...places,
    place: (namespace) => {
      const place = places.place(namespace);
      return place === undefined ? undefined : shown(place);
    },
    podKey(namespace, name) {
      const key = `${namespace}/${name}`;
      const pod = store.get("pods", key);
      return pod ? podKey(pod.metadata.uid) : (uids.get(key) ?? "");
    },
    event(key) {
      const event = store.get("events", key) as Event | undefined;
      if (!event) return undefined;
      const { kind, uid = "" } = event.involvedObject;
      return { reason: event.reason ?? "", about: kind === "Pod" ? shown(podKey(uid)) : "" };
    },
  };

  return {
    take(withMessages) {
      const told: Mark[] = [];
      const messages: Message[] = [];
      for (const entry of cluster.journalAfter(lastEntry)) {
        const bare = entry.type === "hop" ? legMessages(entry, names).map(failedRequest)[0] : entryMark(entry, cluster.input);
        if (bare) told.push(numbered(entry.id * PLACES + FIRST_OF_ENTRY, Math.max(entry.at, 0), bare));
        if (withMessages) messages.push(...messagesOf(entry, names));
      }
      lastEntry = cluster.lastJournalId;
      const marks = inOrder(written, told);
      written = [];
      return { marks, messages };
    },
  };
}

/** Two lists in order of time as one; what the journal tells of an instant stands before what was written then. */
function inOrder(written: readonly Mark[], told: readonly Mark[]): readonly Mark[] {
  if (written.length === 0) return told;
  if (told.length === 0) return written;
  const all: Mark[] = [];
  let next = 0;
  for (const mark of written) {
    while (next < told.length && told[next]!.atMs <= mark.atMs) all.push(told[next++]!);
    all.push(mark);
  }
  return [...all, ...told.slice(next)];
}
