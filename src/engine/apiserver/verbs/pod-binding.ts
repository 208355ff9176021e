import { isObject } from "../../../api/json.ts";
import type { Condition, Pod, Status } from "../../../api/types.ts";
import { keyOfCall, type Call, type ServerContext } from "../server-context.ts";
import { badRequest, conflict, invalid, isStatus, notFound, success } from "../status.ts";
import { required } from "../validation/field-error.ts";
import { commitUpdate } from "./update.ts";

const binding = { group: "", resource: "pods/binding" };

/** POST of pods/binding: the pod gets its node. */
// Mirrors BindingREST.setPodNodeAndMetadata (pkg/registry/core/pod/storage/storage.go): no new generation.
export function bind(context: ServerContext, call: Call): Status {
  const { request, resource } = call;
  const target = readTarget(call);
  if (isStatus(target)) return target;
  const pod = context.store.get("pods", keyOfCall(call)) as Pod | undefined;
  if (!pod) return notFound(resource, request.name ?? "");
  const why = refusal(pod);
  if (why) return conflict(binding, pod.metadata.name, why);
  // Mirrors ClearingNominatedNodeNameAfterBinding (pkg/features/kube_features.go): what was promised is kept.
  const { nominatedNodeName: _promised, ...status } = pod.status;
  const bound: Pod = {
    ...pod,
    metadata: { ...pod.metadata, ...mergedAnnotations(pod, request.body) },
    spec: { ...pod.spec, nodeName: target },
    status: { ...status, conditions: withScheduled(pod, context.timestamp()) },
  };
  commitUpdate(context, call, bound, pod);
  return success(undefined, 201);
}

function readTarget({ request }: Call): string | Status {
  if (!isObject(request.body)) return badRequest("the Binding must be an object");
  const target = isObject(request.body["target"]) ? request.body["target"] : {};
  if (typeof target["kind"] === "string" && target["kind"] !== "" && target["kind"] !== "Node") {
    const detail = 'supported values: "Node"';
    return invalid("", "Binding", request.name ?? "", [{ type: "FieldValueNotSupported", field: "target.kind", value: target["kind"], detail }]);
  }
  const name = target["name"];
  return typeof name === "string" && name !== "" ? name : invalid("", "Binding", request.name ?? "", [required("target.name")]);
}

function refusal(pod: Pod): string | undefined {
  const { name, deletionTimestamp } = pod.metadata;
  if (deletionTimestamp !== undefined) return `pod ${name} is being deleted, cannot be assigned to a host`;
  if (pod.spec.nodeName) return `pod ${name} is already assigned to node "${pod.spec.nodeName}"`;
  if ((pod.spec.schedulingGates ?? []).length > 0) return `pod ${name} has non-empty .spec.schedulingGates`;
  return undefined;
}

function mergedAnnotations(pod: Pod, body: unknown): Partial<Pod["metadata"]> {
  const metadata = isObject(body) && isObject(body["metadata"]) ? body["metadata"] : {};
  const given = isObject(metadata["annotations"]) ? (metadata["annotations"] as Readonly<Record<string, string>>) : {};
  return Object.keys(given).length === 0 ? {} : { annotations: { ...pod.metadata.annotations, ...given } };
}

// Mirrors UpdatePodCondition (pkg/api/v1/pod/util.go).
function withScheduled(pod: Pod, time: string): readonly Condition[] {
  const conditions = pod.status.conditions ?? [];
  const old = conditions.find(({ type }) => type === "PodScheduled");
  const scheduled: Condition = {
    type: "PodScheduled",
    status: "True",
    lastProbeTime: null,
    lastTransitionTime: old?.status === "True" ? (old.lastTransitionTime ?? time) : time,
  };
  return old ? conditions.map((condition) => (condition === old ? scheduled : condition)) : [...conditions, scheduled];
}
