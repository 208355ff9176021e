import type { Pod, Toleration } from "../../../api/types.ts";
import type { Call, ServerContext } from "../server-context.ts";

const TOLERATION_SECONDS = 300;
const taints = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

const tolerates = ({ key, effect }: Toleration, taint: string): boolean => (!key || key === taint) && (!effect || effect === "NoExecute");

// Mirrors the plugin of that name (plugin/pkg/admission/defaulttolerationseconds/admission.go).
/** A pod that says nothing about lost nodes stays on them for five minutes. */
export function defaultTolerationSeconds(_context: ServerContext, _call: Call, pod: Pod): Pod {
  const own = pod.spec.tolerations ?? [];
  const added = taints
    .filter((taint) => !own.some((toleration) => tolerates(toleration, taint)))
    .map((key) => ({ key, operator: "Exists", effect: "NoExecute", tolerationSeconds: TOLERATION_SECONDS }));
  return added.length === 0 ? pod : { ...pod, spec: { ...pod.spec, tolerations: [...own, ...added] } };
}
