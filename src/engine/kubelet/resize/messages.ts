import type { Pod } from "../../../api/types.ts";
import { isSidecar } from "../../../api/pods.ts";
import type { Container } from "../../../api/types.ts";

// Mirrors podResizeMessage (pkg/kubelet/events/event.go): a prefix and, in JSON, what is wished for whom.
const message = (prefix: string, { spec }: Pod, generation: number, error = ""): string => {
  const listed = (containers: readonly Container[]) => containers.map(({ name, resources = {} }) => ({ name, resources: sorted(resources) }));
  const sidecars = listed((spec.initContainers ?? []).filter(isSidecar));
  const summary = { ...(sidecars.length > 0 && { initContainers: sidecars }), containers: listed(spec.containers), generation, ...(error !== "" && { error }) };
  return `${prefix}: ${JSON.stringify(summary)}`;
};

/** Limits, then requests, each by name, as Go writes them. */
function sorted({ limits, requests }: NonNullable<Container["resources"]>): object {
  const byName = (list: Readonly<Record<string, string>>): object => Object.fromEntries(Object.keys(list).sort().map((name) => [name, list[name]]));
  return { ...(limits && { limits: byName(limits) }), ...(requests && { requests: byName(requests) }) };
}

export const resizeStarted = (pod: Pod, generation: number): string => message("Pod resize started", pod, generation);
export const resizeCompleted = (pod: Pod, generation: number): string => message("Pod resize completed", pod, generation);
export const resizeError = (pod: Pod, generation: number, error: string): string => message("Pod resize error", pod, generation, error);
export const resizePending = (pod: Pod, reason: string, generation: number, why: string): string => message(`Pod resize ${reason}`, pod, generation, why);
