import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scripted } from "../processes/scripted.ts";
import type { Program } from "../processes/program.ts";
import type { ContainerConfig, ExecSyncResult } from "./cri.ts";
import { instantLatency } from "./latency.ts";
import { nodeForTests, reply } from "./node-for-tests.ts";
import { argvOf } from "./process-spec.ts";

/** In place of `true`: it tells its environment. */
const programs: readonly Program[] = [
  scripted("true", function* ({ env }) {
    for (const [name, value] of Object.entries(env)) yield { call: "write", fd: 1, data: `${name}=${value}\n` };
    return 0;
  }) as Program,
];

const node = (options: Parameters<typeof nodeForTests>[0] = {}) => nodeForTests({ programs, ...options });
const busybox = (...command: string[]): Partial<ContainerConfig> => ({ image: "busybox", command });

describe("a sandbox", () => {
  test("has an address, a pause process and its namespaces", () => {
    const at = node();
    const id = at.sandbox();
    const [sandbox] = at.runtime.sandboxes("uid-1");
    expect(sandbox).toMatchObject({ id, state: "Ready", ip: "10.244.0.2", attempt: 0, createdAtMs: 120 });
    const [pause] = at.processes.ofHost("node-1");
    expect(pause).toMatchObject({ pid: sandbox?.pausePid, argv: ["/pause"], uid: 65535, namespaces: { net: `node-1/net/${id}`, ipc: `node-1/ipc/${id}` } });
  });

  test("on the host's network has the node's address and gives it back to nobody", () => {
    const at = node();
    const id = at.sandbox({ hostNetwork: true, namespaces: { network: "NODE", ipc: "POD", pid: "CONTAINER" } });
    expect(at.runtime.sandboxes("uid-1")[0]?.ip).toBe("192.168.77.11");
    at.runtime.stopPodSandbox(id, reply("stopped"));
    at.run(1000);
    expect(at.network.addressOf("node-1")).toBe("192.168.77.11");
  });

  test("whose pause is killed is not ready; its containers live on until the kubelet ends them", () => {
    const at = node();
    const sandboxId = at.sandbox();
    const id = at.start(sandboxId);
    const pause = at.state.sandboxes.get(sandboxId)?.pauseKey ?? "";
    at.processes.signal(pause, "KILL");
    at.run(10);
    expect(at.runtime.sandboxes("uid-1")[0]).toMatchObject({ state: "NotReady", pausePid: 0 });
    expect(at.events.at(-1)).toMatchObject({ type: "SandboxExited", containerId: sandboxId });
    expect(at.runtime.container(id)?.state).toBe("Running");
  });

  test("whose pause is PID 1 of a shared namespace takes its containers along", () => {
    const at = node();
    const sandboxId = at.sandbox({ namespaces: { network: "POD", ipc: "POD", pid: "POD" } });
    const id = at.start(sandboxId);
    expect(at.processes.process(`node-1/${at.runtime.container(id)?.pid}`)?.pidInNamespace).toBeGreaterThan(1);
    at.processes.signal(at.state.sandboxes.get(sandboxId)?.pauseKey ?? "", "KILL");
    at.run(10);
    expect(at.runtime.container(id)).toMatchObject({ state: "Exited", exitCode: 137 });
  });

  test("cannot be had without a free address, and says so as host-local does", () => {
    const at = node({ latency: instantLatency });
    for (let n = 0; n < 253; n += 1) at.network.attach(`taken-${n}`, "node-1");
    at.runtime.runPodSandbox({ name: "web", namespace: "default", uid: "u", attempt: 0, hostname: "web", hostNetwork: false, namespaces: { network: "POD", ipc: "POD", pid: "CONTAINER" }, labels: {}, annotations: {}, sysctls: {}, cgroupParent: "/kubepods" }, reply("sandbox"));
    at.run(0);
    expect(at.result("sandbox")).toMatchObject({
      ok: false,
      error: { code: "Unknown", message: expect.stringMatching(/^failed to setup network for sandbox "[0-9a-f]{64}": plugin type="bridge" failed \(add\): failed to allocate for range 0: no IP addresses available in range set: 10\.244\.0\.1-10\.244\.0\.254$/) },
    });
  });
});

describe("a container", () => {
  test("runs its image's command and tells the kubelet", () => {
    const at = node();
    const id = at.start(at.sandbox());
    expect(at.runtime.container(id)).toMatchObject({
      state: "Running",
      imageName: "docker.io/library/nginx:latest",
      imageRef: expect.stringMatching(/^docker\.io\/library\/nginx@sha256:[0-9a-f]{64}$/),
      attempt: 0,
    });
    expect(at.events.at(-1)).toMatchObject({ type: "ContainerStarted", containerId: id });
    expect(at.processes.process(`node-1/${at.runtime.container(id)?.pid}`)).toMatchObject({ program: "nginx", pidInNamespace: 1 });
    expect(at.log(id)).toContain("Configuration complete; ready for start up");
  });

  test.each([
    { command: ["/no/such/binary"], cause: 'exec: "/no/such/binary": stat /no/such/binary: no such file or directory' },
    { command: ["nosuch"], cause: 'exec: "nosuch": executable file not found in $PATH' },
    { command: ["bin/bash", "-c", "x"], cause: 'exec: "bin/bash": stat bin/bash: no such file or directory' },
    { command: ["/etc/passwd"], cause: 'exec: "/etc/passwd": permission denied' },
  ])("with the command $command fails to start with 128: $cause", ({ command, cause }) => {
    const at = node();
    const id = at.start(at.sandbox(), busybox(...command));
    const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${cause}`;
    expect(at.result("start")).toEqual({ ok: false, error: { code: "Unknown", message } });
    const container = at.runtime.container(id);
    expect(container).toMatchObject({ state: "Exited", exitCode: 128, reason: "StartError", message });
    expect(container?.startedAtMs).toBeUndefined();
  });

  test.each([
    { command: ["sleep", "1"], exitCode: 0, reason: "Completed" },
    { command: ["false"], exitCode: 1, reason: "Error" },
    { command: ["sh", "-c", "echo last words > /dev/termination-log; exit 3"], exitCode: 3, reason: "Error", message: "last words\n" },
  ])("that runs $command ends with $exitCode, $reason", ({ command, ...expected }) => {
    const at = node();
    const id = at.start(at.sandbox(), busybox(...command));
    at.run(2000);
    expect(at.runtime.container(id)).toMatchObject({ state: "Exited", ...expected });
    expect(at.events.at(-1)).toMatchObject({ type: "ContainerExited", containerId: id });
  });

  test("that takes more memory than its limit is OOMKilled with 137", () => {
    const at = node();
    const id = at.start(at.sandbox(), { image: "memhog", args: ["memhog", "250"], resources: { cpuShares: 2, memoryLimitBytes: 100 * 1024 * 1024 } });
    expect(at.runtime.container(id)?.state).toBe("Running");
    at.run(1000);
    expect(at.runtime.container(id)).toMatchObject({ state: "Exited", exitCode: 137, reason: "OOMKilled" });
  });

  test("has the environment of image, pod and runtime, in their order", () => {
    const at = node();
    const id = at.start(at.sandbox(), { image: "nginx", command: ["true"], env: [{ name: "GREETING", value: "hello" }] });
    expect(at.log(id).split("\n").map((line) => line.split("=")[0])).toEqual(["PATH", "HOSTNAME", "NGINX_VERSION", "PKG_RELEASE", "GREETING", "HOME", ""]);
    expect(at.log(id)).toContain("HOSTNAME=web\n");
  });

  test("finds the hosts file and the host name of its pod", () => {
    const at = node();
    const sandboxId = at.sandbox();
    expect(at.log(at.start(sandboxId, busybox("cat", "/etc/hostname")))).toBe("web\n");
    expect(at.log(at.start(sandboxId, busybox("cat", "/etc/hosts")))).toMatch(/^# Kubernetes-managed hosts file\.\n[^]*\n10\.244\.0\.2\tweb\n$/);
  });

  test("has the pod's aliases and domain in its hosts file", () => {
    const at = node();
    const id = at.start(at.sandbox({ hostDomain: "nginx.default.svc.cluster.local", hostAliases: [{ ip: "10.1.2.3", hostnames: ["foo.remote", "bar.remote"] }] }), busybox("cat", "/etc/hosts"));
    expect(at.log(id)).toMatch(/\n10\.244\.0\.2\tweb\.nginx\.default\.svc\.cluster\.local\tweb\n\n# Entries added by HostAliases\.\n10\.1\.2\.3\tfoo\.remote\tbar\.remote\n$/);
  });

  test("sees a deeper mount on top of a higher one", () => {
    const at = node();
    at.processes.files.write("node/node-1", "/deep/x", "deep");
    at.processes.files.write("node/node-1", "/high/sub/x", "high");
    const mount = (containerPath: string, source: string) => ({ containerPath, source, readOnly: false, volume: source });
    const id = at.start(at.sandbox(), { ...busybox("cat", "/data/sub/x"), mounts: [mount("/data/sub", "/deep"), mount("/data", "/high")] });
    expect(at.log(id)).toBe("deep\n");
  });

  test("that is removed leaves neither files nor logs", () => {
    const at = node();
    const id = at.start(at.sandbox(), busybox("cat", "/etc/hostname"));
    at.runtime.removeContainer(id, reply("removed"));
    at.run(100);
    expect(at.runtime.container(id)).toBeUndefined();
    expect(at.log(id)).toBe("");
    expect(at.processes.files.read(`container/${id}`, "/etc/hostname")).toBeUndefined();
  });

  test("finds the pod's resolver, or the node's", () => {
    const at = node();
    at.processes.files.write("node/node-1", "/etc/resolv.conf", "nameserver 192.168.77.1\n");
    expect(at.log(at.start(at.sandbox(), busybox("cat", "/etc/resolv.conf")))).toBe("nameserver 192.168.77.1\n");
    const dns = { servers: ["10.96.0.10"], searches: ["default.svc.cluster.local", "svc.cluster.local", "cluster.local"], options: ["ndots:5"] };
    expect(at.log(at.start(at.sandbox({ dns }), busybox("cat", "/etc/resolv.conf")))).toBe("search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n");
  });

  test("sees the node's files where they are mounted", () => {
    const at = node();
    at.processes.files.write("node/node-1", "/var/lib/kubelet/volume/greeting", "hello");
    const id = at.start(at.sandbox(), { ...busybox("cat", "/data/greeting"), mounts: [{ containerPath: "/data", source: "/var/lib/kubelet/volume", readOnly: true, volume: "v" }] });
    expect(at.log(id)).toBe("hello\n");
  });

  test("that finds its port taken by another of its pod ends with 1, after nginx has tried five times", () => {
    const at = node();
    const sandboxId = at.sandbox();
    at.start(sandboxId);
    const second = at.start(sandboxId, { name: "two" });
    at.run(2400);
    expect(at.runtime.container(second)?.state).toBe("Running");
    at.run(200);
    expect(at.runtime.container(second)).toMatchObject({ state: "Exited", exitCode: 1, reason: "Error" });
    expect(at.log(second).match(/nginx: \[emerg\] bind\(\) to 0\.0\.0\.0:80 failed \(98: Address already in use\)/g)).toHaveLength(5);
    expect(at.log(second)).toContain("nginx: [emerg] still could not bind()\n");
  });

  test("of an image that nobody knows runs a plain server on its declared ports, or the command that its pod names", () => {
    const at = node({ images: ["example.com/team/app:v1"] });
    const sandboxId = at.sandbox();
    const image = "example.com/team/app:v1";
    at.start(sandboxId, { image, ports: [{ containerPort: 8080, protocol: "TCP" }] });
    expect(at.network.listeners(`node-1/net/${sandboxId}`).map((l) => l.port)).toEqual([8080]);
    const named = at.start(sandboxId, { image, command: ["/app/serve", "--fast"] });
    expect(at.runtime.container(named)?.state).toBe("Running");
    const missing = at.start(sandboxId, { image, command: ["/no/such/binary"] });
    expect(at.runtime.container(missing)?.reason).toBe("StartError");
  });
});

test("a node without power has lost its processes and addresses, and knows of its containers only that they ended", () => {
  const at = node();
  const sandboxId = at.sandbox();
  const id = at.start(sandboxId);
  at.runtime.stopContainer(id, 60_000, reply("never answered"));
  at.runtime.powerOff();
  at.run(70_000);
  expect(at.runtime.container(id)).toMatchObject({ state: "Exited", exitCode: 255, reason: "Unknown" });
  expect(at.runtime.sandboxes("uid-1")).toMatchObject([{ id: sandboxId, state: "NotReady" }]);
  expect(at.processes.ofHost("node-1")).toEqual([]);
  expect(at.networkState.pods.size).toBe(0);
  expect(at.sandbox({ attempt: 1 })).not.toBe(sandboxId);
});

describe("stopping", () => {
  test("sends the image's stop signal, and a server that handles it is gone at once", () => {
    const at = node();
    const id = at.start(at.sandbox());
    const from = at.simulation.now;
    at.runtime.stopContainer(id, 30_000, reply("stopped"));
    at.run(40_000);
    expect(at.runtime.container(id)).toMatchObject({ exitCode: 0, reason: "Completed" });
    expect(at.told.filter((each) => each.name === "stopped")).toEqual([{ at: from + 15, name: "stopped", result: { ok: true, value: {} } }]);
  });

  test("kills what ignores the signal when its time is over", () => {
    const at = node();
    const id = at.start(at.sandbox(), busybox("sleep", "3600"));
    const from = at.simulation.now;
    at.runtime.stopContainer(id, 30_000, reply("stopped"));
    at.run(40_000);
    expect(at.runtime.container(id)).toMatchObject({ exitCode: 137, reason: "Error", finishedAtMs: from + 30_000 });
  });

  test("a second stop with less time shortens the wait, with more it does not lengthen it", () => {
    const at = node();
    const id = at.start(at.sandbox(), busybox("sleep", "3600"));
    const from = at.simulation.now;
    at.runtime.stopContainer(id, 30_000, reply("first"));
    at.run(1000);
    at.runtime.stopContainer(id, 2000, reply("second"));
    at.runtime.stopContainer(id, 60_000, reply("third"));
    at.run(60_000);
    expect(at.runtime.container(id)?.finishedAtMs).toBe(from + 3000);
    expect(at.told.slice(-3).map(({ name }) => name)).toEqual(["first", "second", "third"]);
  });

  test("what is not running is stopped already", () => {
    const at = node();
    at.runtime.stopContainer("nothing", 1000, reply("stopped"));
    at.run(100);
    expect(at.result("stopped")).toEqual({ ok: true, value: {} });
  });
});

describe("exec", () => {
  const runs = (argv: readonly string[], timeoutMs = 1000) => {
    const at = node();
    const id = at.start(at.sandbox(), busybox("sleep", "3600"));
    const from = at.simulation.now;
    at.runtime.execSync(id, argv, timeoutMs, reply("exec"));
    at.run(5000);
    return { at, took: (at.told.findLast((each) => each.name === "exec")?.at ?? 0) - from, result: at.result<ExecSyncResult>("exec") };
  };

  test.each([
    { argv: ["cat", "/etc/hostname"], result: { ok: true, value: { exitCode: 0, output: "web\n" } } },
    { argv: ["cat", "/tmp/healthy"], result: { ok: true, value: { exitCode: 1, output: "cat: can't open '/tmp/healthy': No such file or directory\n" } } },
    { argv: ["false"], result: { ok: true, value: { exitCode: 1, output: "" } } },
  ])("$argv answers $result", ({ argv, result }) => {
    expect(runs(argv)).toMatchObject({ took: 50, result });
  });

  test("that takes too long is killed and says so", () => {
    const { at, took, result } = runs(["sleep", "10"]);
    expect(took).toBe(1000);
    expect(result).toMatchObject({ ok: false, timedOut: true });
    expect(at.processes.ofHost("node-1").map((p) => p.argv[0])).toEqual(["/pause", "sleep"]);
  });

  test("of a missing program says what runc says", () => {
    expect(runs(["nosuch"]).result).toMatchObject({
      ok: false,
      error: { code: "Unknown", message: expect.stringMatching(/^failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in \$PATH$/) },
    });
  });

  test("in a dead container is refused", () => {
    const at = node();
    const id = at.start(at.sandbox(), busybox("false"));
    at.run(10);
    at.runtime.execSync(id, ["cat"], 1000, reply("exec"));
    at.run(1000);
    expect(at.result("exec")).toEqual({ ok: false, error: { code: "Unknown", message: "failed to exec in container: container is in CONTAINER_EXITED state" } });
  });

  test("as a session answers at once with its process, and tells its end", () => {
    const at = node();
    const id = at.start(at.sandbox(), busybox("sleep", "3600"));
    const out = at.processes.openPipe();
    const session = at.runtime.exec(id, { argv: ["cat", "/etc/hostname"], tty: false, stdin: false, streams: { stdout: out }, onExit: reply("session over") });
    expect(session.ok).toBe(true);
    at.run(10);
    expect(at.processes.readPipe(out)).toBe("web\n");
    expect(at.result("session over")).toMatchObject({ exitCode: 0 });
  });
});

describe("pulling", () => {
  test("takes the registry's round trips and the transfer, and later only the round trips", () => {
    const at = node({ images: [] });
    at.runtime.pullImage("nginx:1.25", reply("pull"));
    at.run(10_000);
    const first = at.result<{ value: { sizeBytes: number; tookMs: number } }>("pull").value;
    expect(first.tookMs).toBe(100 + Math.ceil(first.sizeBytes / 200_000));
    expect(at.runtime.image("docker.io/library/nginx:1.25")?.repoTags).toEqual(["docker.io/library/nginx:1.25"]);
    at.runtime.pullImage("nginx:1.25", reply("pull"));
    at.run(10_000);
    expect(at.result("pull")).toMatchObject({ value: { tookMs: 100, waitedMs: 0 } });
  });

  test("is done one after the other: the second waits for its turn", () => {
    const at = node({ images: [] });
    at.runtime.pullImage("nginx:1.25", reply("first"));
    at.runtime.pullImage("busybox:1.36", reply("second"));
    at.run(10_000);
    const first = at.result<{ value: { tookMs: number; waitedMs: number } }>("first").value;
    expect(first.waitedMs).toBe(0);
    expect(at.result("second")).toMatchObject({ value: { waitedMs: first.tookMs } });
  });

  test("gives one image the tags that name it", () => {
    const at = node({ images: ["busybox", "busybox:1.37"] });
    expect(at.runtime.images()).toMatchObject([{ repoTags: ["docker.io/library/busybox:latest", "docker.io/library/busybox:1.37"] }]);
  });
});

test("no address, listener or process outlives its owner", () => {
  const step = fc.oneof(
    fc.constant({ kind: "sandbox" as const, n: 0 }),
    fc.record({ kind: fc.constant("start" as const), n: fc.nat(3) }),
    fc.record({ kind: fc.constant("exec" as const), n: fc.nat(5) }),
    fc.record({ kind: fc.constant("kill" as const), n: fc.nat(8) }),
    fc.record({ kind: fc.constant("stop" as const), n: fc.nat(3) }),
    fc.record({ kind: fc.constant("remove" as const), n: fc.nat(3) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const at = node({ latency: instantLatency });
      const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];
      const sandboxIds = () => [...at.state.sandboxes.keys()];
      for (const { kind, n } of steps) {
        const sandboxId = pick(sandboxIds(), n);
        if (kind === "sandbox") at.sandbox({ uid: `uid-${at.state.sandboxes.size}` });
        else if (kind === "kill") at.processes.signal(pick(at.processes.ofHost("node-1"), n)?.key ?? "", "KILL");
        else if (kind === "exec") at.runtime.execSync(pick([...at.state.containers.keys()], n) ?? "", ["sleep", "1"], 500, reply("exec"));
        else if (sandboxId === undefined) continue;
        else if (kind === "start" && at.state.sandboxes.get(sandboxId)?.view.state === "Ready") at.start(sandboxId);
        else if (kind === "stop") at.runtime.stopPodSandbox(sandboxId, reply("stop"));
        else if (kind === "remove") at.runtime.removePodSandbox(sandboxId, reply("remove"));
        at.run(n * 100);
        const living = new Set(at.processes.ofHost("node-1").map((p) => p.key));
        for (const listeners of at.networkState.listeners.values()) for (const { process } of listeners) expect(living).toContain(process);
        for (const { view, process } of at.state.containers.values()) if (view.state === "Running") expect(living).toContain(process);
      }
      for (const id of sandboxIds()) at.runtime.removePodSandbox(id, reply("remove"));
      at.run(10_000);
      expect(at.processes.ofHost("node-1")).toEqual([]);
      expect(at.networkState).toMatchObject({ pods: new Map(), listeners: new Map(), exchanges: new Map() });
      expect([at.state.sandboxes.size, at.state.containers.size, at.state.execs.size, at.state.stops.size]).toEqual([0, 0, 0, 0]);
    }),
    { numRuns: 60 },
  );
});

test.each([
  { command: undefined, args: undefined, argv: ["/entry", "serve"] },
  { command: undefined, args: ["-v"], argv: ["/entry", "-v"] },
  { command: ["sh"], args: undefined, argv: ["sh"] },
  { command: ["sh"], args: ["-c", "x"], argv: ["sh", "-c", "x"] },
  { command: [], args: [], argv: ["/entry", "serve"] },
])("command $command and args $args of a pod make $argv of an image's [/entry] [serve]", ({ command, args, argv }) => {
  expect(argvOf({ ...(command && { command }), ...(args && { args }) }, { entrypoint: ["/entry"], cmd: ["serve"] })).toEqual(argv);
});
