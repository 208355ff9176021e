import type { Namespace, Status } from "../../../api/types.ts";
import type { Call, ServerContext } from "../server-context.ts";
import { forbidden, notFound } from "../status.ts";

const namespaces = { group: "", resource: "namespaces" };
/** Namespaces that are there for good. */
const immortal: ReadonlySet<string> = new Set(["default", "kube-system", "kube-public"]);

// Mirrors NamespaceLifecycle.Admit (staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go).
/** A namespaced object needs a namespace that exists and stays. */
export function namespaceLifecycle({ store }: ServerContext, { request, resource }: Call, name: string): Status | undefined {
  if (!resource.namespaced) return undefined;
  const namespaceName = request.namespace ?? "";
  const namespace = store.get("namespaces", namespaceName) as Namespace | undefined;
  if (!namespace) return notFound(namespaces, namespaceName);
  if (namespace.status?.phase !== "Terminating") return undefined;
  const why = `unable to create new content in namespace ${namespaceName} because it is being terminated`;
  const cause = { reason: "NamespaceTerminating", message: `namespace ${namespaceName} is being terminated`, field: "metadata.namespace" };
  return forbidden(resource, name, why, [cause]);
}

export function protectedNamespace({ request, resource }: Call): Status | undefined {
  if (resource.kind !== "Namespace" || !immortal.has(request.name ?? "")) return undefined;
  return forbidden(namespaces, request.name ?? "", "this namespace may not be deleted");
}
