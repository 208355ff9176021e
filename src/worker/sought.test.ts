import { expect, test } from "vitest";
import { openCluster } from "./cluster-world.ts";
import type { SoughtGoal } from "./protocol.ts";
import { testMachine } from "./test-machine.ts";
import { testPage } from "./test-page.ts";
import { line, smallScenario } from "./test-scenario.ts";

const scenario = smallScenario({
  inputs: [line("kubectl run flaky --image=busybox:1.36 -- sh -c 'sleep 3; exit 1'", { atMs: 1_000 }), line("kubectl get pods", { atMs: 50_000 })],
});

/** Runs to each of them from 0s, and looks for each of them again in what was seen. */
test.each<{ goal: SoughtGoal; says: (marks: readonly { kind: string; atMs: number }[], atMs: number) => boolean }>([
  { goal: "nextEvent", says: (marks, atMs) => marks.some((mark) => mark.kind === "event" && mark.atMs === atMs) },
  { goal: "nextWarning", says: (marks, atMs) => marks.some((mark) => mark.kind === "event" && "type" in mark && mark.type === "Warning" && mark.atMs === atMs) },
  { goal: "nextRestart", says: (marks, atMs) => marks.filter((mark) => mark.kind === "container" && "state" in mark && mark.state === "running" && mark.atMs <= atMs).length === 2 },
  { goal: "nextReady", says: (marks, atMs) => marks.some((mark) => mark.kind === "status" && "glyph" in mark && mark.glyph === "ready" && mark.atMs === atMs) },
  { goal: "nextLine", says: (marks, atMs) => marks.some((mark) => mark.kind === "input" && mark.atMs === atMs) },
  { goal: "nextChange", says: () => true },
  { goal: "nextOccurrence", says: () => true },
])("until the $goal", ({ goal, says }) => {
  const machine = testMachine(openCluster);
  const page = testPage(machine);
  const settle = (): void => {
    for (let i = 0; i < 60; i += 1) {
      machine.pass(20);
      page.draw();
    }
  };
  machine.send({ type: "open", scenario }, { type: "go", to: goal });
  settle();
  const atMs = page.viewMs();
  expect(machine.of("frame").at(-1)?.frame.missed).toBeUndefined();
  expect(says(page.marks(), atMs)).toBe(true);
  // Not before: what was seen until then has none.
  expect(page.marks().filter((mark) => mark.atMs < atMs).length === 0 || !["nextEvent", "nextWarning", "nextReady", "nextLine"].includes(goal) || !says(page.marks(), atMs - 1)).toBe(true);
  machine.send({ type: "go", to: { atMs: 60_000 } });
  settle();
  machine.send({ type: "look", atMs: 0 }, { type: "go", to: goal });
  settle();
  if (goal === "nextOccurrence") expect(page.viewMs()).toBeGreaterThan(0);
  else expect(page.viewMs()).toBe(atMs === 0 ? page.viewMs() : atMs);
});
