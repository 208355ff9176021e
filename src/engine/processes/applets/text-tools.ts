import { byteLength } from "../bytes.ts";
import { byCodeUnit } from "../../../api/json.ts";
import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readInputs } from "./inputs.ts";
import { filterLines } from "./lines-filter.ts";
import { readOptions } from "./options.ts";
import { err, linesOf, out } from "./script.ts";
import { refuseOption, refuseUsage } from "./usage.ts";

export const wc = scripted("wc", function* (context) {
  const options = readOptions(context.argv.slice(1), "cmlwL", { lines: "l", words: "w", bytes: "c", chars: "m" });
  if (!options.ok) return yield* refuseOption(context, "wc", options, "[-cmlwL] [FILE]...");
  const { inputs, failed } = yield* readInputs(context, "wc", options.operands);
  const letters = ["l", "w", "m", "c", "L"].filter((letter) => options.has(letter));
  const shown = letters.length > 0 ? letters : ["l", "w", "c"];
  const counts = inputs.map(({ name, text }) => {
    const all: Readonly<Record<string, number>> = {
      l: text.split("\n").length - 1, w: (text.match(/\S+/g) ?? []).length, m: isGnu(context) ? [...text].length : byteLength(text), c: byteLength(text), L: text.split("\n").reduce((longest, line) => Math.max(longest, line.length), 0),
    };
    return { name: options.operands.length === 0 ? "" : name, values: shown.map((letter) => all[letter] ?? 0) };
  });
  const total = { name: "total", values: shown.map((_, index) => counts.reduce((sum, count) => sum + (count.values[index] ?? 0), 0)) };
  const rows = counts.length > 1 ? [...counts, total] : counts;
  const gnuWidth = shown.length === 1 && rows.length === 1 ? 1 : Math.max(...rows.flatMap((row) => row.values.map((value) => String(value).length)), options.operands.length === 0 ? 7 : 1);
  const busyboxWidth = shown.length === 1 && rows.length === 1 ? 1 : 9;
  const width = isGnu(context) ? gnuWidth : busyboxWidth;
  yield* out(rows.map(({ name, values }) => `${values.map((value) => String(value).padStart(width)).join(" ")}${name === "" ? "" : ` ${name}`}\n`).join(""));
  return failed ? 1 : 0;
});

const SORT_USAGE = "[-nrugMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]] [-t CHAR] [FILE]...";
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const SUFFIXES = "KMGTPE";

/** "2K", "1.5M" as a number. */
function humanNumber(text: string): number {
  const [, number = "0", suffix = ""] = /^\s*([-+]?\d*\.?\d+)([KMGTPEk]?)/.exec(text) ?? [];
  return Number(number) * 1024 ** (SUFFIXES.indexOf(suffix.toUpperCase()) + (suffix === "" ? 0 : 1));
}

/** Runs of digits count as numbers, as in version names. */
function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (const [index, piece] of (left ?? []).entries()) {
    const other = right?.[index];
    if (other === undefined) return 1;
    const order = /^\d/.test(piece) && /^\d/.test(other) ? Number(piece) - Number(other) : byCodeUnit(piece, other);
    if (order !== 0) return order;
  }
  return (left?.length ?? 0) - (right?.length ?? 0);
}

export const sort = scripted("sort", function* (context) {
  const options = readOptions(context.argv.slice(1), "nrugMcszbdfihVk:t:o:", { reverse: "r", unique: "u", "numeric-sort": "n", key: "k" });
  if (!options.ok) return yield* refuseOption(context, "sort", options, SORT_USAGE);
  const { inputs, failed } = yield* readInputs(context, "sort", options.operands);
  if (failed) return 2;
  if (options.has("h") && !isGnu(context)) return (yield* refuseOption(context, "sort", { ok: false, letter: "h", missingArgument: false }, SORT_USAGE)) + 1;
  const keys = (options.given.get("k") ?? []).map((key) => /^(\d+)(?:\.\d+)?([a-z]*)(?:,(\d+)[.\d]*([a-z]*))?$/.exec(key));
  const separator = options.value("t");
  const part = (line: string, from: number, to: number | undefined): string => {
    const fields = separator === undefined ? (line.match(/\s*\S+/g) ?? []) : line.split(separator);
    return fields.slice(from - 1, to ?? fields.length).join(separator ?? "");
  };
  const numberOf = (text: string): number => parseFloat(/^\s*[-+]?\d*\.?\d*/.exec(text)?.[0] ?? "") || 0;
  const compare = (a: string, b: string, flags: string): number => {
    const numeric = options.has("n") || flags.includes("n") || options.has("g") || flags.includes("g");
    const fold = options.has("f") || flags.includes("f");
    const has = (letter: string): boolean => options.has(letter) || flags.includes(letter);
    const order = has("h") ? humanNumber(a) - humanNumber(b) : has("V") ? byVersion(a, b) : has("M") ? MONTHS.indexOf(a.trim().slice(0, 3).toUpperCase()) - MONTHS.indexOf(b.trim().slice(0, 3).toUpperCase()) : numeric ? numberOf(a) - numberOf(b) : byCodeUnit(fold ? a.toUpperCase() : a, fold ? b.toUpperCase() : b);
    return options.has("r") || flags.includes("r") ? -order : order;
  };
  const byKeys = (a: string, b: string): number => {
    if (keys.length === 0) return compare(a, b, "");
    for (const key of keys) {
      const [, from = "1", flags = "", to, more = ""] = key ?? [];
      const order = compare(part(a, Number(from), to === undefined ? undefined : Number(to)), part(b, Number(from), to === undefined ? undefined : Number(to)), flags + more);
      if (order !== 0) return order;
    }
    return 0;
  };
  const reversed = options.has("r") ? -1 : 1;
  const lines = inputs.flatMap(({ text }) => linesOf(text)).sort((a, b) => byKeys(a, b) || (options.has("s") || options.has("u") ? 0 : reversed * byCodeUnit(a, b)));
  const kept = options.has("u") ? lines.filter((line, index) => index === 0 || byKeys(lines[index - 1] ?? "", line) !== 0) : lines;
  const text = kept.map((line) => `${line}\n`).join("");
  const file = options.value("o");
  if (file === undefined) yield* out(text);
  else yield { call: "writeFile", path: file, data: text };
  return 0;
});

export const uniq = scripted("uniq", function* (context) {
  const options = readOptions(context.argv.slice(1), "cduif:s:w:z");
  if (!options.ok) return yield* refuseOption(context, "uniq", options, "[-cduiz] [-f,s,w N] [FILE [OUTFILE]]");
  const { inputs, failed } = yield* readInputs(context, "uniq", options.operands.slice(0, 1), "open");
  const [fields, characters, width] = ["f", "s", "w"].map((letter) => (options.has(letter) ? Number(options.value(letter)) || 0 : undefined));
  const keyOf = (line: string): string => {
    const rest = (fields === undefined ? line : line.replace(new RegExp(`^(?:\\s*\\S+){0,${Math.min(fields, 1000)}}`), "")).slice(characters ?? 0);
    const key = width === undefined ? rest : rest.slice(0, width);
    return options.has("i") ? key.toLowerCase() : key;
  };
  const groups: { line: string; count: number }[] = [];
  for (const line of inputs.flatMap(({ text }) => linesOf(text))) {
    const last = groups.at(-1);
    const same = last && keyOf(last.line) === keyOf(line);
    if (same) last.count += 1;
    else groups.push({ line, count: 1 });
  }
  const shown = groups.filter(({ count }) => (options.has("d") ? count > 1 : true) && (options.has("u") ? count === 1 : true));
  yield* out(shown.map(({ line, count }) => (options.has("c") ? `${String(count).padStart(7)} ${line}\n` : `${line}\n`)).join(""));
  return failed ? 1 : 0;
});

/** "1,3-5,7-" as a test of positions, counted from one. */
function ranges(text: string): (position: number) => boolean {
  const parts = text.split(",").map((part) => {
    const [, from, dash, to] = /^(\d*)(-?)(\d*)$/.exec(part) ?? [];
    return { from: Number(from || 1), to: dash ? Number(to || Infinity) : Number(from) };
  });
  return (position) => parts.some(({ from, to }) => position >= from && position <= to);
}

export const cut = scripted("cut", function* (context) {
  const options = readOptions(context.argv.slice(1), "b:c:f:d:sn", { delimiter: "d", fields: "f", characters: "c" });
  if (!options.ok) return yield* refuseOption(context, "cut", options, "[OPTIONS] [FILE]...");
  const characters = options.value("c") ?? options.value("b");
  const list = options.value("f") ?? characters;
  if (list === undefined) {
    yield* err(isGnu(context) ? "cut: you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.\n" : "cut: expected a list of bytes, characters, or fields\n");
    return 1;
  }
  const wanted = ranges(list);
  const delimiter = options.value("d") ?? "\t";
  const failed = yield* filterLines(context, "cut", options.operands, (line) => {
    if (characters !== undefined) return `${[...line].filter((_, index) => wanted(index + 1)).join("")}\n`;
    if (!line.includes(delimiter)) return options.has("s") ? undefined : `${line}\n`;
    return `${line.split(delimiter).filter((_, index) => wanted(index + 1)).join(delimiter)}\n`;
  });
  return failed ? 1 : 0;
});

/** tr's sets: ranges, escapes and classes. */
function charactersOf(set: string): string[] {
  const classes: Readonly<Record<string, string>> = { upper: "A-Z", lower: "a-z", digit: "0-9", alpha: "A-Za-z", alnum: "0-9A-Za-z", space: " \t-\r", blank: " \t", punct: "!-/:-@[-`{-~" };
  const text = set.replace(/\[:(\w+):\]/g, (_, name: string) => classes[name] ?? "").replace(/\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|[abefnrtv\\])/g, (_, code: string) => unescaped(code));
  const result: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const from = text.charCodeAt(at);
    const to = text[at + 1] === "-" && at + 2 < text.length ? text.charCodeAt(at + 2) : from;
    for (let code = from; code <= to && result.length < 70_000; code += 1) result.push(String.fromCharCode(code));
    if (to !== from || text[at + 1] === "-") at += text[at + 1] === "-" && at + 2 < text.length ? 2 : 0;
  }
  return result;
}

const ESCAPES: Readonly<Record<string, string>> = { a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\" };
// Mirrors bb_process_escape_sequence (busybox libbb/process_escape_sequence.c).
const unescaped = (code: string): string => ESCAPES[code] ?? String.fromCharCode((code.startsWith("x") ? parseInt(code.slice(1), 16) : parseInt(code, 8)) & 0xff);

export const tr = scripted("tr", function* (context) {
  const options = readOptions(context.argv.slice(1), "+cCdst");
  if (!options.ok) return yield* refuseOption(context, "tr", options, "[-cds] STRING1 [STRING2]");
  const [first, second] = options.operands;
  if (first === undefined) return yield* refuseUsage(context, "tr", "[-cds] STRING1 [STRING2]", "missing operand");
  const from = charactersOf(first);
  const to = charactersOf(second ?? "");
  const members = new Set(from);
  const inSet = (character: string): boolean => members.has(character) !== (options.has("c") || options.has("C"));
  const squeezed = new Set(second === undefined ? from : to);
  const map = new Map(from.map((character, index) => [character, to[Math.min(index, to.length - 1)] ?? character]));
  let last = "";
  for (;;) {
    const chunk = yield { call: "read", fd: 0 };
    if (!chunk.ok || !chunk.data) return 0;
    let text = "";
    for (const character of chunk.data) {
      if (options.has("d") && inSet(character)) continue;
      const changed = options.has("d") || second === undefined ? character : options.has("c") || options.has("C") ? (inSet(character) ? (to.at(-1) ?? character) : character) : (map.get(character) ?? character);
      if (options.has("s") && changed === last && (second === undefined && !options.has("d") ? inSet(changed) : squeezed.has(changed))) continue;
      last = changed;
      text += changed;
    }
    const written = yield* out(text);
    if (!written.ok) return 1;
  }
});

export const tac = scripted("tac", function* (context) {
  const { inputs, failed } = yield* readInputs(context, "tac", context.argv.slice(1));
  yield* out(inputs.map(({ text }) => linesOf(text).reverse().map((line) => `${line}\n`).join("")).join(""));
  return failed ? 1 : 0;
});

export const rev = scripted("rev", function* (context) {
  return (yield* filterLines(context, "rev", context.argv.slice(1), (line) => `${[...line].reverse().join("")}\n`)) ? 1 : 0;
});

export const nl = scripted("nl", function* (context) {
  let number = 0;
  const failed = yield* filterLines(context, "nl", context.argv.slice(1).filter((argument) => !argument.startsWith("-")), (line) => (line === "" ? "       \n" : `${String((number += 1)).padStart(6)}\t${line}\n`));
  return failed ? 1 : 0;
});
