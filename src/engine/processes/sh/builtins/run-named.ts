import { notRun } from "../not-run.ts";
import { environment, type Machine } from "../machine.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";

/** Runs a builtin or an external command by its words, whatever functions say. */
export function runNamed(machine: Machine, words: readonly string[], call: BuiltinCall): ReturnType<Builtin> {
  const [name = ""] = words;
  const builtin = call.builtinNamed(name);
  if (builtin) return builtin(machine, words, call);
  if (!call.answer) return { ask: { call: "spawn", argv: words, env: environment(machine), fds: machine.fds }, data: "spawned" };
  if (call.data === "waiting") return call.answer.ok ? (call.answer.status ?? 0) : 127;
  if (!call.answer.ok) return notRun(machine, name, call.answer.errno);
  return { ask: { call: "wait", pid: call.answer.pid ?? 0 }, data: "waiting" };
}
