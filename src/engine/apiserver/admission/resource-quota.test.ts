import { describe, expect, test } from "vitest";
import type { ResourceList } from "../../../api/types.ts";
import { newTestWorld, podManifest } from "../testing/test-world.ts";

function quotaWorld(hard: ResourceList, used: ResourceList, spec: object = {}) {
  const world = newTestWorld();
  world.call("create", { resource: "resourcequotas", body: { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "q" }, spec: { hard, ...spec } } as never });
  world.call("patch", { resource: "resourcequotas", name: "q", subresource: "status", patchType: "merge", body: { status: { hard, used } } as never });
  const usedNow = () => (world.call("get", { resource: "resourcequotas", name: "q" }).body as { readonly status?: { readonly used?: ResourceList } }).status?.used ?? {};
  return { world, usedNow };
}
const pod = (resources: object = {}, spec: object = {}) => ({ body: podManifest("p", { containers: [{ name: "c", image: "nginx", resources }], ...spec } as never) });
const service = (type: string, ports = 1) => ({ resource: "services", body: { apiVersion: "v1", kind: "Service", metadata: { name: "s" }, spec: { type, ports: Array.from({ length: ports }, (_, i) => ({ name: `p${i}`, port: 80 + i })) } } as never });

// Cases of TestAdmitBelowQuotaLimit, TestAdmitExceedQuotaLimit, TestAdmitEnforceQuotaConstraints and others (staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota, plugin/pkg/admission/resourcequota/admission_test.go).
describe("a quota", () => {
  test("counts what it lets in", () => {
    const { world, usedNow } = quotaWorld({ cpu: "3", memory: "100Gi", pods: "5" }, { cpu: "1", memory: "50Gi", pods: "3" });
    expect(world.call("create", pod({ requests: { cpu: "100m", memory: "2Gi" } })).code).toBe(201);
    expect(usedNow()).toEqual({ cpu: "1100m", memory: "52Gi", pods: "4" });
  });
  test("counts nothing on a dry run", () => {
    const { world, usedNow } = quotaWorld({ pods: "5" }, { pods: "3" });
    expect(world.call("create", { ...pod(), query: { dryRun: true } }).code).toBe(201);
    expect(usedNow()).toEqual({ pods: "3" });
  });

  test.each<readonly [string, ResourceList, ResourceList, object, string]>([
    ["refuses a Pod too many", { pods: "2" }, { pods: "2" }, pod(), 'pods "p" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2'],
    ["names all that is exceeded", { cpu: "3", memory: "100Gi", pods: "5" }, { cpu: "1", memory: "50Gi", pods: "5" }, pod({ requests: { cpu: "3", memory: "2Gi" } }), 'pods "p" is forbidden: exceeded quota: q, requested: cpu=3,pods=1, used: cpu=1,pods=5, limited: cpu=3,pods=5'],
    ["demands that what it counts be said", { "limits.cpu": "2", "requests.memory": "1Gi" }, { "limits.cpu": "0", "requests.memory": "0" }, pod(), 'pods "p" is forbidden: failed quota: q: must specify limits.cpu for: c; requests.memory for: c'],
    ["refuses while nothing was counted yet", { pods: "2" }, {}, pod(), 'pods "p" is forbidden: status unknown for quota: q, resources: pods'],
    ["counts node ports", { "services.nodeports": "1" }, { "services.nodeports": "0" }, service("NodePort", 2), 'services "s" is forbidden: exceeded quota: q, requested: services.nodeports=2, used: services.nodeports=0, limited: services.nodeports=1'],
    ["counts any kind as objects", { "count/services": "1" }, { "count/services": "1" }, service("ClusterIP"), 'services "s" is forbidden: exceeded quota: q, requested: count/services=1, used: count/services=1, limited: count/services=1'],
  ])("%s", (_name, hard, used, request, message) => {
    const { world, usedNow } = quotaWorld(hard, used);
    const { code, body } = world.call("create", request);
    expect([code, (body as { message?: string }).message]).toEqual([403, message]);
    expect(usedNow()).toEqual(used);
  });

  test.each<readonly [string, object, object, number]>([
    ["of best-effort Pods", { scopes: ["BestEffort"] }, pod(), 403],
    ["of best-effort Pods does not look at others", { scopes: ["BestEffort"] }, pod({ requests: { cpu: "1" } }), 201],
    ["of Pods with a deadline", { scopes: ["Terminating"] }, pod({}, { activeDeadlineSeconds: 10 }), 403],
    ["of Pods with a deadline does not look at others", { scopes: ["Terminating"] }, pod(), 201],
    ["of a priority class", { scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: ["system-node-critical"] }] } }, pod({}, { priorityClassName: "system-node-critical" }), 403],
    ["of a priority class does not look at others", { scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: ["system-node-critical"] }] } }, pod(), 201],
  ])("%s", (_name, spec, request, code) => expect(quotaWorld({ pods: "0" }, { pods: "0" }, spec).world.call("create", request).code).toBe(code));
});
