import { describe, expect, test } from "vitest";
import type { Pod } from "../../api/types.ts";
import type { ApiClient, ApiRequest } from "../apiserver/request.ts";
import type { Payload } from "../simulation/payload.ts";
import { Simulation } from "../simulation/simulation.ts";
import { createEventRecorder, newEventRecorderState, type EventRecorderPayload } from "./recorder.ts";

const START_MS = 1_767_225_600_000;
const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "default", uid: "u-1", resourceVersion: "7", creationTimestamp: "2026-01-01T00:00:00Z" },
} as Pod;

interface Written {
  readonly at: number;
  readonly verb: string;
  readonly name: string;
  readonly count: number;
  readonly message: string;
  readonly request: ApiRequest;
}

function recording({ answer = () => 200, delayMs = 0 }: { answer?: (request: ApiRequest) => number; delayMs?: number } = {}) {
  const simulation = new Simulation({ seed: 1, startsAtMs: START_MS, bootAtMs: 0, journal: "off", freeze: true });
  const written: Written[] = [];
  const client: ApiClient = {
    send(request, reply) {
      const body = request.body as { count: number; message: string; metadata?: { name: string } };
      const name = request.name ?? body.metadata?.name ?? "";
      const code = answer(request);
      if (code < 400) written.push({ at: simulation.now, verb: request.verb, name, count: body.count, message: body.message, request });
      const stored = { involvedObject: {}, ...body, metadata: { name } };
      if (reply) simulation.schedule(simulation.now + delayMs, { ...reply, response: { code, body: stored, warnings: [] } } as Payload);
    },
    watch() {},
    unwatch() {},
  };
  const recorder = createEventRecorder({ kernel: simulation, state: newEventRecorderState(), client, component: "kubelet", host: "worker-1" });
  simulation.dispatch = (payload) => recorder.handle(payload as EventRecorderPayload);
  const at = (ms: number) => simulation.run(ms);
  return { recorder, written, at, seen: () => written.map(({ verb, count, message }) => `${verb} ${count} ${message}`) };
}

test("the first event is created whole, as client-go writes it", () => {
  const { recorder, written, at } = recording();
  at(1234);
  recorder.event(pod, "Normal", "Pulling", 'Pulling image "nginx"', "spec.containers{app}");
  expect(written[0]?.request).toMatchObject({ verb: "create", group: "", version: "v1", resource: "events", namespace: "default", userAgent: "kubelet" });
  expect(written[0]?.request.body).toEqual({
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: expect.stringMatching(/^web\.[0-9a-f]{16}$/), namespace: "default" },
    involvedObject: { apiVersion: "v1", kind: "Pod", namespace: "default", name: "web", uid: "u-1", resourceVersion: "7", fieldPath: "spec.containers{app}" },
    reason: "Pulling",
    message: 'Pulling image "nginx"',
    source: { component: "kubelet", host: "worker-1" },
    firstTimestamp: "2026-01-01T00:00:01Z",
    lastTimestamp: "2026-01-01T00:00:01Z",
    count: 1,
    type: "Normal",
    eventTime: null,
    reportingComponent: "kubelet",
    reportingInstance: "worker-1",
  });
});

test("an event's name is the object's and the nanoseconds in hexadecimal", () => {
  const { recorder, written, at } = recording();
  at(1234);
  recorder.event(pod, "Normal", "A", "a");
  const nanoseconds = BigInt(`0x${written[0]?.name.split(".")[1] ?? "0"}`);
  expect(nanoseconds / 1_000_000n).toBe(BigInt(START_MS + 1234));
});

test("what is about no namespace stands in `default`", () => {
  const { recorder, written } = recording();
  recorder.event({ kind: "Node", name: "worker-1", uid: "worker-1" }, "Normal", "NodeReady", "Node worker-1 status is now: NodeReady");
  expect(written[0]?.request).toMatchObject({ namespace: "default", body: { involvedObject: { kind: "Node", name: "worker-1", uid: "worker-1" } } });
});

describe("repetitions", () => {
  test("count up the event that is there", () => {
    const { recorder, written, seen, at } = recording();
    for (const s of [1, 2, 3]) {
      at(s * 1000);
      recorder.event(pod, "Normal", "BackOff", "again");
    }
    at(4000);
    expect(seen()).toEqual(["create 1 again", "patch 2 again", "patch 3 again"]);
    expect(new Set(written.map(({ name }) => name)).size).toBe(1);
    expect(written[2]?.request).toMatchObject({ patchType: "strategic", body: { count: 3, lastTimestamp: "2026-01-01T00:00:03Z", message: "again" } });
  });

  test.each([
    { of: "another message", event: { message: "b" } },
    { of: "another reason", event: { reason: "Other" } },
    { of: "another type", event: { type: "Warning" as const } },
    { of: "another container", event: { fieldPath: "spec.containers{b}" } },
  ])("with $of are events of their own", ({ event }) => {
    const { recorder, seen, at } = recording();
    const { type = "Normal", reason = "R", message = "a", fieldPath = "spec.containers{a}" }: { type?: "Normal" | "Warning"; reason?: string; message?: string; fieldPath?: string } = event;
    recorder.event(pod, "Normal", "R", "a", "spec.containers{a}");
    recorder.event(pod, type, reason, message, fieldPath);
    at(1);
    expect(seen()).toEqual(["create 1 a", `create 1 ${message}`]);
  });

  test("make the event anew when it has gone", () => {
    const { recorder, seen, at } = recording({ answer: (request) => (request.verb === "patch" ? 404 : 200) });
    recorder.event(pod, "Normal", "R", "a");
    at(1000);
    recorder.event(pod, "Normal", "R", "a");
    at(2000);
    expect(seen()).toEqual(["create 1 a", "create 2 a"]);
  });

  // As a v1.36.3 cluster did it: after nine different messages within ten minutes, one event stands for all that follow.
  test("that differ in their message only are combined from the tenth on", () => {
    const { recorder, written, seen, at } = recording();
    for (let i = 1; i <= 12; i += 1) {
      at(i * 1000);
      recorder.event(pod, "Normal", "ScalingReplicaSet", `scaled ${i}`);
    }
    at(20_000);
    expect(seen().slice(8)).toEqual([
      "create 1 scaled 9",
      "create 1 (combined from similar events): scaled 10",
      "patch 2 (combined from similar events): scaled 11",
      "patch 3 (combined from similar events): scaled 12",
    ]);
    expect(written[9]?.request.body).toMatchObject({ reportingComponent: "", reportingInstance: "", source: { component: "kubelet", host: "worker-1" } });
  });

  test("that come more than ten minutes apart are not combined", () => {
    const { recorder, seen, at } = recording();
    for (let i = 1; i <= 12; i += 1) {
      at(i * 601_000);
      recorder.event(pod, "Normal", "ScalingReplicaSet", `scaled ${i}`);
    }
    at(10_000_000);
    expect(seen().every((line) => !line.includes("combined"))).toBe(true);
  });
});

// The pulls of an unknown tag on a v1.36.3 cluster: Warnings stop after 25 and one more comes at 309.7 s; Normal events have an allowance of their own.
test("an object has 25 events of a type at once, then one more every five minutes; what was kept back has been counted", () => {
  const pulls = [0.62, 13.72, 36.72, 81.73, 166.72];
  const backOffs = [1.34, 25.72, 51.72, 66.73, 95.72, 107.72, 122.72, 136.72, 151.72, 177.72, 192.72, 205.72, 217.72, 230.73, 242.72, 255.75, 267.72, 280.72, 295.72, 309.72, 321.72];
  const { recorder, written, at } = recording();
  for (const seconds of [...pulls, ...backOffs].sort((a, b) => a - b)) {
    at(Math.round(seconds * 1000));
    if (pulls.includes(seconds)) {
      recorder.event(pod, "Normal", "Pulling", "pulling");
      recorder.event(pod, "Warning", "Failed", "cause");
      recorder.event(pod, "Warning", "Failed", "Error: ErrImagePull");
    } else {
      recorder.event(pod, "Normal", "BackOff", "back-off");
      recorder.event(pod, "Warning", "Failed", "Error: ImagePullBackOff");
    }
  }
  at(330_000);
  const counts = (message: string) => written.filter((w) => w.message === message).map(({ count }) => count);
  expect(counts("back-off")).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
  expect(counts("Error: ImagePullBackOff")).toEqual([...Array.from({ length: 15 }, (_, i) => i + 1), 20]);
  expect(counts("pulling")).toEqual([1, 2, 3, 4, 5]);
});

test("events go out one at a time, each after the answer to the one before", () => {
  const { recorder, written, at } = recording({ delayMs: 5 });
  for (const message of ["a", "b", "c"]) recorder.event(pod, "Normal", "R", message);
  at(100);
  expect(written.map(({ at: time, message }) => [time, message])).toEqual([[0, "a"], [5, "b"], [10, "c"]]);
});

test("what exceeds a thousand waiting events is dropped", () => {
  const { recorder, written, at } = recording({ delayMs: 1 });
  for (let i = 0; i < 1500; i += 1) recorder.event({ kind: "Pod", namespace: "default", name: `p-${i}`, uid: `u-${i}` }, "Normal", "R", "a");
  at(5000);
  expect(written).toHaveLength(1001);
});
