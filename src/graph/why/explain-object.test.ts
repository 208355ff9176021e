import { describe, expect, test } from "vitest";
import type { Pod } from "../../api/types.ts";
import { createProjector } from "../create-projector.ts";
import { playing, scenarioOf } from "../test-world.ts";
import { explain } from "./explain.ts";
import { explainObject } from "./explain-object.ts";
import type { Why } from "./why.ts";
import { links, questions } from "./words.ts";

const web = (more = "", image = "nginx:1.27"): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n  selector:\n    matchLabels: {app: web}\n${more}  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      containers:\n      - name: nginx\n        image: ${image}\n`;
const service = (selector: string, target = "80"): string => `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: front\nspec:\n  selector: ${selector}\n  ports:\n  - port: 80\n    targetPort: ${target}\n`;
const job = (more: string): string => `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: work\nspec:\n${more}  template:\n    spec:\n      restartPolicy: Never\n      containers:\n      - name: main\n        image: busybox:1.36\n        command: [sh, -c, "exit 3"]\n`;
const claimed = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\nspec:\n  storageClassName: nosuch\n  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 1Gi}}\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: db\nspec:\n  volumes:\n  - name: data\n    persistentVolumeClaim:\n      claimName: data\n  containers:\n  - {name: main, image: 'busybox:1.36', command: [sleep, '3600'], volumeMounts: [{name: data, mountPath: /data}]}\n";

interface Case {
  readonly what: string;
  readonly yaml: string;
  readonly typed?: readonly (readonly [at: string, run: string])[];
  readonly untilMs: number;
  /** "Deployment web": of what it is asked. */
  readonly of: string;
  readonly asks: Why["asks"];
  readonly says: readonly Why["links"][number]["says"][];
  readonly ends: string;
}

const cases: readonly Case[] = [
  { what: "a Deployment that has all it wants", yaml: web(), untilMs: 20_000, of: "workload web", asks: "allThere", says: ["missesNone", "line"], ends: "replicas: 2" },
  { what: "a Deployment whose image is not there", yaml: web("", "nginx:1.2.77"), untilMs: 20_000, of: "workload web", asks: "notAvailable", says: ["missesPods", "pullBackoff", "pullFailed", "imageMissing", "line"], ends: "image: nginx:1.2.77" },
  { what: "a roll-out whose deadline has passed", yaml: web("  progressDeadlineSeconds: 10\n"), typed: [["20s", "kubectl set image deployment/web nginx=nginx:1.2.77"]], untilMs: 40_000, of: "workload web", asks: "stuck", says: ["rolloutDeadline", "pullBackoff", "pullFailed", "imageMissing", "typed"], ends: "kubectl set image deployment/web nginx=nginx:1.2.77" },
  { what: "a Deployment that is paused", yaml: web("  paused: true\n"), untilMs: 5_000, of: "workload web", asks: "paused", says: ["isPaused", "line"], ends: "paused: true" },
  { what: "Pods that a quota refuses", yaml: web(), typed: [["0s", "kubectl create quota small --hard=pods=1"]], untilMs: 20_000, of: "workload web", asks: "stuck", says: ["podsRefused", "line"], ends: "replicas: 2" },
  { what: "a Service in front of ready Pods", yaml: web() + service("{app: web}"), untilMs: 20_000, of: "service front", asks: "served", says: ["servedBy", "line"], ends: "selector: {app: web}" },
  { what: "a Service that somebody looked at since, and tried to change", yaml: web() + service("{app: web}"), typed: [["5s", "kubectl get service,deployment"], ["6s", "kubectl label service front a=b --dry-run=server"], ["7s", "kubectl wait service/front --for=jsonpath='{.spec.type}'=ClusterIP"]], untilMs: 20_000, of: "service front", asks: "served", says: ["servedBy", "line"], ends: "selector: {app: web}" },
  { what: "a Service with a typing error in its selector", yaml: web() + service("{app: wep}"), untilMs: 20_000, of: "service front", asks: "noEndpoints", says: ["selectsOther", "line"], ends: "selector: {app: wep}" },
  { what: "a Service whose Pods are not ready", yaml: web("", "nginx:1.2.77") + service("{app: web}"), untilMs: 20_000, of: "service front", asks: "noEndpoints", says: ["allNotReady", "pullBackoff", "pullFailed", "imageMissing", "line"], ends: "image: nginx:1.2.77" },
  { what: "a Service that names a port that nobody has", yaml: web() + service("{app: web}", "http"), untilMs: 20_000, of: "service front", asks: "noEndpoints", says: ["portNameUnknown", "line"], ends: "ports:" },
  { what: "a Job that gave up", yaml: job("  backoffLimit: 0\n"), untilMs: 30_000, of: "workload work", asks: "jobFailed", says: ["jobGaveUp", "exited", "neverRestarts", "line"], ends: 'command: [sh, -c, "exit 3"]' },
  { what: "a Job that is suspended", yaml: job("  suspend: true\n"), untilMs: 5_000, of: "workload work", asks: "paused", says: ["suspended", "line"], ends: "suspend: true" },
  { what: "a node without power", yaml: web(), typed: [["10s", "kubarium node stop worker-1"]], untilMs: 80_000, of: "node worker-1", asks: "nodeNotReady", says: ["nodeUnheard", "componentStopped", "typed"], ends: "kubarium node stop worker-1" },
  { what: "a node that was cordoned", yaml: web(), typed: [["10s", "kubectl cordon worker-1"]], untilMs: 20_000, of: "node worker-1", asks: "nodeCordoned", says: ["closedForPods", "typed"], ends: "kubectl cordon worker-1" },
  { what: "a node that was tainted", yaml: web(), typed: [["10s", "kubectl taint node worker-1 gpu=true:NoSchedule"]], untilMs: 20_000, of: "node worker-1", asks: "nodeTainted", says: ["taintKeepsOut", "typed"], ends: "kubectl taint node worker-1 gpu=true:NoSchedule" },
  { what: "a node whose taint was taken away again", yaml: web(), typed: [["10s", "kubectl taint node --all gpu:NoExecute"], ["12s", "kubectl taint node worker-1 gpu-"]], untilMs: 20_000, of: "node worker-1", asks: "nodeReady", says: ["nodeHeard", "wasThere"], ends: "" },
  { what: "a node that is well", yaml: web(), untilMs: 5_000, of: "node worker-1", asks: "nodeReady", says: ["nodeHeard", "wasThere"], ends: "" },
];

const played = ({ yaml, typed = [], untilMs }: Pick<Case, "yaml" | "typed" | "untilMs">) => {
  const scenario = scenarioOf({
    apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "test" },
    spec: { seed: 5, cluster: { nodes: [{ name: "worker-1", images: ["busybox:1.36"] }, { name: "worker-2", images: ["busybox:1.36"] }] }, files: { "app.yaml": yaml }, inputs: [{ at: "500ms", run: "kubectl apply -f app.yaml" }, ...typed.map(([at, run]) => ({ at, run, session: "side" }))] },
  });
  const cluster = playing(scenario);
  cluster.runUntil(untilMs);
  const projector = createProjector(cluster, scenario);
  projector.look();
  return { cluster, model: projector.model };
};

const filled = (why: Why): void => {
  expect(Object.keys(why.values).sort()).toEqual([...questions[why.asks]].sort());
  for (const { says, values } of why.links) expect([says, Object.keys(values).sort()]).toEqual([says, [...links[says]].sort()]);
};

describe("why, of what makes Pods, leads to them, or carries them", () => {
  test.each(cases)("$what", (one) => {
    const { cluster, model } = played(one);
    const before = cluster.digest();
    const [kind, name] = one.of.split(" ");
    const subject = [...model.values()].find((entity) => entity.kind === kind && "name" in entity && entity.name === name)!;
    const why = explainObject(cluster, model, subject.key)!;
    expect(why.asks).toBe(one.asks);
    expect(why.links.map(({ says }) => says).filter((says) => says !== "missesPods" || one.says.includes("missesPods"))).toEqual(one.says);
    const last = why.links.at(-1)!;
    expect(last.line?.text ?? last.quote ?? "").toBe(one.ends);
    filled(why);
    expect(cluster.digest()).toBe(before);
  });

  test("a Pod of a Deployment leads to the line of its template", () => {
    const { cluster, model } = played({ yaml: web("", "nginx:1.2.77"), untilMs: 20_000 });
    const pod = [...model.values()].find((entity) => entity.kind === "pod")!;
    const why = explain(cluster, model, { podUid: pod.key.slice(4) })!;
    expect(why.links.at(-1)?.line).toEqual({ file: "app.yaml", line: 15, text: "image: nginx:1.2.77" });
  });

  const slow = web().replace("image: nginx:1.27\n", "image: nginx:1.27\n        readinessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 8}\n");
  const done = job("").replace("exit 3", "sleep 6");
  test.each([
    // What it says, of what, asked twice: it became true when a condition of what it is about says so.
    ["workload web", slow, "missesNone", "pods", "Ready", 20_000],
    ["service front", slow + service("{app: web}"), "servedBy", "pods", "Ready", 20_000],
    ["service front", web("", "nginx:1.2.77") + service("{app: web}"), "allNotReady", "pods", "Ready", 20_000],
    ["workload web", web("", "nginx:1.2.77"), "missesPods", "pods", "Ready", 20_000],
    ["workload work", done, "missesNone", "jobs.batch", "Complete", 20_000],
    ["workload work", job("  suspend: true\n"), "suspended", "jobs.batch", "Suspended", 5_000],
  ] as const)("the first step of %s (%#) stands at the time when that became true", (of, yaml, says, resource, type, untilMs) => {
    const first = (atMs: number) => {
      const { cluster, model } = played({ yaml, untilMs: atMs });
      const [kind, name] = of.split(" ");
      const subject = [...model.values()].find((entity) => entity.kind === kind && "name" in entity && entity.name === name)!;
      const objects = cluster.parts.server.store.keys(resource, "default").map((key) => cluster.parts.server.store.get(resource, key) as Pod);
      const stamps = objects.map(({ status }) => Date.parse(status.conditions!.find((each) => each.type === type)!.lastTransitionTime!) - cluster.options.startsAtMs);
      return { step: explainObject(cluster, model, subject.key)!.links[0]!, stampMs: Math.max(...stamps) };
    };
    const { step, stampMs } = first(untilMs);
    expect(step.says).toBe(says);
    expect(step.atMs).toBeGreaterThanOrEqual(stampMs);
    // Stamps are whole seconds.
    expect(step.atMs).toBeLessThan(stampMs + 1_000);
    expect(step.atMs).toBeLessThan(untilMs - 3_000);
    expect(first(untilMs + 4_500).step.atMs).toBe(step.atMs);
  });

  test("a Job at work says so since its last Pod was made", () => {
    const { cluster, model } = played({ yaml: done, untilMs: 5_000 });
    const subject = [...model.values()].find((entity) => entity.kind === "workload")!;
    const pod = [...model.values()].find((entity) => entity.kind === "pod")!;
    expect(explainObject(cluster, model, subject.key)?.links[0]).toMatchObject({ says: "jobAtWork", atMs: pod.createdAtMs });
  });

  test.each([
    ["kubectl create job j --image=busybox:1.36 -- false", "Never", "kubectl create job"],
    ["kubectl create job j --image=busybox:1.36 -- true", "Never", "kubectl create job"],
    ["kubectl -n default run j --image=busybox:1.36 --restart=OnFailure -- true", "OnFailure", "kubectl run"],
    // The API server's default (SetDefaults_PodSpec, pkg/apis/core/v1/defaults.go), which nobody wrote.
    ["kubectl run j --image=busybox:1.36 -- true", "Always", ""],
  ])("who wrote the restartPolicy of what %s made", (run, policy, written) => {
    const { cluster, model } = played({ yaml: web(), typed: [["1s", run]], untilMs: 8_000 });
    const pod = [...model.values()].find((entity) => entity.kind === "pod" && entity.name.startsWith("j"))!;
    const why = explain(cluster, model, { podUid: pod.key.slice(4) })!;
    expect(why.links.find(({ values }) => "policy" in values)?.values).toEqual({ policy, written });
  });

  test("a Pod that waits for a claim says which, what was said of it, and where it is named", () => {
    const { cluster, model } = played({ yaml: claimed, untilMs: 20_000 });
    const pod = [...model.values()].find((entity) => entity.kind === "pod")!;
    const why = explain(cluster, model, { podUid: pod.key.slice(4) })!;
    expect(why.links.map(({ says }) => says)).toContain("claimPending");
    expect(why.links.find(({ says }) => says === "claimPending")?.quote).toBe('storageclass.storage.k8s.io "nosuch" not found');
    expect(why.links.at(-1)?.line?.text).toBe("claimName: data");
    filled(why);
  });
});
