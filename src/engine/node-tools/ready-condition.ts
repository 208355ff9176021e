import { asJson } from "../../api/json.ts";
import { rfc3339 } from "../../api/time.ts";
import type { Node } from "../../api/types.ts";
import type { ApiServer } from "../apiserver/api-server.ts";
import type { Kernel } from "../simulation/kernel.ts";

/** What a kubelet says of its node when that changes. */
export function patchReady(server: ApiServer, kernel: Kernel, name: string, ready: { readonly status: "True" | "False"; readonly reason: string; readonly message: string }): void {
  const node = server.store.get("nodes", name) as Node | undefined;
  const before = node?.status.conditions?.find(({ type }) => type === "Ready");
  if (!node || !before || (before.status === ready.status && before.reason === ready.reason)) return;
  const now = rfc3339(kernel.startsAtMs + kernel.now);
  const conditions = (node.status.conditions ?? []).map((condition) => {
    if (condition.type === "Ready") return { ...condition, ...ready, lastHeartbeatTime: now, lastTransitionTime: condition.status === ready.status ? condition.lastTransitionTime : now };
    return condition.status === "Unknown" ? { ...condition, ...FINE[condition.type], status: "False", lastHeartbeatTime: now, lastTransitionTime: now } : condition;
  });
  const body = asJson({ status: { conditions } } as never);
  server.client({ name: `kubelet ${name}` }).send({ verb: "patch", patchType: "strategic", group: "", version: "v1", resource: "nodes", subresource: "status", name, body, userAgent: "kubelet" });
}

// Mirrors setters of MemoryPressure, DiskPressure and PIDPressure (pkg/kubelet/nodestatus/setters.go).
const FINE: Readonly<Record<string, { readonly reason: string; readonly message: string }>> = {
  MemoryPressure: { reason: "KubeletHasSufficientMemory", message: "kubelet has sufficient memory available" },
  DiskPressure: { reason: "KubeletHasNoDiskPressure", message: "kubelet has no disk pressure" },
  PIDPressure: { reason: "KubeletHasSufficientPID", message: "kubelet has sufficient PID available" },
};
