import type { ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";
import { cpuUse, runningNow } from "./cpu.ts";
import { systemMemoryBytes } from "./hardware.ts";
import { loadAverages } from "./load.ts";
import { hostMemoryUse, memoryUse } from "./memory.ts";

const TICKS_PER_SECOND = 100;

/** How many CPUs a machine has to show: whole ones. */
export const cpuCount = (table: Table, host: string): number => Math.max(1, Math.ceil(table.hardware(host).cpuMilli / 1000));

/** Text of /proc/stat: the whole machine's, whatever a container's limit says, as in life. */
export function statText(table: Table, { host }: ProcessRecord): string {
  const { kernel } = table;
  const cpus = cpuCount(table, host);
  const ticks = (ms: number): number => Math.floor((ms * TICKS_PER_SECOND) / 1000);
  const upMs = Math.max(0, kernel.now);
  const line = (name: string, usedMs: number, allMs: number): string => {
    const system = ticks(usedMs / 10);
    return `${name} ${ticks(usedMs) - system} 0 ${system} ${ticks(Math.max(0, allMs - usedMs))} 0 0 0 0 0 0\n`;
  };
  const { usageMs } = cpuUse(table, host, "");
  const each = Array.from({ length: cpus }, (_, cpu) => line(`cpu${cpu}`, usageMs / cpus, upMs)).join("");
  const bootSeconds = Math.floor(kernel.startsAtMs / 1000);
  return `${line("cpu ", usageMs, upMs * cpus)}${each}intr 0\nctxt 0\nbtime ${bootSeconds}\nprocesses ${table.state.lastPids.get(`host ${host}`) ?? 1}\nprocs_running ${Math.max(1, runningNow(table, host))}\nprocs_blocked 0\n`;
}

/** Text of /proc/loadavg. */
export function loadText(table: Table, { host }: ProcessRecord): string {
  const running = runningNow(table, host);
  return `${loadAverages(table, host, running)} ${Math.max(1, running)}/${table.indexes.byHost.get(host)?.size ?? 1} ${table.state.lastPids.get(`host ${host}`) ?? 1}\n`;
}

/** Text of /proc/meminfo: the machine's memory. */
export function memoryText(table: Table, { host }: ProcessRecord): string {
  const hardware = table.hardware(host);
  const total = hardware.memoryBytes;
  const used = Math.min(total, hostMemoryUse(table, host));
  const cached = Math.min(systemMemoryBytes(hardware), total - used);
  const shared = memoryUse(table, host, "") - [...(table.indexes.byHost.get(host)?.values() ?? [])].reduce((sum, key) => sum + (table.get(key)?.residentBytes ?? 0), 0);
  const line = (name: string, bytes: number): string => `${`${name}:`.padEnd(16)}${String(Math.floor(bytes / 1024)).padStart(8)} kB\n`;
  const values: readonly (readonly [string, number])[] = [["MemTotal", total], ["MemFree", total - used - cached], ["MemAvailable", total - used], ["Buffers", 0], ["Cached", cached], ["SwapCached", 0], ["Shmem", Math.max(0, shared)], ["SwapTotal", 0], ["SwapFree", 0]];
  return values.map(([name, bytes]) => line(name, bytes)).join("");
}

/** Text of /proc/cpuinfo. */
export const cpuText = (table: Table, { host }: ProcessRecord): string =>
  Array.from({ length: cpuCount(table, host) }, (_, cpu) => `processor\t: ${cpu}\nvendor_id\t: simulated\nmodel name\t: simulated\ncpu cores\t: ${cpuCount(table, host)}\n\n`).join("");
