import { cgroupAt, putCgroup } from "./cgroups/cgroup.ts";
import { inCgroup } from "./cgroups/memory.ts";
import type { Task } from "./state.ts";
import type { Table } from "./table.ts";

/** Gives all processes of a cgroup other limits, as a write to its memory.max and cpu.max does. */
export function setLimits(table: Table, host: string, cgroup: string, memoryLimitBytes: number | undefined, cpuLimitMilli: number | undefined): void {
  const known = cgroupAt(table.state.cgroups, host, cgroup);
  if (known) {
    const { memoryMaxBytes: _max, cpuQuotaMilli: _quota, ...others } = known.limits;
    putCgroup(table.state.cgroups, host, cgroup, table.kernel.freeze({ ...known, limits: { ...others, ...(memoryLimitBytes !== undefined && { memoryMaxBytes: memoryLimitBytes }), ...(cpuLimitMilli !== undefined && { cpuQuotaMilli: cpuLimitMilli }) } }));
  }
  const made = new Map<Task, Task>();
  for (const { key, task } of inCgroup(table, host, cgroup)) {
    const { memoryLimitBytes: _memory, cpuLimitMilli: _cpu, ...rest } = task;
    const next = made.get(task) ?? { ...rest, ...(memoryLimitBytes !== undefined && { memoryLimitBytes }), ...(cpuLimitMilli !== undefined && { cpuLimitMilli }) };
    made.set(task, next);
    table.update(key, { task: next });
  }
}

/** The resident size of all processes of a cgroup. */
export const memoryOf = (table: Table, host: string, cgroup: string): number => table.resident.of(host, cgroup);
