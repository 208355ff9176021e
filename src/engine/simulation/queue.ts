import { inOrder, type Occurrence } from "./payload.ts";

/** A binary heap of occurrences, least first by `inOrder`. Its state is an array that a checkpoint copies. */
export class OccurrenceQueue {
  private readonly heap: Occurrence[];

  constructor(occurrences: readonly Occurrence[] = []) {
    this.heap = [...occurrences];
  }

  get size(): number {
    return this.heap.length;
  }

  get first(): Occurrence | undefined {
    return this.heap[0];
  }

  /** The entries in heap order: enough to build an equal queue. */
  snapshot(): readonly Occurrence[] {
    return this.heap.slice();
  }

  push(occurrence: Occurrence): void {
    const { heap } = this;
    let child = heap.length;
    heap.push(occurrence);
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = heap[parent]!;
      if (inOrder(above, occurrence) <= 0) break;
      heap[child] = above;
      child = parent;
    }
    heap[child] = occurrence;
  }

  pop(): Occurrence | undefined {
    const { heap } = this;
    const least = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return least;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && inOrder(heap[child + 1]!, heap[child]!) < 0) child += 1;
      if (inOrder(heap[child]!, last) >= 0) break;
      heap[parent] = heap[child]!;
      parent = child;
    }
    heap[parent] = last;
    return least;
  }
}
