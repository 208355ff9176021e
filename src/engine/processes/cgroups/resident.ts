import type { ProcessRecord } from "../state.ts";
import { isWithinCgroup } from "./cgroup.ts";

/** The machine's own services: no pod's. */
export const SYSTEM_CGROUPS = ["/system.slice", "/init.scope", "/user.slice"] as const;

interface HostSums {
  all: number;
  system: number;
}

/** What the living processes of each host hold in memory, in bytes: derived from the process table, and kept as it changes. */
export interface ResidentSums {
  /** Of all processes of a host. */
  ofHost(host: string): number;
  /** Of those that are the machine's own services. */
  ofSystem(host: string): number;
  /** A process is new, another than before, or gone. */
  changed(before: ProcessRecord | undefined, after: ProcessRecord | undefined): void;
}

const isOfSystem = (cgroup: string): boolean => SYSTEM_CGROUPS.some((each) => isWithinCgroup(cgroup, each));
const held = (process: ProcessRecord | undefined): number => (process && !process.zombie ? process.residentBytes : 0);

export function createResidentSums(processes: Iterable<ProcessRecord>): ResidentSums {
  const byHost = new Map<string, HostSums>();
  const add = ({ host, task }: ProcessRecord, bytes: number): void => {
    const sums = byHost.get(host) ?? { all: 0, system: 0 };
    byHost.set(host, sums);
    sums.all += bytes;
    if (isOfSystem(task.cgroup)) sums.system += bytes;
  };
  const changed = (before: ProcessRecord | undefined, after: ProcessRecord | undefined): void => {
    const [less, more] = [held(before), held(after)];
    if (less === more && before?.task === after?.task) return;
    if (before && less > 0) add(before, -less);
    if (after && more > 0) add(after, more);
  };
  for (const process of processes) changed(undefined, process);
  return { ofHost: (host) => byHost.get(host)?.all ?? 0, ofSystem: (host) => byHost.get(host)?.system ?? 0, changed };
}
