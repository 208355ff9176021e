import type { ProcessRecord } from "../state.ts";
import type { Syscall } from "../syscall.ts";
import type { Outcome, Table } from "../table.ts";

type Call<K extends Syscall["call"]> = Extract<Syscall, { call: K }>;
const NOTHING: readonly string[] = [];
const ONE_CORE_MILLI = 1000;

export const sleep = (table: Table, _process: ProcessRecord, call: Call<"sleep">): Outcome => ({ wait: true, on: NOTHING, untilMs: table.kernel.now + call.ms });

export const pause = (): Outcome => ({ wait: true, on: NOTHING });

/** CPU time takes longer below one core. Simplified: processes of a container or a node do not slow one another. */
export const compute = (table: Table, process: ProcessRecord, call: Call<"compute">): Outcome => ({
  wait: true,
  on: NOTHING,
  untilMs: table.kernel.now + atLimit(process, call.ms),
});

export const atLimit = (process: ProcessRecord, cpuMs: number): number => {
  const limit = process.task.cpuLimitMilli;
  return limit === undefined || limit >= ONE_CORE_MILLI ? cpuMs : Math.ceil((cpuMs * ONE_CORE_MILLI) / Math.max(1, limit));
};
