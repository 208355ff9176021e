import { controllerOf } from "../../../api/owner-references.ts";
import { resources } from "../../../api/resources.ts";
import type { KubernetesObject, OwnerReference, Pod } from "../../../api/types.ts";
import type { Caches } from "../manager/caches.ts";

interface Scaled extends KubernetesObject {
  readonly spec: { readonly replicas?: number };
}
export type Scale = { readonly count: number } | { readonly problem: string };

// Mirrors getExpectedScale and its finders (pkg/controller/disruption/disruption.go).
/** How many Pods the controllers of these Pods want together; a Pod without one counts for none. */
export function expectedScale(pods: readonly Pod[], caches: Caches): Scale {
  const scales = new Map<string, number>();
  for (const pod of pods) {
    const owner = controllerOf(pod);
    if (!owner) continue;
    const found = scaleOf(owner, caches);
    if ("problem" in found) return found;
    if (found.uid === undefined) return { problem: `found no controllers for pod ${JSON.stringify(pod.metadata.name)}` };
    scales.set(found.uid, found.replicas);
  }
  return { count: [...scales.values()].reduce((sum, replicas) => sum + replicas, 0) };
}

/** The object that says how many: a ReplicaSet's Deployment, or the controller itself. */
function scaleOf(owner: OwnerReference, caches: Caches): { readonly uid?: string; readonly replicas: number } | { readonly problem: string } {
  const [group = ""] = owner.apiVersion.includes("/") ? owner.apiVersion.split("/") : [""];
  const resource = resources.find((each) => each.kind === owner.kind && each.group === group);
  const name = resource && (group ? `${resource.resource}.${group}` : resource.resource);
  if (resource && !resource.subresources.includes("scale")) return { problem: `${name} does not implement the scale subresource` };
  const cached = caches.withUid(owner.uid);
  if (!cached) return { replicas: 0 };
  const above = owner.kind === "ReplicaSet" ? controllerOf(cached.object) : undefined;
  if (above) return scaleOf(above, caches);
  return { uid: cached.object.metadata.uid, replicas: (cached.object as Scaled).spec.replicas ?? 1 };
}
