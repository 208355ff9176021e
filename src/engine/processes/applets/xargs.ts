import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText, readAll } from "./script.ts";
import { refuseOption } from "./usage.ts";

/** How many words one command gets at most. */
const MOST_WORDS = 1000;

export const xargs = scripted("xargs", function* (context) {
  const options = readOptions(context.argv.slice(1), "+0rtn:I:P:L:s:", { null: "0", "no-run-if-empty": "r" });
  if (!options.ok) return yield* refuseOption(context, "xargs", options, "[OPTIONS] [PROG ARGS]");
  const command = options.operands.length === 0 ? ["echo"] : options.operands;
  const text = yield* readAll(0);
  const replaced = options.value("I");
  const open = options.has("0") ? undefined : unclosed(text);
  if (open !== undefined) {
    yield* err(isGnu(context) ? `xargs: unmatched ${open} quote; by default quotes are special to xargs unless you use the -0 option\n` : `xargs: unmatched ${open} quote\n`);
    return 1;
  }
  const items = options.has("0") ? text.split("\0").filter((item) => item !== "") : replaced !== undefined ? text.split("\n").map((line) => line.trim()).filter((line) => line !== "") : wordsOf(text);
  const size = replaced !== undefined ? 1 : Math.max(1, Number(options.value("n") ?? options.value("L") ?? MOST_WORDS));
  if (items.length === 0 && (options.has("r") || replaced !== undefined)) return 0;
  let code = 0;
  for (let from = 0; from === 0 || from < items.length; from += size) {
    const group = items.slice(from, from + size);
    const argv = replaced === undefined ? [...command, ...group] : command.map((word) => word.replaceAll(replaced, group[0] ?? ""));
    if (options.has("t")) yield* err(`${argv.join(" ")}\n`);
    const child = yield { call: "spawn", argv };
    if (!child.ok) {
      yield* err(`xargs: ${argv[0]}: ${errorText(child.errno)}\n`);
      return isGnu(context) && child.errno !== "ENOENT" ? 126 : 127;
    }
    const ended = yield { call: "wait", pid: child.pid ?? -1 };
    if (ended.ok && (ended.status ?? 0) !== 0) code = 123;
  }
  return code;
});

/** The kind of a quote that nothing closes on its line. */
function unclosed(text: string): "single" | "double" | undefined {
  const rest = text.replace(/\\[^]|"[^"\n]*"|'[^'\n]*'/g, "");
  const quote = /["']/.exec(rest)?.[0];
  return quote === undefined ? undefined : quote === "'" ? "single" : "double";
}

/** Words as xargs reads them: split at white space, with quotes. */
const wordsOf = (text: string): string[] => [...text.matchAll(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'|\\(.)/g, (_, double: string | undefined, single: string | undefined, escaped: string | undefined) => double ?? single ?? escaped ?? ""));
