import { describe, expect, test } from "vitest";
import type { Json } from "../../src/api/json.ts";
import { createCluster, type Cluster } from "../../src/engine/cluster.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";
import { clusterMaking, stageOn } from "../../src/scenario/front-door.ts";
import { createPlayer } from "../../src/scenario/player.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";

interface Played {
  readonly cluster: Cluster;
  /** What a line that is typed now prints within ten seconds. */
  type(line: string, withinMs?: number): string;
  after(ms: number): void;
  /** Occurrences since the last question, per virtual second. */
  work(): number;
}

/** A pod called bad that runs a script, and one called good beside it on the only node. */
function play(script: string, container: object = {}, spec: object = {}, capacity: object = { cpu: "2" }): Played {
  const pod = (name: string, command: string, more: object, of: object): object => ({ apiVersion: "v1", kind: "Pod", metadata: { name }, spec: { ...of, containers: [{ name: "app", image: "busybox:1.36", command: ["sh", "-c", command], ...more }] } });
  const items = [pod("good", "while true; do sleep 5; done", { readinessProbe: { exec: { command: ["true"] }, periodSeconds: 2 } }, {}), pod("bad", script, container, spec)];
  const read = readScenario({
    apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "bad" },
    spec: { seed: 1, cluster: { nodes: [{ name: "worker-1", images: ["busybox:1.36", "memhog"], capacity }] }, files: { "p.json": JSON.stringify({ apiVersion: "v1", kind: "List", items }) }, inputs: [{ at: "0s", run: "kubectl apply -f p.json" }] },
  } as Json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const cluster = createCluster({ ...clusterMaking(read.scenario), programs: [kubectlProgram], journal: "off" });
  createPlayer(read.scenario, stageOn(cluster));
  let [handled, since] = [cluster.handled, 0];
  return {
    cluster,
    after: (ms) => cluster.runUntil(cluster.now + ms),
    type(line, withinMs = 10_000) {
      const input = cluster.submit({ atMs: cluster.now + 1, action: { type: "run", line } });
      cluster.runUntil(cluster.now + withinMs);
      const { stdout, stderr } = cluster.input(input)!;
      return stdout + stderr;
    },
    work() {
      const perSecond = ((cluster.handled - handled) * 1000) / (cluster.now - since);
      [handled, since] = [cluster.handled, cluster.now];
      return perSecond;
    },
  };
}

const row = (played: Played, name = "bad", withinMs = 10_000): string => played.type(`kubectl get pod ${name} --no-headers --ignore-not-found`, withinMs).replace(/ +/g, " ").replace(/ \S+\n$/, "");
/** The other pod lives on as if nothing were. */
const goodIsWell = (played: Played): void => {
  expect(row(played, "good")).toBe("good 1/1 Running 0");
  expect(played.type("kubectl exec good -- echo well")).toBe("well\n");
};

/** Occurrences per virtual second that a node with one badly behaved pod may cost: what a few hundred probes would. */
const MOST_WORK = 400;

describe("bad behaviour is survived, and explained to who asks", () => {
  test("a fork bomb meets the limit of its container, and says so in its log", () => {
    const played = play("b() { b | b & }; b; sleep 1000");
    played.after(20_000);
    played.work();
    played.after(20_000);
    expect(played.work()).toBeLessThan(10 * MOST_WORK);
    expect(played.type("kubectl logs bad | sort | uniq | head -1")).toMatch(/can't fork: Resource temporarily unavailable/);
    expect(played.cluster.state.processes.processes.size).toBeLessThan(2200);
    goodIsWell(played);
    played.type("kubectl delete pod bad --grace-period=1", 20_000);
    expect(row(played)).toBe("");
    expect(played.cluster.state.processes.processes.size).toBeLessThan(40);
  });

  test("a fork bomb under a memory limit is OOMKilled with all its children", () => {
    const played = play("b() { b | b & }; b; sleep 1000", { resources: { limits: { memory: "64Mi" } } });
    played.after(20_000);
    expect(played.type("kubectl describe pod bad")).toMatch(/Last State: +Terminated\n +Reason: +OOMKilled\n +Exit Code: +137|State: +Terminated\n +Reason: +OOMKilled\n +Exit Code: +137/);
    goodIsWell(played);
  });

  test("a process that fills the disk is told so, then evicted, and the node says what it was short of", () => {
    const played = play("dd if=/dev/zero of=/big bs=1M count=1000; sleep 1000", {}, { terminationGracePeriodSeconds: 1 }, { cpu: "2", "ephemeral-storage": "250Mi" });
    played.after(3000);
    expect(played.type("kubectl logs bad", 2000)).toContain("No space left on device");
    played.after(20_000);
    // The container's own end is what STATUS shows, as measured.
    expect(row(played)).toBe("bad 0/1 Error 0");
    expect(played.type("kubectl describe pod bad")).toMatch(/Status: +Failed\nReason: +Evicted\nMessage: +The node was low on resource: ephemeral-storage\. Threshold quantity: /);
    expect(played.type("kubectl get events")).toMatch(/Warning +EvictionThresholdMet +node\/worker-1 +Attempting to reclaim ephemeral-storage/);
    expect(played.type("kubectl describe node worker-1")).toMatch(/DiskPressure +True .* KubeletHasDiskPressure +kubelet has disk pressure/);
    expect(row(played, "good")).toBe("good 1/1 Running 0");
  });

  test("endless output fills its log and no more, and the newest of it can be read", () => {
    const played = play("i=0; while true; do i=$((i+1)); echo line $i of very many; done");
    played.after(10_000);
    played.work();
    played.after(20_000);
    expect(played.work()).toBeLessThan(MOST_WORK);
    expect(played.type("kubectl logs bad --tail=2", 2000)).toMatch(/^line \d+ of very many\nline \d+ of very many\n$/);
    for (const { bytes } of played.cluster.state.processes.logs.values()) expect(bytes).toBeLessThan(6 * 1024 * 1024);
    goodIsWell(played);
  });

  test("deep recursion ends its shell, which is started again and again", () => {
    const played = play("f() { f; }; f");
    played.after(90_000);
    expect(row(played)).toMatch(/^bad 0\/1 (CrashLoopBackOff|Error) [34] \(\d+s ago\)$/);
    expect(played.type("kubectl describe pod bad")).toMatch(/Reason: +Error\n +Exit Code: +(139|2)\n/);
    expect(played.work()).toBeLessThan(MOST_WORK);
    goodIsWell(played);
  });

  test("a script that ignores every signal is killed when its grace is over, and not before", () => {
    const played = play("trap '' HUP INT QUIT USR1 USR2 TERM; while true; do sleep 1; done", {}, { terminationGracePeriodSeconds: 8 });
    played.after(5000);
    played.type("kubectl delete pod bad --wait=false", 500);
    expect(row(played, "bad", 500)).toBe("bad 1/1 Terminating 0");
    let exit: unknown;
    played.cluster.onWrite(({ object, atMs }) => {
      const terminated = (object as { readonly status?: { readonly containerStatuses?: readonly { readonly state?: { readonly terminated?: { readonly exitCode: number; readonly reason?: string } } }[] } }).status?.containerStatuses?.[0]?.state?.terminated;
      if (object.kind === "Pod" && terminated) exit ??= [Math.floor((atMs - 5000) / 1000), terminated.exitCode, terminated.reason];
    });
    played.after(4000);
    expect(exit).toBeUndefined();
    played.after(10_000);
    expect(exit).toEqual([expect.toSatisfy((seconds: number) => seconds >= 8 && seconds <= 10), 137, "Error"]);
    expect(row(played)).toBe("");
  });

  test("a probe that never returns is timed out, counted, and told of; the container starts anew", () => {
    const played = play("sleep 1000", { livenessProbe: { exec: { command: ["sh", "-c", "while true; do :; done"] }, periodSeconds: 2, timeoutSeconds: 1, failureThreshold: 2 }, resources: { limits: { cpu: "200m" } } }, { terminationGracePeriodSeconds: 2 });
    played.after(40_000);
    expect(played.type("kubectl get events", 2000)).toMatch(/Warning +Unhealthy +pod\/bad +Liveness probe failed: command timed out: "sh -c while true; do :; done" timed out after 1s/);
    expect(played.type("kubectl get events")).toMatch(/Normal +Killing +pod\/bad +Container app failed liveness probe, will be restarted/);
    expect(row(played)).toMatch(/^bad [01]\/1 (Running|CrashLoopBackOff|Error) [3-9] \(\d+s ago\)$/);
    expect(played.work()).toBeLessThan(MOST_WORK);
    // What was timed out does not go on in the dark.
    expect([...played.cluster.state.processes.processes.values()].filter(({ argv }) => argv[2]?.startsWith("while true; do :")).length).toBeLessThanOrEqual(1);
    goodIsWell(played);
  });

  test("one that spins gets what its limit allows, and its neighbours what they ask for", () => {
    const played = play("while true; do :; done", { resources: { limits: { cpu: "500m" } } });
    played.after(60_000);
    expect(played.work()).toBeLessThan(MOST_WORK);
    const stat = played.type("kubectl exec bad -- cat /sys/fs/cgroup/cpu.stat");
    expect(Number(/usage_usec (\d+)/.exec(stat)?.[1]) / 60e6).toBeCloseTo(0.5, 1);
    expect(Number(/nr_throttled (\d+)/.exec(stat)?.[1])).toBeGreaterThan(500);
    goodIsWell(played);
  });

  test("a leak ends at its limit, and STATUS, exit code and events tell of it", () => {
    const played = play("", { image: "memhog", command: ["memhog", "300"], resources: { limits: { memory: "100Mi" } } });
    played.after(30_000);
    expect(row(played)).toMatch(/^bad 0\/1 (OOMKilled|CrashLoopBackOff) [23] \(\d+s ago\)$/);
    expect(played.type("kubectl describe pod bad")).toMatch(/Reason: +OOMKilled\n +Exit Code: +137/);
    expect(played.type("kubectl get events")).toMatch(/Warning +BackOff +pod\/bad +Back-off restarting failed container app in pod bad_default/);
    expect(played.type("kubectl get events")).not.toContain("SystemOOM");
  });
});
