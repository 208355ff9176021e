import { describe, expect, test } from "vitest";
import { createCluster } from "../../engine/cluster.ts";
import { explain } from "./explain.ts";
import { forgetful, played, uidOf } from "./testing/played.ts";
import type { Why } from "./why.ts";
import { links, notes, questions } from "./words.ts";

const pod = (spec: string, name = "web"): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n${spec.replace(/^\n/, "")}`;
const sleeper = (more = "", command = "sleep 3600"): string => `
  containers:
  - name: main
    image: busybox
    command: [sh, -c, "${command}"]${more && `\n${more.replace(/^\n/, "")}`}
`;

const liveness = pod(`
  containers:
  - name: main
    image: busybox
    args:
    - /bin/sh
    - -c
    - touch /tmp/healthy; sleep 30;
      rm -f /tmp/healthy; sleep 600
    livenessProbe:
      exec:
        command: [cat, /tmp/healthy]
      initialDelaySeconds: 5
      periodSeconds: 5
`);

const sleeperPod = pod(sleeper());

const clash = pod(`
  containers:
  - name: one
    image: nginx:1.27
  - name: two
    image: nginx:1.27
`);

const readyLater = pod(`
  containers:
  - name: one
    image: busybox
    command: [sleep, "3600"]
    livenessProbe:
      exec: {command: [test, "!", -e, /tmp/bad]}
      periodSeconds: 5
  - name: page
    image: nginx:1.27
    readinessProbe:
      tcpSocket:
        port: 80
      initialDelaySeconds: 10
`);

interface Case {
  readonly what: string;
  readonly yaml: string;
  readonly untilMs: number;
  readonly typed?: readonly { readonly atMs: number; readonly line: string }[];
  readonly container?: string;
  readonly asks: Why["asks"];
  /** Keys of the links, effect first. */
  readonly says: readonly Why["links"][number]["says"][];
  /** The line of pod.yaml at the end; absent: the chain ends at a command. */
  readonly line?: readonly [number: number, text: string];
  readonly ends?: string;
  readonly note?: string;
}

const cases: readonly Case[] = [
  {
    what: "more cpu is asked for than any node has", yaml: pod(sleeper("    resources:\n      requests:\n        cpu: 8")), untilMs: 5000,
    asks: "pending", says: ["noNodeFits", "refusedResource", "line"], line: [12, "cpu: 8"], note: "requestsCount",
  },
  { what: "no node has the label", yaml: pod(`  nodeSelector:\n    disk: ssd\n${sleeper()}`), untilMs: 5000, asks: "pending", says: ["noNodeFits", "refusedSelector", "line"], line: [6, "nodeSelector:"] },
  {
    what: "nodes are tainted and cordoned", yaml: pod(sleeper()), untilMs: 60_000,
    typed: [{ atMs: 1000, line: "kubectl delete pod web --grace-period=1" }, { atMs: 9000, line: "kubectl taint node worker-1 a=b:NoSchedule" }, { atMs: 10_000, line: "kubectl cordon worker-2" }, { atMs: 20_000, line: "kubectl apply -f pod.yaml" }],
    asks: "pending", says: ["noNodeFits", "refusedTaint", "refusedCordoned", "line"], line: [4, "name: web"],
  },
  { what: "a gate is closed", yaml: pod(`  schedulingGates:\n  - name: example.com/later\n${sleeper()}`), untilMs: 5000, asks: "gated", says: ["gateCloses", "line"], line: [6, "schedulingGates:"] },
  { what: "nobody is its scheduler", yaml: pod(`  schedulerName: mine\n${sleeper()}`), untilMs: 5000, asks: "pending", says: ["noSuchScheduler", "line"], line: [6, "schedulerName: mine"] },
  { what: "the node that it names is not there", yaml: pod(`  nodeName: worker-9\n${sleeper()}`), untilMs: 5000, asks: "pending", says: ["noSuchNode", "line"], line: [6, "nodeName: worker-9"] },
  { what: "its image is being pulled", yaml: pod(`\n  containers:\n  - name: main\n    image: nginx:1.27\n`), untilMs: 700, asks: "creating", says: ["pulling", "boundTo", "line"], line: [8, "image: nginx:1.27"] },
  { what: "its volume is only just being mounted", yaml: pod(`  volumes:\n  - name: scratch\n    emptyDir: {}\n${sleeper("    volumeMounts: [{name: scratch, mountPath: /tmp}]")}`), untilMs: 300, asks: "creating", says: ["volumesMounting", "boundTo", "line"], line: [7, "- name: scratch"] },
  {
    what: "a volume's ConfigMap is missing", yaml: pod(`  volumes:\n  - name: settings\n    configMap:\n      name: app\n${sleeper("    volumeMounts: [{name: settings, mountPath: /etc/app}]")}`), untilMs: 8000,
    asks: "creating", says: ["volumesWait", "missingObject", "boundTo", "line"], line: [9, "name: app"],
  },
  {
    what: "a variable's Secret has no such key", yaml: pod(sleeper("    env:\n    - name: TOKEN\n      valueFrom:\n        secretKeyRef:\n          name: keys\n          key: token")), untilMs: 8000,
    typed: [{ atMs: 20, line: "kubectl create secret generic keys --from-literal=other=1" }],
    asks: "notCreated", says: ["configRefused", "missingKey", "line"], line: [15, "key: token"],
  },
  { what: "the image's tag does not exist", yaml: pod("\n  containers:\n  - name: main\n    image: nginx:1.2.77\n"), untilMs: 20_000, asks: "image", says: ["pullBackoff", "pullFailed", "imageMissing", "line"], line: [8, "image: nginx:1.2.77"] },
  { what: "the image's name is none", yaml: pod('\n  containers:\n  - name: main\n    image: "Nginx:1"\n'), untilMs: 5000, asks: "image", says: ["imageNameInvalid", "line"], line: [8, 'image: "Nginx:1"'] },
  { what: "the image may not be pulled", yaml: pod(sleeper("    imagePullPolicy: Never")), untilMs: 5000, asks: "image", says: ["neverPulled", "line"], line: [10, "imagePullPolicy: Never"] },
  {
    what: "its command is not in the image", yaml: pod("\n  containers:\n  - name: main\n    image: busybox\n    command: [serve]\n"), untilMs: 24_000,
    asks: "crashing", says: ["crashBackoff", "startRefused", "line"], line: [9, "command: [serve]"], note: "phaseStaysRunning",
  },
  { what: "its script calls what is not there", yaml: pod(sleeper("", "sleep 1; fetch-data")), untilMs: 24_000, asks: "crashing", says: ["crashBackoff", "exited", "line"], line: [9, 'command: [sh, -c, "sleep 1; fetch-data"]'], note: "phaseStaysRunning" },
  { what: "it was started again after it had failed", yaml: pod(sleeper("", "sleep 9; exit 1")), untilMs: 13_000, asks: "wasRestarted", says: ["restarted", "exited", "line"], line: [9, 'command: [sh, -c, "sleep 9; exit 1"]'], note: "restartIsSameSandbox" },
  { what: "it ends well again and again", yaml: pod(sleeper("", "exit 0")), untilMs: 24_000, asks: "crashing", says: ["crashBackoff", "exited", "restartsAnyway", "line"], line: [9, 'command: [sh, -c, "exit 0"]'], note: "phaseStaysRunning" },
  { what: "it failed and is not tried again", yaml: pod(`  restartPolicy: Never\n${sleeper("", "exit 3")}`), untilMs: 8000, asks: "failed", says: ["exited", "neverRestarts", "line"], line: [11, 'command: [sh, -c, "exit 3"]'] },
  { what: "it has done its work", yaml: pod(`  restartPolicy: OnFailure\n${sleeper("", "exit 0")}`), untilMs: 8000, asks: "completed", says: ["exited", "neverRestarts", "line"], line: [6, "restartPolicy: OnFailure"] },
  { what: "two containers want one port", yaml: clash, untilMs: 30_000, asks: "crashing", says: ["crashBackoff", "exited", "portTaken", "line"], line: [10, "image: nginx:1.27"], note: "phaseStaysRunning" },
  {
    what: "it wants more memory than its limit", yaml: pod(`
  containers:
  - name: main
    image: polinux/stress
    command: [stress]
    args: ["--vm", "1", "--vm-bytes", "250M", "--vm-hang", "1"]
    resources:
      limits:
        memory: 100Mi
`), untilMs: 6000, asks: "oomKilled", says: ["crashBackoff", "oomKilled", "memoryLimit", "line"], line: [13, "memory: 100Mi"],
  },
  { what: "its liveness probe will restart it", yaml: liveness, untilMs: 50_000, asks: "willRestart", says: ["sentTerm", "probeFailed", "probeCommandEnded", "fileRemoved", "line"], line: [13, "rm -f /tmp/healthy; sleep 600"], note: "ignoresTerm" },
  {
    what: "its liveness probe has restarted it", yaml: liveness, untilMs: 90_000,
    asks: "wasRestarted", says: ["restarted", "killFollowed", "sentTerm", "probeFailed", "probeCommandEnded", "fileRemoved", "line"], line: [13, "rm -f /tmp/healthy; sleep 600"], note: "ignoresTerm",
  },
  { what: "its liveness probe has failed once", yaml: liveness, untilMs: 37_000, asks: "running", says: ["probeNotYet", "probeCommandEnded", "fileRemoved", "line"], line: [13, "rm -f /tmp/healthy; sleep 600"], note: "oneFailureIsNotEnough" },
  {
    what: "somebody removed the file by hand", yaml: liveness, untilMs: 25_000, typed: [{ atMs: 12_000, line: "kubectl exec web -- rm /tmp/healthy" }],
    asks: "running", says: ["probeNotYet", "probeCommandEnded", "fileRemoved", "typed"], ends: "kubectl exec web -- rm /tmp/healthy", note: "oneFailureIsNotEnough",
  },
  {
    what: "nobody listens where readiness asks", yaml: pod("\n  containers:\n  - name: main\n    image: nginx:1.27\n    readinessProbe:\n      httpGet:\n        port: 8080\n"), untilMs: 40_000,
    asks: "notReady", says: ["probeFailed", "probeGotNoAnswer", "nobodyListens", "line"], line: [11, "port: 8080"], note: "notReadyIsNotRestarted",
  },
  {
    what: "readiness does not ask yet", yaml: pod(sleeper("    readinessProbe:\n      exec: {command: [\"true\"]}\n      initialDelaySeconds: 60")), untilMs: 10_000,
    asks: "notReady", says: ["probeWaits", "line"], line: [12, "initialDelaySeconds: 60"],
  },
  {
    what: "the startup probe comes first", yaml: pod(sleeper("    startupProbe:\n      exec: {command: [cat, /up]}\n      failureThreshold: 30\n      periodSeconds: 2")), untilMs: 10_000,
    asks: "notReady", says: ["startupComesFirst", "probeCommandEnded", "fileNeverThere", "line"], line: [11, "exec: {command: [cat, /up]}"],
  },
  { what: "it runs and is ready", yaml: pod(sleeper()), untilMs: 10_000, asks: "running", says: ["noReadinessProbe", "started", "pulled", "boundTo", "line"], line: [8, "image: busybox"] },
  { what: "it runs, and the last of its containers to be ready has a readiness probe", yaml: readyLater, untilMs: 30_000, asks: "running", says: ["probePassed", "started", "pulled", "boundTo", "line"], line: [14, "image: nginx:1.27"] },
  { what: "it runs, and another container than the last is asked about", yaml: readyLater, untilMs: 30_000, container: "one", asks: "running", says: ["noReadinessProbe", "started", "pulled", "boundTo", "line"], line: [8, "image: busybox"] },
  { what: "a liveness probe that has failed once comes before who was ready last", yaml: readyLater, untilMs: 31_000, typed: [{ atMs: 26_000, line: "kubectl exec web -c one -- touch /tmp/bad" }], asks: "running", says: ["probeNotYet", "probeCommandEnded", "line"], line: [11, "exec: {command: [test, \"!\", -e, /tmp/bad]}"], note: "oneFailureIsNotEnough" },
  {
    what: "an init container still runs", yaml: pod(`  initContainers:\n  - name: wait\n    image: busybox\n    command: [sleep, "60"]\n${sleeper()}`), untilMs: 10_000,
    asks: "initializing", says: ["initRuns", "started", "line"], line: [9, 'command: [sleep, "60"]'],
  },
  {
    what: "an init container fails", yaml: pod(`  initContainers:\n  - name: wait\n    image: busybox\n    command: [sh, -c, "exit 2"]\n${sleeper()}`), untilMs: 24_000,
    asks: "initializing", says: ["initFailed", "crashBackoff", "exited", "line"], line: [9, 'command: [sh, -c, "exit 2"]'],
  },
  {
    what: "it is deleted and ignores TERM", yaml: pod(sleeper()), untilMs: 15_000, typed: [{ atMs: 10_000, line: "kubectl delete pod web" }],
    asks: "terminating", says: ["waitsForProcess", "termIgnored", "graceIs", "typed"], ends: "kubectl delete pod web", note: "",
  },
  {
    what: "it is deleted and its preStop hook runs", yaml: pod(sleeper("    lifecycle:\n      preStop:\n        exec: {command: [sleep, \"20\"]}")), untilMs: 15_000, typed: [{ atMs: 10_000, line: "kubectl delete pod web" }],
    asks: "terminating", says: ["preStopRuns", "graceIs", "typed"], ends: "kubectl delete pod web",
  },
  {
    what: "a finalizer keeps it", yaml: pod(sleeper()).replace("  name: web", "  name: web\n  finalizers: [example.com/keep]"), untilMs: 60_000, typed: [{ atMs: 10_000, line: "kubectl delete pod web --wait=false" }],
    asks: "terminating", says: ["waitsForFinalizers", "graceIs", "typed"], ends: "kubectl delete pod web --wait=false",
  },
  {
    what: "it wrote more than its volume may hold", yaml: pod(`  volumes:\n  - name: scratch\n    emptyDir:\n      sizeLimit: 1Mi\n${sleeper("    volumeMounts: [{name: scratch, mountPath: /data}]", "head -c 3000000 /dev/zero > /data/big; sleep 600")}`), untilMs: 30_000,
    asks: "evicted", says: ["evictedFor", "line"], line: [9, "sizeLimit: 1Mi"],
  },
  { what: "it ran longer than it may", yaml: pod(`  activeDeadlineSeconds: 5\n${sleeper()}`), untilMs: 60_000, asks: "ended", says: ["deadlinePassed", "line"], line: [6, "activeDeadlineSeconds: 5"] },
  { what: "another image was set by hand", yaml: pod("\n  containers:\n  - name: main\n    image: nginx:1.27\n"), untilMs: 30_000, typed: [{ atMs: 5000, line: "kubectl set image pod/web main=nginx:nosuchtag" }], asks: "image", says: ["pullBackoff", "pullFailed", "imageMissing", "typed"], ends: "kubectl set image pod/web main=nginx:nosuchtag" },
  { what: "it was made without a file", yaml: pod(sleeper(), "other"), untilMs: 10_000, typed: [{ atMs: 100, line: "kubectl run web --image=nginx:1.27" }], asks: "running", says: ["noReadinessProbe", "started", "pulled", "boundTo", "typed"], ends: "kubectl run web --image=nginx:1.27" },
];

const why = ({ yaml, untilMs, typed, container }: Case): Why => {
  const cluster = played(yaml, untilMs, typed);
  const found = explain(cluster, new Map(), { podUid: uidOf(cluster, "web"), ...(container === undefined ? {} : { container }) });
  if (!found) throw new Error("there is no such pod");
  return found;
};

describe("a chain of causes leads from what one sees to the line or the command", () => {
  test.each(cases)("$what", (each) => {
    const found = why(each);
    expect({ asks: found.asks, says: found.links.map(({ says }) => says) }).toEqual({ asks: each.asks, says: each.says });
    expect(found.links.length).toBeLessThanOrEqual(7);
    const last = found.links.at(-1);
    expect(last?.at).toEqual({ part: "input" });
    if (each.line) expect(last?.line).toEqual({ file: "pod.yaml", line: each.line[0], text: each.line[1] });
    if (each.ends !== undefined) expect(last?.quote).toBe(each.ends);
    if (each.note !== undefined) expect(found.note?.says ?? "").toBe(each.note);
  });

  test.each(cases)("every slot of its sentences is given: $what", (each) => {
    const found = why(each);
    expect(Object.keys(found.values).sort()).toEqual([...questions[found.asks]].sort());
    for (const { says, values } of found.links) expect(Object.keys(values).sort()).toEqual([...links[says]].sort());
    if (found.note) expect(Object.keys(found.note.values).sort()).toEqual([...notes[found.note.says]].sort());
    expect(JSON.stringify(found)).not.toContain("undefined");
  });

  test.each(cases)("no cause comes after its effect, and none lies ahead: $what", (each) => {
    const { links: chain } = why(each);
    for (const { atMs } of chain) expect(atMs).toBeLessThanOrEqual(each.untilMs);
    expect(Math.min(...chain.map(({ atMs }) => atMs))).toBe(chain.at(-1)!.atMs);
  });
});

describe("times are those of the world", () => {
  test("of the example that everybody knows", () => {
    const found = why({ what: "", yaml: liveness, untilMs: 50_000, asks: "willRestart", says: [] });
    const [sent, failed, ended, removed, line] = found.links;
    expect(failed?.atMs).toBe(ended?.atMs);
    expect(sent?.atMs).toBe(failed?.atMs);
    expect(ended).toMatchObject({ values: { code: "1" }, quote: "cat: can't open '/tmp/healthy': No such file or directory", at: { part: "probe", container: "main", probe: "liveness" } });
    expect(removed).toMatchObject({ values: { command: "rm", path: "/tmp/healthy", before: "sleep 30" } });
    expect(removed!.atMs - 30_000).toBeGreaterThan(0);
    expect(removed!.atMs - 30_000).toBeLessThan(2000);
    expect(line?.atMs).toBe(0);
  });

  test("a pod was ready when the readiness probe of its last container answered", () => {
    const cluster = played(readyLater, 30_000);
    const found = explain(cluster, new Map(), { podUid: uidOf(cluster, "web") });
    const { status } = cluster.objects().find(({ metadata }) => metadata.name === "web") as unknown as { status: { conditions: readonly { type: string; lastTransitionTime: string }[] } };
    const ready = Date.parse(status.conditions.find(({ type }) => type === "Ready")!.lastTransitionTime) - cluster.options.startsAtMs;
    const [passed, started] = found!.links;
    expect(passed).toMatchObject({ values: { probe: "readiness", asks: ":80" }, at: { part: "probe", container: "page" } });
    expect(passed!.atMs).toBeGreaterThanOrEqual(started!.atMs + 10_000);
    expect(Math.abs(passed!.atMs - ready)).toBeLessThanOrEqual(1_000);
  });

  test("asking changes nothing, and asking twice says the same", () => {
    const cluster = played(liveness, 50_000);
    const before = cluster.digest();
    const uid = uidOf(cluster, "web");
    expect(explain(cluster, new Map(), { podUid: uid })).toEqual(explain(cluster, new Map(), { podUid: uid }));
    expect(cluster.digest()).toBe(before);
  });

  test("a world that was restored answers the same", () => {
    const cluster = played(liveness, 50_000);
    const podUid = uidOf(cluster, "web");
    explain(cluster, new Map(), { podUid });
    cluster.runUntil(60_000);
    const restored = createCluster(cluster.options, cluster.checkpoint());
    expect(explain(restored, new Map(), { podUid })).toEqual(explain(cluster, new Map(), { podUid }));
  });

  test("another pod of the same name has a history of its own", () => {
    const cluster = played(liveness, 60_000, [{ atMs: 20_000, line: "kubectl delete pod web --grace-period=1" }, { atMs: 30_000, line: "kubectl apply -f pod.yaml" }]);
    const found = explain(cluster, new Map(), { podUid: uidOf(cluster, "web") });
    expect(found?.asks).toBe("running");
    expect(found?.links.at(-1)).toMatchObject({ says: "line", atMs: 30_000 });
  });

  test("a line that waited for another to end is the cause of its own doing", () => {
    const cluster = played(sleeperPod, 500);
    cluster.submit({ atMs: 1000, session: "main", action: { type: "run", line: "sleep 3" } });
    cluster.submit({ atMs: 1500, session: "main", action: { type: "run", line: "kubectl run late --image=nginx:1.27" } });
    cluster.runUntil(9000);
    expect(explain(cluster, new Map(), { podUid: uidOf(cluster, "late") })?.links.at(-1)).toMatchObject({ says: "typed", quote: "kubectl run late --image=nginx:1.27" });
  });

  test("how a pod began, which the journal has dropped, is found again by replay", () => {
    const cluster = played(liveness, 60_000, [{ atMs: 500, line: "kubectl create deployment shop --image=nginx:1.27" }]);
    const podUid = cluster.objects().find(({ kind, metadata }) => kind === "Pod" && metadata.name.startsWith("shop"))!.metadata.uid;
    const forgot = forgetful(cluster, 40_000);
    const asked: number[] = [];
    const earlier = (atMs: number) => {
      asked.push(atMs);
      return played(liveness, atMs, [{ atMs: 500, line: "kubectl create deployment shop --image=nginx:1.27" }]);
    };
    expect(explain(cluster, new Map(), { podUid }, earlier)?.links.at(-1)).toMatchObject({ says: "typed", quote: "kubectl create deployment shop --image=nginx:1.27" });
    expect(asked).toEqual([]);
    expect(explain(forgot, new Map(), { podUid })?.links.at(-1)?.says).toBe("wasThere");
    expect(explain(forgot, new Map(), { podUid }, earlier)).toEqual(explain(cluster, new Map(), { podUid }));
    expect(asked).toEqual([20_000]);
  });

  test("nobody is asked about nothing", () => {
    expect(explain(played(liveness, 1000), new Map(), { podUid: "none" })).toBeUndefined();
  });
});
