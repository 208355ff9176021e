import { expect, test } from "vitest";
import type { Claim } from "../../scenario/scenario.ts";
import { openCluster } from "../cluster-world.ts";
import { smallScenario } from "../test-scenario.ts";

const claim = (kind: string, name: string, holds: Claim["holds"], namespace = "default"): Claim => ({ namespace, kind, name, holds });

function worldAt(atMs: number, line: string): ReturnType<typeof openCluster> {
  const world = openCluster({ ...smallScenario(), inputs: [{ when: { atMs: 0 }, action: { type: "run", line } }] });
  while (world.nowMs < atMs || !world.whole) if (world.step(atMs, 1_000) === 0 && world.whole) break;
  return world;
}

test("claims are looked at one by one, as the cluster stands", () => {
  const world = worldAt(10_000, "kubectl run web --image=nginx");
  const claims: readonly Claim[] = [
    claim("pod", "web", { type: "equals", jsonpath: "{.status.phase}", text: "Running" }),
    claim("po", "web", { type: "matches", jsonpath: "{.spec.containers[*].image}", pattern: "^ngi" }),
    claim("pods", "web", { type: "equals", jsonpath: "{.metadata.labels.nothing}", text: "" }),
    claim("pod", "web", { type: "absent" }),
    claim("pod", "other", { type: "absent" }),
    claim("pod", "web", { type: "present" }, "kube-system"),
    claim("node", "worker-1", { type: "present" }, "kube-system"),
    claim("nonsense", "web", { type: "present" }),
    claim("pod", "web", { type: "equals", jsonpath: "{.status[", text: "" }),
  ];
  const answer = world.query({ type: "check", claims }, new Map());
  expect(answer).toEqual({ type: "check", held: [true, true, true, false, true, false, true, false, false] });
});

test("of the past, what held then", () => {
  const world = worldAt(10_000, "kubectl run web --image=nginx");
  const there = claim("pod", "web", { type: "present" });
  expect(world.query({ type: "check", claims: [there] }, new Map(), 0)).toEqual({ type: "check", held: [false] });
  expect(world.query({ type: "check", claims: [there] }, new Map(), 9_000)).toEqual({ type: "check", held: [true] });
});
