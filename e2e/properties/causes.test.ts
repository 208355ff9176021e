import { describe, expect, test } from "vitest";
import { createCluster } from "../../src/engine/cluster.ts";
import { defaultClusterSpec } from "../../src/engine/bootstrap/cluster-spec.ts";
import type { JournalEntry } from "../../src/engine/simulation/journal.ts";
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
