/** The scheduler's verdict, taken apart: "0/3 nodes are available: 1 node(s) had …, 2 Insufficient cpu. preemption: …" */
export interface Verdict {
  /** "0/3 nodes are available" */
  readonly head: string;
  /** One reason each, in the scheduler's words. */
  readonly reasons: readonly string[];
}

export function readVerdict(message: string): Verdict {
  const first = message.split(/\. preemption:|\. no new claims/)[0] ?? message;
  const colon = first.indexOf(": ");
  if (colon < 0) return { head: first, reasons: [] };
  const reasons = first.slice(colon + 2).replace(/\.$/, "").split(/, (?=\d)/);
  return { head: first.slice(0, colon), reasons };
}
