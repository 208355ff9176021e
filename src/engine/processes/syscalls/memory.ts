import { grown } from "../cgroups/memory.ts";
import { takeSamples } from "../cgroups/usage-samples.ts";
import type { ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";

/** From this much on a process's growth may put its host under pressure. */
const MUCH_BYTES = 1024 * 1024;

/** Sets a process's resident size. False: a limit was passed, and the process is dead. */
export function setMemory(table: Table, process: ProcessRecord, bytes: number): boolean {
  takeSamples(table, process.host);
  const more = bytes - process.residentBytes;
  table.update(process.key, { residentBytes: bytes });
  table.touched(process);
  if (more <= 0) return true;
  const alive = grown(table, process);
  if (more >= MUCH_BYTES) table.strained(process.host);
  return alive;
}
