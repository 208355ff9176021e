/** A span of what was seen that is watched again and again; it ends at the live end at the latest. */
export interface Loop {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Shorter ones cannot be watched. */
const SHORTEST_MS = 20;
/** Frames come late: the way back begins so much host time before the end, or a world that is slow to show itself would run on past what was seen. */
const AHEAD_MS = 200;

/** What was seen of the part of time in sight; nothing where there is too little. */
export function loopWithin(fromMs: number, toMs: number, liveMs: number): Loop | undefined {
  const loop = { fromMs: Math.max(0, Math.round(fromMs)), toMs: Math.min(liveMs, Math.round(toMs)) };
  return loop.toMs - loop.fromMs >= SHORTEST_MS ? loop : undefined;
}

/** With one end moved, as far as the other one and what was seen let it. */
export function withEnd(loop: Loop, end: "from" | "to", atMs: number, liveMs: number): Loop {
  const at = Math.round(atMs);
  if (end === "from") return { ...loop, fromMs: Math.max(0, Math.min(at, loop.toMs - SHORTEST_MS)) };
  return { ...loop, toMs: Math.min(liveMs, Math.max(at, loop.fromMs + SHORTEST_MS)) };
}

/** Whether what plays has to go back to the loop's beginning. */
export function isOutside({ fromMs, toMs }: Loop, viewMs: number, speed: number): boolean {
  return viewMs < fromMs || viewMs + Math.min(speed * AHEAD_MS, (toMs - fromMs) / 4) >= toMs;
}
