import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openCluster } from "./cluster-world.ts";
import type { PageInput } from "./protocol.ts";
import { smallScenario } from "./test-scenario.ts";

type World = ReturnType<typeof openCluster>;
const runTo = (world: World, atMs: number): void => {
  while (world.nowMs < atMs || !world.whole) if (world.step(atMs, 1_000) === 0 && world.whole) break;
};
const sceneOf = (world: World) => {
  const answer = world.query({ type: "scene", for: "link" }, new Map());
  if (answer.type !== "scene") throw new Error(answer.type);
  return answer;
};

const inputs: fc.Arbitrary<PageInput> = fc.oneof(
  fc.constantFrom("kubectl run a --image=nginx", "kubectl run b --image=busybox -- sleep 5", "kubectl delete pod a --wait=false", "kubectl get pods", "sleep 3", "kubectl run c --image=nosuch/x").map((line): PageInput => ({ type: "run", line, session: "main" })),
  fc.constantFrom("one", "two").map((text): PageInput => ({ type: "edit", file: "notes.txt", text })),
);

test("a scene, played again, is the same world at its moment", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4_000), inputs), { maxLength: 6 }), fc.nat(5_000), (typed, restMs) => {
      const world = openCluster(smallScenario());
      let atMs = 0;
      for (const [waitMs, input] of typed) {
        runTo(world, (atMs += waitMs));
        world.type(input);
      }
      runTo(world, (atMs += restMs + 10));
      const scene = sceneOf(world);
      const again = openCluster(scene.scenario);
      runTo(again, atMs);
      expect(again.digest()).toBe(scene.digest);
    }),
    { numRuns: 15 },
  );
});

test("edits that nothing saw are left out, the last stays", () => {
  const world = openCluster(smallScenario());
  for (const text of ["1", "12", "123"]) world.type({ type: "edit", file: "a.txt", text });
  world.type({ type: "run", line: "cat a.txt" });
  runTo(world, 1000);
  expect(sceneOf(world).scenario.inputs.map(({ action }) => action)).toEqual([{ type: "edit", file: "a.txt", text: "123" }, { type: "run", line: "cat a.txt" }]);
});
