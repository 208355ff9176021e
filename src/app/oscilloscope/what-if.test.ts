import { describe, expect, test } from "vitest";
import type { ProbeTrack } from "../../worker/protocol.ts";
import { canCount, count, outOfService, type Figures } from "./what-if.ts";

const was: Figures = { initialDelaySeconds: 0, periodSeconds: 5, timeoutSeconds: 1, successThreshold: 1, failureThreshold: 3 };
const lives = [{ id: "a", container: "app", startedAtMs: 0 }, { id: "b", container: "app", startedAtMs: 60_000 }];

/** "+" succeeded, "-" failed, "t" was cut off, "e" without a result; one every 5 s from 5 s on. A capital K: failed, and the kubelet stopped the container. "|": a new container. */
function track(answers: string, probe: ProbeTrack["probe"] = "liveness", tookMs = 10): ProbeTrack {
  let [life, at] = ["a", 0];
  const attempts = [...answers].flatMap((answer): ProbeTrack["attempts"] => {
    if (answer === "|") {
      [life, at] = ["b", 60_000];
      return [];
    }
    at += 5_000;
    const result = answer === "+" ? "success" : answer === "e" ? "unknown" : "failure";
    return [{ startedAtMs: at, atMs: at + (answer === "t" ? 1_000 : tookMs), result, output: "", life, inARow: 0, threshold: 0, verdict: answer === "K" ? "failure" : "success", changed: answer === "K" }];
  });
  return { container: "app", probe, anchorMs: 0, attempts };
}

const counted = (answers: string, figures: Partial<Figures>, probe?: ProbeTrack["probe"], tookMs?: number) => count(track(answers, probe, tookMs), lives, was, { ...was, ...figures });

/** The rules: reference/probes, 3 and 5. */
describe("the recorded answers of a liveness probe, counted with other figures", () => {
  test.each<[string, string, Partial<Figures>, { restarts?: number[]; end?: unknown }]>([
    ["as they were: the same restart", "+--K", {}, { restarts: [20_010] }],
    ["a lower threshold restarts earlier, and what came after is not known", "+--K", { failureThreshold: 1 }, { restarts: [10_010], end: { why: "earlier", atMs: 10_010 } }],
    ["a higher one does not restart there: two more would have to fail", "+--K", { failureThreshold: 5 }, { restarts: [], end: { why: "livesOn", atMs: 20_010, inARow: 3, soonestMs: 30_010 } }],
    ["a success between begins the row anew", "--+-", { failureThreshold: 2 }, { restarts: [10_010], end: { why: "earlier", atMs: 10_010 } }],
    ["a threshold that was never met", "--+-+", {}, { restarts: [] }],
    ["without a result nothing is counted", "-e-K", {}, { restarts: [20_010] }],
    ["the next container is counted from its own answers", "+--K|+--K", {}, { restarts: [20_010, 80_010] }],
    ["twice the period: every second tick", "+--K", { periodSeconds: 10 }, { restarts: [], end: { why: "livesOn", atMs: 20_010, inARow: 2, soonestMs: 30_010 } }],
    ["a later begin leaves out the first answers", "--K", { initialDelaySeconds: 12 }, { restarts: [], end: { why: "livesOn", atMs: 15_010, inARow: 1, soonestMs: 25_010 } }],
    ["more time for an answer that was cut off: not known", "+t-K", { timeoutSeconds: 2 }, { restarts: [], end: { why: "cutOff", atMs: 11_000 } }],
  ])("%s", (_, answers, figures, expected) => expect(counted(answers, figures)).toMatchObject(expected));

  test("less time than an answer took: it failed", () => expect(counted("+++", { timeoutSeconds: 1 }, "liveness", 1_500).counts.map(({ run }) => run)).toEqual([-1, -2, -3]));
  test("nothing ends the count where the record tells all", () => expect(counted("+-+-+", {}).end).toBeUndefined());
  test("only what had come by then is counted", () => expect(count(track("+--K"), lives, was, { ...was, failureThreshold: 1 }, 9_000).restarts).toEqual([]));
});

describe("of a readiness probe", () => {
  const verdicts = (answers: string, figures: Partial<Figures>) => counted(answers, figures, "readiness").verdicts.map(({ verdict, atMs }) => `${verdict} ${atMs}`);
  test.each<[string, string, Partial<Figures>, readonly string[]]>([
    ["not ready until the first success", "-+", {}, ["failure 0", "success 10010"]],
    ["two successes in a row", "+-++", { successThreshold: 2 }, ["failure 0", "success 20010"]],
    ["out after one failure, in again after one success", "+-+", { failureThreshold: 1 }, ["failure 0", "success 5010", "failure 10010", "success 15010"]],
    ["a threshold not met: it stays in", "+--+", {}, ["failure 0", "success 5010"]],
    ["a new container begins not ready", "+|+", {}, ["failure 0", "success 5010", "failure 60000", "success 65010"]],
  ])("%s", (_, answers, figures, expected) => expect(verdicts(answers, figures)).toEqual(expected));

  test("how long it was out", () => expect(outOfService(counted("+-+", { failureThreshold: 1 }, "readiness"), 20_000)).toEqual({ ms: 10_010, times: 2 }));
});

test.each<[Parameters<typeof canCount>[0], number, boolean]>([
  ["failureThreshold", 1, true], ["failureThreshold", 0, false], ["successThreshold", 2, false],
  ["periodSeconds", 10, true], ["periodSeconds", 7, false], ["periodSeconds", 2, false], ["initialDelaySeconds", 3, true], ["initialDelaySeconds", -1, false],
])("%s %s can be counted from the record of a liveness probe: %s", (figure, value, expected) => expect(canCount(figure, value, was, { probe: "liveness", anchorMs: 0 })).toBe(expected));
