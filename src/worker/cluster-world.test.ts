import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Simulation } from "../engine/simulation/simulation.ts";
import type { ViewModel } from "../graph/model.ts";
import { openCluster } from "./cluster-world.ts";
import type { PageInput, Query, TerminalOutput } from "./protocol.ts";
import { testMachine } from "./test-machine.ts";
import { line, smallScenario } from "./test-scenario.ts";

const liveness = `
apiVersion: v1
kind: Pod
metadata: { name: liveness }
spec:
  containers:
    - name: app
      image: busybox:1.36
      args: [/bin/sh, -c, "touch /tmp/healthy; sleep 12; rm -f /tmp/healthy; sleep 600"]
      livenessProbe: { exec: { command: [cat, /tmp/healthy] }, periodSeconds: 5 }
`;

function world(more: Parameters<typeof smallScenario>[0] = {}) {
  const opened = openCluster(smallScenario({ files: { "liveness.yaml": liveness }, ...more }));
  const model = new Map(opened.look().changes.map(({ key, after }) => [key, after!]));
  const output: TerminalOutput[] = [];
  const seen: { readonly atMs: number; readonly model: ViewModel }[] = [];
  const to = (ms: number): void => {
    while (opened.nowMs < ms) {
      if (opened.step(ms, Number.MAX_SAFE_INTEGER) === 0) continue;
      const sight = opened.look();
      for (const { key, after } of sight.changes) {
        if (after) model.set(key, after);
        else model.delete(key);
      }
      output.push(...sight.output);
      seen.push({ atMs: opened.nowMs, model: new Map(model) });
    }
  };
  const pass = (ms: number): void => to(opened.nowMs + ms);
  const ask = (query: Query, atMs?: number) => opened.query(query, model, atMs);
  return {
    opened, model, output, seen, to, pass,
    type: (input: PageInput) => opened.type(input),
    run(text: string, session = "main") {
      const submitted = opened.type({ type: "run", line: text, session });
      pass(2_000);
      return submitted;
    },
    ask,
    uidOf(name: string) {
      const answer = ask({ type: "object", resource: "pods", namespace: "default", name });
      return answer.type === "object" ? String((answer.object?.["metadata"] as { uid?: string } | undefined)?.uid) : "";
    },
    said: (session = "main") => output.filter((one) => one.session === session).map((one) => (one.type === "end" ? `[${one.exitCode}]` : one.type === "line" ? `$ ${one.text}\n` : one.text)).join(""),
  };
}

describe("a terminal", () => {
  test("prints the line, what comes of it as it was written, and its end", () => {
    const { run, said, output } = world();
    run("echo one; nosuch; echo two; false");
    expect(said()).toBe("$ echo one; nosuch; echo two; false\none\nbash: nosuch: command not found\ntwo\n[1]");
    expect(output.map(({ atMs }) => atMs)).toEqual(output.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  });

  test("prints the scenario's own lines too, each in its session", () => {
    const { pass, said } = world({ inputs: [line("sleep 1; echo a", { atMs: 0 }), line("echo b", { atMs: 500 }), line("echo c", { afterMs: 0 })] });
    pass(3_000);
    expect(said()).toBe("$ sleep 1; echo a\na\n[0]");
    expect(said("shell-2")).toBe("$ echo b\nb\n[0]");
    expect(said("shell-3")).toBe("$ echo c\nc\n[0]");
  });

  test("shows what a command that waits has printed so far, and an interrupt ends it", () => {
    const { opened, run, type, pass, said } = world();
    const watch = run("kubectl run web --image=nginx:1.27; kubectl get pods -w");
    expect(said()).toMatch(/pod\/web created\nNAME .*\nweb .*ContainerCreating[^]*web .*Running[^[]*$/);
    expect(opened.ended(watch)).toBe(false);
    const interrupt = type({ type: "interrupt", session: "main" });
    expect(opened.ended(interrupt)).toBe(false);
    pass(1_000);
    expect(opened.ended(interrupt)).toBe(true);
    expect(said().endsWith("[130]")).toBe(true);
  });

  test("says all of a very long output", () => {
    const { run, said } = world();
    run("seq 1 100000");
    expect(said().length).toBeGreaterThan(580_000);
    expect(said().endsWith("\n100000\n[0]")).toBe(true);
  });
});

describe("a terminal in a container", () => {
  /** Types key by key, each as soon as the one before was answered: what a person sees at a pause. */
  const typing = (w: ReturnType<typeof world>, keys: string): void => {
    for (const key of keys) {
      const submitted = w.type({ type: "keys", keys: key, session: "main" });
      const untilMs = w.opened.nowMs + 2_000;
      while (!w.opened.ended(submitted) && w.opened.nowMs < untilMs) w.pass(1);
    }
  };
  const wantsKeys = (w: ReturnType<typeof world>): boolean => w.opened.cluster.parts.workstation.wantsKeys("main");
  const inside = (image: string, command: string, prelude = `kubectl run web --image=${image} -- sleep 600`) => {
    const w = world();
    w.run(prelude);
    w.pass(10_000);
    w.output.length = 0;
    w.run(command);
    return w;
  };

  test.each([
    { image: "busybox:1.36", shell: "sh", prompt: "/ # " },
    { image: "nginx:1.27", shell: "bash", prompt: "root@web:/# " },
    { image: "nginx:1.27", shell: "sh", prompt: "# " },
  ])("$shell in $image: the prompt, the echo from there, what it prints, its end", ({ image, shell, prompt }) => {
    const w = inside(image, `kubectl exec -it web -- ${shell}`);
    expect(wantsKeys(w)).toBe(true);
    expect(w.said()).toBe(`$ kubectl exec -it web -- ${shell}\n${prompt}`);
    typing(w, "echo hj\x7fi\r");
    expect(w.said()).toBe(`$ kubectl exec -it web -- ${shell}\n${prompt}echo hj\b \bi\nhi\n${prompt}`);
    w.output.length = 0;
    typing(w, "exit 3\r");
    w.pass(100);
    expect(w.said()).toBe(`exit 3\n${shell === "bash" ? "exit\n" : ""}command terminated with exit code 3\n[3]`);
    expect(wantsKeys(w)).toBe(false);
  });

  test("Ctrl-C goes to what runs inside, as a key and as an interrupt; kubectl lives on", () => {
    const w = inside("busybox:1.36", "kubectl exec -it web -- sh");
    w.output.length = 0;
    typing(w, "sleep 100\r");
    typing(w, "\x03");
    expect(w.said()).toBe("sleep 100\n^C\n/ # ");
    typing(w, "sleep 100\r");
    w.type({ type: "interrupt", session: "main" });
    w.pass(100);
    expect(w.said()).toBe("sleep 100\n^C\n/ # sleep 100\n^C\n/ # ");
    typing(w, "\x04");
    w.pass(100);
    expect(w.said().endsWith("^C\n/ # \ncommand terminated with exit code 130\n[130]")).toBe(true);
  });

  test("a key is answered within milliseconds", () => {
    const w = inside("busybox:1.36", "kubectl exec -it web -- sh");
    const before = w.opened.nowMs;
    typing(w, "echo a\r");
    expect(w.opened.nowMs - before).toBeLessThan(60);
  });

  test("without a terminal lines go there, seen as they are typed here", () => {
    const w = inside("busybox:1.36", "kubectl exec -i web -- cat");
    w.output.length = 0;
    typing(w, "ab\x7fc\r");
    expect(w.said()).toBe("ab\b \bc\nac\n");
    typing(w, "\x04");
    w.pass(100);
    expect(w.said()).toBe("ab\b \bc\nac\n[0]");
  });

  test("kubectl run -it is at the pod's own terminal", () => {
    const w = world();
    w.run("kubectl run -it --rm dbg --image=busybox:1.36 --restart=Never -- sh");
    w.pass(10_000);
    expect(w.said()).toMatch(/If you don't see a command prompt, try pressing enter\.\n\/ # $/);
    w.output.length = 0;
    typing(w, "hostname\r");
    expect(w.said()).toBe("hostname\ndbg\n/ # ");
    typing(w, "exit\r");
    w.pass(10_000);
    expect(w.said()).toMatch(/exit\n[^]*pod "dbg" deleted[^]*\[0\]$/);
  });

  test("the workstation's own programs read from it as well; between them it wants no keys", () => {
    const w = world();
    expect(wantsKeys(w)).toBe(false);
    w.run("read name; echo hello $name; sleep 5");
    expect(wantsKeys(w)).toBe(true);
    typing(w, "you\r");
    expect(wantsKeys(w)).toBe(false);
    expect(w.said()).toBe("$ read name; echo hello $name; sleep 5\nyou\nhello you\n");
    expect(w.opened.cluster.transcript()[0]?.stdout).toBe("hello you\n");
    w.type({ type: "interrupt", session: "main" });
    w.pass(100);
    expect(w.said().endsWith("^C[130]")).toBe(true);
  });
});

describe("questions", () => {
  const asked = () => {
    const w = world({ inputs: [line("kubectl apply -f liveness.yaml", { atMs: 0 })] });
    w.to(70_000);
    return { ...w, uid: w.uidOf("liveness") };
  };

  test("an object, as it stands; nothing where there is none", () => {
    const { ask } = asked();
    expect(ask({ type: "object", resource: "pods", namespace: "default", name: "liveness" })).toMatchObject({ object: { kind: "Pod", status: { phase: "Running" } } });
    expect(ask({ type: "object", resource: "nodes", namespace: "", name: "worker-1" })).toMatchObject({ object: { kind: "Node" } });
    expect(ask({ type: "object", resource: "pods", namespace: "default", name: "nosuch" })).toEqual({ type: "object" });
  });

  test("its Events, the one seen last at the end, with times and counts", () => {
    const { ask, uid } = asked();
    const answer = ask({ type: "events", namespace: "default", kind: "Pod", name: "liveness", uid });
    const rows = answer.type === "events" ? answer.events : [];
    expect(rows.map(({ reason }) => reason).slice(0, 2)).toEqual(["Scheduled", "Pulling"]);
    const seconds = rows.map(({ lastAtMs }) => Math.floor(lastAtMs / 1000));
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    expect(rows.find(({ reason }) => reason === "Unhealthy")).toMatchObject({ type: "Warning", source: "kubelet", count: 3, message: expect.stringContaining("Liveness probe failed") });
    expect(rows.every(({ firstAtMs, lastAtMs }) => firstAtMs >= 0 && firstAtMs <= lastAtMs && lastAtMs <= 70_000)).toBe(true);
  });

  test("logs, of the run before too, or kubectl's refusal", () => {
    const w = world();
    w.run("kubectl run web --image=busybox:1.36 --restart=OnFailure -- sh -c 'echo run; sleep 3; exit 1'");
    w.to(10_000);
    const podUid = w.uidOf("web");
    const logs = (previous: boolean, container = "web") => w.ask({ type: "logs", podUid, container, previous });
    expect(logs(false)).toEqual({ type: "logs", text: "run\n" });
    expect(logs(true)).toEqual({ type: "logs", text: "run\n" });
    expect(w.ask({ type: "logs", podUid: "nosuch", container: "web", previous: false })).toEqual({ type: "logs" });
    expect(logs(false, "nope")).toMatchObject({ message: expect.stringContaining("nope") });
  });

  test("logs of a container that waits are refused in kubectl's words", () => {
    const w = world();
    w.run("kubectl run web --image=nosuch/thing:1");
    const podUid = w.uidOf("web");
    expect(w.ask({ type: "logs", podUid, container: "web", previous: false })).toEqual({
      type: "logs",
      message: `Error from server (BadRequest): container "web" in pod "web" is waiting to start: image can't be pulled`,
    });
    expect(w.ask({ type: "logs", podUid, container: "web", previous: true })).toEqual({
      type: "logs",
      message: 'Error from server (BadRequest): previous terminated container "web" in pod "web" not found',
    });
  });

  test("a file of the workstation, and what the server would say of a text", () => {
    const { ask, type, pass } = asked();
    expect(ask({ type: "file", path: "liveness.yaml" })).toEqual({ type: "file", text: liveness });
    expect(ask({ type: "file", path: "nosuch" })).toEqual({ type: "file" });
    type({ type: "edit", file: "a.txt", text: "A" });
    pass(10);
    expect(ask({ type: "file", path: "/root/a.txt" })).toEqual({ type: "file", text: "A" });
    expect(ask({ type: "validate", file: "a.yaml", text: "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: []}\n" })).toMatchObject({ problems: [{ severity: "error" }] });
  });

  test("about the past are answered as they would have been then", () => {
    const w = world({ inputs: [line("kubectl apply -f liveness.yaml", { atMs: 0 }), line("kubectl delete pod liveness --now", { afterMs: 40_000 })] });
    const queries: Query[] = [
      { type: "object", resource: "pods", namespace: "default", name: "liveness" },
      { type: "events", namespace: "default", kind: "Pod", name: "liveness", uid: "" },
      { type: "complete", session: "main", line: "kubectl get pod ", cursor: 16 },
    ];
    const then = new Map<number, unknown>();
    for (let atMs = 500; atMs <= 60_000; atMs += 3_500) {
      w.to(atMs);
      if (atMs % 2_000 === 0) w.opened.keep();
      if (atMs === 11_000) w.type({ type: "run", line: "kubectl label pod liveness a=b", session: "x" });
      then.set(atMs, queries.map((query) => w.ask(query)));
    }
    for (const atMs of [...then.keys()].toReversed()) expect(queries.map((query) => w.ask(query, atMs))).toEqual(then.get(atMs));
  });
});

/** What is done to a world beside letting time pass. */
type Disturbance = { readonly steps: number } | { readonly query: Query; readonly back?: number } | { readonly keep: true };

const disturbance: fc.Arbitrary<Disturbance> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ steps: fc.integer({ min: 1, max: 400 }) }) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        query: fc.constantFrom<Query>(
          { type: "object", resource: "pods", namespace: "default", name: "liveness" },
          { type: "events", namespace: "default", kind: "Pod", name: "liveness", uid: "" },
          { type: "validate", file: "a.yaml", text: liveness },
          { type: "complete", session: "main", line: "kubectl logs l", cursor: 14 },
          { type: "file", path: "liveness.yaml" },
        ),
        back: fc.double({ min: 0, max: 1, noNaN: true }),
      },
      { requiredKeys: ["query"] },
    ),
  },
  { weight: 1, arbitrary: fc.constant({ keep: true } as const) },
);

describe("the world does not notice", () => {
  const scenario = smallScenario({
    files: { "liveness.yaml": liveness },
    inputs: [line("kubectl apply -f liveness.yaml", { atMs: 0 }), line("kubectl get events -w | grep -m1 Killing", { afterMs: 100 }), line("kubectl exec liveness -- touch /tmp/healthy", { afterMs: 500 })],
  });
  const untilMs = 50_000;
  const straight = (): string => {
    const opened = openCluster(scenario);
    while (opened.nowMs < untilMs) opened.step(untilMs, Number.MAX_SAFE_INTEGER);
    return opened.digest();
  };

  test("slices, looks, questions about now and then, and checkpoints", () => {
    const digest = straight();
    fc.assert(
      fc.property(fc.array(disturbance, { minLength: 1, maxLength: 25 }), (disturbances) => {
        const opened = openCluster(scenario);
        const model = new Map();
        for (let i = 0; opened.nowMs < untilMs; i += 1) {
          const one = disturbances[i % disturbances.length]!;
          if ("steps" in one) for (let left = one.steps; left > 0; left -= 1) opened.step(Math.min(untilMs, opened.nowMs + 997), 1 + (left % 7));
          else for (let left = 50; left > 0; left -= 1) opened.step(untilMs, 50);
          if (!opened.whole) continue;
          if ("keep" in one) opened.keep();
          if ("query" in one) opened.query(one.query, model, one.back === undefined ? undefined : Math.floor(opened.nowMs * one.back));
          opened.look();
        }
        while (!opened.whole) opened.step(untilMs, 1_000);
        expect(opened.digest()).toBe(digest);
      }),
      { numRuns: 12 },
    );
  });
});

describe("another past", () => {
  const inputs = [line("kubectl apply -f liveness.yaml", { atMs: 0 }), line("kubectl wait --for=delete pod/liveness --timeout=300s", { afterMs: 1_000 }), line("echo gone", { afterMs: 250 }), line("kubectl run late --image=nginx:1.27", { atMs: 45_000 })];

  /** What a world is like in which these lines were typed at these instants, and nothing else. */
  const straight = (typed: readonly (readonly [number, string])[], untilMs: number) => {
    const w = world({ inputs });
    for (const [atMs, text] of typed) {
      w.to(atMs);
      w.type({ type: "run", line: text, session: "x" });
    }
    w.to(untilMs);
    return w;
  };

  test.each([0, 1, 5_000, 20_000, 29_999, 30_000])("typed at %i: the world is as if nothing else had been typed; the scenario plays on", (backMs) => {
    const w = straight([[20_000, "kubectl label pod liveness a=b"], [30_000, "kubectl delete pod liveness"]], 50_000);
    w.opened.keep();
    const before = w.seen.findLast(({ atMs }) => atMs <= backMs)?.model ?? new Map();
    w.opened.goBack(backMs, before);
    expect(w.opened.nowMs).toBe(backMs);
    w.type({ type: "run", line: "kubectl delete pod liveness --now", session: "x" });
    w.to(60_000);
    const kept = ([[20_000, "kubectl label pod liveness a=b"], [30_000, "kubectl delete pod liveness"]] as const).filter(([atMs]) => atMs < backMs);
    const other = straight([...kept, [backMs, "kubectl delete pod liveness --now"]], 60_000);
    expect(w.opened.digest()).toBe(other.opened.digest());
    // And once more, from the past of that.
    w.opened.goBack(3_000, new Map());
    w.to(60_000);
    expect(w.opened.digest()).toBe(straight(backMs < 3_000 ? [[backMs, "kubectl delete pod liveness --now"]] : [], 60_000).opened.digest());
  });

  test("what waited for the end of something there waits for it again", () => {
    const w = straight([[10_000, "kubectl delete pod liveness --now"]], 60_000);
    expect(w.output.some((one) => one.type === "text" && one.text === "gone\n")).toBe(true);
    w.output.length = 0;
    w.opened.goBack(9_000, new Map());
    w.to(30_000);
    expect(w.output.some((one) => one.type === "text" && one.text === "gone\n")).toBe(false);
    w.type({ type: "run", line: "kubectl delete pod liveness --now", session: "x" });
    w.to(90_000);
    expect(w.output.some((one) => one.type === "text" && one.text === "gone\n")).toBe(true);
  });
});

describe("an engine that breaks", () => {
  const broken = () => {
    let made: ReturnType<typeof openCluster> | undefined;
    const machine = testMachine((scenario) => (made = openCluster(scenario)));
    const scenario = smallScenario({ files: { "liveness.yaml": liveness }, inputs: [line("kubectl apply -f liveness.yaml", { atMs: 0 })] });
    machine.send({ type: "open", scenario }, { type: "runUntil", id: 1, atMs: 20_000 });
    machine.pass(2_000);
    const kernel = made!.cluster.parts.kernel as Simulation;
    const { dispatch } = kernel;
    kernel.dispatch = (payload) => {
      if (kernel.now >= 30_000) throw new Error("a mistake of ours");
      dispatch(payload);
    };
    machine.send({ type: "runUntil", id: 2, atMs: 60_000 });
    machine.pass(2_000);
    return machine;
  };

  test("names component, key and time; what was seen answers questions, and a moment before goes on", () => {
    const machine = broken();
    const [said] = machine.of("fault");
    expect(said).toMatchObject({ canLook: true, fault: { component: expect.any(String), key: expect.any(String), message: expect.stringContaining("a mistake of ours") } });
    expect(said?.fault.atMs).toBeGreaterThanOrEqual(30_000);
    expect(machine.frame()?.liveMs).toBeLessThan(said?.fault.atMs ?? 0);
    const pod: Query = { type: "object", resource: "pods", namespace: "default", name: "liveness" };
    expect(machine.ask(pod)).toMatchObject({ object: { kind: "Pod" } });
    machine.send({ type: "look", atMs: 0 });
    expect(machine.ask(pod)).toEqual({ type: "object" });
    machine.send({ type: "look", atMs: 15_000 }, { type: "input", input: { type: "run", line: "kubectl delete pod liveness --now" } }, { type: "runUntil", id: 3, atMs: 60_000 });
    machine.pass(5_000);
    expect(machine.of("reached").map(({ id }) => id)).toEqual([1, 3]);
    expect(machine.ask(pod)).toEqual({ type: "object" });
    expect(machine.of("fault").length).toBe(1);
  });
});

test("virtual time ends at 30 days, and that is said; what was seen is still there", () => {
  const machine = testMachine(openCluster);
  machine.send({ type: "open", scenario: smallScenario({ cluster: { ...smallScenario().cluster, nodes: [] } }) }, { type: "go", to: { atMs: 1e12 } });
  machine.pass(120_000);
  expect(machine.of("fault")).toMatchObject([{ canLook: true, fault: { component: "clock", atMs: 30 * 24 * 3_600_000 } }]);
  machine.send({ type: "look", atMs: 5 });
  expect(machine.frame()?.viewMs).toBe(5);
});
