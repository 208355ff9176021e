import type { LogLine, Logs } from "../processes/logs.ts";
import type { ProcessExit, StreamTarget } from "../processes/process-table.ts";
import type { Payload } from "../simulation/payload.ts";
import type { Containers } from "./containers.ts";
import { fail, ok, type Core } from "./core.ts";
import type { CriResult, ExecOptions, ExecSyncResult } from "./cri.ts";
import { execError, execTimeout, noSuchContainer, notRunning } from "./errors.ts";
import { processSpec } from "./process-spec.ts";
import type { ProcessOwner } from "../simulation/journal-details.ts";
import type { ContainerRecord, SandboxRecord } from "./state.ts";

export interface Execs {
  sync(id: string, argv: readonly string[], timeoutMs: number, reply: Payload): void;
  start(execId: string): void;
  timeout(execId: string): void;
  exited(execId: string, exit: ProcessExit): void;
  session(id: string, options: ExecOptions): CriResult<{ readonly pid: number }>;
}

/** Processes beside a container's own: probes and hooks, and the sessions of kubectl exec. */
export function createExecs(core: Core, containers: Containers): Execs {
  const { kernel, state, node, processes, logs } = core;
  const logKey = (execId: string): string => `exec/${execId}`;

  const running = (id: string): CriResult<{ readonly record: ContainerRecord; readonly sandbox: SandboxRecord }> => {
    const record = state.containers.get(id);
    const sandbox = record && state.sandboxes.get(record.view.sandboxId);
    if (!record || !sandbox) return fail(noSuchContainer(id));
    return record.view.state === "Running" ? ok({ record, sandbox }) : fail(notRunning(record.view.state));
  };

  const ownerOf = (id: string): { readonly owner?: ProcessOwner } => {
    const owner = state.containers.get(id)?.owner;
    return owner ? { owner } : {};
  };

  const end = (execId: string, result: ExecSyncResult): void => {
    const exec = state.execs.get(execId);
    if (!exec) return;
    state.execs.delete(execId);
    logs.drop(logKey(execId));
    core.answer(exec.reply, result);
  };

  return {
    sync(id, argv, timeoutMs, reply) {
      const execId = core.newId();
      core.note("ExecSync", `container/${id}`, { argv, timeoutMs, ...ownerOf(id) });
      state.execs.set(execId, kernel.freeze({ id: execId, containerId: id, argv, timeoutMs, reply, process: "" }));
      core.later(core.latency.execMs, { type: "ExecStart", id: execId });
      if (Number.isFinite(timeoutMs) && timeoutMs > 0) core.later(timeoutMs, { type: "ExecTimeout", id: execId });
    },
    start(execId) {
      const exec = state.execs.get(execId);
      if (!exec) return;
      const found = running(exec.containerId);
      if (!found.ok) return end(execId, found);
      const { record, sandbox } = found.value;
      const key = logKey(execId);
      const started = processes.start({
        ...processSpec(node, sandbox, record, containers.imageOf(record), exec.argv, {
          stdin: { kind: "null" },
          stdout: { kind: "log", key, stream: "stdout" },
          stderr: { kind: "log", key, stream: "stderr" },
          tty: false,
        }),
        onExit: core.own({ type: "ExecExited", id: execId }),
      });
      if (!started.ok) return end(execId, fail(execError(execId, exec.argv[0] ?? "", started.errno)));
      state.execs.set(execId, kernel.freeze({ ...exec, process: started.key }));
    },
    timeout(execId) {
      const exec = state.execs.get(execId);
      if (!exec) return;
      if (exec.process !== "") processes.signal(exec.process, "KILL");
      end(execId, { ok: false, error: execTimeout(exec.timeoutMs), timedOut: true });
    },
    exited(execId, exit) {
      const [stdout, stderr] = outputOf(logs, logKey(execId));
      end(execId, ok({ exitCode: exit.exitCode, output: stdout + stderr, ...(stderr !== "" && { stderr }) }));
    },
    session(id, { argv, tty, stdin, streams, onExit }) {
      const found = running(id);
      if (!found.ok) return found;
      const { record, sandbox } = found.value;
      const execId = core.newId();
      core.note("Exec", `container/${id}`, { argv, tty, owner: record.owner });
      const started = processes.start({
        ...processSpec(node, sandbox, record, containers.imageOf(record), argv, {
          stdin: stdin ? pipe(streams?.stdin) : { kind: "null" },
          stdout: pipe(streams?.stdout),
          stderr: pipe(streams?.stderr ?? streams?.stdout),
          tty,
        }),
        onExit,
      });
      return started.ok ? ok({ pid: started.pid }) : fail(execError(execId, argv[0] ?? "", started.errno));
    },
  };
}

const pipe = (id: string | undefined): StreamTarget => (id === undefined ? { kind: "pipe" } : { kind: "pipe", id });

// Mirrors RunInContainer (pkg/kubelet/kuberuntime/kuberuntime_container.go): stdout first, then stderr.
function outputOf(logs: Logs, key: string): readonly [string, string] {
  const lines = logs.lines(key);
  const text = (stream: LogLine["stream"]): string => lines.map((line) => (line.stream === stream ? line.text + (line.complete ? "\n" : "") : "")).join("");
  return [text("stdout"), text("stderr")];
}
