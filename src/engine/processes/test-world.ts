import type { Network } from "../network/network.ts";
import type { Sockets } from "../network/sockets.ts";
import { Simulation } from "../simulation/simulation.ts";
import type { ApiPort } from "./api-port.ts";
import { commonPrograms } from "./applets/list.ts";
import { logText } from "./log-store.ts";
import type { ProcessExit, ProcessKey, ProcessSpec } from "./process-table.ts";
import type { Program } from "./program.ts";
import { createProcesses, type Processes, type ProcessesPayload } from "./processes.ts";
import { newProcessesState, type ProcessesState } from "./state.ts";

/** A world with nothing but processes, for tests: one container's worth of files and programs, and no network. */
export interface TestWorld {
  readonly simulation: Simulation;
  state: ProcessesState;
  processes: Processes;
  readonly exits: ProcessExit[];
  /** Puts a component around another state, as a restore does. */
  restore(state: ProcessesState): void;
  start(argv: readonly string[], spec?: Partial<ProcessSpec>): ProcessKey;
}

const unreachable = { ok: false, error: "dial tcp: connect: connection refused" } as const;

export function testWorld({ freeze = true, programs = [] }: { freeze?: boolean; programs?: readonly Program[] } = {}): TestWorld {
  const simulation = new Simulation({ seed: 1, startsAtMs: Date.UTC(2026, 0, 1), bootAtMs: 0, journal: "off", freeze });
  const network: Network = {
    attach: () => undefined,
    detach: () => {},
    addressOf: () => undefined,
    http: (_from, _request, _timeoutMs, reply) => simulation.schedule(simulation.now, { ...reply, result: unreachable } as typeof reply),
    connect: (_from, _host, _port, _timeoutMs, reply) => simulation.schedule(simulation.now, { ...reply, result: unreachable } as typeof reply),
  };
  const ports = new Map<string, ProcessKey>();
  const sockets: Sockets = {
    listen({ namespace, port, process }) {
      if (ports.has(`${namespace}:${port}`)) return { ok: false, errno: "EADDRINUSE" };
      ports.set(`${namespace}:${port}`, process);
      return { ok: true, port };
    },
    release(process) {
      for (const [port, owner] of ports) if (owner === process) ports.delete(port);
    },
    respond: () => {},
    listeners: () => [],
    interfaces: () => [{ name: "lo", address: "127.0.0.1", prefix: 8 }],
    resolve: (_namespace, name) => (name === "localhost" ? { kind: "found", addresses: ["127.0.0.1"] } : { kind: "no-server" }),
    ask: () => "no-server",
  };
  const apiPort: ApiPort = {
    request: () => {}, watch: () => {}, unwatch: () => {}, stream: () => {}, streamExitCode: () => undefined, closeStream: () => {}, prompt: () => {}, world: () => {},
  };
  const exits: ProcessExit[] = [];
  const make = (state: ProcessesState): Processes => createProcesses({ kernel: simulation, state, network, sockets, apiPort, programs: [...commonPrograms, ...programs] });
  const state = newProcessesState();
  const names = new Set(commonPrograms.map((program) => program.name));
  const executables = Object.fromEntries([...names, ...programs.map(({ name }) => name)].map((name) => [`/bin/${name === "test" ? "[" : name}`, name]));
  const world: TestWorld = {
    simulation,
    state,
    processes: make(state),
    exits,
    restore(restored) {
      world.state = restored;
      world.processes = make(restored);
    },
    start(argv, spec = {}) {
      const started = world.processes.start({
        host: "worker-1",
        namespaces: { net: "n", ipc: "n", uts: "u", pid: "p", mnt: "m", user: "u", cgroup: "c" },
        root: { fs: "root", path: "/", readOnly: false },
        mounts: [],
        argv,
        env: { PATH: "/bin", HOME: "/root", HOSTNAME: "web" },
        cwd: "/",
        uid: 0,
        gid: 0,
        cgroup: "/c",
        executables,
        programs: [],
        stdin: { kind: "null" },
        stdout: { kind: "log", key: "log", stream: "stdout" },
        stderr: { kind: "log", key: "log", stream: "stderr" },
        tty: false,
        onExit: { target: "test", type: "Exited" },
        ...spec,
      });
      if (!started.ok) throw new Error(started.errno);
      return started.key;
    },
  };
  simulation.dispatch = (payload) => {
    if (payload.target === "processes") world.processes.handle(payload as ProcessesPayload);
    else if ("exit" in payload) exits.push(payload.exit as ProcessExit);
  };
  world.processes.files.create("root", { "/root/": "", "/tmp/": "", "/etc/hostname": "web\n", "/etc/passwd": "root:x:0:0:root:/root:/bin/sh\n" });
  return world;
}

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | undefined;
  readonly atMs: number;
}

/** Runs a script in a fresh container to its end, or to `untilMs`. */
export function runScript(script: string, { untilMs = 3_600_000, shell = "sh", world = testWorld(), spec = {} }: { untilMs?: number; shell?: string; world?: TestWorld; spec?: Partial<ProcessSpec> } = {}): Ran {
  world.start([shell, "-c", script], spec);
  while (world.exits.length === 0 && (world.simulation.nextAt ?? Infinity) <= untilMs) world.simulation.run(world.simulation.nextAt ?? untilMs);
  const lines = world.processes.logs.lines("log");
  return { stdout: logText(lines, "stdout"), stderr: logText(lines, "stderr"), exit: world.exits[0]?.exitCode, atMs: world.exits[0]?.atMs ?? world.simulation.now };
}
