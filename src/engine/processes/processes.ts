import type { Network } from "../network/network.ts";
import type { DeliverRequest, Sockets } from "../network/sockets.ts";
import type { ConnectResult, HttpResult } from "../network/network.ts";
import type { WatchEvent } from "../apiserver/request.ts";
import type { Kernel } from "../simulation/kernel.ts";
import type { Payload } from "../simulation/payload.ts";
import type { ApiPort, ApiReplies } from "./api-port.ts";
import { createContext, readerOf } from "./context.ts";
import { removeCgroup, setCgroup } from "./cgroups/cgroup.ts";
import { cpuMilliNow } from "./cgroups/cpu.ts";
import { DEFAULT_HARDWARE, type Hardware } from "./cgroups/hardware.ts";
import { createResidentSums } from "./cgroups/resident.ts";
import { hostMemoryUse, inCgroup, leaveShared, memoryUse } from "./cgroups/memory.ts";
import type { OutOfMemory } from "./cgroups/out-of-memory.ts";
import { isSampling, usageSamples, type HostSamples } from "./cgroups/usage-samples.ts";
import { endProcess } from "./exit.ts";
import { createFiles, type Files } from "./files/create-files.ts";
import { createIndexes } from "./indexes.ts";
import { createLogs, type LogStore } from "./log-store.ts";
import { endLull } from "./lull.ts";
import { infoOf } from "./process-views.ts";
import { memoryOf, setLimits } from "./limits.ts";
import type { ProcessKey, ProcessTable } from "./process-table.ts";
import type { FileReader, ProcessContext, Program } from "./program.ts";
import { createRunner } from "./run.ts";
import { startProcess } from "./start-process.ts";
import type { ProcessesState, ProcessRecord, Task } from "./state.ts";
import type { Syscall } from "./syscall.ts";
import { replied } from "./syscalls/api.ts";
import { closePipeEnd } from "./syscalls/descriptors.ts";
import { answerOf } from "./syscalls/network.ts";
import { makePipe } from "./syscalls/pipes.ts";
import { deliver } from "./syscalls/signals.ts";
import { feed, isSettled, readsKeys } from "./syscalls/terminal.ts";
import type { Table } from "./table.ts";

export type ProcessesPayload =
  | { readonly target: "processes"; readonly type: "Wake"; readonly process: ProcessKey; readonly token: number }
  | ({ readonly target: "processes"; readonly type: "Reply"; readonly process: ProcessKey; readonly token: number; readonly result?: HttpResult | ConnectResult; readonly watch?: number } & ApiReplies)
  | { readonly target: "processes"; readonly type: "Begin"; readonly process: ProcessKey }
  | { readonly target: "processes"; readonly type: "WatchEvent"; readonly process: ProcessKey; readonly watch: number; readonly event: WatchEvent }
  | DeliverRequest;

export interface Processes extends ProcessTable {
  readonly files: Files;
  readonly logs: LogStore;
  handle(payload: ProcessesPayload): void;
  /** A pod's processes, pause's too, in the order in which they began. */
  ofPod(podUid: string): readonly ProcessRecord[];
  /** Calls back with the uid of a pod whose processes, their memory or their listeners have changed. Not part of the world. */
  onTouched(listener: (podUid: string) => void): void;
  /** Names a UTS namespace; without it the text of /etc/hostname is its name. */
  setHostname(uts: string, name: string): void;
  /** What a process sees of the files of its world: reads only. */
  reader(key: ProcessKey): FileReader | undefined;
  /** Something reads the terminal whose leader that process is: keys go to it as they are typed. */
  readsKeys(key: ProcessKey): boolean;
  /** Whatever was typed there has been read, and its readers wait for more. */
  isSettled(key: ProcessKey): boolean;
  /** The pipe that a process reads as its stdin, where it has one: for those who attach to it. */
  stdinOf(key: ProcessKey): string | undefined;
  /** A pipe whose two ends are held from outside until `closePipe`; processes and streams get it by its id. */
  openPipe(): string;
  writePipe(id: string, data: string): void;
  /** Takes what is in a pipe; undefined once it is empty and will stay so. */
  readPipe(id: string): string | undefined;
  closePipe(id: string, end: "read" | "write"): void;
  /** Schedules `payload` whenever an empty pipe gets data, and at its end. */
  followPipe(id: string, payload: Payload): void;
  /** A stream's exit code is known now: who waits for it asks again. */
  streamEnded(id: string): void;
  /** memory.current of a cgroup, in bytes. */
  memoryUse(host: string, cgroup: string): number;
  /** Millionths of a core that a process uses at this moment. */
  cpuMicroNow(process: ProcessRecord): number;
  /** Whether a process lives that takes such samples. */
  samplesUsage(): boolean;
  /** The latest samples of what a host's cgroups use; undefined = nobody takes any. */
  usageSamples(host: string): HostSamples | undefined;
  /** What is in use of a machine's memory, its system's own included. */
  hostMemoryUse(host: string): number;
  hardware(host: string): Hardware;
  /** How many processes a machine has. */
  processCount(host: string): number;
  /** Calls back when a process was killed for want of memory. Not part of the world. */
  onOutOfMemory(listener: (event: OutOfMemory) => void): void;
  /** Calls back when much more of a host's memory or disk is used than before. Not part of the world. */
  onStrained(listener: (host: string) => void): void;
  /** Adds programs that processes may run by name. */
  register(programs: readonly Program[]): void;
}

export interface ProcessesDeps {
  readonly kernel: Kernel;
  readonly state: ProcessesState;
  readonly network: Network;
  readonly sockets: Sockets;
  readonly apiPort: ApiPort;
  /** The common set, the images' own and what was handed in (kubectl): a restore finds programs by name in here. */
  readonly programs: readonly Program[];
  /** What logins on the machines of the world run as, by host. */
  readonly machines?: ReadonlyMap<string, Task>;
  /** What the machines are made of, by host; a host that is missing has what a node has by default. */
  readonly hardware?: ReadonlyMap<string, Hardware>;
  /** What is left of a machine's disk; absent = no end of it. */
  readonly freeDiskBytes?: (host: string) => number;
}

/** All processes of the world, their files and logs. */
export function createProcesses({ kernel, state, network, sockets, apiPort, programs: known, machines = new Map(), hardware = new Map(), freeDiskBytes = () => Number.POSITIVE_INFINITY }: ProcessesDeps): Processes {
  const files = createFiles({ kernel, state: state.files });
  const logs = createLogs({ kernel, state: state.logs });
  const indexes = createIndexes(state);
  const resident = createResidentSums(state.processes.values());
  const programs = new Map(known.map((program) => [program.name, program]));
  const contexts = new Map<ProcessKey, ProcessContext>();
  const listeners: ((podUid: string) => void)[] = [];
  const killedListeners: ((event: OutOfMemory) => void)[] = [];
  const strainListeners: ((host: string) => void)[] = [];

  const table: Table = {
    kernel, state, files, logs, sockets, api: apiPort, indexes, resident, programs,
    machine: (host) => machines.get(host),
    machineOfFiles: (fs) => [...machines.values()].find((machine) => machine.root.fs === fs),
    hardware: (host) => hardware.get(host) ?? DEFAULT_HARDWARE,
    freeDiskBytes,
    outOfMemory(event) {
      for (const listener of killedListeners) listener(event);
    },
    strained(host) {
      for (const listener of strainListeners) listener(host);
    },
    get: (key) => state.processes.get(key),
    put(process) {
      resident.changed(state.processes.get(process.key), process);
      state.processes.set(process.key, kernel.freeze(process));
    },
    remove(process) {
      resident.changed(state.processes.get(process.key), undefined);
      state.processes.delete(process.key);
      indexes.remove(process);
    },
    update(key, fields) {
      const process = state.processes.get(key);
      if (!process) throw new Error(`no process ${key}`);
      const next: ProcessRecord = { ...process, ...fields };
      resident.changed(process, next);
      state.processes.set(key, kernel.freeze(next));
      return next;
    },
    nextId: () => (state.lastId += 1),
    touched({ task }) {
      if (task.owner) for (const listener of listeners) listener(task.owner.podUid);
    },
    answer: (key, answer) => runner.answer(key, answer),
    retry: (key) => runner.retry(key),
    wake(resource) {
      for (const key of inOrderOfWaiting(table, resource)) runner.retry(key);
    },
    begin: (key) => runner.begin(key),
    context(key) {
      const known = contexts.get(key);
      if (known) return known;
      const made = createContext(table, key);
      contexts.set(key, made);
      return made;
    },
    reader: (process) => readerOf(table, process),
    signal(key, signal, from, by) {
      const process = awakened(key);
      const { cause } = kernel.journal;
      if (process) deliver(table, process, signal, from, by);
      kernel.journal.cause = cause;
    },
    exit(key, code, signal, oomKilled) {
      const process = awakened(key);
      if (!process) return;
      const { cause } = kernel.journal;
      endProcess(table, process, { code, ...(signal ? { signal } : {}), ...(oomKilled ? { oomKilled } : {}) });
      contexts.delete(key);
      state.rounds.delete(key);
      kernel.journal.cause = cause;
    },
  };
  /** A process that something is about to be done to. */
  function awakened(key: ProcessKey): ProcessRecord | undefined {
    const process = state.processes.get(key);
    if (!process || state.lulls.size === 0) return process;
    endLull(table, process.task.namespaces.pid);
    return state.processes.get(key);
  }
  const runner = createRunner(table, network);
  /** Acts from outside run what they woke before they return. */
  const act = <T>(body: () => T): T => {
    const { journal } = kernel;
    const { cause } = journal;
    const result = body();
    runner.drain();
    journal.cause = cause;
    return result;
  };

  return {
    files,
    logs,
    start: (spec) => act(() => startProcess(table, programs, spec)),
    signal: (key, signal) => act(() => table.signal(key, signal, "outside")),
    killCgroup: (cgroup, reason) =>
      act(() => {
        for (const host of indexes.byHost.keys()) {
          for (const { key } of inCgroup(table, host, cgroup)) table.exit(key, 137, "KILL", reason === "OOMKilled");
        }
      }),
    setLimits: (host, cgroup, memoryLimitBytes, cpuLimitMilli) => setLimits(table, host, cgroup, memoryLimitBytes, cpuLimitMilli),
    memoryBytes: (host, cgroup) => memoryOf(table, host, cgroup),
    process(key) {
      const process = state.processes.get(key);
      return process && infoOf(table, process);
    },
    ofHost: (host) => [...(indexes.byHost.get(host)?.values() ?? [])].flatMap((key) => state.processes.get(key) ?? []).sort((a, b) => a.pid - b.pid).map((each) => infoOf(table, each)),
    onTouched: (listener) => void listeners.push(listener),
    ofPod: (podUid) => [...(indexes.byPod.get(podUid) ?? [])].flatMap((key) => state.processes.get(key) ?? []).sort((a, b) => a.pid - b.pid),
    writeStdin: (key, data) => act(() => feedPipe(table, stdinPipe(table, key), data)),
    closeStdin: (key) =>
      act(() => {
        const pipe = stdinPipe(table, key);
        if (pipe !== undefined) closePipeEnd(table, pipe, "write");
      }),
    reader(key) {
      const process = state.processes.get(key);
      return process && readerOf(table, process);
    },
    readsKeys: (key) => readsKeys(table, stdinPipe(table, key) ?? ""),
    isSettled: (key) => isSettled(table, stdinPipe(table, key) ?? ""),
    stdinOf: (key) => stdinPipe(table, key),
    setHostname: (uts, name) => void state.hostnames.set(uts, name),
    openPipe: () => makePipe(table, { readers: 1, writers: 1 }),
    writePipe: (id, data) => act(() => feedPipe(table, id, data)),
    readPipe: (id) => act(() => emptyPipe(table, id)),
    closePipe: (id, end) => act(() => closePipeEnd(table, id, end)),
    followPipe(id, payload) {
      const pipe = state.pipes.get(id);
      if (!pipe) return;
      state.pipes.set(id, kernel.freeze({ ...pipe, onReadable: payload, unbounded: true }));
      if (pipe.data !== "" || pipe.writers <= 0) kernel.schedule(kernel.now, payload);
    },
    streamEnded: (id) => act(() => table.wake(`stream ${id}`)),
    setCgroup: (host, path, limits) => setCgroup(state.cgroups, host, path, limits, (value) => kernel.freeze(value)),
    removeCgroup(host, path) {
      leaveShared(state.shared, host, path);
      removeCgroup(state.cgroups, host, path);
    },
    memoryUse: (host, cgroup) => memoryUse(table, host, cgroup),
    cpuMicroNow: (process) => cpuMilliNow(table, process) * 1000 + (table.programs.get(process.program)?.idleMicro ?? 0),
    samplesUsage: () => isSampling(table),
    usageSamples: (host) => usageSamples(table, host),
    hostMemoryUse: (host) => hostMemoryUse(table, host),
    hardware: (host) => table.hardware(host),
    processCount: (host) => indexes.byHost.get(host)?.size ?? 0,
    onOutOfMemory: (listener) => void killedListeners.push(listener),
    onStrained: (listener) => void strainListeners.push(listener),
    register(more) {
      for (const program of more) programs.set(program.name, program);
    },
    handle: (payload) => act(() => handle(table, payload)),
  };
}

function handle(table: Table, payload: ProcessesPayload): void {
  const process = table.get(payload.process);
  if (!process || process.zombie) return;
  switch (payload.type) {
    case "Begin":
      return table.begin(process.key);
    case "DeliverRequest":
      table.update(process.key, { arrived: [...(process.arrived ?? []), { requestId: payload.requestId, request: payload.request }] });
      if (process.blocked?.syscall.call === "accept") table.retry(process.key);
      return;
    case "WatchEvent": {
      const open = process.watches?.[payload.watch];
      if (!open) return;
      table.update(process.key, { watches: { ...process.watches, [payload.watch]: { ...open, events: [...open.events, payload.event] } } });
      if (process.blocked?.syscall.call === "nextEvent") table.retry(process.key);
      return;
    }
    case "Wake":
      if (process.blocked?.token !== payload.token) return;
      if (process.blocked.yielding) table.retry(process.key);
      else table.answer(process.key, timedOut(process.blocked.syscall));
      return;
    case "Reply":
      if (process.blocked?.token !== payload.token) return;
      table.answer(process.key, payload.result ? answerOf(payload.result) : replied(table, process, process.blocked.syscall.call, payload));
      return;
  }
}

/** What the end of a wait's time means to it. */
function timedOut(syscall: Syscall) {
  if (syscall.call === "sleep" || syscall.call === "compute") return { ok: true } as const;
  if (syscall.call === "poll" || syscall.call === "nextEvent") return { ok: true, timedOut: true } as const;
  return { ok: false, errno: "ETIMEDOUT" } as const;
}

function stdinPipe(table: Table, key: ProcessKey): string | undefined {
  const descriptor = table.get(key)?.fds[0];
  const open = descriptor?.kind === "open" ? table.state.openFiles.get(descriptor.id) : undefined;
  return open?.kind === "pipe" ? open.pipe : undefined;
}

function feedPipe(table: Table, id: string | undefined, data: string): void {
  const pipe = id === undefined ? undefined : table.state.pipes.get(id);
  if (id !== undefined && pipe) feed(table, id, pipe, data);
}

function emptyPipe(table: Table, id: string): string | undefined {
  const pipe = table.state.pipes.get(id);
  if (!pipe || (pipe.data === "" && pipe.writers <= 0)) return undefined;
  if (pipe.data === "") return "";
  table.state.pipes.set(id, table.kernel.freeze({ ...pipe, data: "" }));
  table.wake(id);
  return pipe.data;
}

/** Who waits on a resource, the longest waiting first: an order that a restored run has as well. */
function inOrderOfWaiting(table: Table, resource: string): ProcessKey[] {
  const keys = [...(table.indexes.waiting.get(resource) ?? [])];
  if (keys.length < 2) return keys;
  const token = (key: ProcessKey): number => table.get(key)?.blocked?.token ?? 0;
  return keys.sort((a, b) => token(a) - token(b));
}
