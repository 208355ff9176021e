import { describe, expect, test } from "vitest";
import type { ApiRequest } from "../../apiserver/request.ts";
import { createCluster } from "../../cluster.ts";
import { harness, podOf } from "../../pod-harness.ts";

const METRICS = { group: "metrics.k8s.io", version: "v1beta1", userAgent: "test" } as const;

interface Measured {
  readonly metadata: { readonly name: string };
  readonly timestamp: string;
  readonly window: string;
  readonly usage?: Readonly<Record<string, string>>;
  readonly containers?: readonly { readonly name: string; readonly usage: Readonly<Record<string, string>> }[];
}


const world = () =>
  harness(
    [
      podOf("while true; do :; done", { name: "busy" }),
      podOf("while true; do :; done", { name: "held", container: { resources: { limits: { cpu: "200m", memory: "64Mi" } } } }),
      podOf("sleep 3600", { name: "idle" }),
    ],
    { addons: ["metrics"] },
  );

const get = ({ cluster }: Pick<ReturnType<typeof harness>, "cluster">, request: Partial<ApiRequest>) => cluster.read({ ...METRICS, verb: "get", resource: "pods", namespace: "default", ...request } as ApiRequest);
const list = (of: Parameters<typeof get>[0], resource: "pods" | "nodes"): readonly Measured[] => {
  const { cluster } = of;
  const { body } = cluster.read({ ...METRICS, verb: "list", resource, ...(resource === "pods" && { namespace: "default" }) } as ApiRequest);
  return (body as unknown as { readonly items: readonly Measured[] }).items;
};

describe("a cluster with metrics-server", () => {
  const it = world();
  const { cluster } = it;
  cluster.runUntil(3000);
  // Mirrors podMetrics.Get (metrics-server pkg/api/pod.go).
  const early = get(it, { name: "idle" });
  const unknown = get(it, { name: "nobody" });
  cluster.runUntil(32_000);
  const pods = list(it, "pods");

  test("knows nothing of a pod that has just begun, and of none that is not there", () => {
    expect(early).toMatchObject({ code: 404, body: { message: 'podmetrics.metrics.k8s.io "default/idle" not found' } });
    expect(unknown).toMatchObject({ code: 404, body: { message: 'pods "nobody" not found' } });
  });
  test.each([["busy", "1"], ["held", "200m"], ["idle", "0"]])("finds that %s takes %s of a core", (name, cpu) => {
    const [container] = pods.find(({ metadata }) => metadata.name === name)?.containers ?? [];
    expect(container).toEqual({ name: "app", usage: { cpu, memory: "1Mi" } });
  });
  test("measures over the 15 seconds between two looks", () => expect(pods.map(({ window }) => window)).toEqual(["15s", "15s", "15s"]));
  test("finds on a node what its pods take together, and what the machine itself does", () => {
    const nano = (text = "0"): number => Number(text.replace(/n$/, "")) / (text.endsWith("n") ? 1e6 : 1e-3);
    const milli = list(it, "nodes").map(({ usage }) => nano(usage?.["cpu"])).toSorted((a, b) => a - b);
    expect(milli.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(1200);
    expect(milli.reduce((sum, each) => sum + each, 0)).toBeLessThan(1400);
  });
  test("tells the same until it looks again, whoever has asked in between", () => {
    const other = world();
    other.cluster.runUntil(42_000);
    expect(list(other, "pods").map(({ metadata: _, ...rest }) => rest)).toEqual(list(it, "pods").map(({ metadata: _, ...rest }) => rest));
  });
  test("tells the same when it is restored", () => {
    const point = cluster.checkpoint();
    const again = createCluster(cluster.options, point);
    for (const each of [cluster, again]) each.runUntil(50_000);
    expect(list({ cluster: again }, "nodes")).toEqual(list(it, "nodes"));
  });
  const scale = (replicas: number, untilMs: number): void => {
    cluster.read({ verb: "patch", group: "apps", version: "v1", resource: "deployments", namespace: "kube-system", name: "metrics-server", patchType: "merge", body: { spec: { replicas } }, userAgent: "test" });
    cluster.runUntil(untilMs);
  };
  test("goes on answering while a second one comes, and when that one goes again", () => {
    scale(2, 56_000);
    expect(list(it, "pods")).toHaveLength(3);
    cluster.runUntil(90_000);
    scale(1, 100_000);
    expect(list(it, "pods")).toHaveLength(3);
  });
  test("answers nothing without metrics-server's Pod", () => {
    scale(0, 110_000);
    expect(get(it, { verb: "list" })).toMatchObject({ code: 503, body: { reason: "ServiceUnavailable", message: "the server is currently unable to handle the request (get pods.metrics.k8s.io)" } });
    expect(cluster.read({ verb: "get", group: "apiregistration.k8s.io", version: "v1", resource: "apiservices", name: "v1beta1.metrics.k8s.io", userAgent: "test" }).body).toMatchObject({ status: { conditions: [{ type: "Available", status: "False", reason: "MissingEndpoints" }] } });
  });
});

test("a cluster without metrics-server has no such API", () => {
  const { cluster } = harness([]);
  expect(cluster.read({ ...METRICS, verb: "list", resource: "nodes" })).toMatchObject({ code: 404, body: { message: "the server could not find the requested resource" } });
});
