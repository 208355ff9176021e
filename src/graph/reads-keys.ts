import type { Cluster } from "../engine/cluster.ts";
import type { ProcessKey } from "../engine/processes/process-table.ts";
import type { ProcessRecord } from "../engine/processes/state.ts";

/** Whether something in the foreground of a shell waits for what is typed: `kubectl exec -it`, `cat`, `read`. */
export function readsKeys(cluster: Cluster, shell: ProcessKey): boolean {
  const { processes } = cluster.state.processes;
  const terminal = cluster.parts.processes.stdinOf(shell);
  const first = processes.get(shell);
  if (terminal === undefined || !first) return false;
  for (const process of processes.values()) if (process.host === first.host && waitsFor(cluster, process, terminal)) return true;
  return false;
}

function waitsFor(cluster: Cluster, { blocked, stopped, fds }: ProcessRecord, pipe: string): boolean {
  if (!blocked || stopped) return false;
  const { syscall } = blocked;
  const wanted = syscall.call === "read" ? [syscall.fd] : syscall.call === "poll" ? syscall.fds : [];
  return wanted.some((fd) => {
    const descriptor = fds[fd];
    const open = descriptor?.kind === "open" ? cluster.state.processes.openFiles.get(descriptor.id) : undefined;
    return open?.kind === "pipe" && open.pipe === pipe;
  });
}
