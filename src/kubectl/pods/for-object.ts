import { formatLabelSelector, formatLabels } from "../../api/labels.ts";
import { isPodReady } from "../../api/pods.ts";
import { resourceAt } from "../../api/resources.ts";
import type { ApiResource } from "../../api/resources.ts";
import type { KubernetesObject, Pod } from "../../api/types.ts";
import type { JsonObject } from "../../api/json.ts";
import { call } from "../client.ts";
import { fail } from "../failure.ts";
import { at, objectsAt } from "../objects.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";

export const podResource = (): ApiResource => resourceAt("", "v1", "pods") ?? fail("no pods");

/** The pods that an object stands for: itself, or those its selector chooses, best first. */
// Mirrors SelectorsForObject and ActivePods ordering (kubectl/pkg/polymorphichelpers).
export function* podsOf(session: Session, resource: ApiResource, object: JsonObject, what: string): Task<readonly Pod[]> {
  if (resource.kind === "Pod" && resource.group === "") return [object as unknown as Pod];
  const labelSelector = selectorOf(resource, object, what);
  const listed = yield* call(session, { verb: "list", resource: podResource(), namespace: session.namespace, query: { labelSelector } });
  return [...(objectsAt(listed, "items") as unknown as readonly Pod[])].sort(byActivity);
}

const selecting = new Set(["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job"]);

function selectorOf({ kind, version }: ApiResource, object: JsonObject, what: string): string {
  const name = (object as unknown as KubernetesObject).metadata.name;
  const selector = at(object, "spec", "selector");
  if (selecting.has(kind)) return formatLabelSelector(selector as never);
  const type = `*${version}.${kind}`;
  if (kind !== "Service" && kind !== "ReplicationController") return fail(`cannot ${what} ${type}: selector for ${type} not implemented`);
  if (!selector || Object.keys(selector).length === 0) return fail(`cannot ${what} ${type}: invalid service '${name}': Service is defined without a selector`);
  return formatLabels(selector as never);
}

// Mirrors ByLogging (kubectl/pkg/util/podutils): assigned, running, ready before others; then the older.
function byActivity(a: Pod, b: Pod): number {
  const rank = (pod: Pod) => [pod.spec.nodeName ? 0 : 1, { Running: 0, Unknown: 1, Pending: 2, Succeeded: 3, Failed: 3 }[pod.status.phase], isPodReady(pod) ? 0 : 1];
  const [x, y] = [rank(a), rank(b)];
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return (x[i] ?? 0) - (y[i] ?? 0);
  return a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : a.metadata.creationTimestamp > b.metadata.creationTimestamp ? 1 : 0;
}
