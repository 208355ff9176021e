import { updatedCondition, withCondition } from "../../../api/conditions.ts";
import { isObject } from "../../../api/json.ts";
import type { Condition, Pod, Status } from "../../../api/types.ts";
import type { DeleteOptions } from "../request.ts";
import { keyOfCall, type Call, type ServerContext } from "../server-context.ts";
import { isStatus, notFound, success } from "../status.ts";
import { deleteObject } from "./delete.ts";
import { takeDisruption } from "./disruption-budget.ts";
import { commitUpdate } from "./update.ts";

/** POST of pods/eviction: a deletion that asks the disruption budgets first. */
// Mirrors EvictionREST.Create (pkg/registry/core/pod/storage/eviction.go).
export function evict(context: ServerContext, call: Call): Status {
  const { request, resource } = call;
  const pod = context.store.get("pods", keyOfCall(call)) as Pod | undefined;
  if (!pod) return notFound(resource, request.name ?? "");
  const options = deleteOptions(request.body);
  if (!ignoresBudgets(pod)) {
    const refused = takeDisruption(context, pod, call.request.query?.dryRun !== undefined);
    if (refused) return refused;
  }
  const marked = commitUpdate(context, call, withDisruption(pod, context.timestamp()), pod);
  const answer = deleteObject(context, call, marked, options);
  return isStatus(answer) && answer.status === "Failure" ? answer : success(undefined, 201);
}

const ignoresBudgets = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp !== undefined || ["Succeeded", "Failed", "Pending"].includes(status.phase);

function deleteOptions(body: unknown): DeleteOptions {
  const options = isObject(body) ? body["deleteOptions"] : undefined;
  return isObject(options) ? (options as DeleteOptions) : {};
}

function withDisruption(pod: Pod, time: string): Pod {
  const disruption: Condition = {
    type: "DisruptionTarget",
    status: "True",
    lastProbeTime: null,
    lastTransitionTime: time,
    reason: "EvictionByEvictionAPI",
    message: "Eviction API: evicting",
  };
  const { conditions } = pod.status;
  return { ...pod, status: { ...pod.status, conditions: withCondition(conditions, updatedCondition(conditions, disruption)) } };
}
