import { describe, expect, test } from "vitest";
import { podOf, typed } from "./session.ts";

/* What the lesson among the founding articles says of Pods, by the numbers of its statements; 28 to 36 are in founding.test.ts. */

const web = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {env: dev}, annotations: {note: first}}\nspec:\n  terminationGracePeriodSeconds: 1\n  containers:\n  - {name: nginx, image: 'nginx:1.27', ports: [{containerPort: 80}]}\n";

describe("changing what runs", () => {
  const session = typed(
    [
      "kubectl apply -f web.yaml",
      ["5s", "kubectl exec web -- sh -c 'echo changed > /usr/share/nginx/html/index.html'"],
      "kubectl exec web -- cat /usr/share/nginx/html/index.html # by hand",
      "kubectl get pod web -o jsonpath={.metadata.uid} # first",
      "kubectl apply -f port.yaml",
      "kubectl apply -f image.yaml",
      ["8s", "kubectl get pod web -o jsonpath={.spec.containers[0].image}:{.status.containerStatuses[0].restartCount}"],
      "kubectl apply -f status.yaml",
      "kubectl get pod web -o jsonpath={.status.phase}",
      "kubectl delete pod web",
      "kubectl apply -f web.yaml",
      ["5s", "kubectl exec web -- cat /usr/share/nginx/html/index.html # after"],
      "kubectl get pod web -o jsonpath={.metadata.uid} # second",
    ],
    { "web.yaml": web, "port.yaml": web.replace("containerPort: 80", "containerPort: 81"), "image.yaml": web.replace("1.27", "1.28"), "status.yaml": `${web.replace("1.27", "1.28")}status: {phase: Failed}\n` },
  );
  test("S4-01, S4-38: what was changed by hand is gone with the Pod; a changed image is another container of it", () => {
    expect(session.said("# by hand")).toBe("changed\n(0)");
    expect(session.said("# after")).not.toContain("changed");
    expect(session.said("restartCount")).toBe("nginx:1.28:1(0)");
  });
  test("S4-02: of a living Pod few fields may change, and the refusal lists them", () => {
    expect(session.said("port.yaml")).toMatch(/The Pod "web" is invalid: spec: Forbidden: pod updates may not change fields other than `spec\.containers\[\*\]\.image`,`spec\.initContainers\[\*\]\.image`,`spec\.activeDeadlineSeconds`,`spec\.tolerations` \(only additions to existing tolerations\)[^]*\(1\)$/);
  });
  test("S4-23: deleted and made again it has another uid", () => {
    expect(session.said("# first")).toMatch(/^[0-9a-f-]{36}\(0\)$/);
    expect(session.said("# second")).not.toBe(session.said("# first"));
  });
  test("S4-26, S4-27: the status is the cluster's to write: what is applied there is ignored", () => expect(session.said("{.status.phase}")).toBe("Running(0)"));
});

describe("what a Pod is", () => {
  const two = podOf("two", "echo from main; echo one > /a/x; sleep 3600", "  volumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}}]\n")
    .replace("    command", "    volumeMounts: [{name: a, mountPath: /a}, {name: b, mountPath: /b}]\n    command");
  const both = `${two}  - name: side\n    image: busybox\n    command: [sh, -c, 'echo from side; sleep 3600']\n    volumeMounts: [{name: a, mountPath: /here}]\n`;
  const session = typed(
    [
      "kubectl apply -f one.yaml -f both.yaml",
      ["6s", "kubectl get pods -o wide"],
      "kubectl get pods -o jsonpath={.items[*].status.podIP}",
      "kubectl exec two -c side -- cat /here/x",
      "kubectl exec two -c side -- hostname -i",
      "kubectl exec two -c main -- hostname -i",
      "kubectl logs two --all-containers",
      "kubectl apply -f web.yaml -f taken.yaml",
      ["8s", "kubectl get pod taken"],
    ],
    { "one.yaml": podOf("one", "sleep 3600"), "both.yaml": both, "web.yaml": web, "taken.yaml": web.replace("name: web", "name: taken") + "  - {name: again, image: 'nginx:1.27'}\n" },
  );
  test("S4-03, S4-06: Pods of one and of two containers, with volumes, each have one address", () => {
    expect(session.said("-o wide")).toMatch(/one +1\/1 +Running[^]*two +2\/2 +Running/);
    const [first, second] = session.said("items[*]").replace("(0)", "").split(" ");
    expect(first).not.toBe(second);
    expect(session.said("/here/x")).toBe("one\n(0)");
  });
  test("S4-04, S4-05: its containers are on one node, with one address and one set of ports", () => {
    expect(session.said("-c side -- hostname -i")).toBe(session.said("-c main -- hostname -i"));
    expect(session.said("get pod taken")).toMatch(/taken +1\/2 +(Error|CrashLoopBackOff)/);
  });
  test("S4-15: each container has a log of its own", () => expect(session.said("logs two")).toBe("from main\nfrom side\n(0)"));
});

describe("probes, hooks and restarts", () => {
  const hooked = (name: string, hook: string): string => podOf(name, "sleep 3600").replace("    command", `    lifecycle: {${hook}}\n    command`);
  const policies = ["Always", "OnFailure", "Never"].flatMap((policy) => [0, 1].map((code) => ({ policy, code, name: `${policy.toLowerCase()}-${code}` })));
  const session = typed(
    ["kubectl apply -f .", ["25s", "kubectl exec hook -- cat /tmp/hello"], "kubectl get pods --no-headers -o custom-columns=N:.metadata.name,R:.status.containerStatuses[0].restartCount,P:.status.phase", "kubectl delete pod stopping", ["1s", "kubectl get pods # zombies"], "kubectl exec shared -c main -- ps"],
    {
      "probe.yaml": podOf("probe", "sleep 3600").replace("    command", "    livenessProbe: {exec: {command: [cat, /nosuch]}, periodSeconds: 2, failureThreshold: 2}\n    command"),
      "hook.yaml": hooked("hook", "postStart: {exec: {command: [sh, -c, 'echo hello > /tmp/hello']}}"),
      "broken.yaml": hooked("broken", "postStart: {exec: {command: [sh, -c, 'exit 4']}}"),
      "stopping.yaml": hooked("stopping", "preStop: {exec: {command: [nosuch]}}"),
      "shell.yaml": podOf("shell", "sleep 500 & exec sleep 2"),
      "shared.yaml": podOf("shared", "sh -c 'sleep 1 &'; sleep 3600", "  shareProcessNamespace: true\n"),
      ...Object.fromEntries(policies.map(({ policy, code, name }) => [`${name}.yaml`, podOf(name, `exit ${code}`, `  restartPolicy: ${policy}\n`)])),
    },
  );
  const row = (name: string) => new RegExp(`^${name} +(\\d+) +(\\w+)`, "m").exec(session.said("custom-columns"))?.slice(1);
  test("S4-11: what a probe finds dead is restarted", () => expect(session.reasons("probe")).toEqual(expect.arrayContaining(["Unhealthy", "Killing"])));
  test("S4-12: hooks run; where one fails after the start, the container is killed; one that fails before the end is told", () => {
    expect(session.said("/tmp/hello")).toBe("hello\n(0)");
    expect(session.reasons("broken")).toEqual(expect.arrayContaining(["FailedPostStartHook", "Killing"]));
    expect(session.reasons("stopping")).toContain("FailedPreStopHook");
  });
  test.each(policies)("S4-13: exit code $code under $policy", ({ policy, code, name }) => {
    const restarts = policy === "Always" || (policy === "OnFailure" && code !== 0);
    const [count, phase] = row(name) ?? [];
    expect(Number(count) > 0).toBe(restarts);
    expect(phase).toBe(restarts ? "Running" : code === 0 ? "Succeeded" : "Failed");
  });
  test("S4-14: when the first process ends the container does, and what it left behind with it; where pause is the first, it clears up", () => {
    expect(Number(row("shell")?.[0])).toBeGreaterThan(0);
    expect(session.said("-- ps")).toMatch(/ 1 .*\/pause\n/);
    expect(session.said("-- ps")).not.toMatch(/sleep 1$|defunct|\[sleep\]/m);
  });
});

describe("names and namespaces", () => {
  const session = typed(
    [
      "kubectl get ns",
      "kubectl get configmap cluster-info -n kube-public",
      "kubectl get leases -n kube-node-lease",
      "kubectl create ns other",
      "kubectl apply -f web.yaml",
      "kubectl apply -f web.yaml -n other",
      "kubectl create -f web.yaml",
      "kubectl get pods -A -l env=dev -o custom-columns=NS:.metadata.namespace,NAME:.metadata.name,UID:.metadata.uid",
      "kubectl get nodes -n other",
      "kubectl api-resources --namespaced=false",
      "kubectl get pods -l env=testing",
      "kubectl get pod web -o jsonpath={.metadata.annotations.note}",
      "kubectl get pods -l note=first",
      "kubectl get pod web -o jsonpath={.kind}:{.metadata.name}:{.spec.containers[0].name}:{.status.qosClass}",
    ],
    { "web.yaml": web },
    { cluster: { nodes: 2 } },
  );
  test("S4-16, S4-17: a Pod has metadata, spec and status", () => expect(session.said("{.kind}")).toBe("Pod:web:nginx:BestEffort(0)"));
  test("S4-18: four namespaces are there at the start", () => expect(session.said("get ns").split("\n").slice(1, 5).map((row) => row.split(" ")[0])).toEqual(["default", "kube-node-lease", "kube-public", "kube-system"]));
  test("S4-21: each node has a Lease", () => expect(session.said("get leases")).toMatch(/worker-1 +worker-1 [^]*worker-2 +worker-2 /));
  test("S4-22: a name is taken once in a namespace, and free in another", () => {
    expect(session.said("-n other")).toBe("pod/web created\n(0)");
    expect(session.said("kubectl create -f")).toContain('pods "web" already exists');
    expect(session.said("get pods -A").trim().split("\n")).toHaveLength(4);
  });
  test("S4-24: nodes are in no namespace", () => {
    expect(session.said("get nodes -n other")).toMatch(/worker-1 +Ready/);
    expect(session.said("api-resources")).toMatch(/nodes +no +v1 +false +Node/);
  });
  test("S4-25: labels select, annotations do not", () => {
    expect(session.said("env=testing")).toContain("No resources found");
    expect(session.said("annotations.note")).toBe("first(0)");
    expect(session.said("note=first")).toContain("No resources found");
  });
});
