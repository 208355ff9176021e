import type { JsonObject } from "../../api/json.ts";
import type { Pod } from "../../api/types.ts";
import type { StoreWrite } from "../../engine/apiserver/store/store.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { JournalEntry } from "../../engine/simulation/journal.ts";
import { entryOf } from "../../engine/simulation/journal-details.ts";
import { entriesAbout } from "../../graph/why/journal-index.ts";
import type { PathMessage, PathWrite, PodPath } from "../protocol.ts";
import { fieldChanges, writerOf } from "./field-changes.ts";
import { messageOf, stepsAfter } from "./path-messages.ts";

/** A pod that does not get on says so again and again: the first so many are told. */
const MOST_MESSAGES = 400;
/** The answer to the last write comes within so many entries. */
const TAIL = 60;

/** How a pod came to be and to run, as journal and store remember it; undefined when neither does. */
export function podPath(cluster: Cluster, podUid: string): PodPath | undefined {
  const writes = podWrites(cluster, podUid);
  const [first] = writes;
  if (!first) return undefined;
  const { last, end } = ending(writes);
  const told = messagesBetween(cluster, podUid, first, last);
  return { node: (last.object as Pod).spec.nodeName ?? "", messages: withWrites(cluster, told), beheaded: !isWhole(cluster, first), end };
}

/** Its beginning is still there to be told, in etcd's history and in the journal. */
export function remembersBeginning(cluster: Cluster, podUid: string): boolean {
  const [first] = podWrites(cluster, podUid);
  return first !== undefined && isWhole(cluster, first);
}

/** Its first write made it, and all that led to that is in the journal. */
function isWhole(cluster: Cluster, first: StoreWrite): boolean {
  const { namespace = "", name, uid } = first.object.metadata;
  let entry: JournalEntry | undefined = first.type === "ADDED" ? entriesAbout(cluster, [`pods/${namespace}/${name}`], uid).find(stored(first.revision)) : undefined;
  while (entry && entry.cause > 0) entry = cluster.journalEntry(entry.cause);
  return entry !== undefined;
}

const stored = (revision: number) => (entry: JournalEntry): boolean => entryOf(entry, "store")?.detail.revision === revision;

function podWrites(cluster: Cluster, podUid: string): readonly StoreWrite[] {
  const found: StoreWrite[] = [];
  const { store } = cluster.parts.server;
  for (const write of store.since(store.compactedRevision) ?? []) if (write.resource === "pods" && write.object.metadata.uid === podUid) found.push(write);
  return found;
}

/** The write with which the way is over, or the newest. */
function ending(writes: readonly StoreWrite[]): { readonly last: StoreWrite; readonly end: PodPath["end"] } {
  const whose = (test: (pod: Pod) => boolean): StoreWrite | undefined => writes.find(({ object }) => test(object as Pod));
  const ready = whose(({ status }) => (status?.conditions ?? []).some(({ type, status: is }) => type === "Ready" && is === "True"));
  const over = whose(({ status }) => status?.phase === "Succeeded" || status?.phase === "Failed");
  const gone = writes.find(({ type }) => type === "DELETED");
  const newest = writes.at(-1)!;
  if (ready) return { last: ready, end: "ready" };
  if (over) return { last: over, end: "over" };
  if (gone) return { last: gone, end: "gone" };
  return { last: newest, end: (newest.object as Pod).status?.phase === "Running" ? "running" : "underWay" };
}

interface Told {
  readonly entry: JournalEntry;
  readonly message: Omit<PathMessage, "cause" | "steps">;
}

/** Everything from the cause of the pod's first write to the answer to the last one. */
function messagesBetween(cluster: Cluster, podUid: string, first: StoreWrite, last: StoreWrite): readonly Told[] {
  const all = [...cluster.journal()];
  const begin = all.find(stored(first.revision)) ?? all.find((entry) => ownerOf(entry) === podUid);
  if (!begin) return [];
  const chain = causesOf(cluster, begin);
  const { namespace = "", name } = first.object.metadata;
  const about = new Set([`pods/${namespace}/${name}`, `pod/${namespace}/${name}`]);
  const events = `pod/${namespace}/${name}`;
  const included = new Set<number>(chain);
  const told: Told[] = [];
  let left = Number.POSITIVE_INFINITY;
  for (let i = all.findIndex(({ id }) => id === Math.min(...chain)); i < all.length && left > 0 && told.length < MOST_MESSAGES; i += 1, left -= 1) {
    const entry = all[i]!;
    const follows = included.has(entry.cause) && /^(response|store|watch|cri|pull)$/.test(entry.type);
    const own = entry.id > begin.id && Number.isFinite(left) === false && (about.has(entry.subject) || ownerOf(entry) === podUid || entryOf(entry, "request")?.detail.object === events);
    if (!included.has(entry.id) && !follows && !own) continue;
    const message = messageOf(entry, cluster.input);
    if (!message) continue;
    included.add(entry.id);
    told.push({ entry, message });
    if (stored(last.revision)(entry)) left = TAIL;
  }
  return told;
}

/**
 * From an entry up to what a person did. What a sender has sent before, one after the other, belongs to other ways; that it
 * looked first whether the object is there belongs to this one.
 */
function causesOf(cluster: Cluster, from: JournalEntry): readonly number[] {
  const ids: number[] = [];
  let entry: JournalEntry | undefined = from;
  let asked: JournalEntry | undefined;
  while (entry) {
    const answered: JournalEntry | undefined = entryOf(entry, "response")?.detail.to === asked?.actor ? requestBehind(cluster, entry) : undefined;
    if (asked && answered && !(answered.subject === asked.subject && entryOf(answered, "request")?.detail.verb === "get")) {
      entry = cluster.journalEntry(answered.cause);
      continue;
    }
    ids.push(entry.id);
    if (entry.type === "request") asked = entry;
    entry = cluster.journalEntry(entry.cause);
  }
  return ids;
}

/** The request that an answer is to. */
function requestBehind(cluster: Cluster, answer: JournalEntry): JournalEntry | undefined {
  let entry: JournalEntry | undefined = answer;
  while (entry && entry.type !== "request") entry = cluster.journalEntry(entry.cause);
  return entry;
}

const ownerOf = ({ detail }: JournalEntry): string | undefined => {
  const { podUid, owner } = (detail ?? {}) as { readonly podUid?: string; readonly owner?: { readonly podUid: string } };
  return podUid ?? owner?.podUid;
};

/** Each with what it follows from among them, its steps, and what it wrote. */
function withWrites(cluster: Cluster, told: readonly Told[]): readonly PathMessage[] {
  const known = new Map<number, PathMessage>();
  // An answer follows from its write; that others were told in between is beside it.
  const causeOf = ({ cause, type }: JournalEntry): number => {
    for (let at = cause; at > 0; at = cluster.journalEntry(at)?.cause ?? 0) if (known.has(at) && !(type === "response" && known.get(at)?.what === "watch")) return at;
    return 0;
  };
  for (const { entry, message } of told) {
    const cause = causeOf(entry);
    const revision = entryOf(entry, "store")?.detail.revision;
    const write = revision === undefined ? undefined : writeOf(cluster, revision);
    known.set(entry.id, { ...message, cause, steps: message.aside ? [] : stepsAfter(message, known.get(cause)), ...(write && { write }) });
  }
  return [...known.values()];
}

function writeOf(cluster: Cluster, revision: number): PathWrite | undefined {
  for (const { type, object, previous } of cluster.parts.server.store.since(revision - 1) ?? []) {
    const { kind, metadata } = object;
    const after = object as unknown as JsonObject;
    const writer = writerOf(previous as unknown as JsonObject | undefined, after);
    return {
      type,
      revision,
      object: `${kind} ${[metadata.namespace, metadata.name].filter(Boolean).join("/")}`,
      changes: fieldChanges(previous as unknown as JsonObject | undefined, type === "DELETED" ? undefined : after),
      ...(writer && { writer }),
    };
  }
  return undefined;
}
