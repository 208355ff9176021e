import { describe, expect, test } from "vitest";
import { Fault } from "../engine/simulation/fault.ts";
import { compared } from "../graph/compare.ts";
import type { Mark, ViewModel } from "../graph/model.ts";
import { openCluster } from "./cluster-world.ts";
import type { Branches, PageInput, ToWorker } from "./protocol.ts";
import { testMachine } from "./test-machine.ts";
import { testPage } from "./test-page.ts";
import { line, smallScenario } from "./test-scenario.ts";
import type { OpenWorld, WorldBeside } from "./world.ts";

const scenario = smallScenario({
  files: { "web.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: nginx, image: 'nginx:1.27'}]}}}\n" },
  inputs: [line("kubectl apply -f web.yaml", { atMs: 0 }), line("kubectl scale deployment web --replicas=1", { atMs: 30_000 })],
});

const run = (text: string): PageInput => ({ type: "run", line: text, session: "main" });

function player(openWorld: OpenWorld = openCluster) {
  const machine = testMachine(openWorld);
  const page = testPage(machine);
  const settle = (): void => {
    for (let i = 0; i < 60; i += 1) {
      machine.pass(20);
      page.draw();
    }
  };
  const press = (...messages: ToWorker[]): void => {
    for (const message of messages) {
      machine.send(message);
      settle();
    }
  };
  press({ type: "open", scenario });
  const branches = (): Branches => machine.of("frame").findLast(({ frame }) => frame.branches)!.frame.branches!;
  const idOf = (label: string): number => branches().nodes.find((node) => node.label === label)!.id;
  return { machine, page, press, branches, idOf };
}

/** What is seen, whatever the terminals and the parts' figures say. */
const things = (model: ViewModel): ReadonlyMap<string, unknown> => new Map([...model].filter(([, { kind }]) => kind !== "cluster"));

describe("two branches on one clock", () => {
  test("the other branch is, at every moment, what one sees who goes there; it is looked at with the first one, played and rewatched", () => {
    const { page, press, idOf } = player();
    // One future: an image that does not exist, from 10s on. Another: the Pods are deleted there.
    press({ type: "go", to: { atMs: 10_000 } }, { type: "input", input: run("kubectl set image deployment/web nginx=nginx:1.2.77") }, { type: "go", to: { atMs: 40_000 } });
    const broken = new Map<number, ViewModel>();
    for (const atMs of [12_000, 20_000, 40_000]) {
      press({ type: "look", atMs });
      broken.set(atMs, structuredClone(new Map(page.model)));
    }
    press({ type: "look", atMs: 10_000 }, { type: "input", input: run("kubectl delete pod --all --wait=false") }, { type: "go", to: { atMs: 20_000 } });
    press({ type: "compare", id: idOf("kubectl set image deployment/web nginx=nginx:1.2.77") });
    expect(page.other.frame?.viewMs).toBe(20_000);
    expect(things(page.other.model)).toEqual(things(broken.get(20_000)!));
    // On the same clock: back, and on beyond what was seen here.
    press({ type: "look", atMs: 12_000 });
    expect(things(page.other.model)).toEqual(things(broken.get(12_000)!));
    press({ type: "look", atMs: 8_000 });
    expect(new Map(page.other.model)).toEqual(new Map(page.model));
    press({ type: "look", atMs: "live" }, { type: "go", to: { atMs: 40_000 } });
    expect(page.other.frame?.viewMs).toBe(40_000);
    expect(things(page.other.model)).toEqual(things(broken.get(40_000)!));
    expect(page.other.frame).toMatchObject({ forkMs: 10_000 });
    // They part a moment after what was typed: the first thing that looks different, and not before.
    const { atMs } = page.other.frame!.parting!;
    expect(atMs).toBeGreaterThan(10_000);
    press({ type: "look", atMs: atMs - 1 });
    expect(compared(page.model, page.other.model)).toEqual([]);
    press({ type: "look", atMs });
    expect(compared(page.model, page.other.model)).toContainEqual(page.other.frame!.parting!.what);
  });

  test("who goes to the branch that is compared with compares with the one that was left; undone, it is compared no more", () => {
    const { page, press, idOf, branches } = player();
    press({ type: "go", to: { atMs: 5_000 } }, { type: "input", input: run("kubectl scale deployment web --replicas=3") }, { type: "go", to: { atMs: 15_000 } }, { type: "undo" });
    const scaled = idOf("kubectl scale deployment web --replicas=3");
    press({ type: "input", input: run("kubectl scale deployment web --replicas=0") }, { type: "go", to: { atMs: 15_000 } }, { type: "compare", id: scaled });
    const replicas = (model: ViewModel): number => [...model.values()].filter(({ kind }) => kind === "pod").length;
    expect([replicas(page.model), replicas(page.other.model)]).toEqual([0, 3]);
    const here = branches().nodes.find(({ current }) => current)!.id;
    press({ type: "branch", id: scaled });
    expect(page.other.frame).toMatchObject({ id: here });
    expect([replicas(page.model), replicas(page.other.model)]).toEqual([3, 0]);
    press({ type: "compare" });
    expect(page.other.frame).toBe(null);
  });

  test("what happens in the other branch is told for the timeline, once, and only what comes after the fork", () => {
    const { page, press, idOf } = player();
    press({ type: "go", to: { atMs: 10_000 } }, { type: "input", input: run("kubectl delete pod --all --wait=false") }, { type: "go", to: { atMs: 25_000 } });
    const alone = page.marks().filter(({ atMs }) => atMs > 10_000);
    press({ type: "undo" }, { type: "input", input: run("kubectl get pods") }, { type: "go", to: { atMs: 15_000 } });
    press({ type: "compare", id: idOf("kubectl delete pod --all --wait=false") });
    expect(page.other.frame?.reachedMs).toBe(15_000);
    press({ type: "go", to: { atMs: 25_000 } }, { type: "look", atMs: 12_000 });
    expect(page.other.frame).toMatchObject({ viewMs: 12_000, reachedMs: 25_000 });
    expect(page.other.marks.length).toBeGreaterThan(10);
    const plain = (mark: Mark): unknown => ({ ...mark, id: 0 });
    expect(page.other.marks.map(plain)).toEqual(alone.map(plain));
  });

  test("the other branch that fails says where and why, and what was seen of it stays; the one that is played goes on", () => {
    const failsAt = 20_000;
    const failing: OpenWorld = (opened) => {
      const world = openCluster(opened);
      const beside = (atMs: number, model: ViewModel): WorldBeside => {
        const other = world.beside(atMs, model);
        return Object.create(other, { step: { value(untilMs: number, most: number) {
          if (other.nowMs >= failsAt) throw new Fault({ component: "kubelet", key: "worker-1", atMs: other.nowMs }, "it broke");
          return other.step(Math.min(untilMs, failsAt), most);
        } } }) as WorldBeside;
      };
      return Object.create(world, { beside: { value: beside } }) as typeof world;
    };
    const { machine, page, press, idOf } = player(failing);
    press({ type: "go", to: { atMs: 10_000 } }, { type: "input", input: run("kubectl scale deployment web --replicas=3") }, { type: "go", to: { atMs: 15_000 } }, { type: "undo" });
    press({ type: "input", input: run("kubectl get pods") }, { type: "go", to: { atMs: 30_000 } }, { type: "compare", id: idOf("kubectl scale deployment web --replicas=3") });
    expect(page.other.frame).toMatchObject({ viewMs: failsAt, reachedMs: failsAt, stopped: { component: "kubelet", key: "worker-1", atMs: failsAt, message: expect.stringContaining("it broke") } });
    const pods = (): number => [...page.other.model.values()].filter(({ kind }) => kind === "pod").length;
    expect(pods()).toBe(3);
    press({ type: "go", to: { atMs: 32_000 } }, { type: "look", atMs: 9_000 });
    expect([page.viewMs(), pods(), machine.of("fault")]).toEqual([9_000, 2, []]);
    expect(page.other.frame).toMatchObject({ viewMs: 9_000, reachedMs: failsAt });
  });
});
