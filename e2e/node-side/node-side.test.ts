import { describe, expect, test } from "vitest";
import { played, podOf, type Typed } from "./played.ts";

const POD = podOf("web");
const TWO = podOf("twins", ["left", "right"]);
const lines = (text: string | undefined): readonly string[] => (text ?? "").trimEnd().split("\n");

/** Applies a pod at 0s and types one line every three seconds from 4s on; gives what each said. */
function typed(run: readonly string[], options: { readonly pod?: string; readonly spec?: Parameters<typeof played>[1]["spec"] } = {}) {
  const inputs: Typed[] = [{ at: 0, run: "kubectl apply -f pod.yaml" }, ...run.map((line, index) => ({ at: 4 + index * 3, run: line }))];
  return played(inputs, { until: 7 + run.length * 3, files: { "pod.yaml": options.pod ?? POD }, ...(options.spec && { spec: options.spec }) }).said.slice(1);
}

describe("a node's own tools show what the cluster has", () => {
  test("crictl: one sandbox a pod, its containers without pause", () => {
    const [pods, containers] = typed(["ssh worker-1 crictl pods", "ssh worker-1 crictl ps"], { pod: TWO });
    expect(lines(pods?.stdout)[0]).toBe("POD ID              CREATED             STATE               NAME                NAMESPACE           ATTEMPT             RUNTIME");
    expect(lines(pods?.stdout).slice(1)).toEqual([expect.stringMatching(/^[0-9a-f]{13} {7}3 seconds ago {7}Ready {15}twins {15}default {13}0 {19}\(default\)$/)]);
    expect(lines(containers?.stdout)[0]).toBe("CONTAINER           IMAGE               CREATED             STATE               NAME                ATTEMPT             POD ID              POD                 NAMESPACE");
    expect(lines(containers?.stdout).slice(1).map((line) => line.split(/ {2,}/)[4]).sort()).toEqual(["left", "right"]);
  });

  test("S0-51 both containers name the pause process's network namespace, and S0-09 ctr lists pause too", () => {
    const [paths, listed] = typed(["ssh worker-1 'for c in $(crictl ps -q); do crictl inspect $c | grep /ns/net; done; pidof pause'", "ssh worker-1 ctr -n k8s.io containers ls -q"], { pod: TWO });
    const [left, right, pause] = lines(paths?.stdout).map((line) => line.trim());
    expect(left).toBe(`"path": "/proc/${pause}/ns/net"`);
    expect(right).toBe(left);
    expect(lines(listed?.stdout)).toHaveLength(3);
  });

  test("S0-09 S0-51 on a node of 1.23 docker ps shows a pause container a pod, and both others join its network", () => {
    const [ps, modes, instead] = typed(["ssh worker-1 docker ps", "ssh worker-1 \"docker ps -q | xargs docker inspect -f '{{.Name}} {{.HostConfig.NetworkMode}} {{.HostConfig.IpcMode}}'\"", "ssh worker-2 docker ps"], { pod: TWO, spec: { nodes: [{ version: "1.23" }, {}] } });
    expect(lines(ps?.stdout)[0]).toMatch(/^CONTAINER ID +IMAGE +COMMAND +CREATED +STATUS +PORTS +NAMES$/);
    const uid = /k8s_POD_twins_default_([0-9a-f-]{36})_0/.exec(ps?.stdout ?? "")?.[1];
    expect(lines(ps?.stdout).slice(1).map((line) => line.split(/ +/).at(-1)).sort()).toEqual([`k8s_POD_twins_default_${uid}_0`, `k8s_left_twins_default_${uid}_0`, `k8s_right_twins_default_${uid}_0`]);
    const joined = lines(modes?.stdout).filter((line) => !line.includes("k8s_POD"));
    expect(joined.every((line) => /container:[0-9a-f]{64} container:[0-9a-f]{64}$/.test(line))).toBe(true);
    expect(modes?.stdout).toMatch(/k8s_POD_\S+ none shareable/);
    expect([instead?.exitCode, instead?.stderr]).toEqual([127, expect.stringMatching(/^-bash: docker: command not found\n.*crictl ps/)]);
  });
  test("its image there is the one that docker images lists", () => {
    const [ps, images] = typed(["ssh worker-1 docker ps", "ssh worker-1 docker images"], { pod: TWO, spec: { nodes: [{ version: "1.23" }, {}] } });
    expect(ps?.stdout).toContain("registry.k8s.io/pause:3.6 ");
    expect(images?.stdout).toMatch(/^registry\.k8s\.io\/pause +3\.6 /m);
  });

  test("S0-01 a node of 1.23 says Docker in its status and in its containers' ids", () => {
    const [version, id] = typed(["kubectl get node worker-1 -o jsonpath={.status.nodeInfo.containerRuntimeVersion}", "kubectl get pod web -o jsonpath={.status.containerStatuses[0].containerID}"], { spec: { version: "1.23", nodes: [{}] } });
    expect(version?.stdout).toBe("docker://20.10.24");
    expect(id?.stdout).toMatch(/^docker:\/\/[0-9a-f]{64}$/);
  });

  // As kubelets with dockershim said it (pkg/kubelet/dockershim, pkg/kubelet/images, pkg/kubelet/kuberuntime of v1.23) and Docker 20.10 under them.
  test("and speaks of images, pulls and starts as those did", () => {
    const status = (pod: string, path: string): string => `kubectl get pod ${pod} -o jsonpath='{.status.containerStatuses[0].${path}}'`;
    const said = (pod: string, reason: string): string => `kubectl get events --field-selector involvedObject.name=${pod},reason=${reason} -o jsonpath='{.items[0].message}'`;
    const runs = ["kubectl run tag --image=nginx:99.99; kubectl run repository --image=nosuch/image:1; kubectl run bad --image=busybox:1.36 -- nosuch", `${status("web", "image")}; echo; ${status("web", "imageID")}`, said("web", "Created"), said("web", "Pulled"), said("tag", "Failed"), said("repository", "Failed"), said("bad", "Failed"), `${status("bad", "lastState.terminated.reason")} ; ${status("bad", "lastState.terminated.exitCode")}`, "docker ps"];
    const [, image, created, pulled, tag, repository, bad, end, docker] = typed(runs, { spec: { version: "1.23", nodes: [{}] } }).map(({ stdout, stderr }) => stdout || stderr);
    expect(image).toMatch(/^\S+\ndocker-pullable:\/\/\w+@sha256:[0-9a-f]{64}$/);
    expect(created).toMatch(/^Created container \w+$/);
    expect(pulled).toMatch(/^Successfully pulled image "\S+" in [0-9.]+m?s$/);
    expect(tag).toBe('Failed to pull image "nginx:99.99": rpc error: code = Unknown desc = Error response from daemon: manifest for nginx:99.99 not found: manifest unknown: manifest unknown');
    expect(repository).toBe('Failed to pull image "nosuch/image:1": rpc error: code = Unknown desc = Error response from daemon: pull access denied for nosuch/image, repository does not exist or may require \'docker login\': denied: requested access to the resource is denied');
    expect(bad).toBe('Error: failed to start container "bad": Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown');
    expect(end).toBe("ContainerCannotRun127");
    expect(docker).toContain("(The pods run in the Docker of their nodes: ssh worker-1 docker ps)");
  });
  test("S0-04 and minikube docker-env makes its Docker the workstation's, until it is taken back; logs are there", () => {
    const [env, there, back, logs, on] = typed(["minikube docker-env | head -n 2", "eval $(minikube docker-env); docker ps --format '{{.Names}}' | grep -c k8s_", "eval $(minikube docker-env -u); docker ps", "kubectl logs web --tail=1", "sudo docker ps; minikube ssh -- sudo docker ps -q | wc -l"], { spec: { version: "1.23", nodes: [{}] } });
    expect(env?.stdout).toBe('export DOCKER_TLS_VERIFY="1"\nexport DOCKER_HOST="tcp://192.168.77.11:2376"\n');
    expect(there?.stdout).toBe("2\n");
    expect(back?.stderr).toContain("Cannot connect to the Docker daemon");
    expect(logs?.stdout).toMatch(/start worker process/);
    expect(on?.stdout).toBe("2\n");
  });
  test.each([
    ["sudo whoami; sudo -u root id -u; sudo -i pwd; sudo A=b printenv A; sudo su -c true", "root\n0\n/root\nb\n"],
    ["sudo nosuch", "sudo: nosuch: command not found\n"],
  ])("sudo is there for those who type it: %s", (line, says) => {
    const [here, there] = typed([line, `ssh worker-1 '${line}'`]).map(({ stdout, stderr }) => stdout + stderr);
    expect([here, there]).toEqual([says, says]);
  });

  test("S1-18 crictl logs has the log on the pod's node, and nothing of it on another", () => {
    const [here, there] = typed(["ssh worker-1 'crictl logs --tail 1 $(crictl ps -q)'", "ssh worker-2 crictl logs abc"]);
    expect(here?.stderr).toMatch(/start worker process/);
    expect([there?.exitCode, there?.stderr]).toEqual([1, 'FATA[0000] rpc error: code = NotFound desc = an error occurred when try to find container "abc": not found\n']);
  });

  test("nsenter finds the pod's address in its network namespace, and the node's outside", () => {
    const [inside, outside] = typed(["ssh worker-1 'nsenter -t $(pidof pause) -n ip addr show eth0'", "ssh worker-1 ip addr show eth0"]);
    expect(inside?.stdout).toContain("inet 10.244.0.2/24");
    expect(outside?.stdout).toContain("inet 192.168.77.11/24");
  });

  test("ps shows the node's services and every pod's pause", () => {
    const [ps] = typed(["ssh worker-1 ps aux"]);
    for (const process of ["/sbin/init", "/usr/bin/containerd", "/usr/bin/kubelet --kubeconfig", "/pause", "nginx -g daemon off;"]) expect(ps?.stdout).toContain(` ${process}`);
  });
});

describe("what is done on a node has its effect", () => {
  test("S0-55 killing an app container keeps sandbox and address; killing pause gives another address and restarts everything", () => {
    const ip = "kubectl get pod web -o jsonpath={.status.podIP}/{.status.containerStatuses[0].restartCount}";
    const said = typed([ip, "ssh worker-1 'crictl stop $(crictl ps -q)'", ip, "ssh worker-1 'kill $(pidof pause)'", ip, "true", "true", "true", "true", ip, "kubectl get events"]);
    expect([0, 2, 9].map((index) => said[index]?.stdout)).toEqual(["10.244.0.2/0", "10.244.0.2/1", "10.244.0.3/2"]);
    expect(said[10]?.stdout).toMatch(/Normal +SandboxChanged +pod\/web +Pod sandbox changed, it will be killed and re-created\./);
  });

  test("crictl stopp ends the sandbox, and the kubelet makes another", () => {
    const said = typed(["ssh worker-1 'crictl stopp $(crictl pods -q)'", "true", "ssh worker-1 crictl pods"]);
    expect(said[0]?.stdout).toMatch(/^Stopped sandbox [0-9a-f]{64}\n$/);
    expect(lines(said[2]?.stdout).slice(1).map((line) => line.split(/ {2,}/).filter((_, index) => index === 2 || index === 5).join(" "))).toEqual(["Ready 1", "NotReady 0"]);
  });

  test("a stopped kubelet: pods run on, nobody hears of them, and logs cannot be had", () => {
    const said = typed(["ssh worker-1 systemctl stop kubelet", "kubectl logs web", "kubectl delete pod web --wait=false", "ssh worker-1 crictl ps -q", "ssh worker-1 systemctl start kubelet", "kubectl get pods"]);
    expect(said[1]?.stderr).toBe('Error from server: Get "https://192.168.77.11:10250/containerLogs/default/web/app": dial tcp 192.168.77.11:10250: connect: connection refused\n');
    expect(said[3]?.stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(said[5]?.stderr).toBe("No resources found in default namespace.\n");
  });

  test("S2-52 a pod that was removed by force while its kubelet was away is ended once it is back", () => {
    const said = typed(["ssh worker-1 systemctl stop kubelet", "kubectl delete pod web --force --grace-period=0", "ssh worker-1 crictl ps -q", "ssh worker-1 systemctl start kubelet", "true", "ssh worker-1 crictl pods -q"]);
    expect(said[2]?.stdout).not.toBe("");
    expect(said[5]?.stdout).toBe("");
  });

  test("a kubelet that is killed comes back by itself after ten seconds", () => {
    const said = typed(["ssh worker-1 'kill -9 $(pidof kubelet)'", "ssh worker-1 systemctl is-active kubelet", "true", "true", "true", "ssh worker-1 systemctl is-active kubelet", "kubectl get pod web"]);
    expect([said[1]?.stdout, said[5]?.stdout]).toEqual(["activating\n", "active\n"]);
    expect(said[6]?.stdout).toMatch(/web +1\/1 +Running +0 /);
  });

  test("without containerd its tools find no socket, and containers run on", () => {
    const said = typed(["ssh worker-1 systemctl stop containerd", "ssh worker-1 crictl ps", "ssh worker-1 pidof nginx", "ssh worker-1 systemctl start containerd", "kubectl exec web -- hostname"]);
    expect([said[1]?.exitCode, said[1]?.stderr]).toEqual([1, expect.stringContaining("dial unix /run/containerd/containerd.sock: connect: no such file or directory")]);
    expect(said[2]?.stdout).not.toBe("");
    expect(said[4]?.stdout).toBe("web\n");
  });

  test.each([
    { component: "power", says: "ssh: connect to host worker-1 port 22: No route to host\n" },
    { component: "network", says: "ssh: connect to host worker-1 port 22: Connection timed out\n" },
  ])("a node without $component cannot be reached", ({ component, says }) => {
    const { said } = played([{ at: 0, run: `kubarium node stop worker-1 --component ${component}` }, { at: 2, run: "ssh worker-1 hostname" }], { until: 150 });
    expect(said[1]).toMatchObject({ exitCode: 255, stderr: says });
  });

  test("after a loss of power the pod's containers begin anew in a new sandbox", () => {
    const said = typed(["kubarium node stop worker-1", "kubarium node start worker-1", "true", "true", "true", "kubectl get pod web"]);
    expect(said[5]?.stdout).toMatch(/web +1\/1 +Running +1 /);
  });
});

describe("kubectl debug", () => {
  test("of a node: a pod in the host's namespaces whose /host is the node's disk", () => {
    const { said, cluster } = played([{ at: 0, run: "kubectl apply -f pod.yaml" }, { at: 5, session: "s", run: "kubectl debug node/worker-1 -it --image=busybox" }, { at: 9, session: "s", keys: "hostname\n" }, { at: 10, session: "s", keys: "cat /host/etc/hostname; chroot /host\n" }, { at: 12, session: "s", keys: "crictl pods -q | wc -l; exit\n" }, { at: 14, session: "s", keys: "exit\n" }], { until: 20, files: { "pod.yaml": POD } });
    expect(said[1]?.stdout).toMatch(/^Creating debugging pod node-debugger-worker-1-[a-z0-9]{5} with container debugger on node worker-1\.\n/);
    expect(said[1]?.stdout).toContain("worker-1\n");
    expect(said[1]?.stdout).toMatch(/\n2\r?\n/);
    expect(said[1]?.stderr).toContain("If you don't see a command prompt, try pressing enter.\n");
    const pod = cluster.objects().find(({ kind, metadata }) => kind === "Pod" && metadata.name.startsWith("node-debugger"));
    expect(pod).toMatchObject({ metadata: { labels: { "app.kubernetes.io/managed-by": "kubectl-debug" } }, spec: { hostNetwork: true, hostPID: true, hostIPC: true, nodeName: "worker-1", restartPolicy: "Never", tolerations: expect.arrayContaining([{ operator: "Exists" }]), volumes: expect.arrayContaining([{ name: "host-root", hostPath: { path: "/", type: "" } }]) } });
  });

  test("of a pod: an ephemeral container that sees the target's processes", () => {
    const [debug, pod] = typed(["kubectl debug web --image=busybox -c dbg --target=app -i -- ps", "kubectl get pod web -o jsonpath={.spec.ephemeralContainers[0].targetContainerName}/{.spec.ephemeralContainers[0].securityContext.capabilities.add[0]}"]);
    expect(debug?.stdout).toMatch(/^Targeting container "app"\. If you don't see processes from this container it may be because the container runtime doesn't support this feature\.\n.*nginx/s);
    expect(pod?.stdout).toBe("app/SYS_PTRACE");
  });

  test("of a copy: no labels, no probes, shared processes, another image", () => {
    const [debug, , copy] = typed(["kubectl debug web --copy-to=web-debug --set-image=app=busybox:1.36 --image=busybox --profile=general -c dbg -- sleep 100", "true", "kubectl get pod web-debug -o jsonpath={.spec.shareProcessNamespace}/{.spec.containers[0].image}/{.spec.containers[1].name}/{.metadata.labels}"]);
    expect(debug).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
    expect(copy?.stdout).toBe("true/busybox:1.36/dbg/");
  });

  test.each([
    { line: "kubectl debug web", says: "you must specify --image when not using --copy-to." },
    { line: "kubectl debug web --image=busybox -t", says: "-i/--stdin is required for containers with -t/--tty=true" },
    { line: "kubectl debug web --copy-to=x", says: "you must specify --image, --set-image or command arguments." },
    { line: "kubectl debug web --copy-to=x --image=busybox --target=app", says: "--target is incompatible with --copy-to. Use --share-processes instead." },
    { line: "kubectl debug web --image=busybox --profile=odd", says: "unknown profile: odd" },
    { line: "kubectl debug --image=busybox", says: "NAME or filename is required for debug" },
    { line: "kubectl debug web --image=busybox --replace", says: "--replace may only be used with --copy-to." },
  ])("refuses $line", ({ line, says }) => {
    expect(typed([line])[0]).toMatchObject({ exitCode: 1, stderr: `error: ${says}\n` });
  });
});

describe("kubectl port-forward", () => {
  test("hands requests on until it is ended", () => {
    const [forwarded] = typed(["kubectl port-forward pod/web 8080:80 & sleep 2; curl -s localhost:8080 | grep title; kill %1"]);
    expect(forwarded?.stdout).toBe("Forwarding from 127.0.0.1:8080 -> 80\nForwarding from [::1]:8080 -> 80\nHandling connection for 8080\n<title>Welcome to nginx!</title>\n");
  });

  test("ends where nothing listens in the pod", () => {
    const [forwarded] = typed(["kubectl port-forward web 8080:81 & sleep 2; curl -s localhost:8080"]);
    expect(forwarded?.stderr).toMatch(/an error occurred forwarding 8080 -> 81: error forwarding port 81 to pod .*connect: connection refused.*\nerror: lost connection to pod\n/s);
    expect(forwarded?.exitCode).toBe(52);
  });

  test.each([
    { line: "kubectl port-forward web", says: "error: TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples\n" },
    { line: "kubectl port-forward web http", says: "error: Pod 'web' does not have a named port 'http'\n" },
    { line: "kubectl port-forward nope 80", says: 'Error from server (NotFound): pods "nope" not found\n' },
    { line: "kubectl port-forward web 80000:80", says: "error: error parsing local port '80000': strconv.ParseUint: parsing \"80000\": value out of range\n" },
  ])("refuses $line", ({ line, says }) => {
    expect(typed([line])[0]).toMatchObject({ exitCode: 1, stderr: says });
  });
});
