import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fragmentOf } from "../../src/app/saved/fragment.ts";
import { createShelf } from "../../src/app/saved/storage.ts";
import { fakeStorage } from "../../src/app/saved/testing/fake-storage.ts";
import type { KeptBranches } from "../../src/scenario/link/branches.ts";
import { decodeKept } from "../../src/scenario/link/link.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { openCluster } from "../../src/worker/cluster-world.ts";
import type { PageInput, ToWorker } from "../../src/worker/protocol.ts";
import { testMachine } from "../../src/worker/test-machine.ts";
import { drawsOf, type Draw } from "../hostile/mutations.ts";
import { pick } from "./mutate.ts";
import { scenarioOf } from "./samples.ts";

/** Sessions of a page with the real worker's host and the real storage; each is broken off five times. ARMOUR_SEED chooses others. */
const seed = Number(process.env["ARMOUR_SEED"] ?? 1);
const SESSIONS = 10;
const BREAKS = 5;

const scenario = scenarioOf({
  apiVersion: "kubarium.dev/v1",
  kind: "Scenario",
  metadata: { name: "breaks" },
  spec: { cluster: { nodes: 1 }, files: { "notes.txt": "" }, inputs: [{ at: "0s", run: "kubectl run own --image=nginx:1.27" }, { after: "2s", run: "kubectl label pod own a=b" }] },
});

const lines = ["kubectl run a --image=nginx:1.27", "kubectl delete pod a --wait=false", "kubectl run b --image=busybox:1.36 -- sleep 3", "sleep 2; kubectl get pods", "kubectl label pod own c=d --overwrite", "cat notes.txt", "kubectl delete pod own --now"];

beforeEach(() => {
  vi.stubGlobal("localStorage", fakeStorage());
  vi.stubGlobal("sessionStorage", fakeStorage());
});
afterEach(() => void vi.unstubAllGlobals());

type Kept = { readonly scenario: Scenario; readonly branches: KeptBranches };

/** A page and its worker. What it saves goes through the storage that stays when both are gone. */
function page(open: ToWorker) {
  const machine = testMachine(openCluster);
  const shelf = createShelf();
  let asked = 0;
  let viewMs = 0;
  let last: Kept | undefined;
  const draw = (): void => {
    machine.send({ type: "frame" });
    viewMs = machine.of("frame").at(-1)?.frame.viewMs ?? viewMs;
  };
  const pass = (ms: number): void => {
    for (let left = ms; left > 0; left -= 25) {
      machine.pass(25);
      draw();
    }
  };
  const put = (): void => void (last && shelf.keepScene("now", fragmentOf({ ...last, engine: "", digest: "", view: { atMs: viewMs } }).fragment));
  const save = (): void => {
    const answer = machine.ask({ type: "scene", for: "save" });
    if (answer.type !== "scene" || !answer.branches) throw new Error(answer.type);
    last = { scenario: answer.scenario, branches: answer.branches };
    put();
  };
  machine.send(open);
  return {
    machine,
    pass,
    save,
    put,
    viewMs: () => viewMs,
    last: () => last!,
    press(...messages: ToWorker[]) {
      machine.send(...messages);
      // As the page does when something was typed: before anything else happens.
      save();
    },
    /** Where the world stands when what it was to do is done, and all of it. */
    here() {
      pass(400);
      asked += 1;
      machine.send({ type: "pace", speed: 0 }, { type: "look", atMs: "live" }, { type: "runUntil", id: asked, atMs: 0 });
      pass(200);
      const { atMs, digest } = machine.of("reached").find(({ id }) => id === asked)!;
      return { atMs, digest };
    },
  };
}

/** The message that opens what was kept, as the page sends it. */
const reopened = ({ scenario: kept, branches }: Kept, lookMs: number): ToWorker => ({ type: "open", scenario: { ...kept, inputs: kept.inputs.slice(0, branches.own) }, again: { branches, lookMs } });

/** A world that nothing ever happened to: just that was typed into it, at those moments. */
function undisturbed({ branches }: Kept, untilMs: number): string {
  const world = openCluster(scenario);
  const to = (atMs: number): void => {
    while (world.cluster.now < atMs || !world.whole) world.step(atMs, 1_000);
  };
  for (const place of branches.branches[branches.current]!.inputs) {
    const { when, session, action } = branches.inputs[place]!;
    to(("atMs" in when ? when.atMs : 1) - 1);
    world.type({ ...action, ...(session === undefined ? {} : { session }) } as PageInput);
  }
  to(untilMs);
  return world.digest();
}

function act(shown: ReturnType<typeof page>, next: Draw): void {
  const typed: PageInput = next(4) === 0 ? { type: "edit", file: "notes.txt", text: String(next(9)) } : { type: "run", line: pick(next, lines), session: "main" };
  switch (next(8)) {
    case 0:
      return shown.press({ type: "undo" });
    case 1:
      return shown.press({ type: "redo" });
    case 2:
      shown.machine.send({ type: "look", atMs: next(Math.max(1, shown.viewMs())) });
      return shown.press({ type: "input", input: typed });
    case 3:
      return shown.press({ type: "pace", speed: pick(next, [0, 1, 10]) });
    default:
      return shown.press({ type: "input", input: typed });
  }
}

/** Something is done and some time goes by, a little more than a save apart; then it ends in the middle of whatever it does. */
function untilBreak(shown: ReturnType<typeof page>, next: Draw): void {
  for (let acts = next(4); acts > 0; acts -= 1) {
    act(shown, next);
    shown.pass(25 * next(40));
  }
  shown.save();
  shown.machine.send({ type: "pace", speed: pick(next, [1, 1, 5]) });
  shown.pass(25 * next(60));
}

test.each(Array.from({ length: SESSIONS }, (_, i) => ({ session: seed * 100 + i })))("the worker is killed five times (session $session): what is brought back is the world as it was", ({ session }) => {
  const next = drawsOf(session);
  let shown = page({ type: "open", scenario });
  for (let kill = 0; kill < BREAKS; kill += 1) {
    untilBreak(shown, next);
    const [last, viewMs] = [shown.last(), shown.viewMs()];
    shown = page(reopened(last, viewMs));
    const { atMs, digest } = shown.here();
    expect(atMs).toBe(Math.max(viewMs, last.branches.branches[last.branches.current]!.untilMs));
    expect(digest).toBe(undisturbed(last, atMs));
    shown.save();
    expect(shown.last().branches.branches.length).toBe(last.branches.branches.length);
  }
});

test.each(Array.from({ length: SESSIONS }, (_, i) => ({ session: seed * 100 + 50 + i })))("the page is reloaded five times (session $session): it opens at the moment at which it was left", ({ session }) => {
  const next = drawsOf(session);
  let shown = page({ type: "open", scenario });
  for (let reload = 0; reload < BREAKS; reload += 1) {
    untilBreak(shown, next);
    shown.put();
    const [last, viewMs] = [shown.last(), shown.viewMs()];
    const link = decodeKept(createShelf().keptScene("now") ?? "");
    if (!link.ok || !link.scene.branches) throw new Error("what was kept does not open");
    expect(link.scene.view.atMs).toBe(viewMs);
    shown = page(reopened({ scenario: link.scene.scenario, branches: link.scene.branches }, viewMs));
    shown.pass(400);
    expect(shown.viewMs()).toBe(viewMs);
    const { atMs, digest } = shown.here();
    expect(digest).toBe(undisturbed(last, atMs));
    expect(link.scene.branches).toEqual(last.branches);
    shown.save();
  }
});
