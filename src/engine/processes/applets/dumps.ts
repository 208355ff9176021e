import { bytesOf, textOf } from "../bytes.ts";
import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readInputs } from "./inputs.ts";
import { readOptions } from "./options.ts";
import { out } from "./script.ts";
import { sizeOf } from "./sizes.ts";
import { refuseOption } from "./usage.ts";

const ROW = 16;
const hex = (value: number, width: number): string => value.toString(16).padStart(width, "0");
const printable = (byte: number): string => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".");
const wordAt = (row: readonly number[], at: number): number => (row[at] ?? 0) | ((row[at + 1] ?? 0) << 8);

/** Rows of a dump; those that repeat the one before are a star, unless all are wanted. */
function rowsOf(bytes: readonly number[], width: number, all: boolean, line: (row: readonly number[], at: number) => string): string {
  const lines: string[] = [];
  let before = "";
  let starred = false;
  for (let at = 0; at < bytes.length; at += width) {
    const row = bytes.slice(at, at + width);
    const key = row.join(" ");
    if (!all && key === before && row.length === width) {
      if (!starred) lines.push("*\n");
      starred = true;
      continue;
    }
    before = key;
    starred = false;
    lines.push(line(row, at));
  }
  return lines.join("");
}

const limited = (bytes: readonly number[], skip: string | undefined, most: string | undefined): readonly number[] => {
  const from = sizeOf(skip ?? "0") ?? 0;
  return bytes.slice(from, from + (most === undefined ? Infinity : (sizeOf(most) ?? 0)));
};

export const hexdump = scripted("hexdump", function* (context) {
  const options = readOptions(context.argv.slice(1), "bcdoxCve:n:s:");
  if (!options.ok) return yield* refuseOption(context, "hexdump", options, "[-bcdoxCv] [-e FMT] [-f FMT_FILE] [-n LEN] [-s OFS] [FILE]...");
  const { inputs, failed } = yield* readInputs(context, "hexdump", options.operands);
  const start = sizeOf(options.value("s") ?? "0") ?? 0;
  const bytes = limited(inputs.flatMap(({ text }) => bytesOf(text)), options.value("s"), options.value("n"));
  const canonical = options.has("C");
  const line = canonical ? canonicalRow : options.has("b") ? (row: readonly number[]) => row.map((byte) => ` ${byte.toString(8).padStart(3, "0")}`).join("") : options.has("c") ? (row: readonly number[]) => row.map(characterCell).join("") : wordsRow;
  const width = canonical ? 8 : 7;
  const text = rowsOf(bytes, ROW, options.has("v"), (row, at) => `${hex(start + at, width)}${line(row)}\n`);
  yield* out(text + (bytes.length > 0 ? `${hex(start + bytes.length, width)}\n` : ""));
  return failed ? 1 : 0;
});

const half = (row: readonly number[], from: number): string => Array.from({ length: 8 }, (_, index) => (row[from + index] === undefined ? "  " : hex(row[from + index] ?? 0, 2))).join(" ");
const canonicalRow = (row: readonly number[]): string => `  ${half(row, 0)}  ${half(row, 8)}  |${row.map(printable).join("")}|`;
const wordsRow = (row: readonly number[]): string => Array.from({ length: 8 }, (_, index) => (index * 2 < row.length ? ` ${hex(wordAt(row, index * 2), 4)}` : "     ")).join("");

const NAMED: Readonly<Record<number, string>> = { 0: "\\0", 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r" };
const characterCell = (byte: number): string => (NAMED[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, "0"))).padStart(4);

/** od's cells: bytes in a cell, and its text. */
interface Cells {
  readonly size: number;
  readonly text: (value: bigint) => string;
}

const WIDTHS: Readonly<Record<string, Readonly<Record<number, number>>>> = { o: { 1: 3, 2: 6, 4: 11, 8: 22 }, x: { 1: 2, 2: 4, 4: 8, 8: 16 }, u: { 1: 3, 2: 5, 4: 10, 8: 20 }, d: { 1: 4, 2: 6, 4: 11, 8: 20 } };
const RADIX: Readonly<Record<string, number>> = { o: 8, x: 16, u: 10, d: 10 };

function cellsOf(type: string): Cells {
  const [, kind = "o", sizeText] = /^([oxud])(\d?)/.exec(type) ?? [];
  const size = Number(sizeText || (kind === "o" || kind === "x" ? 2 : 4));
  const width = WIDTHS[kind]?.[size] ?? 6;
  const padding = kind === "o" || kind === "x" ? "0" : " ";
  return { size, text: (value) => ` ${(kind === "d" ? BigInt.asIntN(size * 8, value) : value).toString(RADIX[kind] ?? 8).padStart(width, padding)}` };
}

function cellRow(row: readonly number[], { size, text }: Cells): string {
  let line = "";
  for (let at = 0; at < row.length; at += size) {
    let value = 0n;
    for (let index = size - 1; index >= 0; index -= 1) value = (value << 8n) | BigInt(row[at + index] ?? 0);
    line += text(value);
  }
  return line;
}

const LETTER_TYPES: readonly (readonly [string, string])[] = [["c", "c"], ["b", "o1"], ["x", "x2"], ["h", "x2"], ["d", "u2"], ["o", "o2"], ["i", "d4"], ["l", "d8"]];

export const od = scripted("od", function* (context) {
  const options = readOptions(context.argv.slice(1), "abcdfhilovxA:t:N:j:w:S:", { "address-radix": "A", format: "t", "read-bytes": "N", "skip-bytes": "j", width: "w" });
  if (!options.ok) return yield* refuseOption(context, "od", options, "[-abcdfhilovxs] [-t TYPE] [-A RADIX] [-N SIZE] [-j SKIP] [-S MINSTR] [-w WIDTH] [FILE]...");
  const { inputs, failed } = yield* readInputs(context, "od", options.operands);
  const start = sizeOf(options.value("j") ?? "0") ?? 0;
  const bytes = limited(inputs.flatMap(({ text }) => bytesOf(text)), options.value("j"), options.value("N"));
  const type = options.value("t") ?? LETTER_TYPES.find(([letter]) => options.has(letter))?.[1] ?? "o2";
  const radix = options.value("A") ?? "o";
  const address = (at: number): string => (radix === "n" ? "" : radix === "x" ? hex(at, 6) : radix === "d" ? String(at).padStart(7, "0") : at.toString(8).padStart(7, "0"));
  const cells = cellsOf(type);
  const line = type.startsWith("c") || type.startsWith("a") ? (row: readonly number[]) => row.map(characterCell).join("") : (row: readonly number[]) => cellRow(row, cells);
  const rows = rowsOf(bytes, Number(options.value("w") ?? ROW) || ROW, options.has("v"), (row, at) => `${address(start + at)}${line(row)}${type.endsWith("z") ? `  >${row.map(printable).join("")}<` : ""}\n`);
  yield* out(rows + (radix === "n" ? "" : `${address(start + bytes.length)}\n`));
  return failed ? 1 : 0;
});

export const xxd = scripted("xxd", function* (context) {
  const options = readOptions(context.argv.slice(1), "pril:c:s:g:u");
  if (!options.ok) return yield* refuseOption(context, "xxd", options, "[-ri] [-g N] [-c N] [-l LEN] [-s OFS] [-o OFS] [FILE]");
  const { inputs, failed } = yield* readInputs(context, "xxd", options.operands, isGnu(context) ? "plain" : "open");
  const text = inputs.map((input) => input.text).join("");
  if (options.has("r")) {
    const digits = options.has("p") ? text.replace(/\s/g, "") : text.split("\n").map((row) => row.replace(/^[0-9a-f]+:/, "").replace(/ {2}.*$/, "").replace(/\s/g, "")).join("");
    yield* out(textOf((digits.match(/[0-9a-fA-F]{2}/g) ?? []).map((pair) => parseInt(pair, 16))));
    return 0;
  }
  const bytes = limited(bytesOf(text), options.value("s"), options.value("l"));
  if (options.has("p")) yield* out(rowsOf(bytes, 30, true, (row) => `${row.map((byte) => hex(byte, 2)).join("")}\n`));
  else yield* out(rowsOf(bytes, ROW, true, (row, at) => `${hex(at, 8)}: ${Array.from({ length: 8 }, (_, index) => [row[index * 2], row[index * 2 + 1]].map((byte) => (byte === undefined ? "  " : hex(byte, 2))).join("")).join(" ")}  ${row.map(printable).join("")}\n`));
  return failed ? 1 : 0;
});
