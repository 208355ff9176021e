/** Ids by the uid of their pod, in the order in which they came. Derived from state, never saved. */
export interface PodIndex {
  of(podUid: string): readonly string[];
  add(podUid: string, id: string): void;
  remove(podUid: string, id: string): void;
}

export function createPodIndex(known: Iterable<{ readonly view: { readonly podUid: string; readonly id: string } }>): PodIndex {
  const ids = new Map<string, string[]>();
  const index: PodIndex = {
    of: (podUid) => ids.get(podUid) ?? [],
    add(podUid, id) {
      const before = ids.get(podUid);
      if (!before) ids.set(podUid, [id]);
      else if (!before.includes(id)) before.push(id);
    },
    remove(podUid, id) {
      const left = (ids.get(podUid) ?? []).filter((each) => each !== id);
      if (left.length === 0) ids.delete(podUid);
      else ids.set(podUid, left);
    },
  };
  for (const { view } of known) index.add(view.podUid, view.id);
  return index;
}
