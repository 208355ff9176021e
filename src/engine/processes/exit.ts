import { takeSamples } from "./cgroups/usage-samples.ts";
import { tellProcess } from "./journal.ts";
import { childrenOf } from "./indexes.ts";
import { releaseAll } from "./syscalls/descriptors.ts";
import type { ProcessExit } from "./process-table.ts";
import type { ProcessRecord } from "./state.ts";
import type { Signal } from "./syscall.ts";
import type { Table } from "./table.ts";

export interface Ending {
  readonly code: number;
  readonly signal?: Signal;
  readonly oomKilled?: boolean;
}

const NO_FDS: ProcessRecord["fds"] = {};
const NO_SIGNALS: readonly Signal[] = [];

/** The end of a process: what it held is let go, its children get another parent, and who waits for it is told. */
export function endProcess(table: Table, process: ProcessRecord, ending: Ending): void {
  if (process.zombie) return;
  takeSamples(table, process.host);
  table.indexes.unblock(process);
  const zombie = ending.signal === undefined ? { code: ending.code } : { code: ending.code, signal: ending.signal };
  const dead: ProcessRecord = { ...process, blocked: undefined, handed: undefined, arrived: undefined, watches: undefined, fds: NO_FDS, programState: undefined, pending: NO_SIGNALS, zombie };
  table.put(dead);
  const { code: exitCode, signal, oomKilled } = ending;
  tellProcess(table, process, "exit", { exitCode, ...(signal && { signal }), ...(oomKilled && { oomKilled }) });
  releaseAll(table, process.fds);
  table.sockets.release(process.key);
  for (const watch of Object.values(process.watches ?? {})) table.api.unwatch(watch.id);
  table.kernel.charge("processes", "processes", process.host, -1);
  if (process.pidInNamespace === 1) killNamespace(table, process);
  orphan(table, process);
  if (process.onExit) {
    const exit: ProcessExit = { pid: process.pid, exitCode: ending.code, ...(ending.signal ? { signal: ending.signal } : {}), ...(ending.oomKilled ? { oomKilled: true } : {}), atMs: table.kernel.now };
    table.kernel.schedule(table.kernel.now, { ...process.onExit, exit } as typeof process.onExit);
  }
  tellParent(table, dead);
}

// Mirrors zap_pid_ns_processes (kernel/pid_namespace.c): with its first process a namespace dies.
function killNamespace(table: Table, first: ProcessRecord): void {
  for (const key of [...(table.indexes.byNamespace.get(first.task.namespaces.pid)?.values() ?? [])]) {
    if (key === first.key) continue;
    table.exit(key, 137, "KILL");
    const left = table.get(key);
    if (left) table.remove(left);
  }
}

/** Children go to the namespace's first process; where there is none, nobody will ask for them. */
function orphan(table: Table, process: ProcessRecord): void {
  const children = childrenOf(table.indexes, table.state, process.key);
  if (children.length === 0) return;
  const init = process.pidInNamespace === 1 ? undefined : table.indexes.byNamespace.get(process.task.namespaces.pid)?.get(1);
  for (const { key } of children) {
    const child = table.get(key);
    if (!child) continue;
    const parent = init !== undefined && child.task.namespaces.pid === process.task.namespaces.pid ? init : "";
    table.indexes.setParent(child, parent);
    const moved = table.update(key, { parent, adopted: true });
    if (moved.zombie) tellParent(table, moved);
  }
}

// Mirrors waitproc (busybox shell/ash.c): a shell asks for any child. Simplified: a shell in a container clears up after its ended children at once, where a real one does at its next wait: no zombies of its own are seen.
const SHELLS: ReadonlySet<string> = new Set(["sh", "bash"]);

function tellParent(table: Table, dead: ProcessRecord): void {
  const parent = dead.parent === "" ? undefined : table.get(dead.parent);
  if (!parent || parent.zombie || parent.signals.CHLD === "ignore" || (dead.adopted && SHELLS.has(parent.program))) return table.remove(dead);
  if (parent.blocked?.syscall.call === "wait") table.retry(parent.key);
  const present = table.get(parent.key);
  if (present?.signals.CHLD === "catch") table.signal(parent.key, "CHLD", "inside");
}
