import type { Why, WhyPlace } from "../../graph/why/why.ts";

/** Places that stand outside of the pod: everything else is drawn on it, or inside it where it is cut open. */
const outside: ReadonlySet<WhyPlace["part"]> = new Set(["scheduler", "node", "input"]);

/** The numbers on a pod's capsule. Where no node is drawn, what is said of it is said at the pod. */
export const numbersOnPod = (why: Why | undefined, isCutOpen: boolean, isGrouped: boolean): string =>
  numbersAt(why, ({ part }) => (part === "node" ? isGrouped : !isCutOpen && !outside.has(part)));

export const numbersAt = (why: Why | undefined, wanted: (place: WhyPlace) => boolean): string =>
  (why?.links ?? []).flatMap(({ at }, i) => (wanted(at) ? [i + 1] : [])).join(" ");
