import { describe, expect, test } from "vitest";
import { createCluster } from "../../src/engine/cluster.ts";
import { defaultClusterSpec } from "../../src/engine/bootstrap/cluster-spec.ts";
import type { JournalEntry } from "../../src/engine/simulation/journal.ts";
import { entryOf, type JournalDetails } from "../../src/engine/simulation/journal-details.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";

const manifest = `
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: busybox:1.36
    command: [sh, -c, "sleep 2; exit 1"]
    readinessProbe: {exec: {command: ["true"]}, periodSeconds: 1}
`;

describe("why?", () => {
  const cluster = createCluster({ seed: 1, startsAtMs: 1_767_225_600_000, spec: defaultClusterSpec, files: { "pod.yaml": manifest }, programs: [kubectlProgram], journal: "all", freeze: true });
  const apply = cluster.submit({ atMs: 0, action: { type: "run", line: "kubectl apply -f pod.yaml" } });
  cluster.submit({ atMs: 20_000, action: { type: "run", line: "kubectl delete pod web" } });
  cluster.runUntil(60_000);
  const entries = [...cluster.journal()];
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const chain = (entry: JournalEntry): JournalEntry[] => {
    const before = byId.get(entry.cause);
    return before ? [...chain(before), entry] : [entry];
  };

  test("the command ran", () => expect(cluster.input(apply)?.exitCode).toBe(0));

  test("every write of the pod goes back, cause by cause, to what a person typed", () => {
    const writes = entries.filter((e) => e.type === "store" && e.subject === "pods/default/web");
    expect(writes.length).toBeGreaterThan(8);
    expect(writes.map((write) => chain(write)[0]?.type)).toEqual(writes.map(() => "input"));
  });

  test("a cause is always older than what follows from it", () => {
    for (const { id, cause } of entries) expect(cause).toBeLessThan(id);
  });

  test("the way from the command to the running container names everyone who had a part", () => {
    const running = entries.find((e) => e.type === "status" && JSON.stringify(e.detail).includes("Running"))!;
    const actors = chain(running).map(({ actor, type }) => `${actor.replace(/ .*/, "")} ${type}`);
    for (const part of ["person input", "workstation request", "etcd store", "default-scheduler verdict", "kubelet sync", "containerd cri"]) expect(actors.join("\n")).toContain(part);
  });

  test("the scheduler's verdict says what it thought of every node", () => {
    const verdict = entries.find((e) => e.type === "verdict")!;
    expect(JSON.stringify(verdict.detail)).toMatch(/worker-1.*worker-2/);
  });
});

const liveness = `
apiVersion: v1
kind: Pod
metadata: {name: exec-liveness}
spec:
  terminationGracePeriodSeconds: 3
  containers:
  - name: liveness
    image: busybox:1.36
    args: [sh, -c, "touch /tmp/healthy; sleep 7; rm -f /tmp/healthy; sleep 600"]
    livenessProbe: {exec: {command: [cat, /tmp/healthy]}, initialDelaySeconds: 1, periodSeconds: 2}
  - name: other
    image: busybox:1.36
    args: [sh, -c, "sleep 5; exit 1"]
  - name: unknown
    image: nginx:nosuchtag
`;

describe("why was the container restarted?", () => {
  const cluster = createCluster({ seed: 1, startsAtMs: 1_767_225_600_000, spec: defaultClusterSpec, files: { "pod.yaml": liveness }, programs: [kubectlProgram], journal: "all", freeze: true });
  cluster.submit({ atMs: 0, action: { type: "run", line: "kubectl apply -f pod.yaml" } });
  cluster.runUntil(40_000);
  const entries = [...cluster.journal()];
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const chain = (entry: JournalEntry | undefined): JournalEntry[] => (entry ? [...chain(byId.get(entry.cause)), entry] : []);
  const all = <Type extends keyof JournalDetails>(type: Type) => entries.flatMap((entry) => entryOf(entry, type) ?? []);
  const words = (entry: JournalEntry): string => {
    const { what, call, signal, container } = entry.detail as Record<string, string>;
    return [entry.type, what ?? call ?? signal ?? container ?? ""].join(" ");
  };
  const since = (entry: JournalEntry | undefined, first: JournalEntry | undefined): string[] => {
    const whole = chain(entry);
    return whole.slice(whole.indexOf(first!)).map(words);
  };

  test("the probe that failed three times, the decision, the signals, the exit, the new container: each follows from the one before", () => {
    const probe = all("probe").find(({ detail }) => detail.container === "liveness" && detail.changed && detail.verdict === "failure");
    expect(probe?.detail).toMatchObject({ inARow: 3, threshold: 3, result: "failure", output: "cat: can't open '/tmp/healthy': No such file or directory\n" });
    const again = all("cri").find(({ detail, at }) => detail.call === "CreateContainer" && detail.owner?.container === "liveness" && at > probe!.at);
    expect(since(again, probe)).toEqual(["probe liveness", "sync ", "kill liveness", "cri StopContainer", "signal KILL", "process exit", "cri ContainerExited", "cri CreateContainer"]);
  });

  test("TERM does nothing to a first process without a handler, and that is said", () =>
    expect(all("signal").find(({ detail }) => detail.signal === "TERM" && detail.owner?.container === "liveness")?.detail).toMatchObject({ outcome: "noHandler", pid: 1, from: "" }));

  test("who took the file away that the probe looks for", () => {
    const removed = all("file").find(({ detail }) => detail.what === "remove");
    expect(removed?.detail).toMatchObject({ path: "/tmp/healthy", argv: ["rm", "-f", "/tmp/healthy"], owner: { pod: "default/exec-liveness", container: "liveness" } });
    expect(chain(removed).map(words)).toContain("cri StartContainer");
  });

  test("a crash follows from the exit of the first process, and the wait from the crash", () => {
    const backoff = all("backoff").find(({ detail }) => detail.container === "other");
    const exit = chain(backoff).findLast((entry) => entryOf(entry, "process")?.detail.what === "exit" && entryOf(entry, "process")?.detail.pid === 1);
    expect(since(backoff, exit)).toEqual(["process exit", "cri ContainerExited", "sync ", "backoff crash"]);
    expect(backoff?.detail).toMatchObject({ delayMs: 10_000, untilMs: backoff!.detail.fromMs + 10_000 });
  });

  test("a failed pull begins a wait, and says who asked", () => {
    const ended = all("pull").find(({ detail }) => detail.what === "end" && detail.container === "unknown");
    expect(ended?.detail.ok).toBe(false);
    expect(since(all("backoff").find(({ detail }) => detail.container === "unknown"), ended)).toEqual(["pull end", "backoff image"]);
  });

  test("an Event's request follows from what it tells of, and nothing follows from it but its store write", () => {
    const killing = all("request").find(({ detail }) => detail.about === "Killing");
    expect(byId.get(killing!.cause)?.type).toBe("kill");
    expect(killing?.detail.object).toBe("pod/default/exec-liveness");
    expect(new Set(entries.filter((entry) => entry.cause === killing!.id).map(({ type }) => type))).toEqual(new Set(["store"]));
  });
});
