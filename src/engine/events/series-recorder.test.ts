import { expect, test } from "vitest";
import type { Pod } from "../../api/types.ts";
import type { ApiClient, ApiRequest } from "../apiserver/request.ts";
import type { Payload } from "../simulation/payload.ts";
import { Simulation } from "../simulation/simulation.ts";
import { createSeriesRecorder, newSeriesRecorderState, type SeriesRecorderPayload } from "./series-recorder.ts";

const pod = (resourceVersion = "7"): Pod =>
  ({ apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "default", uid: "u-1", resourceVersion, creationTimestamp: "" } }) as unknown as Pod;

function recording(answer: (request: ApiRequest) => number = () => 200) {
  const simulation = new Simulation({ seed: 1, startsAtMs: 1_767_225_600_000, bootAtMs: 0, journal: "off", freeze: true });
  const written: string[] = [];
  const client: ApiClient = {
    send(request, reply) {
      const { series } = request.body as { series?: { count: number } };
      const code = answer(request);
      written.push(`${simulation.now / 1000} ${request.verb} ${series?.count ?? "-"} ${code}`);
      if (reply) simulation.schedule(simulation.now, { ...reply, response: { code, body: {}, warnings: [] } } as Payload);
    },
    watch() {},
    unwatch() {},
  };
  const state = newSeriesRecorderState();
  const recorder = createSeriesRecorder({
    kernel: simulation, state, client, reportingComponent: "default-scheduler", reportingInstance: "default-scheduler-x", userAgent: "kube-scheduler",
  });
  simulation.dispatch = (payload) => recorder.handle(payload as SeriesRecorderPayload);
  const record = (seconds: number, note = "no room", subject = pod()) => {
    simulation.run(seconds * 1000);
    recorder.record(subject, { type: "Warning", reason: "FailedScheduling", action: "Scheduling", note });
  };
  return { simulation, state, written, record, runTo: (seconds: number) => simulation.run(seconds * 1000) };
}

test("the first is created, the second begins a series, further ones are only counted", () => {
  const { record, written, runTo } = recording();
  [1, 2, 3, 4].forEach((seconds) => record(seconds));
  runTo(10);
  expect(written).toEqual(["1 create - 200", "2 patch 2 200"]);
});

test("another note does not make another event, another version of the object does", () => {
  const { record, written, runTo } = recording();
  record(1);
  record(2, "still no room");
  record(3, "no room", pod("8"));
  runTo(10);
  expect(written).toEqual(["1 create - 200", "2 patch 2 200", "3 create - 200"]);
});

test("a series that was not seen for 6 minutes ends with its final count, at the next look", () => {
  const { record, written, state, runTo } = recording();
  [1, 2, 3, 4].forEach((seconds) => record(seconds));
  runTo(719);
  expect(written).toHaveLength(2);
  runTo(721);
  expect(written.at(-1)).toBe("720 patch 4 200");
  expect(state.cache.size).toBe(0);
});

test("an event that stayed alone is forgotten, so that the next is new", () => {
  const { record, written, runTo } = recording();
  record(1);
  runTo(730);
  record(731);
  expect(written).toEqual(["1 create - 200", "731 create - 200"]);
});

test("nothing is looked at while nothing is remembered", () => {
  const { record, simulation, runTo } = recording();
  record(1);
  runTo(2000);
  expect(simulation.nextAt).toBeUndefined();
});

test("a series whose event has gone is made anew", () => {
  const { record, written, runTo } = recording((request) => (request.verb === "patch" ? 404 : 200));
  record(1);
  record(2);
  runTo(10);
  expect(written).toEqual(["1 create - 200", "2 patch 2 404", "2 create 2 200"]);
});
