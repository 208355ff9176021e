import { resourceByName } from "../../../api/resources.ts";
import type { Json } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { ApiRequest, ApiResponse, DeleteOptions } from "../../apiserver/request.ts";
import type { Work } from "./controller.ts";

/** Requests of controllers, by the plural name of a resource: "replicasets". */
function place(resource: string): { readonly group: string; readonly version: string; readonly resource: string; readonly userAgent: string } {
  const found = resourceByName(resource);
  if (!found) throw new Error(`no resource is called ${resource}`);
  return { group: found.group, version: found.version, resource: found.resource, userAgent: "kube-controller-manager" };
}
const within = (namespace: string | undefined): { readonly namespace?: string } => (namespace === undefined ? {} : { namespace });
const of = ({ metadata: { namespace, name } }: KubernetesObject): { readonly namespace?: string; readonly name: string } => ({ ...within(namespace), name });

export const creating = (resource: string, namespace: string | undefined, body: object): ApiRequest => ({ ...place(resource), verb: "create", ...within(namespace), body: body as Json });
export const getting = (resource: string, object: KubernetesObject): ApiRequest => ({ ...place(resource), verb: "get", ...of(object) });
/** The whole object anew: refused where its resourceVersion is not the newest. */
export const updating = (resource: string, object: KubernetesObject): ApiRequest => ({ ...place(resource), verb: "update", ...of(object), body: object as unknown as Json });
export const updatingStatus = (resource: string, object: KubernetesObject): ApiRequest => ({ ...updating(resource, object), subresource: "status" });
export const patching = (resource: string, object: KubernetesObject, body: object, patchType: "strategic" | "merge" | "json" = "strategic"): ApiRequest => ({ ...place(resource), verb: "patch", ...of(object), patchType, body: body as Json });
export const deleting = (resource: string, object: KubernetesObject, options: DeleteOptions = {}): ApiRequest => ({ ...place(resource), verb: "delete", ...of(object), body: { ...options } as Json });

/** Sends one request and waits for its answer. */
export function* sent(request: ApiRequest): Work<ApiResponse> {
  const [response] = yield { requests: [request] };
  if (!response) throw new Error("a request was not answered");
  return response;
}

/** The message of a refused request, as Go's error prints it. */
export const errorText = (response: ApiResponse): string => (response.body as { readonly message?: string }).message ?? `HTTP ${response.code}`;

/** Whether a refusal has a cause of this type. Mirrors HasStatusCause (staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go). */
export const hasCause = (response: ApiResponse, reason: string): boolean =>
  ((response.body as { readonly details?: { readonly causes?: readonly { readonly reason?: string }[] } }).details?.causes ?? []).some((cause) => cause.reason === reason);
