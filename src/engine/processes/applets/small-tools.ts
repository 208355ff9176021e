import { scripted } from "../scripted.ts";
import { printfText } from "../sh/printf-text.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText, out } from "./script.ts";
import { signalNamed } from "../sh/signal-names.ts";
import { sleepMs } from "./sleep.ts";
import { refuseOption, refuseUsage } from "./usage.ts";

export const printf = scripted("printf", function* (context) {
  const [format, ...args] = context.argv.slice(1);
  if (format === undefined) return yield* refuseUsage(context, "printf", "FORMAT [ARG]...", "missing operand");
  const { text, problems } = printfText(format, args, !isGnu(context));
  yield* out(text);
  for (const problem of problems) yield* err(`printf: ${problem}\n`);
  return problems.length > 0 ? 1 : 0;
});

export const tee = scripted("tee", function* (context) {
  const options = readOptions(context.argv.slice(1), "ai");
  if (!options.ok) return yield* refuseOption(context, "tee", options, "[-ai] [FILE]...");
  const fds: number[] = [];
  let code = 0;
  for (const path of options.operands) {
    const opened = yield { call: "open", path, mode: options.has("a") ? "append" : "write" };
    if (opened.ok) fds.push(opened.fd ?? 1);
    else {
      yield* err(`tee: ${path}: ${errorText(opened.errno)}\n`);
      code = 1;
    }
  }
  for (;;) {
    const chunk = yield { call: "read", fd: 0 };
    if (!chunk.ok || !chunk.data) return code;
    for (const fd of [1, ...fds]) yield { call: "write", fd, data: chunk.data };
  }
});

/** `timeout SECS PROG`: its child is told at the end of the time, and killed after a second one with -k. */
export const timeout = scripted("timeout", function* (context) {
  const options = readOptions(context.argv.slice(1), "+s:k:t:", { signal: "s", "kill-after": "k" });
  if (!options.ok) return yield* refuseOption(context, "timeout", options, "[-s SIG] [-k KILL_SECS] SECS PROG ARGS");
  const [time = "", ...argv] = options.operands;
  const ms = sleepMs(time);
  if (ms === undefined || argv.length === 0) return yield* refuseUsage(context, "timeout", "[-s SIG] [-k KILL_SECS] SECS PROG ARGS", "missing operand");
  const signal = signalNamed(options.value("s") ?? "TERM") || "TERM";
  // A child that only waits sends CHLD at its end: the wait for the time is cut short.
  yield { call: "signal", signal: "CHLD", disposition: "catch" };
  const child = yield { call: "spawn", argv };
  if (!child.ok) {
    yield* err(isGnu(context) ? `timeout: failed to run command '${argv[0]}': ${errorText(child.errno)}\n` : `timeout: can't execute '${argv[0]}': ${errorText(child.errno)}\n`);
    return child.errno === "ENOENT" ? 127 : 126;
  }
  const pid = child.pid ?? -1;
  yield { call: "sleep", ms };
  const early = yield { call: "wait", pid, nohang: true };
  if (early.ok && early.pid === pid) return early.status ?? 0;
  yield { call: "kill", pid, signal };
  const killMs = sleepMs(options.value("k") ?? "");
  if (killMs !== undefined) {
    yield { call: "sleep", ms: killMs };
    yield { call: "kill", pid, signal: "KILL" };
  }
  yield { call: "signal", signal: "CHLD", disposition: "default" };
  const ended = yield { call: "wait", pid };
  if (isGnu(context)) return ended.ok && ended.signal === "KILL" ? 137 : 124;
  // Mirrors timeout_main (busybox coreutils/timeout.c): it becomes the command itself, which dies of the signal.
  if (ended.ok && ended.signal !== undefined) yield { call: "kill", pid: context.pidInNamespace, signal: ended.signal };
  return ended.ok ? (ended.status ?? 143) : 143;
});

export const usleep = scripted("usleep", function* (context) {
  const [, micros] = context.argv;
  if (micros === undefined || !/^\d+$/.test(micros)) return yield* refuseUsage(context, "usleep", "N", "missing operand");
  yield { call: "sleep", ms: Math.ceil(Number(micros) / 1000) };
  return 0;
});

export const sync = scripted("sync", function* () {
  return 0;
});

export const clear = scripted("clear", function* () {
  yield* out("\x1b[H\x1b[J");
  return 0;
});

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

export const mktemp = scripted("mktemp", function* (context) {
  const options = readOptions(context.argv.slice(1), "dqtup:");
  if (!options.ok) return yield* refuseOption(context, "mktemp", options, "[-dt] [-p DIR] [TEMPLATE]");
  const template = options.operands[0] ?? `${options.value("p") ?? "/tmp"}/tmp.XXXXXX`;
  let path = "";
  for (const character of template.replace(/X{6,}$/, (letters) => "\0".repeat(letters.length))) {
    const drawn = character === "\0" ? yield { call: "draw", bound: LETTERS.length } : undefined;
    path += drawn === undefined ? character : (LETTERS[drawn.ok ? (drawn.number ?? 0) : 0] ?? "x");
  }
  const made = options.has("d") ? yield { call: "mkdir", path, mode: 0o700 } : yield { call: "writeFile", path, data: "", mode: 0o600 };
  if (!made.ok) {
    yield* err(`mktemp: (null): ${errorText(made.errno)}\n`);
    return 1;
  }
  yield* out(`${path}\n`);
  return 0;
});
