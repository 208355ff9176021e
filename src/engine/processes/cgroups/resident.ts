import type { ProcessRecord } from "../state.ts";
import { withAncestors } from "./cgroup.ts";

/** What living processes hold in memory, in bytes, by the cgroups that they are in: derived from the process table, and kept as it changes. */
export interface ResidentSums {
  /** Of a cgroup and all below it; "" = the whole machine. */
  of(host: string, cgroup: string): number;
  /** A process is new, another than before, or gone. */
  changed(before: ProcessRecord | undefined, after: ProcessRecord | undefined): void;
}

const held = (process: ProcessRecord | undefined): number => (process && !process.zombie ? process.residentBytes : 0);

export function createResidentSums(processes: Iterable<ProcessRecord>): ResidentSums {
  const byHost = new Map<string, Map<string, number>>();
  const add = ({ host, task }: ProcessRecord, bytes: number): void => {
    const sums = byHost.get(host) ?? new Map<string, number>();
    byHost.set(host, sums);
    for (const cgroup of withAncestors(task.cgroup)) {
      const sum = (sums.get(cgroup) ?? 0) + bytes;
      if (sum === 0) sums.delete(cgroup);
      else sums.set(cgroup, sum);
    }
  };
  const changed = (before: ProcessRecord | undefined, after: ProcessRecord | undefined): void => {
    const [less, more] = [held(before), held(after)];
    if (less === more && before?.task === after?.task) return;
    if (before && less > 0) add(before, -less);
    if (after && more > 0) add(after, more);
  };
  for (const process of processes) changed(undefined, process);
  return { of: (host, cgroup) => byHost.get(host)?.get(cgroup) ?? 0, changed };
}
