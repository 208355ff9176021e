import { describe, expect, test } from "vitest";
import type { ScalingBehavior, ScalingRules } from "../../../api/autoscaling.ts";
import { NO_HISTORY, type History } from "./history.ts";
import { normalize, noteChange } from "./normalize.ts";

const NOW = Date.UTC(2026, 0, 1);
const ago = (seconds: number): number => NOW - seconds * 1000;
const recommended = (...all: readonly (readonly [replicas: number, secondsAgo: number])[]): History => ({ ...NO_HISTORY, recommendations: all.map(([replicas, seconds]) => ({ replicas, atMs: ago(seconds) })) });
const wish = (current: number, desired: number, behavior?: ScalingBehavior, max = 100) => ({ current, desired, min: 1, max, unixMs: NOW, ...(behavior && { behavior }) });

describe("without a behavior", () => {
  // Cases of TestConvertDesiredReplicasWithRules and TestNormalizeDesiredReplicas (pkg/controller/podautoscaler/horizontal_test.go).
  test.each<[what: string, current: number, desired: number, max: number, history: History, replicas: number, able: string, limited: string]>([
    ["as wished", 2, 3, 10, NO_HISTORY, 3, "ReadyForNewScale", "DesiredWithinRange"],
    ["no more than the maximum", 8, 20, 15, NO_HISTORY, 15, "ReadyForNewScale", "TooManyReplicas"],
    ["no more than twice as many", 5, 30, 100, NO_HISTORY, 10, "ReadyForNewScale", "ScaleUpLimit"],
    ["four at first", 1, 30, 100, NO_HISTORY, 4, "ReadyForNewScale", "ScaleUpLimit"],
    ["no fewer than the minimum", 3, 0, 10, NO_HISTORY, 1, "ReadyForNewScale", "TooFewReplicas"],
    ["the highest of five minutes", 10, 5, 100, recommended([9, 60], [7, 250], [20, 301]), 9, "ScaleDownStabilized", "DesiredWithinRange"],
  ])("%s", (_what, current, desired, max, history, replicas, able, limited) => {
    const verdict = normalize(wish(current, desired, undefined, max), history);
    expect([verdict.replicas, verdict.able.reason, verdict.limited.reason, verdict.limited.isLimited]).toEqual([replicas, able, limited, limited !== "DesiredWithinRange"]);
  });
  test("what is too old makes room for what is new", () => {
    expect(normalize(wish(5, 5), recommended([9, 301], [7, 250])).history.recommendations).toEqual([{ replicas: 5, atMs: NOW }, { replicas: 7, atMs: ago(250) }]);
  });
});

describe("with a behavior", () => {
  const up = (rules: Partial<ScalingRules>): ScalingBehavior => ({ scaleUp: { stabilizationWindowSeconds: 0, selectPolicy: "Max", policies: [], ...rules }, scaleDown: { selectPolicy: "Max", policies: [{ type: "Percent", value: 100, periodSeconds: 15 }] } });
  const down = (rules: Partial<ScalingRules>): ScalingBehavior => ({ ...up({}), scaleDown: { stabilizationWindowSeconds: 0, selectPolicy: "Max", policies: [], ...rules } });
  const pods = (value: number, periodSeconds = 60) => ({ type: "Pods", value, periodSeconds }) as const;
  const percent = (value: number, periodSeconds = 60) => ({ type: "Percent", value, periodSeconds }) as const;

  // Cases of TestScalingWithRules, TestConvertDesiredReplicasWithBehaviorRate and TestStoreScaleEvents (horizontal_test.go).
  test.each<[what: string, behavior: ScalingBehavior, current: number, desired: number, history: History, replicas: number, limited: string]>([
    ["so many Pods in a period", up({ policies: [pods(3)] }), 10, 20, NO_HISTORY, 13, "ScaleUpLimit"],
    ["so many percent, rounded up", up({ policies: [percent(15)] }), 5, 20, NO_HISTORY, 6, "ScaleUpLimit"],
    ["the larger of two", up({ policies: [pods(3), percent(200)] }), 5, 100, NO_HISTORY, 15, "ScaleUpLimit"],
    ["the smaller of two", up({ selectPolicy: "Min", policies: [pods(3), percent(200)] }), 5, 100, NO_HISTORY, 8, "ScaleUpLimit"],
    ["none where it is disabled", up({ selectPolicy: "Disabled", policies: [pods(3)] }), 5, 100, NO_HISTORY, 5, "ScaleUpLimit"],
    ["less what was added in the period", up({ policies: [pods(3)] }), 12, 20, { ...NO_HISTORY, ups: [{ change: 2, atMs: ago(30) }] }, 13, "ScaleUpLimit"],
    ["not what was added before it", up({ policies: [pods(3)] }), 12, 20, { ...NO_HISTORY, ups: [{ change: 2, atMs: ago(61) }] }, 15, "ScaleUpLimit"],
    ["so many Pods fewer", down({ policies: [pods(2)] }), 10, 1, NO_HISTORY, 8, "ScaleDownLimit"],
    ["so many percent fewer, rounded down", down({ policies: [percent(25)] }), 10, 1, NO_HISTORY, 7, "ScaleDownLimit"],
    ["the lesser change of two", down({ selectPolicy: "Min", policies: [pods(2), percent(50)] }), 10, 1, NO_HISTORY, 8, "ScaleDownLimit"],
    ["as wished", down({ policies: [percent(100)] }), 10, 4, NO_HISTORY, 4, "DesiredWithinRange"],
  ])("%s", (_what, behavior, current, desired, history, replicas, limited) => {
    const verdict = normalize(wish(current, desired, behavior), history);
    expect([verdict.replicas, verdict.limited.reason]).toEqual([replicas, limited]);
  });

  // Cases of TestNormalizeDesiredReplicasWithBehavior (horizontal_test.go).
  test.each<[what: string, behavior: ScalingBehavior, current: number, desired: number, history: History, replicas: number, able: string]>([
    ["the lowest of a window before it grows", up({ stabilizationWindowSeconds: 120, policies: [percent(1000)] }), 10, 30, recommended([20, 30], [15, 119], [12, 121]), 15, "ScaleUpStabilized"],
    ["the highest of a window before it shrinks", down({ stabilizationWindowSeconds: 120, policies: [percent(100)] }), 10, 3, recommended([4, 30], [6, 119], [9, 121]), 6, "ScaleDownStabilized"],
    ["five minutes where nothing is said", up({ policies: [percent(100)] }), 10, 3, recommended([8, 299]), 8, "ScaleDownStabilized"],
  ])("%s", (_what, behavior, current, desired, history, replicas, able) => {
    const verdict = normalize(wish(current, desired, behavior), history);
    expect([verdict.replicas, verdict.able.reason]).toEqual([replicas, able]);
  });

  test("changes are kept for as long as a policy asks for them", () => {
    const behavior = up({ policies: [pods(3, 60)] });
    const first = noteChange(NO_HISTORY, behavior, 3, 5, ago(90));
    expect(noteChange(first, behavior, 5, 8, NOW).ups).toEqual([{ change: 3, atMs: NOW }]);
    expect(noteChange(first, behavior, 5, 4, NOW)).toEqual({ ...first, downs: [{ change: 1, atMs: NOW }] });
    expect(noteChange(NO_HISTORY, undefined, 3, 5, NOW)).toBe(NO_HISTORY);
  });
});
