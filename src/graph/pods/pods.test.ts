import { describe, expect, test } from "vitest";
import type { Pod, Probe } from "../../api/types.ts";
import { podStatus } from "../../engine/apiserver/table/pod-status.ts";
import type { Clock, PodView, StepView, ViewModel } from "../model.ts";
import { createProjector } from "../create-projector.ts";
import { applied, playing } from "../test-world.ts";
import { podClock } from "./clocks.ts";
import { initCount, podGlyph } from "./glyph.ts";
import { namespaceViews } from "./namespaces.ts";
import { howOf, lampOf } from "./probes.ts";

const status = (phase: string, more: object = {}, metadata: object = {}): Pod =>
  ({ metadata: { name: "p", uid: "u", ...metadata }, spec: { containers: [{ name: "a" }], initContainers: [{ name: "i" }, { name: "j" }] }, status: { phase, ...more } }) as unknown as Pod;
const state = (state: object, ready = false) => ({ containerStatuses: [{ name: "a", ready, restartCount: 0, state }], conditions: [{ type: "Ready", status: ready ? "True" : "False" }, { type: "Initialized", status: "True" }] });
const init = (state: object) => ({ initContainerStatuses: [{ name: "i", ready: false, restartCount: 0, state }] });
const waiting = (reason: string) => ({ waiting: { reason } });
const crash: Clock = { what: "crashBackoff", fromMs: 0, untilMs: 10 };

describe("the glyph of what STATUS says", () => {
  test.each<[word: string, glyph: string, pod: Pod, clock?: Clock]>([
    ["Pending", "pending", status("Pending")],
    ["SchedulingGated", "gated", status("Pending", { conditions: [{ type: "PodScheduled", status: "False", reason: "SchedulingGated" }] })],
    ["ContainerCreating", "creating", status("Pending", state(waiting("ContainerCreating")))],
    ["PodInitializing", "initializing", status("Pending", state(waiting("PodInitializing")))],
    ["Init:0/2", "init", status("Pending", init({ running: {} }))],
    ["Init:Error", "error", status("Pending", init({ terminated: { exitCode: 1, reason: "Error" } }))],
    ["Init:CrashLoopBackOff", "crashLoop", status("Pending", init(waiting("CrashLoopBackOff")))],
    ["Init:ImagePullBackOff", "imagePull", status("Pending", init(waiting("ImagePullBackOff")))],
    ["Init:OOMKilled", "oomKilled", status("Pending", init({ terminated: { exitCode: 137, reason: "OOMKilled" } }))],
    ["Running", "notReady", status("Running", state({ running: {} }))],
    ["Running", "ready", status("Running", state({ running: {} }, true))],
    ["Completed", "completed", status("Succeeded", state({ terminated: { exitCode: 0, reason: "Completed" } }))],
    ["Error", "error", status("Failed", state({ terminated: { exitCode: 1, reason: "Error" } }))],
    ["Error", "crashLoop", status("Running", state({ terminated: { exitCode: 1, reason: "Error" } })), crash],
    ["ExitCode:3", "error", status("Failed", state({ terminated: { exitCode: 3 } }))],
    ["CrashLoopBackOff", "crashLoop", status("Running", state(waiting("CrashLoopBackOff"))), crash],
    ["ErrImagePull", "imagePull", status("Pending", state(waiting("ErrImagePull")))],
    ["ErrImageNeverPull", "imagePull", status("Pending", state(waiting("ErrImageNeverPull")))],
    ["InvalidImageName", "imagePull", status("Pending", state(waiting("InvalidImageName")))],
    ["OOMKilled", "oomKilled", status("Running", state({ terminated: { exitCode: 137, reason: "OOMKilled" } }))],
    ["CreateContainerConfigError", "error", status("Pending", state(waiting("CreateContainerConfigError")))],
    ["RunContainerError", "error", status("Pending", state(waiting("RunContainerError")))],
    ["Evicted", "evicted", status("Failed", { reason: "Evicted" })],
    ["DeadlineExceeded", "error", status("Failed", { reason: "DeadlineExceeded" })],
    ["Terminating", "terminating", status("Running", state({ running: {} }, true), { deletionTimestamp: "2026-01-01T00:00:00Z" })],
    ["Unknown", "unknown", status("Running", { reason: "NodeLost" }, { deletionTimestamp: "2026-01-01T00:00:00Z" })],
    ["Unknown", "unknown", status("Unknown")],
  ])("%s: %s", (word, glyph, pod, clock) => {
    expect(podStatus(pod).reason).toBe(word);
    expect(podGlyph(pod, word, clock)).toBe(glyph);
  });

  test("Init:n/m as a pair", () => expect([initCount("Init:1/2"), initCount("Init:Error"), initCount("Running")]).toEqual([{ done: 1, of: 2 }, undefined, undefined]));
});

test("of the clocks of a pod the end goes before a wait, the wait that is over first before the others", () => {
  const clock = (what: Clock["what"], untilMs: number): Clock => ({ what, fromMs: 0, untilMs });
  expect(podClock([])).toBeUndefined();
  expect(podClock([clock("pull", 1), clock("crashBackoff", 9), clock("crashBackoff", 5)])).toEqual(clock("crashBackoff", 5));
  expect(podClock([clock("crashBackoff", 5), clock("grace", 30), clock("grace", 60)])).toEqual(clock("grace", 60));
});

describe("a probe", () => {
  const probe = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
  test.each([
    [{ exec: { command: ["cat", "/tmp/healthy"] } }, "exec", "cat /tmp/healthy"],
    [{ httpGet: { path: "/healthz", port: 8080 } }, "httpGet", "/healthz :8080"],
    [{ httpGet: { port: "http", scheme: "HTTPS", host: "example" } }, "httpGet", "https / example:http"],
    [{ tcpSocket: { port: 80 } }, "tcpSocket", ":80"],
    [{ grpc: { port: 9000, service: "health" } }, "grpc", ":9000 health"],
  ])("%j asks %s %s", (handler, how, asks) => expect(howOf({ ...probe, ...handler } as Probe)).toEqual({ how, asks }));

  const answered = (result: "success" | "failure" | "error", inARow: number, verdict: string, containerId = "c") =>
    ({ containerId: "c", result: verdict, answer: { containerId, result, output: "", atMs: 1, inARow } }) as never;
  test.each([
    ["no answer yet", { containerId: "c", answer: null } as never, "delay"],
    ["an answer about the instance before", answered("failure", 3, "success", "b"), "delay"],
    ["success", answered("success", 1, "success"), "passing"],
    ["success below its threshold", answered("success", 1, "failure"), "passing"],
    ["failure below the threshold", answered("failure", 2, "success"), "failing"],
    ["never ready, and failed once", answered("failure", 1, "failure"), "failing"],
    ["failure at the threshold", answered("failure", 3, "failure"), "failed"],
    ["an error", answered("error", 0, "success"), "unknown"],
  ])("%s", (_words, worker, lamp) => expect(lampOf(worker, probe)).toBe(lamp));
});

describe("Linux namespaces", () => {
  test.each([
    [{}, "shared shared shared private private host private host"],
    [{ shareProcessNamespace: true }, "shared shared shared shared private host private host"],
    [{ hostNetwork: true }, "host shared host private private host private host"],
    [{ hostPID: true, hostIPC: true }, "shared host shared host private host private host"],
    [{ hostUsers: false }, "shared shared shared private private shared private host"],
  ])("of %j: net ipc uts pid mnt user cgroup time are %s", (spec, scopes) => {
    const views = namespaceViews(spec as never);
    expect(views.map(({ name }) => name).join(" ")).toBe("net ipc uts pid mnt user cgroup time");
    expect(views.map(({ scope }) => scope).join(" ")).toBe(scopes);
  });
  test("the field that decides, and what is written there", () => {
    const pid = (spec: object) => namespaceViews(spec as never).find(({ name }) => name === "pid");
    expect(pid({ shareProcessNamespace: false })).toMatchObject({ field: "spec.shareProcessNamespace", value: "false" });
    expect(pid({ hostPID: true })).toMatchObject({ field: "spec.hostPID", value: "true" });
    expect(pid({})).toMatchObject({ field: "spec.shareProcessNamespace", value: "" });
  });
});

const manifest = (containers: string, more = ""): string => `{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {${more}containers: [${containers}]}}`;
const podIn = (model: ViewModel): PodView => [...model.values()].find((entity) => entity.kind === "pod")!;
const short = ({ name, state, detail }: StepView): string => `${name} ${state}${detail === undefined ? "" : ` ${detail}`}`;

describe("the seven steps", () => {
  /** Every set of steps that is seen on the way, in short. */
  function stepsOf(file: string, untilMs = 20_000): readonly string[] {
    const scenario = applied(file);
    const cluster = playing(scenario);
    const projector = createProjector(cluster, scenario);
    const seen: string[] = [];
    for (let next = cluster.nextOccurrenceAt(); next !== undefined && next <= untilMs; next = cluster.nextOccurrenceAt()) {
      cluster.runUntil(next);
      projector.look();
      const pod = [...projector.model.values()].find((entity) => entity.kind === "pod");
      const steps = pod && pod.steps.map(({ name, state }) => `${name[0]}${name[1]}:${state}`).join(" ");
      if (steps !== undefined && seen.at(-1) !== steps) seen.push(steps);
    }
    return seen;
  }

  test("one after the other, up to Running", () =>
    expect(stepsOf(manifest("{name: a, image: 'busybox:1.36', command: [sleep, '60']}"))).toEqual([
      "sc:todo vo:todo sa:todo ad:todo pu:todo cr:todo st:todo",
      "sc:done vo:todo sa:todo ad:todo pu:todo cr:todo st:todo",
      "sc:done vo:now sa:todo ad:todo pu:todo cr:todo st:todo",
      "sc:done vo:done sa:now ad:todo pu:todo cr:todo st:todo",
      "sc:done vo:done sa:done ad:done pu:now cr:todo st:todo",
      "sc:done vo:done sa:done ad:done pu:done cr:now st:todo",
      "sc:done vo:done sa:done ad:done pu:done cr:done st:now",
      "sc:done vo:done sa:done ad:done pu:done cr:done st:done",
    ]));

  /** How a pod stands at an instant. */
  function at(file: string, atMs: number, lines: Parameters<typeof applied>[1] = []): PodView {
    const scenario = applied(file, lines);
    const cluster = playing(scenario);
    const projector = createProjector(cluster, scenario);
    cluster.runUntil(atMs);
    projector.look();
    return podIn(projector.model);
  }
  const sleeper = "{name: a, image: 'busybox:1.36', command: [sleep, '600']}";

  test.each<[words: string, file: string, atMs: number, step: string]>([
    ["no node fits", manifest(sleeper, "nodeSelector: {disk: ssd}, "), 2000, "schedule failed Unschedulable"],
    ["gated", manifest(sleeper, "schedulingGates: [{name: example.com/x}], "), 2000, "schedule todo SchedulingGated"],
    ["a ConfigMap is missing", manifest("{name: a, image: busybox, volumeMounts: [{name: v, mountPath: /v}]}", "volumes: [{name: v, configMap: {name: none}}], "), 3000, "volumes failed FailedMount"],
    ["no such tag", manifest("{name: a, image: 'nginx:nosuchtag'}"), 9000, "pull failed ImagePullBackOff"],
    ["not pulled", manifest("{name: a, image: 'nginx:1.25', imagePullPolicy: Never}"), 3000, "pull failed ErrImageNeverPull"],
    ["a key is missing", manifest("{name: a, image: 'busybox:1.36', env: [{name: X, valueFrom: {configMapKeyRef: {name: none, key: k}}}]}"), 3000, "create failed CreateContainerConfigError"],
    ["no such command", manifest("{name: a, image: 'busybox:1.36', command: [nope]}"), 3000, "start failed StartError"],
  ])("%s", (_words, file, atMs, step) => expect(at(file, atMs).steps.map(short)).toContain(step));

  test("the scheduler's verdict stands with the pod that it did not place", () =>
    expect(at(manifest(sleeper, "nodeSelector: {disk: ssd}, "), 2000)).toMatchObject({ node: "", verdict: expect.stringMatching(/^0\/2 nodes are available: 2 node\(s\) didn't match/) as string }));

  test("a pull shows from when until when, and so does the clock of the container", () => {
    const pod = at(manifest("{name: a, image: 'nginx:1.25'}"), 520);
    const pull = pod.steps.find(({ name }) => name === "pull")!;
    expect(pull).toMatchObject({ state: "now", detail: "nginx:1.25" });
    expect(pull.untilMs!).toBeGreaterThan(pull.atMs!);
    expect(pod.clock).toEqual({ what: "pull", fromMs: pull.atMs, untilMs: pull.untilMs, container: "a" });
    const { layers = [] } = pod.containers[0]!;
    expect(layers.length).toBeGreaterThan(1);
    expect(layers.at(-1)?.untilMs).toBe(pull.untilMs);
    expect(layers.every(({ fromMs, untilMs }, index) => untilMs > fromMs && fromMs === (layers[index - 1]?.untilMs ?? fromMs))).toBe(true);
    expect(at(manifest("{name: a, image: 'nginx:1.25'}"), pull.untilMs!).steps.find(({ name }) => name === "pull")?.state).toBe("done");
  });

  test("a stopping container: preStop first, then TERM, KILL at the end of the grace period", () => {
    const hooked = manifest("{name: a, image: 'busybox:1.36', command: [sleep, '600'], lifecycle: {preStop: {sleep: {seconds: 4}}}}", "terminationGracePeriodSeconds: 10, ");
    const deleted = [{ at: "3s", run: "kubectl delete pod p --wait=false" }];
    const first = at(hooked, 5000, deleted).containers[0]!;
    expect(first.stopping?.step).toBe("preStop");
    const atMs = first.stopping!.atMs;
    expect(first.stopping!.killAtMs).toBe(atMs + 10_000);
    const then = at(hooked, 9000, deleted);
    expect(then.containers[0]!.stopping).toEqual({ step: "term", atMs: atMs + 4000, killAtMs: atMs + 10_000 });
    expect(then).toMatchObject({ status: "Terminating", glyph: "terminating", clock: { what: "grace", fromMs: atMs, untilMs: atMs + 10_000, container: "a" } });
  });

  test("a crash loop: the wait runs from the exit, and is over when the kubelet tries again", () => {
    const file = manifest("{name: a, image: 'busybox:1.36', command: [sh, -c, 'exit 3']}");
    const crashing = at(file, 6000);
    expect(crashing.glyph).toBe("crashLoop");
    const { clock, exitCode, finishedAtMs } = crashing.containers[0]!;
    expect([exitCode, clock?.what, clock?.fromMs]).toEqual([3, "crashBackoff", finishedAtMs]);
    expect(clock!.untilMs).toBeGreaterThanOrEqual(clock!.fromMs + 10_000);
    expect(at(file, clock!.untilMs - 1)).toMatchObject({ restarts: crashing.restarts, glyph: "crashLoop", clock });
    expect(at(file, clock!.untilMs + 300).restarts).toBe(crashing.restarts + 1);
  });

  test("while the startup probe runs the others are gated, and afterwards it is on hold", () => {
    const probe = "exec: {command: [test, -f, /tmp/up]}, periodSeconds: 1, failureThreshold: 30";
    const file = manifest(`{name: a, image: 'busybox:1.36', command: [sh, -c, 'sleep 5; touch /tmp/up; sleep 600'], startupProbe: {${probe}}, livenessProbe: {${probe}}, readinessProbe: {${probe}}}`);
    const lamps = (pod: PodView) => pod.containers[0]!.probes.map(({ type, state: lamp, onHold }) => `${type} ${lamp}${onHold ? " on hold" : ""}`);
    expect(lamps(at(file, 300))).toEqual(["startup off", "liveness off", "readiness off"]);
    expect(lamps(at(file, 4000))).toEqual(["startup failing", "liveness gated", "readiness gated"]);
    expect(lamps(at(file, 9000))).toEqual(["startup passing on hold", "liveness passing", "readiness passing"]);
  });

  test("the next probe is due when the lamp says so", () => {
    const file = manifest("{name: a, image: 'nginx:1.25', readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 3}}");
    for (const atMs of [3000, 5000, 7777]) {
      const { nextAtMs, last } = at(file, atMs).containers[0]!.probes[0]!;
      expect(nextAtMs).toBeGreaterThan(atMs);
      expect(at(file, nextAtMs! - 1).containers[0]!.probes[0]!.last).toEqual(last);
      expect(at(file, nextAtMs! + 50).containers[0]!.probes[0]!.last!.atMs).toBeGreaterThanOrEqual(nextAtMs!);
    }
  });

  test("containers, mounts, ports and limits as they are written, init containers first", () => {
    const container = "{name: web, image: 'nginx:1.25', ports: [{containerPort: 80, name: http}], volumeMounts: [{name: v, mountPath: /v, subPath: s, readOnly: true}], resources: {limits: {cpu: 500m, memory: 64Mi}}}";
    const pod = at(manifest(container, "initContainers: [{name: side, image: busybox, restartPolicy: Always, command: [sleep, '900']}, {name: once, image: busybox}], volumes: [{name: v, emptyDir: {medium: Memory}}], "), 9000);
    expect(pod.containers.map(({ name, role }) => `${name} ${role}`)).toEqual(["side sidecar", "once init", "web regular"]);
    expect(pod.containers[2]).toMatchObject({ ports: [{ port: 80, protocol: "TCP", name: "http", hostPort: 0 }], limits: { cpu: "500m", memory: "64Mi" } });
    expect(pod.containers[2]!.mounts[0]).toEqual({ volume: "v", path: "/v", subPath: "s", readOnly: true });
    expect(pod.volumes[0]).toEqual({ name: "v", type: "emptyDir", source: "Memory", mounted: true });
  });
});

