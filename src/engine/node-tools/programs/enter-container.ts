import type { Part } from "../../processes/applets/script.ts";
import type { ProcessContext } from "../../processes/program.ts";

/** Runs a command beside a container's process, as `runc exec` does, and waits for it. */
export function* enterContainer(context: ProcessContext, pid: number, argv: readonly string[], { stdin, tty }: { readonly stdin: boolean; readonly tty: boolean }): Part<{ readonly ok: true; readonly status: number } | { readonly ok: false; readonly reason: string }> {
  const input = stdin ? 0 : yield { call: "open", path: "/dev/null", mode: "read" };
  const fd = input === 0 ? 0 : input.ok ? (input.fd ?? 0) : 0;
  const started = yield { call: "spawn", argv, fds: { 0: fd, 1: 1, 2: 2 }, enter: { kind: "container", pid } };
  if (!started.ok) return { ok: false, reason: started.errno === "EACCES" ? "permission denied" : argv[0]?.includes("/") ? `stat ${argv[0]}: no such file or directory` : "executable file not found in $PATH" };
  if (tty && context.isTty(0)) yield { call: "signal", signal: "INT", disposition: "catch" };
  let ended = yield { call: "wait", pid: started.pid ?? -1 };
  while (!ended.ok && ended.errno === "EINTR") ended = yield { call: "wait", pid: started.pid ?? -1 };
  return { ok: true, status: ended.ok ? (ended.status ?? 0) : 1 };
}
