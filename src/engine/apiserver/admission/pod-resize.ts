import { podRequests } from "../../../api/pods.ts";
import { quantityMilli, quantityValue } from "../../../api/quantity.ts";
import type { Node, Pod, Status } from "../../../api/types.ts";
import type { Call, ServerContext } from "../server-context.ts";
import { forbidden } from "../status.ts";

// Mirrors PodResizeValidator (plugin/pkg/admission/podresize/admission.go): what the node could never give is refused.
/** Refuses a resize of a bound pod beyond all that its node has. */
export function validatePodResize({ store }: ServerContext, { request, resource }: Call, next: Pod, old: Pod): Status | undefined {
  if (request.subresource !== "resize" || !next.spec.nodeName || old.metadata.generation === next.metadata.generation) return undefined;
  const refused = (why: string, cause?: string): Status => forbidden(resource, next.metadata.name, why, cause === undefined ? undefined : [{ reason: cause }]);
  const node = store.get("nodes", next.spec.nodeName) as Node | undefined;
  if (!node) return refused(`node ${JSON.stringify(next.spec.nodeName)} not found`);
  const requests = podRequests(next.spec);
  const { cpu = "0", memory = "0" } = node.status.allocatable ?? {};
  const short = [
    ...shortage("cpu", quantityMilli(requests["cpu"] ?? "0"), quantityMilli(cpu)),
    ...shortage("memory", quantityValue(requests["memory"] ?? "0"), quantityValue(memory)),
  ];
  return short.length > 0 ? refused(`node didn't have enough allocatable resources: ${short.join("; ")}`, "NodeCapacity") : undefined;
}

const shortage = (name: string, requested: number, allocatable: number): string[] =>
  requested > allocatable ? [`${name}, requested: ${requested}, allocatable: ${allocatable}`] : [];
