import { describe, expect, test } from "vitest";
import { podOf, typed } from "./session.ts";

/* What the first founding article says of Pods, by the numbers of its statements. */

const gitPod = `apiVersion: v1 # 当前格式的版本
kind: Pod
metadata:
  name: nginx-git
  labels: {app: nginx}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - name: nginx # 提供页面
    image: nginx
    volumeMounts:
    - {name: git-volume, mountPath: /usr/share/nginx/html}
  - name: git-sync
    image: busybox
    command: [sh, -c, 'echo "hello world 1!" > /git/index.html; sleep "$GIT_SYNC_WAIT"; echo "hello world 2!" > /git/index.html; sleep 3600']
    env:
    - {name: GIT_SYNC_DEST, value: /git}
    - {name: GIT_SYNC_WAIT, value: "10"}
    volumeMounts:
    - {name: git-volume, mountPath: /git}
  volumes:
  - name: git-volume
    emptyDir: {}
`;

describe("commands", () => {
  const session = typed([
    "kubectl version",
    "kubectl run nginx --image=nginx",
    ["8s", "kubectl get pods"],
    "kubectl get deployments",
    "kubectl get pods -n default -o name",
    "kubectl describe pod nginx",
    "kubectl describe pod nosuch",
    "kubectl describe pod $POD_NAME",
    "kubectl delete pod $POD_NAME",
    "kubectl get pod nginx -o template --template={{.status.podIP}}",
    "kubectl get pod nginx -o jsonpath={.status.podIP}",
    "kubectl get pod nginx -o wide",
    "kubectl delete pod nginx --wait=false",
    "kubectl get pods",
    ["40s", "kubectl get pods"],
  ]);
  test("S0-01: client and server say today's version", () => expect(session.said("version")).toMatch(/Client Version: v1\.36\.\d+[^]*Server Version: v1\.36\.3\n\(0\)$/));
  test("S0-11, S0-12: run makes a bare Pod, and no Deployment", () => {
    expect(session.said("kubectl run")).toBe("pod/nginx created\n(0)");
    expect(session.said("get deployments")).toBe("No resources found in default namespace.\n(0)");
  });
  test("S0-13: without -n it is the namespace default", () => expect(session.said("-n default")).toBe("pod/nginx\n(0)"));
  test("S0-16: describe tells node, address, container, conditions and the five Events of a start, in order", () => {
    const said = session.said("describe pod nginx");
    expect(said).toMatch(/Node: +worker-\d\/192\.168\.77\.1\d\n/);
    expect(said).toMatch(/\nIP: +10\.244\.\d+\.\d+\n/);
    expect(said).toMatch(/Container ID: +containerd:\/\/[0-9a-f]{64}\n/);
    expect(said).toMatch(/Conditions:[^]*Ready +True/);
    expect(said).toMatch(/Events:[^]*Scheduled[^]*Pulling[^]*Pulled[^]*Created[^]*Started/);
  });
  test("S0-08: an Event says how long the pull took", () => expect(session.said("describe pod nginx")).toMatch(/Successfully pulled image "nginx" in [\d.]+m?s/));
  test("S0-17: a name that is not there, and no name at all", () => {
    expect(session.said("describe pod nosuch")).toBe('Error from server (NotFound): pods "nosuch" not found\n(1)');
    expect(session.said("describe pod $POD_NAME")).toMatch(/^Name: +nginx\n/);
    expect(session.said("delete pod $POD_NAME")).toBe("error: resource(s) were provided, but no name was specified\n(1)");
  });
  test("S0-47: template, jsonpath and wide print one address", () => {
    const [template, jsonpath] = [session.said("-o template"), session.said("-o jsonpath")];
    expect(template).toMatch(/^10\.244\.\d+\.\d+\(0\)$/);
    expect(jsonpath).toBe(template);
    expect(session.said("-o wide")).toContain(` ${template.slice(0, -3)} `);
  });
  test("S0-29, S0-30: a deleted Pod is seen Terminating; a bare one is brought back by nobody", () => {
    expect(session.states("nginx")).toContain("Terminating");
    expect(session.said("get pods", 3)).toBe("No resources found in default namespace.\n(0)");
  });
});

describe("phases and what STATUS shows", () => {
  const session = typed(
    ["kubectl apply -f .", ["5s", "kubectl get pods -o custom-columns=N:.metadata.name,P:.status.phase"], ["60s", "kubectl get pods -o custom-columns=N:.metadata.name,P:.status.phase"], "kubectl get pods"],
    {
      "nowhere.yaml": podOf("nowhere", "sleep 3600", "  nodeSelector: {disk: none-has-it}\n"),
      "nopull.yaml": podOf("nopull", "sleep 3600").replace("busybox", "nosuch/image:1"),
      "crash.yaml": podOf("crash", "sleep 1; exit 3"),
      "done.yaml": podOf("done", "exit 0", "  restartPolicy: Never\n"),
      "failed.yaml": podOf("failed", "exit 1", "  restartPolicy: Never\n"),
      "hungry.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: hungry}\nspec:\n  restartPolicy: Never\n  containers:\n  - {name: main, image: polinux/stress, command: [stress], args: [--vm, '1', --vm-bytes, 250M, --vm-hang, '1'], resources: {limits: {memory: 100Mi}}}\n",
      "init.yaml": podOf("init", "sleep 3600", "  initContainers:\n  - {name: first, image: busybox, command: [sleep, '3']}\n"),
    },
  );
  const phases = (nth: number) => Object.fromEntries(session.said("custom-columns", nth).trim().split("\n").slice(1).map((row) => row.split(/\s+/) as [string, string]));
  test("S0-19: Pending is what no node takes, and what waits for its image", () => expect(phases(1)).toMatchObject({ nowhere: "Pending", nopull: "Pending" }));
  test("S0-20: ContainerCreating is a STATUS, before Running; its phase is Pending", () => {
    expect(session.states("crash").slice(0, 3)).toEqual(["Pending", "ContainerCreating", "Running"]);
    expect(session.states("nopull").slice(0, 2)).toEqual(["Pending", "ContainerCreating"]);
  });
  test("S0-21: a Pod that crashes over and over is Running", () => {
    expect(phases(1)).toMatchObject({ crash: "Running" });
    expect(session.states("crash")).toContain("CrashLoopBackOff");
  });
  test("S0-22, S0-23: all ended well is Succeeded, and STATUS says Completed", () => {
    expect(phases(1)).toMatchObject({ done: "Succeeded" });
    expect(session.states("done").at(-1)).toBe("Completed");
  });
  test("S0-24: one that ended badly is Failed, and STATUS says Error", () => {
    expect(phases(1)).toMatchObject({ failed: "Failed" });
    expect(session.states("failed").at(-1)).toBe("Error");
  });
  test("S0-25: the words that articles leave out are met", () => {
    expect(session.states("nopull")).toEqual(expect.arrayContaining(["ErrImagePull", "ImagePullBackOff"]));
    expect(session.states("init")).toEqual(expect.arrayContaining(["Init:0/1", "PodInitializing", "Running"]));
    expect(session.states("hungry")).toContain("OOMKilled");
  });
});

describe("an image that cannot be reached", () => {
  const session = typed(
    ["kubectl run far --image=gcr.io/some/app:1", "kubectl run near --image=gcr.io/some/app:2 --image-pull-policy=IfNotPresent", ["30s", "kubectl get pods"]],
    {},
    { cluster: { registry: { unreachable: ["gcr.io/*"] }, nodes: [{ name: "worker-1", images: ["gcr.io/some/app:2"] }] } },
  );
  test("S0-03: the pull fails and backs off; an image that is on the node starts without it", () => {
    expect(session.states("far")).toEqual(expect.arrayContaining(["ErrImagePull", "ImagePullBackOff"]));
    expect(session.said("get pods")).toMatch(/near +1\/1 +Running/);
  });
});

describe("two containers, one volume, one network", () => {
  const session = typed(
    [
      "kubectl create -f nginx-git.yaml",
      "kubectl create -f nginx-git.yaml",
      "kubectl apply -f nginx-git.yaml",
      ["5s", "kubectl get pods"],
      "kubectl exec nginx-git -c git-sync -- env",
      "kubectl exec nginx-git -c git-sync -- wget -qO- localhost:80",
      "kubectl get pod nginx-git -o jsonpath={.spec.containers[*].volumeMounts[0].mountPath}",
      "ssh $(kubectl get pod nginx-git -o jsonpath={.spec.nodeName}) curl -s $(kubectl get pod nginx-git -o jsonpath={.status.podIP})",
      ["10s", "kubectl exec nginx-git -c git-sync -- wget -qO- localhost"],
      "kubectl get pod nginx-git -o jsonpath={.status.containerStatuses[*].restartCount}",
      "kubectl apply -f number.yaml",
    ],
    { "nginx-git.yaml": gitPod, "number.yaml": gitPod.replace('"10"', "10").replace("nginx-git", "number") },
  );
  test("S0-33, S0-36, S0-40: they run, Chinese comments and an emptyDir and all", () => expect(session.said("get pods")).toMatch(/nginx-git +2\/2 +Running +0/));
  test("S0-37: one volume, mounted at two places", () => expect(session.said("volumeMounts")).toBe("/usr/share/nginx/html /git(0)"));
  test("S0-38: environment variables are texts, and a number is refused", () => {
    expect(session.said("-- env")).toMatch(/^GIT_SYNC_WAIT=10$/m);
    expect(session.said("apply -f number")).toMatch(/cannot unmarshal number into Go struct field EnvVar\.spec\.containers\.env\.value of type string[^]*\(1\)$/);
  });
  test("S0-46: create makes it once; apply takes it over with a warning", () => {
    expect(session.said("kubectl create")).toBe("pod/nginx-git created\n(0)");
    expect(session.said("kubectl create", 1)).toContain('pods "nginx-git" already exists');
    expect(session.said("apply -f nginx-git")).toMatch(/Warning: resource pods\/nginx-git is missing the kubectl\.kubernetes\.io\/last-applied-configuration annotation/);
  });
  test("S0-48: on its node the Pod answers at its address", () => expect(session.said("curl -s")).toBe("hello world 1!\n(0)"));
  test("S0-54: from the other container nginx is at localhost", () => expect(session.said("wget -qO- localhost:80")).toBe("hello world 1!\n(0)"));
  test("S0-39, S0-49: what the one container writes the other serves, without a restart", () => {
    expect(session.said("wget -qO- localhost", 1)).toBe("hello world 2!\n(0)");
    expect(session.said("restartCount")).toBe("0 0(0)");
  });
});

describe("slips of the pen in a manifest", () => {
  const base = "apiVersion: v1\nkind: Pod\nmetadata: {name: slip}\nspec:\n  containers:\n  - {name: main, image: nginx}\n  volumes:\n  - name: data\n";
  const session = typed(["kubectl apply -f typo.yaml", "kubectl apply -f tab.yaml", "kubectl apply -f typo.yaml --validate=false", "kubectl get pod slip -o jsonpath={.spec.volumes[0]}"], {
    "typo.yaml": `${base}    hostPth: {path: /data}\n`,
    "tab.yaml": `${base}\thostPath: {path: /data}\n`,
  });
  test("S0-41: a field that there is not is refused by its name; unchecked, the volume silently becomes an emptyDir", () => {
    expect(session.said("apply -f typo.yaml")).toMatch(/strict decoding error: unknown field "spec\.volumes\[0\]\.hostPth"[^]*\(1\)$/);
    expect(session.said("--validate=false")).toContain("pod/slip created");
    expect(session.said("volumes[0]")).toContain('"emptyDir":{}');
  });
  test("S0-42: a tab is no indentation", () => expect(session.said("tab.yaml")).toMatch(/error parsing tab\.yaml: .*yaml: line \d+: found (?:character that cannot start any token|a tab character that violates indentation)[^]*\(1\)$/));
});

describe("volumes", () => {
  const mounted = (name: string, node: string, volume: string): string =>
    podOf(name, "sleep 3600", `  nodeName: ${node}\n  volumes: [{name: data, ${volume}}]\n`).replace("    command", "    volumeMounts: [{name: data, mountPath: /data}]\n    command");
  const hostPath = "hostPath: {path: /data, type: DirectoryOrCreate}";
  const session = typed(
    [
      "kubectl apply -f empty.yaml -f host.yaml",
      ["5s", "kubectl exec empty -- sh -c 'echo kept > /data/note'"],
      "kubectl exec host -- sh -c 'echo one > /data/note'",
      "kubectl exec empty -- kill 1",
      ["6s", "kubectl exec empty -- cat /data/note # after the restart"],
      "kubectl get pod empty -o jsonpath={.status.containerStatuses[0].restartCount}",
      "kubectl delete pod empty host",
      "kubectl apply -f empty.yaml -f host.yaml",
      ["5s", "kubectl exec empty -- cat /data/note # in another Pod"],
      "kubectl exec host -- cat /data/note # on the same node",
      "kubectl delete pod host",
      "sed s/worker-1/worker-2/ host.yaml | kubectl apply -f -",
      ["5s", "kubectl exec host -- ls -A /data # on the other node"],
    ],
    { "empty.yaml": mounted("empty", "worker-1", "emptyDir: {}").replace("sleep 3600", "trap 'exit 0' TERM; sleep 3600 & wait"), "host.yaml": mounted("host", "worker-1", hostPath) },
  );
  test("S0-45: an emptyDir outlives its container, and goes with the Pod", () => {
    expect(session.said("# after the restart")).toBe("kept\n(0)");
    expect(session.said("restartCount")).toBe("1(0)");
    expect(session.said("# in another Pod")).toContain("No such file or directory");
  });
  test("S0-43: a hostPath is the node's: kept on the same node, another on the other", () => {
    expect(session.said("# on the same node")).toBe("one\n(0)");
    expect(session.said("# on the other node")).toBe("(0)");
  });
});

describe("pause", () => {
  const session = typed(
    [
      "kubectl apply -f nginx-git.yaml",
      ["5s", "kubectl get pod nginx-git -o jsonpath={.status.podIP} # before"],
      "ssh NODE crictl pods -q --name nginx-git | wc -l",
      "ssh NODE crictl ps -q --label io.kubernetes.pod.name=nginx-git | wc -l",
      "ssh NODE pgrep -x pause | wc -l",
      "kubectl exec nginx-git -c nginx -- sh -c 'kill 1'",
      ["6s", "kubectl get pod nginx-git -o jsonpath={.status.podIP} # container killed"],
      "ssh NODE pkill -9 -x pause",
      ["30s", "kubectl get pod nginx-git -o jsonpath={.status.podIP} # pause killed"],
      "kubectl get pod nginx-git -o jsonpath={.status.containerStatuses[*].restartCount} # git-sync, nginx",
    ].map((line) => (typeof line === "string" ? line.replace("NODE", "worker-1") : line as [string, string])),
    { "nginx-git.yaml": gitPod },
    { cluster: { nodes: 1 } },
  );
  test("S0-09, S0-10, S0-50: one Pod, one pause, which is not among its two containers", () => {
    expect(session.said("crictl pods")).toMatch(/^\s*1\n/);
    expect(session.said("crictl ps")).toMatch(/^\s*2\n/);
    expect(session.said("pgrep")).toMatch(/^\s*1\n/);
  });
  test("S0-52, S0-55: the address is the sandbox's: it stays when a container dies, and is another when pause does, with all containers restarted", () => {
    const before = session.said("# before");
    expect(before).toMatch(/^10\.244\./);
    expect(session.said("# container killed")).toBe(before);
    expect(session.said("# pause killed")).toMatch(/^10\.244\./);
    expect(session.said("# pause killed")).not.toBe(before);
    expect(session.reasons("nginx-git")).toContain("SandboxChanged");
    expect(session.said("restartCount")).toBe("1 2(0)");
  });
});
