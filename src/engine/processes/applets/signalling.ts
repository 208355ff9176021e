import { scripted } from "../scripted.ts";
import { SIGNAL_LIST, signalNamed } from "../sh/signal-names.ts";
import type { ProcessView, Signal } from "../syscall.ts";
import { commandOf } from "./ps/names.ts";
import { err, errorText, out, type Part } from "./script.ts";
import { posixExpression, type Expression } from "../expressions/expression.ts";
import { ExpressionError } from "../expressions/node.ts";

function signalOf(args: string[]): Signal | 0 | undefined {
  const first = args[0] ?? "";
  if (first === "-s") {
    args.shift();
    return signalNamed(args.shift() ?? "");
  }
  return /^-[A-Za-z0-9]+$/.test(first) && args.length > 0 ? signalNamed((args.shift() ?? "").slice(1)) : "TERM";
}

export const kill = scripted("kill", function* (context) {
  const args = [...context.argv.slice(1)];
  if (args[0] === "-l") {
    yield* out(SIGNAL_LIST.map((name, index) => `${String(index + 1).padStart(2)}) ${name}\n`).join(""));
    return 0;
  }
  const given = args[0] ?? "";
  const signal = signalOf(args);
  if (signal === undefined) {
    yield* err(`kill: bad signal name '${given.slice(1)}'\n`);
    return 1;
  }
  if (args.length === 0) {
    yield* err("kill: you need to specify whom to kill\n");
    return 1;
  }
  let code = 0;
  for (const text of args) {
    if (!/^-?\d+$/.test(text)) {
      yield* err(`kill: invalid number '${text}'\n`);
      code = 1;
      continue;
    }
    const done = yield { call: "kill", pid: Number(text), signal };
    if (done.ok) continue;
    yield* err(`kill: can't kill pid ${text}: ${errorText(done.errno)}\n`);
    code = 1;
  }
  return code;
});

const nameOf = (process: ProcessView): string => (process.argv[0] ?? "").replace(/^.*\//, "");

function* others(pid: number): Part<readonly ProcessView[]> {
  const listed = yield { call: "processes" };
  return (listed.ok ? (listed.processes ?? []) : []).filter((process) => process.pid !== pid && process.state !== "Z");
}

export const killall = scripted("killall", function* (context) {
  const args = [...context.argv.slice(1)];
  const quiet = args[0] === "-q" && args.shift() !== undefined;
  const signal = signalOf(args) ?? "TERM";
  let code = 0;
  const processes = yield* others(context.pidInNamespace);
  for (const name of args) {
    const targets = processes.filter((process) => nameOf(process) === name);
    for (const { pid } of targets) yield { call: "kill", pid, signal };
    if (targets.length > 0) continue;
    if (!quiet) yield* err(`killall: ${name}: no process killed\n`);
    code = 1;
  }
  return code;
});

export const pidof = scripted("pidof", function* (context) {
  const names = context.argv.slice(1).filter((argument) => !argument.startsWith("-"));
  const found = (yield* others(context.pidInNamespace)).filter((process) => names.includes(nameOf(process)));
  yield* out(found.length > 0 ? `${found.map(({ pid }) => pid).reverse().join(" ")}\n` : "");
  return found.length > 0 ? 0 : 1;
});

function readPattern(source: string): Expression | undefined {
  try {
    return posixExpression(source, { extended: true });
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function* matching(pid: number, args: readonly string[]): Part<readonly ProcessView[]> {
  const full = args.some((argument) => /^-\w*f/.test(argument));
  const exact = args.some((argument) => /^-\w*x/.test(argument));
  const pattern = args.find((argument) => !argument.startsWith("-")) ?? "";
  const expression = readPattern(exact ? `^(${pattern})$` : pattern);
  if (!expression) return [];
  return (yield* others(pid)).filter((process) => expression.test(full ? commandOf(process) : nameOf(process)));
}

export const pgrep = scripted("pgrep", function* (context) {
  const args = context.argv.slice(1);
  const found = yield* matching(context.pidInNamespace, args);
  const long = args.some((argument) => /^-\w*[la]/.test(argument));
  yield* out(found.map((process) => (long ? `${process.pid} ${commandOf(process)}\n` : `${process.pid}\n`)).join(""));
  return found.length > 0 ? 0 : 1;
});

export const pkill = scripted("pkill", function* (context) {
  const args = [...context.argv.slice(1)];
  const signal = /^-(\d+|[A-Z]+)$/.test(args[0] ?? "") ? (signalOf(args) ?? "TERM") : "TERM";
  const found = yield* matching(context.pidInNamespace, args);
  for (const { pid } of found) yield { call: "kill", pid, signal };
  return found.length > 0 ? 0 : 1;
});
