import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../api/json.ts";
import type { ConfigMap, Event, KubernetesObject, Namespace, ObjectList, Pod } from "../../api/types.ts";
import { createApiServer, newApiServerState, type ApiServerPayload } from "../apiserver/api-server.ts";
import { defaultLatency } from "../apiserver/latency.ts";
import type { ApiRequest, ApiResponse } from "../apiserver/request.ts";
import type { KubeletConnection } from "../apiserver/kubelet-connection.ts";
import { bootstrapObjects } from "../bootstrap/bootstrap.ts";
import { defaultClusterSpec, type ClusterSpec } from "../bootstrap/cluster-spec.ts";
import { rootCaBundle } from "../bootstrap/root-ca.ts";
import type { SeriesRecorderPayload } from "../events/series-recorder.ts";
import { SCHEDULER, type SchedulerPayload } from "../scheduler/payloads.ts";
import { createScheduler } from "../scheduler/scheduler.ts";
import { newSchedulerState } from "../scheduler/state.ts";
import type { Payload } from "../simulation/payload.ts";
import { Simulation } from "../simulation/simulation.ts";
import { createNamespaceController, NAMESPACE_CONTROLLER, newNamespaceControllerState, type NamespaceControllerPayload } from "./namespace/namespace-controller.ts";
import { createPodGC, newPodGCState, POD_GC, type PodGCPayload } from "./pod-gc/pod-gc-controller.ts";
import { createRootCaPublisher, newRootCaPublisherState, ROOT_CA_PUBLISHER, type RootCaPublisherPayload } from "./root-ca-certificate-publisher/publisher.ts";
import { createServiceAccountsController, newServiceAccountsState, SERVICE_ACCOUNTS_CONTROLLER, type ServiceAccountsPayload } from "./serviceaccount/service-accounts-controller.ts";

const START_MS = 1_767_225_600_000;
const SEED = 1;

/** A control plane without kubelets: API server, scheduler, the four controllers. */
function controlPlane(cluster: ClusterSpec = defaultClusterSpec) {
  const kernel = new Simulation({ seed: SEED, startsAtMs: START_MS, bootAtMs: 0, journal: "off", freeze: true });
  const api = createApiServer({ kernel, state: newApiServerState(), latency: defaultLatency, kubelets: {} as KubeletConnection });
  const client = api.client({ name: "kube-controller-manager" });
  const scheduler = createScheduler({ kernel, state: newSchedulerState(), client: api.client({ name: SCHEDULER }) });
  const accounts = createServiceAccountsController({ kernel, state: newServiceAccountsState(), client });
  const publisher = createRootCaPublisher({ kernel, state: newRootCaPublisherState(), client, rootCa: rootCaBundle(SEED) });
  const namespaces = createNamespaceController({ kernel, state: newNamespaceControllerState(), client });
  const podGC = createPodGC({ kernel, state: newPodGCState(), client });
  kernel.dispatch = (payload: Payload) => {
    switch (payload.target) {
      case "kube-apiserver": return api.handle(payload as ApiServerPayload);
      case SCHEDULER: return scheduler.handle(payload as SchedulerPayload);
      case scheduler.events.target: return scheduler.events.handle(payload as SeriesRecorderPayload);
      case SERVICE_ACCOUNTS_CONTROLLER: return accounts.handle(payload as ServiceAccountsPayload);
      case ROOT_CA_PUBLISHER: return publisher.handle(payload as RootCaPublisherPayload);
      case NAMESPACE_CONTROLLER: return namespaces.handle(payload as NamespaceControllerPayload);
      case POD_GC: return podGC.handle(payload as PodGCPayload);
    }
  };
  for (const object of bootstrapObjects(cluster, SEED, START_MS)) api.install(object);
  const writesAtBoot = api.store.revision;
  for (const part of [scheduler, accounts, publisher, namespaces, podGC]) part.start();
  kernel.run(1000);

  const core = { group: "", version: "v1", userAgent: "test" };
  const ask = (request: Partial<ApiRequest> & Pick<ApiRequest, "verb" | "resource">): ApiResponse => api.serve({ ...core, ...request });
  return {
    kernel,
    writesAtBoot,
    api,
    ask,
    get: <T extends KubernetesObject>(resource: string, name: string, namespace?: string) => {
      const { code, body } = ask({ verb: "get", resource, name, ...(namespace !== undefined && { namespace }) });
      return code === 200 ? (body as T) : undefined;
    },
    list: <T extends KubernetesObject>(resource: string, namespace?: string) =>
      (ask({ verb: "list", resource, ...(namespace !== undefined && { namespace }) }).body as unknown as ObjectList<T>).items,
    create: (resource: string, body: JsonObject, namespace?: string) => ask({ verb: "create", resource, body, ...(namespace !== undefined && { namespace }) }),
    runFor: (ms: number) => kernel.run(kernel.now + ms),
  };
}

const namespace = (name: string) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
const pod = (name: string, more: JsonObject = {}) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, ...(more["metadata"] as JsonObject | undefined) },
  spec: { containers: [{ name: "app", image: "nginx" }], ...(more["spec"] as JsonObject | undefined) },
});

test("a cluster that has been up before needs nothing done", () => {
  const c = controlPlane({ ...defaultClusterSpec, namespace: "shop", controlPlane: "node" });
  expect(c.api.store.revision).toBe(c.writesAtBoot);
});

test("a pod of a fresh cluster is scheduled and its event says so", () => {
  const c = controlPlane();
  expect(c.create("pods", pod("web"), "default")).toMatchObject({ code: 201 });
  c.runFor(100);
  const { spec, status } = c.get<Pod>("pods", "web", "default") ?? {};
  expect(spec?.nodeName).toMatch(/^worker-[12]$/);
  expect(status?.conditions).toMatchObject([{ type: "PodScheduled", status: "True" }]);
  const [event] = c.list<Event>("events", "default");
  expect(event).toMatchObject({
    message: `Successfully assigned default/web to ${spec?.nodeName}`,
    reason: "Scheduled", action: "Binding", reportingComponent: "default-scheduler", type: "Normal",
  });
  expect(event?.count).toBeUndefined();
});

test("a pod that fits nowhere says so in its condition", () => {
  const c = controlPlane();
  c.create("pods", pod("web", { spec: { nodeSelector: { disk: "ssd" } } }), "default");
  c.runFor(100);
  expect(c.get<Pod>("pods", "web", "default")?.status.conditions).toMatchObject([
    { type: "PodScheduled", status: "False", reason: "Unschedulable", message: expect.stringMatching(/^0\/2 nodes are available: 2 node\(s\) didn't match/) },
  ]);
});

describe("a new namespace", () => {
  test("gets its account and the root CA within a tenth of a second", () => {
    const c = controlPlane();
    c.create("namespaces", namespace("shop"));
    c.runFor(100);
    expect(c.get("serviceaccounts", "default", "shop")).toBeDefined();
    expect(c.get<ConfigMap>("configmaps", "kube-root-ca.crt", "shop")?.data).toEqual({ "ca.crt": rootCaBundle(SEED) });
  });

  test("gets them again when somebody takes or spoils them", () => {
    const c = controlPlane();
    c.ask({ verb: "delete", resource: "serviceaccounts", namespace: "default", name: "default" });
    c.ask({ verb: "patch", resource: "configmaps", namespace: "default", name: "kube-root-ca.crt", patchType: "merge", body: { data: { "ca.crt": "x" } } });
    c.runFor(100);
    expect(c.get("serviceaccounts", "default", "default")).toBeDefined();
    expect(c.get<ConfigMap>("configmaps", "kube-root-ca.crt", "default")?.data).toEqual({ "ca.crt": rootCaBundle(SEED) });
  });
});

describe("a deleted namespace", () => {
  const deleted = (fill: (c: ReturnType<typeof controlPlane>) => void = () => {}) => {
    const c = controlPlane();
    c.create("namespaces", namespace("shop"));
    c.runFor(1000);
    fill(c);
    c.runFor(1000);
    c.ask({ verb: "delete", resource: "namespaces", name: "shop" });
    return c;
  };

  test("is looked at after 5 s and is gone when nothing held it", () => {
    const c = deleted();
    c.runFor(4900);
    expect(c.get<Namespace>("namespaces", "shop")?.status.phase).toBe("Terminating");
    c.runFor(300);
    expect(c.get("namespaces", "shop")).toBeUndefined();
    expect(c.list("configmaps", "shop")).toEqual([]);
    expect(c.list("serviceaccounts", "shop")).toEqual([]);
  });

  test("keeps everything else while a pod ends gracefully, and says what is left", () => {
    const c = deleted((cluster) => {
      cluster.create("pods", pod("web"), "shop");
    });
    c.runFor(5200);
    expect(c.get<Pod>("pods", "web", "shop")?.metadata.deletionTimestamp).toBeDefined();
    expect(c.get("configmaps", "kube-root-ca.crt", "shop")).toBeDefined();
    expect(c.get<Namespace>("namespaces", "shop")?.status.conditions?.map(({ type, status, message }) => `${type} ${status} ${message}`)).toEqual([
      "NamespaceDeletionDiscoveryFailure False All resources successfully discovered",
      "NamespaceDeletionGroupVersionParsingFailure False All legacy kube types successfully parsed",
      "NamespaceDeletionContentFailure False All content successfully deleted, may be waiting on finalization",
      "NamespaceContentRemaining True Some resources are remaining: pods. has 1 resource instances",
      "NamespaceFinalizersRemaining False All content-preserving finalizers finished",
    ]);
    c.ask({ verb: "delete", resource: "pods", namespace: "shop", name: "web", body: { gracePeriodSeconds: 0 } });
    c.runFor(20_000);
    expect(c.get("namespaces", "shop")).toBeUndefined();
  });

  test("waits for finalizers", () => {
    const c = deleted((cluster) => {
      cluster.create("configmaps", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "held", finalizers: ["example.com/hold"] } }, "shop");
    });
    c.runFor(12_000);
    expect(c.get<Namespace>("namespaces", "shop")?.status.conditions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: "NamespaceContentRemaining", status: "True", reason: "SomeResourcesRemain", message: "Some resources are remaining: configmaps. has 1 resource instances" }),
        expect.objectContaining({
          type: "NamespaceFinalizersRemaining", status: "True", reason: "SomeFinalizersRemain",
          message: "Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances",
        }),
      ]),
    );
    c.ask({ verb: "patch", resource: "configmaps", namespace: "shop", name: "held", patchType: "merge", body: { metadata: { finalizers: null } } });
    c.runFor(20_000);
    expect(c.get("namespaces", "shop")).toBeUndefined();
  });
});

describe("garbage", () => {
  test("a pod whose node is gone fails and goes after the quarantine of 40 s", () => {
    const c = controlPlane();
    c.create("pods", pod("web", { spec: { nodeName: "worker-2" } }), "default");
    c.runFor(1000);
    c.ask({ verb: "delete", resource: "nodes", name: "worker-2" });
    c.runFor(40_000);
    expect(c.get("pods", "web", "default")).toBeDefined();
    c.runFor(45_000);
    expect(c.get("pods", "web", "default")).toBeUndefined();
  });
});
