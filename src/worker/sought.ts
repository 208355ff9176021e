import type { Mark } from "../graph/model.ts";
import { countUpTo } from "./in-time.ts";
import type { SoughtGoal } from "./protocol.ts";

/** Goals that a mark meets; the others are changes and occurrences of the world. */
type MarkGoal = Exclude<SoughtGoal, "nextChange" | "nextOccurrence">;

/** When what one can run to has happened, by kind. */
export interface Sought {
  add(marks: readonly Mark[]): void;
  /** So many of a kind so far: grows by one each. */
  count(goal: MarkGoal): number;
  nextAfter(goal: MarkGoal, atMs: number): number | undefined;
  forgetAfter(atMs: number): void;
}

const MOST = 200_000;
const goals = ["nextEvent", "nextWarning", "nextRestart", "nextReady", "nextLine"] as const satisfies readonly MarkGoal[];

export function createSought(): Sought {
  const times = new Map<MarkGoal, { atMs: number }[]>(goals.map((goal) => [goal, []]));
  const counts = new Map<MarkGoal, number>();
  /** When each container ran first: whenever it does so again, it was restarted. */
  let ran = new Map<string, number>();

  const put = (goal: MarkGoal, atMs: number): void => {
    const list = times.get(goal)!;
    list.push({ atMs });
    counts.set(goal, (counts.get(goal) ?? 0) + 1);
    if (list.length > 2 * MOST) list.splice(0, list.length - MOST);
  };

  return {
    add(marks) {
      for (const mark of marks) {
        const { atMs } = mark;
        if (mark.kind === "event") put("nextEvent", atMs);
        if (mark.kind === "event" && mark.type === "Warning") put("nextWarning", atMs);
        if (mark.kind === "input") put("nextLine", atMs);
        if (mark.kind === "status" && mark.glyph === "ready") put("nextReady", atMs);
        if (mark.kind !== "container" || mark.state !== "running") continue;
        const name = `${mark.pod} ${mark.container}`;
        const first = ran.get(name);
        if (first !== undefined) put("nextRestart", atMs);
        ran.delete(name);
        ran.set(name, first ?? atMs);
      }
      // Those that have not begun to run for longest are the likeliest to be gone.
      for (const name of ran.keys()) {
        if (ran.size <= MOST) break;
        ran.delete(name);
      }
    },
    count: (goal) => counts.get(goal) ?? 0,
    nextAfter(goal, atMs) {
      const list = times.get(goal)!;
      return list[countUpTo(list, atMs)]?.atMs;
    },
    forgetAfter(atMs) {
      for (const list of times.values()) list.length = countUpTo(list, atMs);
      ran = new Map([...ran].filter(([, first]) => first <= atMs));
    },
  };
}
