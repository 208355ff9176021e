import { describe, expect, test } from "vitest";
import type { ProcessKey, ProcessSpec } from "../process-table.ts";
import { testWorld, type TestWorld } from "../test-world.ts";
import type { CgroupLimits } from "./cgroup.ts";
import { memhog } from "../../images/memhog/memhog.ts";

const HOST = "worker-1";
const SPIN = ["sh", "-c", "while true; do :; done"];
const MIB = 1024 * 1024;

/** A process in a container's cgroup of its own, with its own PID namespace. */
function contain(world: TestWorld, cgroup: string, argv: readonly string[], limits: CgroupLimits = {}): ProcessKey {
  world.processes.setCgroup(HOST, cgroup, { oomGroup: true, ...limits });
  const own: Partial<ProcessSpec> = { cgroup, namespaces: { net: "n", ipc: "n", uts: "u", pid: `pid${cgroup}`, mnt: "m", user: "u", cgroup: `cgroup${cgroup}` }, stdout: { kind: "log", key: cgroup, stream: "stdout" } };
  return world.start(argv, own);
}
/** What a process of the host's own reads. */
function read(world: TestWorld, path: string): string {
  const key = world.start(["sleep", "1"], { namespaces: { net: "n", ipc: "n", uts: "u", pid: HOST, mnt: "m", user: "u", cgroup: HOST }, cgroup: "/system.slice/sshd.service" });
  return world.processes.reader(key)?.read(path) ?? "nothing";
}
const usedMs = (world: TestWorld, cgroup: string): number => Number(/usage_usec (\d+)/.exec(read(world, `/sys/fs/cgroup${cgroup}/cpu.stat`))?.[1]) / 1000;
const memoryWorld = (): TestWorld => testWorld({ programs: memhog.programs });

describe("CPU time", () => {
  test.each<[string, Readonly<Record<string, [number, CgroupLimits]>>, Readonly<Record<string, number>>]>([
    ["one that spins uses a core", { "/a": [1, {}] }, { "/a": 1 }],
    ["two that spin use both cores", { "/a": [2, {}] }, { "/a": 2 }],
    ["under a limit it gets its limit", { "/a": [1, { cpuQuotaMilli: 200 }] }, { "/a": 0.2 }],
    ["two share by weight what there is", { "/a": [2, { cpuWeight: 100 }], "/b": [2, { cpuWeight: 300 }] }, { "/a": 0.5, "/b": 1.5 }],
    ["a pod without requests gets what others leave", { "/kubepods.slice/kubepods-besteffort.slice/p/c": [3, {}], "/kubepods.slice/q/c": [2, { cpuQuotaMilli: 1500 }] }, { "/kubepods.slice/kubepods-besteffort.slice/p/c": 0.5, "/kubepods.slice/q/c": 1.5 }],
  ])("%s", (_, cgroups, cores) => {
    const world = testWorld();
    for (const [path, [count, limits]] of Object.entries(cgroups)) for (let i = 0; i < count; i += 1) contain(world, path, SPIN, limits);
    world.simulation.run(100_000);
    for (const [path, expected] of Object.entries(cores)) expect(usedMs(world, path) / 100_000, path).toBeCloseTo(expected, 1);
  });

  test("what a limit holds back is counted in periods of 100 ms", () => {
    const world = testWorld();
    contain(world, "/a", SPIN, { cpuQuotaMilli: 250 });
    world.simulation.run(60_000);
    const stat = read(world, "/sys/fs/cgroup/a/cpu.stat");
    expect(Number(/nr_periods (\d+)/.exec(stat)?.[1])).toBeCloseTo(600, -1);
    expect(Number(/nr_throttled (\d+)/.exec(stat)?.[1])).toBeCloseTo(600, -1);
    expect(Number(/throttled_usec (\d+)/.exec(stat)?.[1])).toBeCloseTo(45_000_000, -6);
  });

  test("one that sleeps uses none, and a limit that is not reached throttles nobody", () => {
    const world = testWorld();
    contain(world, "/a", ["sh", "-c", "while true; do sleep 1; done"], { cpuQuotaMilli: 250 });
    world.simulation.run(60_000);
    expect(read(world, "/sys/fs/cgroup/a/cpu.stat")).toMatch(/^usage_usec 0\n[^]*nr_throttled 0\n/);
  });

  test("the machine's files tell of it: load, jiffies, who runs", () => {
    const world = testWorld();
    contain(world, "/a", SPIN);
    contain(world, "/a", SPIN);
    world.simulation.run(300_000);
    expect(read(world, "/proc/loadavg")).toMatch(/^1\.9\d 1\.2\d 0\.5\d 2\//);
    const [, user, , system, idle] = read(world, "/proc/stat").split(/\s+/).map(Number) as [number, number, number, number, number];
    expect(user + system).toBeGreaterThan(58_000);
    expect(idle).toBeLessThan(2000);
  });

  test("one that spins for two minutes costs few occurrences, and a crowd of them no more", () => {
    const cost = (count: number): number => {
      const world = testWorld();
      for (let i = 0; i < count; i += 1) contain(world, `/c${i}`, SPIN, { cpuQuotaMilli: 500 });
      let occurrences = 0;
      const { dispatch } = world.simulation;
      world.simulation.dispatch = (payload) => {
        occurrences += 1;
        dispatch(payload);
      };
      world.simulation.run(120_000);
      return occurrences;
    };
    expect(cost(1)).toBeLessThan(1000);
    // Ten of them share two cores.
    expect(cost(10)).toBeLessThan(8000);
  });
});

describe("memory", () => {
  const exits = (world: TestWorld): unknown => world.exits.map(({ exitCode, oomKilled }) => [exitCode, oomKilled]);

  test("a container over its limit dies with all its processes, and its cgroups count it", () => {
    const world = memoryWorld();
    contain(world, "/pod/c", ["sh", "-c", "sleep 100 & memhog 200; echo survived"], { memoryMaxBytes: 100 * MIB });
    world.simulation.run(5000);
    expect(exits(world)).toEqual([[137, true]]);
    expect(world.processes.ofHost(HOST).filter(({ state }) => state !== "zombie")).toEqual([]);
    expect(read(world, "/sys/fs/cgroup/pod/memory.events")).toBe("low 0\nhigh 0\nmax 1\noom 1\noom_kill 3\noom_group_kill 1\n");
  });

  test("without memory.oom.group only the largest process dies", () => {
    const world = memoryWorld();
    contain(world, "/c", ["sh", "-c", "memhog 200; echo ended with $?"], { memoryMaxBytes: 100 * MIB, oomGroup: false });
    world.simulation.run(5000);
    expect(world.processes.logs.lines("/c").map(({ text }) => text)).toEqual(["ended with 137"]);
    expect(exits(world)).toEqual([[0, undefined]]);
  });

  test("a pod's limit takes the container with the most", () => {
    const world = memoryWorld();
    world.processes.setCgroup(HOST, "/pod", { memoryMaxBytes: 300 * MIB });
    const small = contain(world, "/pod/small", ["memhog", "100"]);
    const large = contain(world, "/pod/large", ["memhog", "190"]);
    world.simulation.run(1000);
    expect(exits(world)).toEqual([]);
    const last = contain(world, "/pod/last", ["memhog", "50"]);
    world.simulation.run(3000);
    expect([small, large, last].map((key) => world.processes.process(key)?.state ?? "gone")).toEqual(["sleeping", "gone", "sleeping"]);
  });

  test.each([
    ["the best-effort one first", { a: -997, b: 1000 }, { a: 9000, b: 500 }, "b"],
    ["of equals the largest", { a: 900, b: 900 }, { a: 9000, b: 8000 }, "a"],
    ["one with a large request last", { a: 2, b: 998 }, { a: 14_000, b: 3000 }, "b"],
  ] as const)("a machine that has none left takes %s", (_, adjustments, sizes, victim) => {
    const world = memoryWorld();
    const told: string[] = [];
    world.processes.onOutOfMemory(({ system, command }) => told.push(`${system ? "system" : "cgroup"} ${command}`));
    const keys = { a: contain(world, "/a", ["memhog", String(sizes.a)], { oomScoreAdj: adjustments.a }), b: contain(world, "/b", ["memhog", String(sizes.b)], { oomScoreAdj: adjustments.b }) };
    world.simulation.run(60_000);
    const trigger = contain(world, "/t", ["memhog", String(24_005 - 1024 - sizes.a - sizes.b + 60)], { oomScoreAdj: -998 });
    world.simulation.run(120_000);
    expect(told).toEqual(["system memhog"]);
    expect(world.processes.process(keys[victim])).toBeUndefined();
    expect(world.processes.process(trigger)?.state).toBe("sleeping");
  });

  test("what is written to a file system in memory counts, and kills who writes too much", () => {
    const world = testWorld();
    world.processes.files.mkdir("node", "/volume", { mode: 0o777 });
    const mounts = [{ path: "/cache", fs: "node", source: "/volume", readOnly: false, tmpfs: { directory: "/volume", sizeBytes: 64 * MIB } }];
    const start = (script: string, cgroup: string): void => {
      world.processes.setCgroup(HOST, cgroup, { oomGroup: true, memoryMaxBytes: 16 * MIB });
      world.start(["sh", "-c", script], { cgroup, mounts, namespaces: { net: "n", ipc: "n", uts: "u", pid: cgroup, mnt: "m", user: "u", cgroup } });
    };
    start("dd if=/dev/zero of=/cache/a bs=1M count=8 2>/dev/null; cat /sys/fs/cgroup/memory.current; sleep 100", "/ok");
    world.simulation.run(10_000);
    expect(Number(world.processes.logs.lines("log")[0]?.text)).toBeGreaterThan(8 * MIB);
    start("dd if=/dev/zero of=/cache/b bs=1M count=8 2>/dev/null; sleep 100", "/much");
    world.simulation.run(20_000);
    expect(world.exits.map(({ exitCode, oomKilled }) => [exitCode, oomKilled])).toEqual([[137, true]]);
  });
});

describe("files", () => {
  test.each([
    ["cat /proc/self/cgroup", "0::/\n"],
    ["cat /sys/fs/cgroup/cpu.max /sys/fs/cgroup/cpu.weight /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids.max", "15000 100000\n17\n67108864\n2000\n"],
    ["cat /proc/1/oom_score_adj", "992\n"],
    ["cd /sys/fs/cgroup && pwd && ls | head -3", "/sys/fs/cgroup\ncgroup.controllers\ncgroup.events\ncgroup.procs\n"],
    ["echo 1 > /sys/fs/cgroup/memory.max; cat /sys/fs/cgroup/nothing", "sh: can't create /sys/fs/cgroup/memory.max: Read-only file system\ncat: can't open '/sys/fs/cgroup/nothing': No such file or directory\n"],
    ["cat /sys/fs/cgroup/cgroup.procs | head -1; cat /sys/fs/cgroup/memory.oom.group", "1\n1\n"],
  ])("in a container, %s", (script, output) => {
    const world = testWorld();
    contain(world, "/kubepods.slice/p/c", ["sh", "-c", `{ ${script}; } 2>&1`], { cpuQuotaMilli: 150, cpuWeight: 17, memoryMaxBytes: 64 * MIB, pidsMax: 2000, oomScoreAdj: 992 });
    world.simulation.run(1000);
    expect(world.processes.logs.lines("/kubepods.slice/p/c").map(({ text }) => `${text}\n`).join("")).toBe(output);
  });

  test("on the node, the whole tree stands below the root, and a container's processes are where they belong", () => {
    const world = testWorld();
    const key = contain(world, "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podx.slice/cri-containerd-1.scope", ["sleep", "100"]);
    const node = world.processes.reader(world.start(["sleep", "1"], { namespaces: { net: "n", ipc: "n", uts: "u", pid: HOST, mnt: "m", user: "u", cgroup: HOST }, cgroup: "/system.slice/sshd.service" }))!;
    const pid = world.processes.process(key)!.pid;
    expect(node.read(`/proc/${pid}/cgroup`)).toBe("0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podx.slice/cri-containerd-1.scope\n");
    expect(node.list("/sys/fs/cgroup")).toEqual(expect.arrayContaining(["cgroup.procs", "init.scope", "kubepods.slice", "system.slice"]));
    expect(node.list("/sys/fs/cgroup/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podx.slice")).toContain("cri-containerd-1.scope");
    expect(node.read("/sys/fs/cgroup/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podx.slice/cri-containerd-1.scope/cgroup.procs")).toBe(`${pid}\n`);
    expect(node.read("/sys/fs/cgroup/kubepods.slice/memory.max")).toBe(`${24_581_696 * 1024}\n`);
    expect(node.read("/sys/fs/cgroup/memory.max")).toBeUndefined();
  });
});

describe("what a cgroup's processes hold together", () => {
  test("is kept as they come, grow and go: at each moment what counting all of them anew would give", () => {
    const world = memoryWorld();
    const cgroups = ["/pod/a", "/pod/b", "/pod", "/pod/c", "/system.slice", ""];
    const held = ({ processes }: TestWorld): readonly number[] => [processes.hostMemoryUse(HOST), ...cgroups.map((cgroup) => processes.memoryUse(HOST, cgroup))];
    const counted = (): readonly number[] => {
      const anew = memoryWorld();
      anew.restore(world.state);
      return held(anew);
    };
    contain(world, "/pod/a", ["sh", "-c", "sleep 1 & sleep 2 & wait"]);
    contain(world, "/pod/b", ["sh", "-c", "while true; do sleep 1; done"]);
    contain(world, "/system.slice/one.service", ["sh", "-c", "sleep 3"]);
    const hog = contain(world, "/pod/c", ["memhog", "64"]);
    let most = 0;
    for (let at = 250; at <= 5000; at += 250) {
      world.simulation.run(at);
      if (at === 3000) world.processes.signal(hog, "KILL");
      most = Math.max(most, world.processes.memoryUse(HOST, "/pod"));
      expect({ at, held: held(world) }).toEqual({ at, held: counted() });
    }
    expect(most).toBeGreaterThan(64 * MIB);
    expect(world.processes.memoryUse(HOST, "/pod")).toBeLessThan(64 * MIB);
  });
});
