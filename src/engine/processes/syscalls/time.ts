import { stretch } from "../cgroups/cpu.ts";
import type { ProcessRecord } from "../state.ts";
import type { Syscall } from "../syscall.ts";
import type { Outcome, Table } from "../table.ts";

type Call<K extends Syscall["call"]> = Extract<Syscall, { call: K }>;
const NOTHING: readonly string[] = [];

export const sleep = (table: Table, _process: ProcessRecord, call: Call<"sleep">): Outcome => ({ wait: true, on: NOTHING, untilMs: table.kernel.now + call.ms });

export const pause = (): Outcome => ({ wait: true, on: NOTHING });

/** CPU time takes longer below one core, and where others compute too. */
export const compute = (table: Table, process: ProcessRecord, call: Call<"compute">): Outcome => ({
  wait: true,
  on: NOTHING,
  untilMs: stretch(table, process, call.ms),
});
