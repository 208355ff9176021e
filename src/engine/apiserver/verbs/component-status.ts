import type { KubernetesObject, ObjectList, Status } from "../../../api/types.ts";
import type { Call } from "../server-context.ts";
import { notFound } from "../status.ts";

const components = ["scheduler", "controller-manager", "etcd-0"];

const healthy = (name: string): KubernetesObject =>
  ({
    apiVersion: "v1",
    kind: "ComponentStatus",
    metadata: { name, creationTimestamp: null },
    conditions: [{ type: "Healthy", status: "True", message: "ok" }],
  }) as unknown as KubernetesObject;

// Mirrors the componentstatus REST storage (pkg/registry/core/componentstatus/rest.go): asked for, not stored.
// Simplified: `kubectl get componentstatuses` finds the control plane always well.
export function componentStatuses({ request, resource }: Call): KubernetesObject | ObjectList | Status {
  if (request.verb === "list") return { kind: "ComponentStatusList", apiVersion: "v1", metadata: { resourceVersion: "" }, items: components.map(healthy) };
  const name = request.name ?? "";
  return components.includes(name) ? healthy(name) : notFound(resource, name);
}
