import type { KubernetesObject, Status } from "../../../api/types.ts";
import { withMetadata, type Call } from "../server-context.ts";
import { badRequest } from "../status.ts";

/** The object with the request's namespace; an error if it names another. */
// Mirrors EnsureObjectNamespaceMatchesRequestNamespace (staging/src/k8s.io/apiserver/pkg/registry/rest/meta.go).
export function inRequestNamespace({ request, resource }: Call, object: KubernetesObject): KubernetesObject | Status {
  const wanted = resource.namespaced ? (request.namespace ?? "") : "";
  const own = object.metadata.namespace ?? "";
  if (own === wanted) return object;
  if (own === "") return withMetadata(object, { namespace: wanted });
  if (wanted === "") {
    const { namespace: _namespace, ...metadata } = object.metadata;
    return { ...object, metadata };
  }
  return badRequest("the namespace of the provided object does not match the namespace sent on the request");
}
