import type { EntityKey } from "../../graph/model.ts";
import type { Why, WhyPlace } from "../../graph/why/why.ts";
import { useSelection } from "../state/selection.ts";
import { usePlate } from "./plate-store.ts";

/** Places that stand outside of the pod: everything else is drawn on it, or inside it where it is cut open. */
const outside: ReadonlySet<WhyPlace["part"]> = new Set(["scheduler", "node", "input"]);

const numbersAt = (why: Why | undefined, wanted: (place: WhyPlace) => boolean): string =>
  (why?.links ?? []).flatMap(({ at }, i) => (wanted(at) ? [i + 1] : [])).join(" ");

/** The numbers of "why?" that stand on a pod's capsule, in one string; none where its detail shows them in place. */
export function useBalloons(pod: EntityKey): string {
  const cutOpen = usePlate(({ layout }) => layout.detail !== undefined);
  return useSelection(({ why, selected }) => (why?.pod !== pod || (cutOpen && selected === pod) ? "" : numbersAt(why, ({ part }) => !outside.has(part))));
}

/** The numbers that stand on the scheduler, or on the node of the pod that is explained. */
export const useBalloonsOf = (part: "scheduler" | "node"): string => useSelection(({ why }) => numbersAt(why, (place) => place.part === part));
