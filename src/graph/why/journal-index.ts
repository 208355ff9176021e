import type { Cluster } from "../../engine/cluster.ts";
import type { JournalEntry } from "../../engine/simulation/journal.ts";

/** The journal of one cluster by what its entries are about: so that an answer costs as much as its own pod has to tell. */
interface Index {
  lastId: number;
  /** No list holds entries below this id, but for those that were dropped from the journal since. */
  prunedTo: number;
  readonly bySubject: Map<string, JournalEntry[]>;
  readonly byPod: Map<string, JournalEntry[]>;
}

const indexes = new WeakMap<Cluster, Index>();
/** So many entries may have left the journal before the lists are looked through. */
const PRUNED_EVERY = 65_536;

/** Entries about some subjects, or about a pod by its uid, as far as the journal still has them; oldest first. */
export function entriesAbout(cluster: Cluster, subjects: readonly string[], podUid: string): readonly JournalEntry[] {
  const index = brought(cluster);
  const first = firstKept(cluster);
  const lists = [...subjects.map((subject) => index.bySubject.get(subject)), index.byPod.get(podUid)];
  const all = new Map<number, JournalEntry>();
  for (const list of lists) for (const entry of list ?? []) if (entry.id >= first) all.set(entry.id, entry);
  return [...all.values()].sort((a, b) => a.id - b.id);
}

/** The index with what was written since it was asked last. */
function brought(cluster: Cluster): Index {
  const index = indexes.get(cluster) ?? { lastId: 0, prunedTo: 0, bySubject: new Map(), byPod: new Map() };
  indexes.set(cluster, index);
  for (const entry of cluster.journalAfter(index.lastId)) {
    index.lastId = entry.id;
    const pod = podOf(entry);
    if (pod !== undefined) put(index.byPod, pod, entry);
    if (kept.test(entry.subject)) put(index.bySubject, entry.subject, entry);
  }
  const first = firstKept(cluster);
  if (first - index.prunedTo >= PRUNED_EVERY) prune(index, first);
  return index;
}

/** What chains look for by subject: pods, and the containers that the runtime talks about. */
const kept = /^(pods?|container)\//;

const podOf = ({ detail }: JournalEntry): string | undefined => {
  const { podUid, owner } = (detail ?? {}) as { readonly podUid?: string; readonly owner?: { readonly podUid: string } };
  return podUid ?? owner?.podUid;
};

function put(lists: Map<string, JournalEntry[]>, key: string, entry: JournalEntry): void {
  const list = lists.get(key);
  if (list) list.push(entry);
  else lists.set(key, [entry]);
}

function firstKept(cluster: Cluster): number {
  for (const { id } of cluster.journal()) return id;
  return 0;
}

function prune(index: Index, first: number): void {
  index.prunedTo = first;
  for (const lists of [index.bySubject, index.byPod]) {
    for (const [key, list] of lists) {
      const from = list.findIndex(({ id }) => id >= first);
      if (from < 0) lists.delete(key);
      else if (from > 0) lists.set(key, list.slice(from));
    }
  }
}
