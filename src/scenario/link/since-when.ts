/** Since when two runs of one scenario differ. */
export interface SinceWhen {
  /** Until then both were the same; absent: they differ from the beginning. */
  readonly sameUntilMs?: number;
  /** Then they differed. */
  readonly differsByMs: number;
}

const FINEST_STEP_MS = 250;
const TRAIL = /^[0-9a-z][\w.-]+$/;

/**
 * Compares two trails of digests (src/engine/simulation/digest-trail.ts) of one moment. A link carries at most 18
 * characters of them: six bits at each of at most 17 moments, for a digest that differs once differs ever after, and one
 * that agrees by chance (1 in 64) moves the answer by one step. Undefined when they cannot be compared, or agree.
 */
export function sinceWhen(theirs: string | undefined, ours: string | undefined): SinceWhen | undefined {
  if (!theirs || !ours || !TRAIL.test(theirs) || !TRAIL.test(ours) || theirs[0] !== ours[0]) return undefined;
  const stepMs = FINEST_STEP_MS * 2 ** Number.parseInt(theirs[0]!, 36);
  const first = [...theirs].findIndex((mark, i) => i < ours.length && ours[i] !== mark) - 1;
  if (first < 0) return undefined;
  return { ...(first > 0 && { sameUntilMs: (first - 1) * stepMs }), differsByMs: first * stepMs };
}
