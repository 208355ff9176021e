import { jsonEqual } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import type { Work } from "./controller.ts";
import { getting, sent, updatingStatus } from "./requests.ts";

/**
 * Writes a status where it says something new, once more after a conflict. False: it could not be written.
 * Mirrors updateReplicaSetStatus (pkg/controller/replicaset/replica_set_utils.go) and its like of StatefulSets and DaemonSets.
 */
export function* writeStatus<T extends KubernetesObject & { readonly status: object }>(resource: string, object: T, status: T["status"]): Work<boolean> {
  if (jsonEqual(object.status, status)) return true;
  if (!isError(yield* sent(updatingStatus(resource, { ...object, status })))) return true;
  const fresh = yield* sent(getting(resource, object));
  return !isError(fresh) && !isError(yield* sent(updatingStatus(resource, { ...(fresh.body as T), status })));
}
