import fc from "fast-check";
import { expect, test } from "vitest";
import type { ViewModel } from "../graph/model.ts";
import { openCluster } from "./cluster-world.ts";
import type { ToWorker } from "./protocol.ts";
import { testMachine } from "./test-machine.ts";
import { testPage } from "./test-page.ts";
import { line, smallScenario } from "./test-scenario.ts";
import type { OpenWorld } from "./world.ts";

const crashing = `
apiVersion: v1
kind: Pod
metadata: { name: crashing }
spec:
  containers:
    - { name: app, image: "busybox:1.36", args: [/bin/sh, -c, "sleep 4; exit 1"], readinessProbe: { exec: { command: ["true"] }, periodSeconds: 1 } }
    - { name: web, image: "nginx:1.27" }
`;

const scenario = smallScenario({
  files: { "crashing.yaml": crashing },
  inputs: [line("kubectl apply -f crashing.yaml", { atMs: 0 }), line("kubectl get pods -w", { afterMs: 100 }), line("kubectl delete pod crashing", { atMs: 40_000 })],
});

/** A cluster whose every sight is written down, apart from what the host does with it. */
function witnessed() {
  const seen: { readonly atMs: number; readonly model: ViewModel }[] = [];
  let model: ViewModel = new Map();
  const open: OpenWorld = (of) => {
    const world = openCluster(of);
    const { look, goBack } = world;
    return Object.defineProperties(
      {
        look() {
          const sight = look();
          const next = new Map(model);
          for (const { key, after } of sight.changes) {
            if (after) next.set(key, after);
            else next.delete(key);
          }
          model = next;
          // A copy: what is shown later is compared with how it was then.
          seen.push({ atMs: world.nowMs, model: structuredClone(model) });
          return sight;
        },
        goBack(atMs: number, from: ViewModel) {
          goBack(atMs, from);
          while (seen.length > 0 && seen.at(-1)!.atMs > atMs) seen.pop();
          model = from;
        },
      },
      Object.fromEntries(Object.entries(Object.getOwnPropertyDescriptors(world)).filter(([name]) => name !== "look" && name !== "goBack")),
    ) as ReturnType<OpenWorld>;
  };
  return { open, at: (atMs: number): ViewModel => seen.findLast((one) => one.atMs <= atMs)?.model ?? new Map() };
}

type Act = { readonly message: ToWorker; readonly passMs: number } | { readonly look: number; readonly passMs: number };

const message: fc.Arbitrary<ToWorker> = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 30, 400, 1000).map((speed) => ({ type: "pace", speed }) as const),
  fc.constantFrom("nextChange", "nextEvent", "nextOccurrence", "nextRestart", "nextWarning").map((to) => ({ type: "go", to }) as const),
  fc.constantFrom("kubectl get pods", "kubectl delete pod crashing --now", "kubectl run other --image=nginx:1.27").map((text) => ({ type: "input", input: { type: "run", line: text } }) as const),
  fc.constant({ type: "look", atMs: "live" } as const),
  fc.constant({ type: "query", id: 1, query: { type: "object", resource: "pods", namespace: "default", name: "crashing" } } as const),
);

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ message, passMs: fc.integer({ min: 0, max: 300 }) }),
  fc.record({ look: fc.double({ min: 0, max: 1, noNaN: true }), passMs: fc.integer({ min: 0, max: 100 }) }),
);

test("whatever is looked at, replayed, asked or changed: the page shows every moment as it was when it was seen", () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), (acts) => {
      const { open, at } = witnessed();
      const machine = testMachine(open);
      const shown = testPage(machine);
      const check = (): void => {
        shown.draw();
        expect(new Map(shown.model)).toEqual(at(shown.viewMs()));
      };
      machine.send({ type: "open", scenario }, { type: "pace", speed: 100 });
      machine.pass(200);
      let liveMs = 0;
      for (const one of acts) {
        machine.send("look" in one ? { type: "look", atMs: one.look * liveMs } : one.message);
        check();
        machine.pass(one.passMs);
        check();
        liveMs = machine.of("frame").at(-1)?.frame.liveMs ?? 0;
        if (liveMs > 200_000) machine.send({ type: "look", atMs: 20_000 });
      }
      expect(machine.of("fault")).toEqual([]);
      // Marks are told once each, in order, none of a future that was left.
      const times = shown.marks().map(({ atMs }) => atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every((atMs) => atMs <= liveMs)).toBe(true);
    }),
    { numRuns: 10 },
  );
});

test("the same marks, whether the page asked often, seldom, or went back and forth", () => {
  const marksOf = (disturb: (machine: ReturnType<typeof testMachine>, shown: ReturnType<typeof testPage>) => void) => {
    const machine = testMachine(openCluster);
    const shown = testPage(machine);
    machine.send({ type: "open", scenario });
    disturb(machine, shown);
    machine.send({ type: "runUntil", id: 1, atMs: 60_000 });
    machine.pass(30_000);
    shown.draw();
    expect(machine.of("reached").length).toBe(1);
    return { marks: shown.marks(), digest: machine.of("reached")[0]?.digest, model: new Map(shown.model) };
  };
  const straight = marksOf(() => {});
  const disturbed = marksOf((machine, shown) => {
    machine.send({ type: "pace", speed: 7 });
    for (let i = 0; i < 60; i += 1) {
      machine.pass(50);
      shown.draw();
      if (i % 9 === 0) machine.send({ type: "look", atMs: 100 * i }, { type: "pace", speed: 50 });
    }
  });
  expect(disturbed).toEqual(straight);
});
