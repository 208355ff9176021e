import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { aggregateMessage, fieldErrorMessage } from "../validation/field-error.ts";
// What a v1.36.3 cluster said of these manifests: its errors and warnings, word for word.
import measured from "./measured-refusals.json" with { type: "json" };
import { strategyFor } from "./strategy.ts";

interface Measured {
  readonly case: string;
  readonly object: { readonly kind: string; readonly metadata: { readonly name: string }; readonly spec?: JsonObject };
  readonly errors: readonly string[];
  readonly warnings?: readonly string[];
}

const resources: Readonly<Record<string, readonly [group: string, resource: string]>> = {
  Pod: ["", "pods"],
  ConfigMap: ["", "configmaps"],
  Namespace: ["", "namespaces"],
  Service: ["", "services"],
  Deployment: ["apps", "deployments"],
  StatefulSet: ["apps", "statefulsets"],
  DaemonSet: ["apps", "daemonsets"],
  Job: ["batch", "jobs"],
  CronJob: ["batch", "cronjobs"],
  HorizontalPodAutoscaler: ["autoscaling", "horizontalpodautoscalers"],
  Ingress: ["networking.k8s.io", "ingresses"],
  Role: ["rbac.authorization.k8s.io", "roles"],
  RoleBinding: ["rbac.authorization.k8s.io", "rolebindings"],
};

/** The object as it stands before validation: completed, with what the server and admission add. */
function admitted({ object }: Measured): KubernetesObject {
  const system = { uid: "u", creationTimestamp: "2026-01-01T00:00:00Z", ...(object.kind !== "Namespace" && { namespace: "default" }) };
  const spec = object.kind === "Pod" ? { spec: { ...object.spec, serviceAccountName: "default" } } : {};
  return { ...object, ...spec, metadata: { ...object.metadata, ...system } } as unknown as KubernetesObject;
}

describe("what a real cluster says of a manifest", () => {
  for (const row of measured as unknown as readonly Measured[]) {
    it(`${row.case}: ${row.errors[0] ?? row.warnings?.[0] ?? "accepted"}`, () => {
      const strategy = strategyFor(...(resources[row.object.kind] ?? ["", row.object.kind]));
      const object = strategy.prepareForCreate(strategy.applyDefaults(admitted(row)));
      const errors = strategy.validateCreate(object);
      expect([...new Set(errors.map(fieldErrorMessage))]).toEqual(row.errors);
      expect(aggregateMessage(errors)).toBe(row.errors.length > 1 ? `[${row.errors.join(", ")}]` : (row.errors[0] ?? ""));
      if (row.errors.length === 0) expect(strategy.warningsOnCreate(object)).toEqual(row.warnings ?? []);
    });
  }
});
