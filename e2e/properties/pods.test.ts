import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCluster, type Cluster } from "../../src/engine/cluster.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";
import { clusterMaking, stageOn } from "../../src/scenario/front-door.ts";
import { createPlayer } from "../../src/scenario/player.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import type { Json } from "../../src/api/json.ts";
import { watchInvariants } from "./pod-invariants.ts";
import { randomScenario } from "./random-scenario.ts";

const RUNS = Number(process.env["RUNS"] ?? 25);
const END_MS = 40_000;
/** Time for the last grace, the last cleanup and the last request. */
const AFTERMATH_MS = 60_000;

function opened(document: unknown): Cluster {
  const result = readScenario(document as Json);
  if (!result.ok) throw new Error(result.problems.map((p) => p.message).join("\n"));
  const cluster = createCluster({ ...clusterMaking(result.scenario), programs: [kubectlProgram], journal: "off", freeze: false });
  createPlayer(result.scenario, stageOn(cluster));
  return cluster;
}

const remains = (cluster: Cluster): unknown => ({
  processes: [...cluster.state.processes.processes.values()].filter(({ task }) => task.owner).map(({ argv }) => argv.join(" ")),
  addresses: [...cluster.state.network.pods.keys()],
  containers: [...cluster.state.runtimes.values()].flatMap(({ containers, sandboxes }) => [...containers.keys(), ...sandboxes.keys()]),
  files: [...cluster.state.processes.files.keys()].filter((fs) => fs.startsWith("container/") || fs.startsWith("sandbox/")),
  workers: [...cluster.state.kubelets.nodes.values()].flatMap(({ workers, volumes, probes, crashBackoff }) => [...workers.keys(), ...volumes.keys(), ...probes.keys(), ...crashBackoff.keys()]),
  cgroups: [...cluster.state.processes.cgroups.values()].flatMap((paths) => [...paths.keys()].filter((path) => path.includes("-pod"))),
  memory: [...cluster.state.processes.shared.keys()],
});
const NOTHING = { processes: [], addresses: [], containers: [], files: [], workers: [], cgroups: [], memory: [] };

describe("whatever happens to random pods", () => {
  test("each has one pause, READY adds up, counts never fall, nothing runs twice, outlives its owner or its grace, and times move with their conditions", () => {
    fc.assert(
      fc.property(randomScenario, fc.integer({ min: 150, max: 900 }), (document, everyMs) => {
        const cluster = opened(document);
        const invariants = watchInvariants(cluster);
        while (cluster.now < END_MS) {
          cluster.runUntil(Math.min(END_MS, cluster.now + everyMs));
          invariants.look();
        }
        cluster.submit({ atMs: END_MS + 1, action: { type: "run", line: "kubectl delete deployment,replicaset,statefulset,daemonset,pod --all --wait=false; sleep 5; kubectl delete pod --all --wait=false" } });
        while (cluster.now < END_MS + AFTERMATH_MS) {
          cluster.runUntil(cluster.now + 2000);
          invariants.look();
        }
        expect(invariants.findings).toEqual([]);
        expect(remains(cluster)).toEqual(NOTHING);
      }),
      { numRuns: RUNS },
    );
  });

  test("a crash loop waits ten seconds, twice as long each time, and never more than five minutes", () => {
    const crash = fc.record({ seed: fc.nat(1000), code: fc.integer({ min: 0, max: 255 }), lives: fc.integer({ min: 0, max: 4 }), signal: fc.constantFrom("", "kill -9 $$", "kill -SEGV $$"), pods: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(crash, ({ seed, code, lives, signal, pods }) => {
        const spec = { containers: [{ name: "a", image: "busybox:1.36", command: ["sh", "-c", `sleep ${lives}; ${signal}; exit ${code}`] }] };
        const documents = Array.from({ length: pods }, (_, i) => ({ apiVersion: "v1", kind: "Pod", metadata: { name: `p${i}` }, spec }));
        const cluster = opened({
          apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "x" },
          spec: { seed, cluster: { nodes: [{ name: "worker-1", images: ["busybox:1.36"] }] }, files: { "p.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: documents }) }, inputs: [{ at: "0s", run: "kubectl apply -f p.json" }] },
        });
        const invariants = watchInvariants(cluster);
        const waits = new Map<string, number[]>();
        const endedAt = new Map<string, number>();
        cluster.onWrite(({ object, atMs }) => {
          const status = (object as { readonly status?: { readonly containerStatuses?: readonly { readonly state?: { readonly running?: unknown; readonly terminated?: unknown } }[] } }).status?.containerStatuses?.[0];
          if (object.kind !== "Pod" || !status) return;
          const { uid } = object.metadata;
          if (status.state?.terminated && !endedAt.has(uid)) endedAt.set(uid, atMs);
          const since = endedAt.get(uid);
          if (!status.state?.running || since === undefined) return;
          endedAt.delete(uid);
          waits.set(uid, [...(waits.get(uid) ?? []), (atMs - since) / 1000]);
        });
        cluster.runUntil(1_900_000);
        expect(invariants.findings).toEqual([]);
        for (const { crashBackoff } of cluster.state.kubelets.nodes.values()) for (const { delayMs } of crashBackoff.values()) expect(delayMs).toBeLessThanOrEqual(300_000);
        // Those that are never seen to run have nothing to measure.
        if (lives < 2) return;
        const nominal = [0, 10, 20, 40, 80, 160];
        for (const measured of waits.values()) {
          expect(measured.length).toBeGreaterThanOrEqual(6);
          for (const [i, wait] of measured.entries()) {
            const least = nominal[i] ?? 300;
            expect(wait, `restart ${i + 1} of ${measured.join(" ")}`).toBeGreaterThan(least - 1.5);
            expect(wait, `restart ${i + 1} of ${measured.join(" ")}`).toBeLessThan(Math.max(least * 1.5, least + 60) + 2);
          }
        }
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  });

  test("a port is free as soon as its server is dead: the next one gets it", () => {
    const web = { name: "web", image: "nginx:1.25", livenessProbe: { httpGet: { path: "/nope", port: 80 }, periodSeconds: 1, failureThreshold: 1 } };
    const cluster = opened({
      apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "x" },
      spec: { seed: 1, cluster: { nodes: [{ name: "worker-1", images: ["nginx:1.25"] }] }, files: { "p.json": JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec: { containers: [web] } }) }, inputs: [{ at: "0s", run: "kubectl apply -f p.json" }] },
    });
    const invariants = watchInvariants(cluster);
    while (cluster.now < 30_000) {
      cluster.runUntil(cluster.now + 50);
      invariants.look();
    }
    expect(invariants.findings).toEqual([]);
    const ended = cluster.objects().flatMap((object) => (object.kind === "Pod" ? ((object as unknown as { readonly status: { readonly containerStatuses?: readonly { readonly restartCount: number; readonly lastState?: { readonly terminated?: { readonly exitCode: number } } }[] } }).status.containerStatuses ?? []) : []));
    expect(ended[0]?.restartCount).toBeGreaterThan(1);
    expect(ended[0]?.lastState?.terminated?.exitCode).toBe(0);
  });

  test("who dies by a signal ends with 128 and its number", () => {
    // A shell without job control lets what it puts in the background ignore INT and QUIT.
    const NUMBERS = { HUP: 1, ABRT: 6, KILL: 9, USR1: 10, SEGV: 11, USR2: 12, PIPE: 13, ALRM: 14, TERM: 15 } as const;
    const names = Object.keys(NUMBERS) as (keyof typeof NUMBERS)[];
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 5 }), (signals) => {
        const containers = signals.map((signal) => ({ name: signal.toLowerCase(), image: "busybox:1.36", command: ["sh", "-c", `sh -c 'sleep 100' & sleep 1; kill -${signal} $!; wait $!; exit $?`] }));
        const cluster = opened({
          apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "x" },
          spec: { seed: 1, cluster: { nodes: [{ name: "worker-1", images: ["busybox:1.36"] }] }, files: { "p.json": JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec: { restartPolicy: "Never", containers } }) }, inputs: [{ at: "0s", run: "kubectl apply -f p.json" }] },
        });
        cluster.runUntil(8000);
        const pod = cluster.objects().find(({ kind }) => kind === "Pod") as unknown as { readonly status: { readonly containerStatuses: readonly { readonly name: string; readonly state: { readonly terminated?: { readonly exitCode: number } } }[] } };
        expect(Object.fromEntries(pod.status.containerStatuses.map(({ name, state }) => [name, state.terminated?.exitCode]))).toEqual(Object.fromEntries(signals.map((signal) => [signal.toLowerCase(), 128 + NUMBERS[signal]])));
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});
