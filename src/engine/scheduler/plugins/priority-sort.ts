/** What orders pods that wait: their priority, and when they joined. */
export interface QueuedPod {
  readonly priority: number;
  readonly sequence: number;
}

// Mirrors PrioritySort.Less (pkg/scheduler/framework/plugins/queuesort/priority_sort.go).
/** Negative when `a` is to be scheduled before `b`. */
export const prioritySort = (a: QueuedPod, b: QueuedPod): number => b.priority - a.priority || a.sequence - b.sequence;
