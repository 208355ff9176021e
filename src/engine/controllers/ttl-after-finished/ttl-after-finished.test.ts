import { describe, expect, test } from "vitest";
import type { Job } from "../../../api/batch.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Work } from "../manager/controller.ts";
import { fakeApi } from "../testing/fake-api.ts";
import { ttlAfterFinishedController } from "./ttl-after-finished.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const job = (finished: "Complete" | "Failed" | undefined, ago: number, ttl: number | undefined, leaving = false): Job =>
  ({
    apiVersion: "batch/v1", kind: "Job", metadata: { name: "j", namespace: "default", uid: "u", resourceVersion: "1", creationTimestamp: rfc3339(NOW - 3600_000), ...(leaving && { deletionTimestamp: rfc3339(NOW), finalizers: ["x"] }) },
    spec: { ...(ttl !== undefined && { ttlSecondsAfterFinished: ttl }) },
    status: { ...(finished && { conditions: [{ type: finished, status: "True", lastTransitionTime: rfc3339(NOW - ago * 1000) }] }) },
  }) as unknown as Job;

// Counterparts of TestTimeLeft (pkg/controller/ttlafterfinished/ttlafterfinished_controller_test.go) and of processJob (same folder).
describe("a Job", () => {
  test.each<{ what: string; job: Job; deleted: boolean; again?: number }>([
    { what: "that has not ended stays", job: job(undefined, 0, 0), deleted: false },
    { what: "without a time to live stays", job: job("Complete", 100, undefined), deleted: false },
    { what: "whose time is not over stays until then", job: job("Complete", 5, 15), deleted: false, again: 10_000 },
    { what: "that has just ended stays its whole time", job: job("Complete", 0, 10), deleted: false, again: 10_000 },
    { what: "that has just failed stays its whole time", job: job("Failed", 0, 10), deleted: false, again: 10_000 },
    { what: "that failed stays until its time is over", job: job("Failed", 10, 15), deleted: false, again: 5_000 },
    { what: "that failed and may live no time goes", job: job("Failed", 0, 0), deleted: true },
    { what: "that failed without a time to live stays", job: job("Failed", 0, undefined), deleted: false },
    { what: "whose time is just over goes", job: job("Complete", 15, 15), deleted: true },
    { what: "whose time is long over goes", job: job("Complete", 1000, 15), deleted: true },
    { what: "that may live no time goes", job: job("Complete", 0, 0), deleted: true },
    { what: "that failed goes as well", job: job("Failed", 20, 15), deleted: true },
    { what: "on its way out is left alone", job: job("Complete", 20, 15, true), deleted: false },
  ])("$what", ({ job: of, deleted, again }) => {
    const api = fakeApi({ jobs: [of] });
    const input = ttlAfterFinishedController.gather("default/j", { caches: { get: () => of }, unixMs: NOW } as never);
    if (input) api.run(ttlAfterFinishedController.work(input) as Work);
    expect(api.wrote).toEqual(deleted ? ["delete jobs j Foreground"] : []);
    expect(api.asks.flatMap((ask) => ("after" in ask ? [ask.after] : []))).toEqual(again === undefined ? [] : [again]);
  });
  test("that lives longer by now is asked for once more before it goes", () => {
    const api = fakeApi({ jobs: [job("Complete", 20, 60)] });
    const input = ttlAfterFinishedController.gather("default/j", { caches: { get: () => job("Complete", 20, 15) }, unixMs: NOW } as never);
    api.run(ttlAfterFinishedController.work(input) as Work);
    expect(api.wrote).toEqual([]);
  });
});
