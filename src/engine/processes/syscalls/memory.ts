import type { ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";

/**
 * Sets a process's resident size. False: its cgroup went over its limit, and is dead.
 * Mirrors memory.oom.group of cgroup v2 as the kubelet sets it: all processes of the container die together.
 */
export function setMemory(table: Table, process: ProcessRecord, bytes: number): boolean {
  table.update(process.key, { residentBytes: bytes });
  table.touched(process);
  const limit = process.task.memoryLimitBytes;
  if (limit === undefined) return true;
  const members = inCgroup(table, process.host, process.task.cgroup);
  const used = members.reduce((sum, each) => sum + each.residentBytes, 0);
  if (used <= limit) return true;
  for (const member of members) table.exit(member.key, 137, "KILL", true);
  return false;
}

/** Living processes of a cgroup and those below it. */
export function inCgroup(table: Table, host: string, cgroup: string): ProcessRecord[] {
  const keys = table.indexes.byHost.get(host)?.values() ?? [];
  return [...keys]
    .flatMap((key) => table.get(key) ?? [])
    .filter((each) => !each.zombie && (each.task.cgroup === cgroup || each.task.cgroup.startsWith(`${cgroup}/`)));
}
