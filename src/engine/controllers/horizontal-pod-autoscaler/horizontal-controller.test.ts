import { describe, expect, test } from "vitest";
import type { HorizontalPodAutoscaler } from "../../../api/autoscaling.ts";
import type { JsonObject } from "../../../api/json.ts";
import { createCluster } from "../../cluster.ts";
import { harness } from "../../pod-harness.ts";

const world = (addons: readonly string[]) => harness([], { addons });
type World = ReturnType<typeof world>;

const create = ({ cluster }: World, group: string, version: string, resource: string, body: object) =>
  cluster.read({ verb: "create", group, version, resource, namespace: "default", body: body as JsonObject, userAgent: "test" });

/** A Deployment whose Pods compute as much as they may; without requests they only wait. */
const deployment = (it: World, name: string, requests: object | undefined, replicas = 1): void =>
  void create(it, "apps", "v1", "deployments", {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: { replicas, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { terminationGracePeriodSeconds: 0, containers: [{ name: "main", image: "busybox:1.36", command: ["sh", "-c", requests ? "while true; do :; done" : "sleep 3600"], ...(requests && { resources: { requests, limits: { cpu: "20m" } } }) }] } } },
  });

const autoscaler = (it: World, name: string, spec: object = {}): void =>
  void create(it, "autoscaling", "v2", "horizontalpodautoscalers", {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name },
    spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name }, maxReplicas: 3, metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } } }], ...spec },
  });

const statusOf = (it: World, name: string) => it.object<HorizontalPodAutoscaler>("HorizontalPodAutoscaler", name)?.status;
const reasons = (it: World, name: string) => statusOf(it, name)?.conditions?.map(({ type, status, reason }) => `${type} ${status} ${reason}`);

describe("a cluster with metrics-server", () => {
  const it = world(["metrics"]);
  for (const name of ["busy", "bare", "none", "shared"]) deployment(it, name, name === "bare" ? undefined : { cpu: "10m" }, name === "none" ? 0 : 1);
  for (const name of ["busy", "bare", "none", "lost"]) autoscaler(it, name);
  for (const name of ["shared", "many"]) autoscaler(it, name, { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "shared" }, minReplicas: 2 });
  it.cluster.runUntil(14_000);
  const before = statusOf(it, "lost");
  it.cluster.runUntil(50_000);

  // The recorded cluster: `kubectl autoscale`, then `kubectl delete deployment`: 15 s after its creation, and every 15 s.
  test("looks at an autoscaler for the first time 15 seconds after it was made", () => expect(before?.conditions).toBeUndefined());
  test("says what target is not there", () => {
    expect(it.events("lost")).toEqual(['Warning FailedGetScale deployments.apps "lost" not found']);
    expect(reasons(it, "lost")).toEqual(["AbleToScale False FailedGetScale"]);
  });
  // Mirrors testCase of TestScaleUp and its conditions (pkg/controller/podautoscaler/horizontal_test.go).
  test("scales up by what the Pods use", () => {
    expect(it.object<{ spec: { replicas: number } } & HorizontalPodAutoscaler>("Deployment", "busy")?.spec.replicas).toBe(3);
    expect(statusOf(it, "busy")).toMatchObject({ desiredReplicas: 3, currentMetrics: [{ type: "Resource", resource: { name: "cpu", current: { averageUtilization: 200, averageValue: "20m" } } }] });
    expect(it.events("busy")).toContain("Normal SuccessfulRescale New size: 3; reason: cpu resource utilization (percentage of request) above target");
    expect(reasons(it, "busy")).toEqual(["AbleToScale True ReadyForNewScale", "ScalingActive True ValidMetricFound", "ScalingLimited True TooManyReplicas"]);
  });
  test("needs requests to tell a utilization", () => {
    expect(it.events("bare").map((line) => line.replace(/Pod bare-\S+/g, "Pod NAME"))).toContain("Warning FailedGetResourceMetric failed to get cpu utilization: missing request for cpu in container main of Pod NAME");
    expect(statusOf(it, "bare")?.currentMetrics).toEqual([{ type: "" }]);
  });
  test("leaves alone what has no replicas", () => expect(reasons(it, "none")).toEqual(["AbleToScale True SucceededGetScale", "ScalingActive False ScalingDisabled"]));
  // Words as people report them of such clusters.
  test("does not follow two autoscalers of the same Pods", () => {
    const message = "pods by selector app=shared are controlled by multiple HPAs: [default/many default/shared]";
    expect(it.events("many").slice(-2)).toEqual([`Warning AmbiguousSelector ${message}`, `Warning FailedComputeMetricsReplicas ${message}`]);
    expect(reasons(it, "many")).toEqual(["AbleToScale True SucceededGetScale", "ScalingActive False AmbiguousSelector"]);
  });
  test("goes on as it would have where it is restored", () => {
    const again = createCluster(it.cluster.options, it.cluster.checkpoint());
    for (const each of [it.cluster, again]) each.runUntil(61_000);
    expect(again.digest()).toBe(it.cluster.digest());
  });
  test("scales to the least at once", () => expect(it.events("shared")).toContain("Normal SuccessfulRescale New size: 2; reason: Current number of replicas below Spec.MinReplicas"));
});

test("a cluster without metrics-server says that there are no metrics", () => {
  const it = world([]);
  deployment(it, "web", { cpu: "10m" });
  autoscaler(it, "web");
  it.cluster.runUntil(17_000);
  const missing = "unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)";
  expect(it.events("web").filter((line) => line.startsWith("Warning Failed"))).toEqual([
    `Warning FailedGetResourceMetric failed to get cpu utilization: ${missing}`,
    `Warning FailedComputeMetricsReplicas invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: failed to get cpu utilization: ${missing}`,
  ]);
  expect(reasons(it, "web")).toEqual(["AbleToScale True SucceededGetScale", "ScalingActive False FailedGetResourceMetric"]);
});
