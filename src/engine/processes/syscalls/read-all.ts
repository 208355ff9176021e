import { commandName } from "../files/command-name.ts";
import type { ProcessRecord } from "../state.ts";
import { GONE, type Outcome, type Table } from "../table.ts";
import { setMemory } from "./memory.ts";
import { write } from "./write.ts";

/** Simplified: a tool that reads all of its input holds some megabytes of it; a real one goes on until its container or its node has no memory left. */
const MOST_LENGTH = 128 * 1024 * 1024;
const MOST_LINES = 2_000_000;
const CHECKED_FROM = 1024 * 1024;

/** False: a process cannot hold so much. */
export function canHold(text: string, from = 0): boolean {
  const length = text.length - from;
  if (length < CHECKED_FROM) return true;
  if (length > MOST_LENGTH) return false;
  let lines = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && lines < MOST_LINES; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines < MOST_LINES;
}

/** It says so, and ends. */
export function dieOutOfMemory(table: Table, process: ProcessRecord): Outcome {
  if (process.fds[2]) write(table, process, { call: "write", fd: 2, data: `${commandName(process)}: out of memory\n` });
  if (table.get(process.key)) table.exit(process.key, 1);
  return GONE;
}

/** A process that reads to the end grows by what has come so far. Undefined: it may go on. */
export function growByReading(table: Table, process: ProcessRecord, data: string): Outcome | undefined {
  if (data.length < CHECKED_FROM || data.length < 2 * process.residentBytes) return undefined;
  if (!canHold(data)) return dieOutOfMemory(table, process);
  return setMemory(table, process, data.length) ? undefined : GONE;
}
