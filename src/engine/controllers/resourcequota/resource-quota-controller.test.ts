import { describe, expect, test } from "vitest";
import type { KubernetesObject, ResourceList } from "../../../api/types.ts";
import { createCaches } from "../manager/caches.ts";
import type { Work } from "../manager/controller.ts";
import { fakeApi } from "../testing/fake-api.ts";
import { resourceQuotaController } from "./resource-quota-controller.ts";

const NOW = Date.parse("2026-01-01T00:10:00Z");
const object = (kind: string, name: string, more: object, metadata: object = {}): KubernetesObject =>
  ({ apiVersion: "v1", kind, metadata: { name, namespace: "testing", uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", ...metadata }, ...more }) as unknown as KubernetesObject;
const pod = (name: string, phase: string, requests: ResourceList | undefined, spec: object = {}, metadata: object = {}): KubernetesObject =>
  object("Pod", name, { spec: { containers: [{ name: "ctr", image: "image", resources: requests ? { requests } : {} }], ...spec }, status: { phase } }, metadata);

function synced(quota: KubernetesObject, pods: readonly KubernetesObject[]) {
  const caches = createCaches(new Map(resourceQuotaController.watches.map((resource) => [resource, { objects: new Map() } as never])));
  for (const each of pods) caches.apply("pods", { type: "ADDED", object: each } as never);
  caches.apply("resourcequotas", { type: "ADDED", object: quota } as never);
  const api = fakeApi({ resourcequotas: [quota] });
  const input = resourceQuotaController.gather("testing/quota", { caches, nowMs: 600_000, unixMs: NOW } as never);
  api.run(resourceQuotaController.work(input) as Work);
  return { wrote: api.wrote, status: (api.get("resourcequotas", "quota") as { readonly status?: object } | undefined)?.status, after: api.asks.flatMap((ask) => ("after" in ask ? [ask.after] : [])) };
}
const quotaOf = (hard: ResourceList, spec: object = {}, status: object = {}): KubernetesObject => object("ResourceQuota", "quota", { spec: { hard, ...spec }, status });

// Cases of TestSyncResourceQuota, …SpecChange, …SpecHardChange and …NoChange (pkg/controller/resourcequota/resource_quota_controller_test.go).
describe("a quota's status", () => {
  const hard: ResourceList = { cpu: "3", memory: "100Gi", pods: "5" };
  const some = { cpu: "100m", memory: "1Gi" };
  const three = [pod("pod-running", "Running", some), pod("pod-running-2", "Running", some), pod("pod-failed", "Failed", some)];
  const bestEffort = [pod("pod-running", "Running", undefined), pod("pod-running-2", "Running", undefined), pod("pod-failed", "Failed", undefined)];
  const priority = [pod("pod-running", "Running", { cpu: "500m", memory: "50Gi" }, { priorityClassName: "high" }), pod("pod-running-2", "Running", { cpu: "500m", memory: "50Gi" }, { priorityClassName: "high" }), pod("pod-failed", "Failed", some, { priorityClassName: "high" })];
  const ofClass = (operator: string, ...values: string[]): object => ({ scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator, ...(values.length > 0 && { values }) }] } });
  const nothing: ResourceList = { cpu: "0", memory: "0", pods: "0" };
  const highs: ResourceList = { cpu: "1", memory: "100Gi", pods: "2" };
  test.each<{ what: string; spec?: object; pods: readonly KubernetesObject[]; used: ResourceList }>([
    { what: "of Pods that run", pods: three, used: { cpu: "200m", memory: "2Gi", pods: "2" } },
    { what: "of nothing", pods: [], used: nothing },
    { what: "of best-effort Pods, of which there are none", spec: { scopes: ["BestEffort"] }, pods: three, used: nothing },
    { what: "of best-effort Pods", spec: { scopes: ["BestEffort"] }, pods: bestEffort, used: { ...nothing, pods: "2" } },
    { what: "of Pods of any class", spec: ofClass("Exists"), pods: priority, used: highs },
    { what: "of Pods of any class, of which there are none", spec: ofClass("Exists"), pods: three, used: nothing },
    { what: "of Pods of one class", spec: ofClass("In", "high"), pods: priority, used: highs },
    { what: "of Pods of another class", spec: ofClass("In", "low"), pods: priority, used: nothing },
    { what: "of Pods not of one class", spec: ofClass("NotIn", "high"), pods: priority, used: nothing },
    { what: "of Pods not of another class", spec: ofClass("NotIn", "low"), pods: priority, used: highs },
    { what: "of Pods without a class", spec: ofClass("DoesNotExist"), pods: priority, used: nothing },
  ])("$what: $used", ({ spec, pods, used }) => {
    expect(synced(quotaOf(hard, spec), pods)).toMatchObject({ wrote: ["update resourcequotas quota status"], status: { hard, used } });
  });
  test("follows what it allows", () => {
    expect(synced(quotaOf({ cpu: "4" }, {}, { hard: { cpu: "3" }, used: { cpu: "0" } }), [])).toMatchObject({ status: { hard: { cpu: "4" }, used: { cpu: "0" } } });
  });
  test("forgets what it no longer limits", () => {
    expect(synced(quotaOf({ cpu: "4" }, {}, { hard: { cpu: "3", memory: "1Gi" }, used: { cpu: "0", memory: "0" } }), []).status).toEqual({ hard: { cpu: "4" }, used: { cpu: "0" } });
  });
  test("is not written where nothing has changed", () => {
    expect(synced(quotaOf({ cpu: "4" }, {}, { hard: { cpu: "4" }, used: { cpu: "0" } }), []).wrote).toEqual([]);
  });
  // Counterpart of QuotaV1Pod (pkg/quota/v1/evaluator/core/pods.go): a Pod that should have ended long ago is nobody's.
  test.each([
    { what: "has its grace left", deletedAt: "2026-01-01T00:09:50Z", used: "1", after: [300_000] },
    { what: "should be gone", deletedAt: "2026-01-01T00:09:00Z", used: "0", after: [] },
  ])("of a Pod that is being deleted and $what: $used", ({ deletedAt, used, after }) => {
    const leaving = pod("leaving", "Running", some, {}, { deletionTimestamp: deletedAt, deletionGracePeriodSeconds: 30 });
    expect(synced(quotaOf({ pods: "5" }), [leaving])).toMatchObject({ status: { used: { pods: used } }, after });
  });
});
