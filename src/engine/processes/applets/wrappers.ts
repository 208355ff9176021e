import { scripted } from "../scripted.ts";
import type { Signal } from "../syscall.ts";
import { isGnu } from "./flavor.ts";
import { err, errorText, type Part } from "./script.ts";
import { usageText } from "./usage.ts";

/** Becomes another command. */
function* become(applet: string, argv: readonly string[], gnu: boolean): Part<number> {
  const failed = yield { call: "exec", argv };
  const errno = failed.ok ? "ENOENT" : failed.errno;
  yield* err(gnu ? `${applet}: failed to run command '${argv[0]}': ${errorText(errno)}\n` : `${applet}: can't execute '${argv[0]}': ${errorText(errno)}\n`);
  return errno === "ENOENT" ? 127 : 126;
}

/** What it runs does not hear of the terminal's end. */
export const nohup = scripted("nohup", function* (context) {
  const argv = context.argv.slice(1);
  if (argv.length === 0) {
    yield* err(isGnu(context) ? "nohup: missing operand\nTry 'nohup --help' for more information.\n" : usageText("nohup", "PROG ARGS"));
    return isGnu(context) ? 125 : 127;
  }
  yield { call: "signal", signal: "HUP" satisfies Signal, disposition: "ignore" };
  if (context.isTty(1)) {
    const opened = yield { call: "open", path: "nohup.out", mode: "append" };
    if (opened.ok) {
      yield* err(isGnu(context) ? "nohup: ignoring input and appending output to 'nohup.out'\n" : "nohup: appending output to nohup.out\n");
      yield { call: "dup", fd: opened.fd ?? 1, to: 1 };
      if (context.isTty(2)) yield { call: "dup", fd: opened.fd ?? 1, to: 2 };
    }
  }
  return yield* become("nohup", argv, isGnu(context));
});

/** Simplified: niceness is taken and changes nothing. */
export const nice = scripted("nice", function* (context) {
  const args = context.argv.slice(1);
  while (/^-(n$|n?-?\d+$|-adjustment)/.test(args[0] ?? "")) args.splice(0, args[0] === "-n" ? 2 : 1);
  if (args.length > 0) return yield* become("nice", args, isGnu(context));
  yield { call: "write", fd: 1, data: "0\n" };
  return 0;
});

export const setsid = scripted("setsid", function* (context) {
  const args = context.argv.slice(1).filter((argument, index) => index > 0 || !/^-[cwf]$/.test(argument));
  if (args.length === 0) {
    yield* err(isGnu(context) ? "setsid: no command specified\nTry 'setsid --help' for more information.\n" : usageText("setsid", "[-c] PROG ARGS"));
    return 1;
  }
  return yield* become("setsid", args, isGnu(context));
});

const clock = (ms: number): string => `${Math.floor(ms / 60_000)}m ${((ms % 60_000) / 1000).toFixed(2)}s`;

/** Simplified: the time of the CPU is not told apart: user and system stand at nought. */
export const time = scripted("time", function* (context) {
  const args = context.argv.slice(1);
  const portable = args[0] === "-p" && args.shift() !== undefined;
  if (args.length === 0) {
    yield* err(usageText("time", "[-vpa] [-o FILE] PROG ARGS"));
    return 1;
  }
  const began = yield { call: "now" };
  const child = yield { call: "spawn", argv: args };
  if (!child.ok) {
    yield* err(`time: can't execute '${args[0]}': ${errorText(child.errno)}\n`);
    return 127;
  }
  const ended = yield { call: "wait", pid: child.pid ?? -1 };
  const finished = yield { call: "now" };
  const ms = (finished.ok ? (finished.number ?? 0) : 0) - (began.ok ? (began.number ?? 0) : 0);
  yield* err(portable ? `real ${(ms / 1000).toFixed(2)}\nuser 0.00\nsys 0.00\n` : `real\t${clock(ms)}\nuser\t0m 0.00s\nsys\t0m 0.00s\n`);
  return ended.ok ? (ended.status ?? 0) : 127;
});
