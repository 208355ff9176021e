import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelOf, lastGroup, treeOf, type Branch, type TypedInput } from "./branches.ts";
import { openCluster } from "./cluster-world.ts";
import type { Branches, PageInput, ToWorker } from "./protocol.ts";
import { testMachine } from "./test-machine.ts";
import { line, smallScenario } from "./test-scenario.ts";

const run = (text: string): PageInput => ({ type: "run", line: text, session: "main" });
const at = (atMs: number, input: PageInput): TypedInput => ({ atMs, input });

describe("what is taken back at one go", () => {
  const edit: PageInput = { type: "edit", file: "a.yaml", text: "x" };
  const keys = (typed: string, session = "main"): PageInput => ({ type: "keys", keys: typed, session });
  test.each([
    { name: "nothing", typed: [], from: undefined },
    { name: "the last of several lines", typed: [at(5, run("a")), at(9, run("b"))], from: 1 },
    { name: "an edit and the line of the same press", typed: [at(5, run("a")), at(9, edit), at(9, run("b"))], from: 1 },
    { name: "an edit by itself", typed: [at(5, edit), at(9, run("b"))], from: 1 },
    { name: "keys up to Enter", typed: [at(5, run("a")), at(6, keys("l")), at(7, keys("\r")), at(8, keys("e")), at(9, keys("x"))], from: 3 },
    { name: "keys of one session", typed: [at(6, keys("l")), at(7, keys("x", "other"))], from: 1 },
  ])("$name", ({ typed, from }) => expect(lastGroup(typed)).toBe(from));

  test("is called by its command, else by what was done", () => {
    expect([[at(5, edit), at(5, run("kubectl apply -f a.yaml\nmore"))], [at(5, edit)], [at(5, keys("\r"))], []].map(labelOf)).toEqual(["kubectl apply -f a.yaml", "a.yaml", "⏎", ""]);
  });
});

test("branches are a tree: each parts from the one with which it has most in common", () => {
  const [a, b, c, x, y] = [at(10, run("a")), at(20, run("b")), at(30, run("c")), at(25, run("x")), at(5, run("y"))];
  const branches: Branch[] = [{ id: 1, typed: [a, b, c], untilMs: 60 }, { id: 2, typed: [a, b, x], untilMs: 40 }, { id: 3, typed: [y], untilMs: 9 }, { id: 4, typed: [a, b, x], untilMs: 33 }];
  expect(treeOf(branches).map(({ branch, parent, forkMs, own }) => [branch.id, parent, forkMs, labelOf(own)])).toEqual([[1, undefined, 0, "a"], [2, 1, 25, "x"], [3, 1, 5, "y"], [4, 2, 33, ""]]);
});

const scenario = smallScenario({ files: { "notes.txt": "" }, inputs: [line("kubectl run own --image=nginx:1.27", { atMs: 0 }), line("kubectl wait --for=delete pod/own --timeout=60s", { afterMs: 500 }), line("kubectl run after --image=busybox:1.36", { afterMs: 100 })] });

/** A page that presses, lets time pass, and knows what it was told of the branches. */
function player(open: Extract<ToWorker, { type: "open" }> = { type: "open", scenario }) {
  const machine = testMachine(openCluster);
  let branches: Branches = { nodes: [] };
  let viewMs = 0;
  let asked = 0;
  let drawn = 0;
  const draw = (): void => {
    machine.send({ type: "frame" });
    const frames = machine.of("frame").slice(drawn);
    drawn += frames.length;
    for (const { frame } of frames) {
      if (frame.branches) branches = frame.branches;
      viewMs = frame.viewMs;
    }
  };
  /** Until the world stands again. */
  const settle = (): void => {
    for (let i = 0; i < 40; i += 1) {
      machine.pass(20);
      draw();
    }
  };
  const press = (...messages: ToWorker[]): void => {
    machine.send(...messages);
    settle();
  };
  press(open);
  return {
    machine,
    press,
    branches: () => branches,
    viewMs: () => viewMs,
    current: () => branches.nodes.find(({ current }) => current)!,
    /** Where the world stands, and all of it. */
    here() {
      asked += 1;
      press({ type: "look", atMs: "live" }, { type: "runUntil", id: asked, atMs: 0 });
      const { atMs, digest } = machine.of("reached").find(({ id }) => id === asked)!;
      return { atMs, digest };
    },
    kept() {
      const answer = machine.ask({ type: "scene", for: "save" });
      if (answer.type !== "scene" || !answer.branches) throw new Error(answer.type);
      return { scenario: answer.scenario, branches: answer.branches };
    },
  };
}

type Act = { readonly type: "undo" | "redo" } | { readonly type: "input"; readonly input: PageInput; readonly then?: readonly PageInput[] } | { readonly type: "wait"; readonly ms: number } | { readonly type: "pastInput"; readonly place: number; readonly input: PageInput } | { readonly type: "other"; readonly place: number };

const someLine = fc.constantFrom("kubectl run a --image=nginx:1.27", "kubectl delete pod own --now", "kubectl delete pod a --wait=false", "sleep 1; kubectl label pod own a=b", "kubectl get pods").map(run);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("input" as const), input: someLine }) },
  { weight: 1, arbitrary: fc.nat(3).map((n): Act => ({ type: "input", input: { type: "edit", file: "notes.txt", text: String(n) }, then: [run("cat notes.txt")] })) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 4_000 }) }) },
  { weight: 3, arbitrary: fc.constantFrom<Act>({ type: "undo" }, { type: "undo" }, { type: "redo" }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("pastInput" as const), place: fc.double({ min: 0, max: 1, noNaN: true }), input: someLine }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("other" as const), place: fc.double({ min: 0, max: 0.999, noNaN: true }) }) },
);

function play(shown: ReturnType<typeof player>, one: Act): void {
  const { nodes } = shown.branches();
  switch (one.type) {
    case "wait":
      return shown.press({ type: "go", to: { atMs: shown.here().atMs + one.ms } });
    case "pastInput":
      return shown.press({ type: "look", atMs: one.place * shown.here().atMs }, { type: "input", input: one.input });
    case "other":
      return shown.press({ type: "branch", id: nodes[Math.floor(one.place * nodes.length)]!.id });
    default:
      return shown.press(one);
  }
}

/** A world in which just that was typed at these moments. */
function straight(typed: readonly { readonly atMs: number; readonly input: PageInput }[], untilMs: number): string {
  const world = openCluster(scenario);
  const to = (atMs: number): void => {
    while (world.cluster.now < atMs || !world.whole) world.step(atMs, 1_000);
  };
  for (const { atMs, input } of typed) {
    to(atMs);
    world.type(input);
  }
  to(untilMs);
  return world.digest();
}

describe("whatever is typed, taken back, done again and gone to", () => {
  test("undo and redo come back to the same world at the same moment; every branch is as if nothing else had been typed", () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 3, maxLength: 8 }), (acts) => {
        const shown = player();
        // What is due at 0s has happened.
        shown.press({ type: "go", to: { atMs: 1 } });
        for (const one of acts) {
          play(shown, one);
          const { undo } = shown.branches();
          if (undo === undefined) continue;
          const before = shown.here();
          const id = shown.current().id;
          shown.press({ type: "undo" });
          expect(shown.branches().redo).toBe(undo);
          shown.press({ type: "redo" });
          expect(shown.here()).toEqual(before);
          expect(shown.current().id).toBe(id);
        }
        const { branches } = shown.kept();
        const own = (i: number) => branches.branches[i]!.inputs.map((place) => branches.inputs[place]!).map(({ when, session, action }) => ({ atMs: ("atMs" in when ? when.atMs : 0) - 1, input: { ...action, ...(session === undefined ? {} : { session }) } as PageInput }));
        for (const [i, node] of shown.branches().nodes.entries()) {
          shown.press({ type: "branch", id: node.id });
          // What was played held nothing of its own: it is not kept beside the one that it begins.
          if (shown.current().id !== node.id) continue;
          const { atMs, digest } = shown.here();
          if (!node.current) expect(atMs).toBe(node.untilMs);
          expect(digest).toBe(straight(own(i), atMs));
        }
        expect(shown.machine.of("fault")).toEqual([]);
      }),
      { numRuns: 5 },
    );
  }, 120_000);

  test("put away and opened again, it is the same world with the same branches", () => {
    const shown = player();
    for (const one of [{ type: "input", input: run("kubectl run a --image=nginx:1.27") }, { type: "wait", ms: 3_000 }, { type: "input", input: run("kubectl delete pod a --now") }, { type: "wait", ms: 2_000 }, { type: "undo" }, { type: "input", input: run("kubectl label pod a b=c") }, { type: "wait", ms: 1_500 }] satisfies Act[]) play(shown, one);
    shown.press({ type: "nameBranch", id: 1, name: " the first " });
    const before = shown.here();
    const { branches } = shown.kept();
    const again = player({ type: "open", scenario, again: { branches, lookMs: 1_000 } });
    expect(again.viewMs()).toBe(1_000);
    expect(again.here()).toEqual(before);
    expect(again.branches().nodes).toEqual(shown.branches().nodes);
    expect(again.branches().nodes.map(({ label, name, inputs, current }) => [label, name, inputs, current])).toEqual([["kubectl run a --image=nginx:1.27", "the first", 2, false], ["kubectl label pod a b=c", undefined, 1, true]]);
    again.press({ type: "undo" }, { type: "undo" });
    expect(again.here().atMs).toBe(0);
    again.press({ type: "branch", id: 1, at: "fork" });
    expect(again.viewMs()).toBe(0);
    again.press({ type: "branch", id: 2, at: "fork" });
    expect(again.viewMs()).toBe(again.current().forkMs);
    expect(again.kept().branches.branches.length).toBe(2);
  });
});

describe("what is kept", () => {
  test("is a future that holds something of its own, and each once", () => {
    const shown = player();
    for (const text of ["kubectl run a --image=nginx:1.27", "kubectl run b --image=nginx:1.27", "kubectl run c --image=nginx:1.27"]) play(shown, { type: "input", input: run(text) });
    shown.press({ type: "undo" }, { type: "undo" });
    expect(shown.branches()).toMatchObject({ undo: "kubectl run a --image=nginx:1.27", redo: "kubectl run b --image=nginx:1.27" });
    expect(shown.branches().nodes.map(({ inputs, current }) => [inputs, current])).toEqual([[3, false], [0, true]]);
    shown.press({ type: "redo" });
    expect(shown.branches().nodes.length).toBe(2);
    shown.press({ type: "redo" }, { type: "redo" });
    expect(shown.branches()).toMatchObject({ nodes: [{ id: 1, current: true, inputs: 3 }] });
    expect(shown.branches().redo).toBeUndefined();
  });

  test("something new takes the place of what would be done again", () => {
    const shown = player();
    play(shown, { type: "input", input: run("kubectl run a --image=nginx:1.27") });
    shown.press({ type: "undo" });
    play(shown, { type: "input", input: run("kubectl run b --image=nginx:1.27") });
    expect(shown.branches().redo).toBeUndefined();
    const before = shown.here();
    shown.press({ type: "redo" });
    expect(shown.here()).toEqual(before);
  });

  test("stopped on the way to a branch, the rest of it comes as the time goes, or is kept when something else is typed", () => {
    const stopped = () => {
      const shown = player();
      for (const text of ["a", "b"]) {
        play(shown, { type: "input", input: run(`kubectl run ${text} --image=nginx:1.27`) });
        play(shown, { type: "wait", ms: 20_000 });
      }
      const { atMs, digest } = shown.here();
      shown.press({ type: "undo" }, { type: "undo" });
      shown.machine.send({ type: "branch", id: 1 }, { type: "pace", speed: 0 });
      expect(shown.here().atMs).toBeLessThan(20_000);
      return { shown, atMs, digest };
    };
    const { shown, atMs, digest } = stopped();
    shown.press({ type: "go", to: { atMs } });
    expect(shown.here()).toEqual({ atMs, digest });
    const other = stopped().shown;
    play(other, { type: "input", input: run("kubectl get pods") });
    // What is due at that very moment has come before it.
    expect(other.branches().nodes.map(({ inputs, untilMs, current }) => [inputs, current ? 0 : untilMs, current])).toEqual([[2, atMs, false], [2, 0, true]]);
  });

  test("and looked at: a moment that lies behind what is kept is reached", () => {
    const shown = player();
    play(shown, { type: "input", input: run("kubectl run a --image=nginx:1.27") });
    const { atMs } = shown.here();
    const again = player({ type: "open", scenario, again: { branches: shown.kept().branches, lookMs: atMs + 3_000 } });
    expect([again.viewMs(), again.here().atMs]).toEqual([atMs + 3_000, atMs + 3_000]);
  });

  test("is bounded: the oldest goes, one with a name stays", () => {
    const shown = player();
    shown.press({ type: "nameBranch", id: 1, name: "mine" });
    for (let i = 0; i < 55; i += 1) {
      shown.machine.send({ type: "input", input: run(`echo ${i}`) });
      shown.machine.pass(30);
      shown.machine.send({ type: "undo" });
      shown.machine.pass(30);
    }
    shown.press();
    const { nodes } = shown.branches();
    expect(nodes.length).toBe(50);
    expect(nodes[0]).toMatchObject({ name: "mine" });
    expect(nodes.at(-2)?.label).toBe("echo 54");
  });

  test("a file that is saved as it is is no input", () => {
    const shown = player();
    const save = (text: string): void => shown.press({ type: "input", input: { type: "edit", file: "notes.txt", text } });
    for (const text of ["", "1", "1", "2"]) save(text);
    expect(shown.kept().branches.inputs.map(({ action }) => action)).toMatchObject([{ text: "1" }, { text: "2" }]);
    shown.press({ type: "undo" });
    save("2");
    expect(shown.kept().branches.inputs.length).toBe(3);
  });
});
