import type { Node, Taint, Toleration } from "./types.ts";

// Mirrors Toleration.ToleratesTaint (staging/src/k8s.io/api/core/v1/toleration.go).
/** True when the toleration matches the taint. */
export function toleratesTaint({ key, operator = "Equal", value = "", effect }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  switch (operator || "Equal") {
    case "Equal":
      return value === (taint.value ?? "");
    case "Exists":
      return true;
    default:
      return false;
  }
}

/** The first of the taints that counts and that nothing tolerates. */
export const untoleratedTaint = (
  taints: readonly Taint[] | undefined,
  tolerations: readonly Toleration[] | undefined,
  counts: (taint: Taint) => boolean,
): Taint | undefined => taints?.find((taint) => counts(taint) && !tolerations?.some((t) => toleratesTaint(t, taint)));

/** Taints that keep a pod from being placed: NoSchedule and NoExecute. */
export const repelsPods = ({ effect }: Taint): boolean => effect === "NoSchedule" || effect === "NoExecute";

/** The first taint of the node that keeps a pod with these tolerations off it. */
export const repellingTaint = (node: Node, tolerations: readonly Toleration[] | undefined): Taint | undefined =>
  untoleratedTaint(node.spec.taints, tolerations, repelsPods);
