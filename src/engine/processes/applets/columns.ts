import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readInputs } from "./inputs.ts";
import { filterLines } from "./lines-filter.ts";
import { readOptions } from "./options.ts";
import { contentOf, err, errorText, linesOf, out } from "./script.ts";
import { refuseOption } from "./usage.ts";

/** Lines of several files side by side; "-" takes the next line of standard input each time. */
export const paste = scripted("paste", function* (context) {
  const options = readOptions(context.argv.slice(1), "sd:z", { serial: "s", delimiters: "d" });
  if (!options.ok) return yield* refuseOption(context, "paste", options, "[-d LIST] [-s] [FILE]...");
  const delimiters = [...(options.value("d") ?? "\t").replace(/\\n/g, "\n").replace(/\\t/g, "\t").replace(/\\0/g, "")];
  const between = (index: number): string => delimiters[index % delimiters.length] ?? "";
  const joined = (parts: readonly string[]): string => parts.reduce((text, part, index) => (index === 0 ? part : text + between(index - 1) + part), "");
  const files = options.operands.length === 0 ? ["-"] : options.operands;
  const columns = new Map<string, string[]>();
  for (const file of new Set(files)) {
    const content = yield* contentOf(file);
    if (!content.ok) {
      yield* err(isGnu(context) ? `paste: ${file}: ${errorText(content.errno)}\n` : `paste: can't open '${file}': ${errorText(content.errno)}\n`);
      return 1;
    }
    columns.set(file, linesOf(content.text));
  }
  if (options.has("s")) {
    yield* out(files.map((file) => `${joined(columns.get(file) ?? [])}\n`).join(""));
    return 0;
  }
  const places = new Map<string, number>();
  let text = "";
  for (;;) {
    let any = false;
    const row = files.map((file, index) => {
      const key = file === "-" ? file : String(index);
      const at = places.get(key) ?? 0;
      places.set(key, at + 1);
      const line = columns.get(file)?.[at];
      any ||= line !== undefined;
      return line ?? "";
    });
    if (!any) break;
    text += `${joined(row)}\n`;
  }
  yield* out(text);
  return 0;
});

export const fold = scripted("fold", function* (context) {
  const options = readOptions(context.argv.slice(1).map((argument) => argument.replace(/^-(\d+)$/, "-w$1")), "bsw:", { width: "w", spaces: "s" });
  if (!options.ok) return yield* refuseOption(context, "fold", options, "[-bs] [-w WIDTH] [FILE]...");
  const width = Math.max(1, Number(options.value("w") ?? 80) || 80);
  const failed = yield* filterLines(context, "fold", options.operands, (line) => {
    const pieces: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const blank = options.has("s") ? rest.slice(0, width).lastIndexOf(" ") : -1;
      const end = blank >= 0 ? blank + 1 : width;
      pieces.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    return `${[...pieces, rest].join("\n")}\n`;
  });
  return failed ? 1 : 0;
});

const expander = (name: "expand" | "unexpand", change: (line: string, stop: number, all: boolean) => string) =>
  scripted(name, function* (context) {
    const options = readOptions(context.argv.slice(1), "ait:", { tabs: "t", all: "a", initial: "i" });
    if (!options.ok) return yield* refuseOption(context, name, options, "[-fa][-t N] [FILE]...");
    const stop = Math.max(1, Number(options.value("t") ?? 8) || 8);
    return (yield* filterLines(context, name, options.operands, (line) => `${change(line, stop, options.has("a"))}\n`)) ? 1 : 0;
  });

export const expand = expander("expand", (line, stop) => {
  let text = "";
  for (const character of line) text += character === "\t" ? " ".repeat(stop - (text.length % stop)) : character;
  return text;
});
export const unexpand = expander("unexpand", (line, stop) => {
  const blanks = /^ */.exec(line)?.[0].length ?? 0;
  return "\t".repeat(Math.floor(blanks / stop)) + line.slice(Math.floor(blanks / stop) * stop);
});

/** Lines of one sorted file, of the other, of both. */
export const comm = scripted("comm", function* (context) {
  const options = readOptions(context.argv.slice(1), "123");
  if (!options.ok) return yield* refuseOption(context, "comm", options, "[-123] FILE1 FILE2");
  const { inputs, failed } = yield* readInputs(context, "comm", options.operands.slice(0, 2), "open");
  if (failed || inputs.length < 2) return 1;
  const [a = [], b = []] = inputs.map(({ text }) => linesOf(text));
  let [i, j, text] = [0, 0, ""];
  const tabs = (column: number): string => "\t".repeat([1, 2, 3].filter((each) => each < column && !options.has(String(each))).length);
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    const column = right === undefined || (left !== undefined && left < right) ? 1 : left === undefined || right < left ? 2 : 3;
    if (!options.has(String(column))) text += `${tabs(column)}${column === 2 ? right : left}\n`;
    if (column !== 2) i += 1;
    if (column !== 1) j += 1;
  }
  yield* out(text);
  return 0;
});

export const strings = scripted("strings", function* (context) {
  const options = readOptions(context.argv.slice(1), "afon:t:");
  if (!options.ok) return yield* refuseOption(context, "strings", options, "[-fo] [-t o|d|x] [-n LEN] [FILE]...");
  const { inputs, failed } = yield* readInputs(context, "strings", options.operands, "open");
  const least = Math.max(1, Number(options.value("n") ?? 4) || 4);
  yield* out(inputs.flatMap(({ text }) => text.match(/[\t\x20-\x7e]+/g) ?? []).filter((each) => each.length >= least).map((each) => `${each}\n`).join(""));
  return failed ? 1 : 0;
});

export const factor = scripted("factor", function* (context) {
  let code = 0;
  for (const text of context.argv.slice(1)) {
    const number = Number(text);
    if (!Number.isSafeInteger(number) || number < 1 || !/^\d+$/.test(text)) {
      yield* err(`factor: invalid number '${text}'\n`);
      code = 1;
      continue;
    }
    const found: number[] = [];
    let rest = number;
    for (let divisor = 2; divisor * divisor <= rest; divisor += divisor === 2 ? 1 : 2) while (rest % divisor === 0) {
      found.push(divisor);
      rest /= divisor;
    }
    if (rest > 1) found.push(rest);
    yield* out(`${number}:${found.map((each) => ` ${each}`).join("")}\n`);
  }
  return code;
});

export const shuf = scripted("shuf", function* (context) {
  const options = readOptions(context.argv.slice(1), "ei:n:o:z", { "head-count": "n", echo: "e", "input-range": "i" });
  if (!options.ok) return yield* refuseOption(context, "shuf", options, "[-n NUM] [-o FILE] [-z] [FILE | -e [ARG...] | -i L-H]");
  const range = /^(\d+)-(\d+)$/.exec(options.value("i") ?? "");
  const lines = range ? Array.from({ length: Math.min(1_000_000, Math.max(0, Number(range[2]) - Number(range[1]) + 1)) }, (_, index) => String(Number(range[1]) + index)) : options.has("e") ? [...options.operands] : (yield* readInputs(context, "shuf", options.operands)).inputs.flatMap(({ text }) => linesOf(text));
  const count = Math.min(lines.length, Number(options.value("n") ?? Infinity));
  const drawn: string[] = [];
  for (let left = count; left > 0; left -= 1) {
    const number = yield { call: "draw", bound: lines.length };
    drawn.push(lines.splice(number.ok ? (number.number ?? 0) : 0, 1)[0] ?? "");
  }
  yield* out(drawn.map((line) => `${line}\n`).join(""));
  return 0;
});
