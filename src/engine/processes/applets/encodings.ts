import { decodeBase64, encodeBase64Text } from "../../../api/base64.ts";
import { utf8Bytes, utf8Text } from "../../../api/utf8.ts";
import { scripted } from "../scripted.ts";
import { md5, sha256 } from "./hashes.ts";
import { readInputs } from "./inputs.ts";
import { readOptions } from "./options.ts";
import { err, out } from "./script.ts";
import { refuseOption } from "./usage.ts";

/** Base64 with blanks in it, or undefined where something else stands. */
function bytesOf(text: string): number[] | undefined {
  return /^[A-Za-z0-9+/]*=*$/.test(text.replace(/\s/g, "")) ? decodeBase64(text) : undefined;
}

const WRAP_COLUMNS = 76;

export const base64 = scripted("base64", function* (context) {
  const options = readOptions(context.argv.slice(1), "dw:i", { decode: "d", wrap: "w" });
  if (!options.ok) return yield* refuseOption(context, "base64", options, "[-d] [-w COL] [FILE]");
  const { inputs, failed } = yield* readInputs(context, "base64", options.operands);
  const text = inputs.map((input) => input.text).join("");
  if (options.has("d")) {
    const bytes = bytesOf(text);
    yield* out(utf8Text(bytes ?? []));
    if (bytes === undefined) yield* err("base64: truncated input\n");
    return bytes === undefined || failed ? 1 : 0;
  }
  const columns = Number(options.value("w") ?? WRAP_COLUMNS);
  const encoded = encodeBase64Text(text);
  yield* out(columns > 0 ? encoded.replace(new RegExp(`.{1,${columns}}`, "g"), "$&\n") : encoded);
  return failed ? 1 : 0;
});

const summer = (name: string, hash: (bytes: readonly number[]) => string) =>
  scripted(name, function* (context) {
    const files = context.argv.slice(1).filter((argument) => argument === "-" || !argument.startsWith("-"));
    const { inputs, failed } = yield* readInputs(context, name, files, "open");
    yield* out(inputs.map((input) => `${hash(utf8Bytes(input.text))}  ${input.name}\n`).join(""));
    return failed ? 1 : 0;
  });

export const md5sum = summer("md5sum", md5);
export const sha256sum = summer("sha256sum", sha256);

const hex = (value: number, width: number): string => value.toString(16).padStart(width, "0");
const printable = (byte: number): string => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".");

export const hexdump = scripted("hexdump", function* (context) {
  const options = readOptions(context.argv.slice(1), "bcdoxCvn:s:");
  if (!options.ok) return yield* refuseOption(context, "hexdump", options, "[-bcdoxCv] [-e FMT] [-f FMT_FILE] [-n LEN] [-s OFS] [FILE]...");
  const { inputs, failed } = yield* readInputs(context, "hexdump", options.operands);
  const bytes = inputs.flatMap(({ text }) => utf8Bytes(text)).slice(0, Number(options.value("n") ?? Infinity));
  let text = "";
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.slice(at, at + 16);
    if (options.has("C")) {
      const half = (from: number): string => Array.from({ length: 8 }, (_, index) => (row[from + index] === undefined ? "  " : hex(row[from + index] ?? 0, 2))).join(" ");
      text += `${hex(at, 8)}  ${half(0)}  ${half(8)}  |${row.map(printable).join("")}|\n`;
    } else text += `${hex(at, 7)}${Array.from({ length: Math.ceil(row.length / 2) }, (_, index) => ` ${hex((row[index * 2] ?? 0) | ((row[index * 2 + 1] ?? 0) << 8), 4)}`).join("")}\n`;
  }
  yield* out(text + (bytes.length > 0 ? `${hex(bytes.length, options.has("C") ? 8 : 7)}\n` : ""));
  return failed ? 1 : 0;
});

const NAMED: Readonly<Record<number, string>> = { 0: "\\0", 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r" };

export const od = scripted("od", function* (context) {
  const options = readOptions(context.argv.slice(1), "abcdfhilovxA:t:N:j:w:");
  if (!options.ok) return yield* refuseOption(context, "od", options, "[-abcdfhilovxs] [-t TYPE] [-A RADIX] [-N SIZE] [-j SKIP] [-S MINSTR] [-w WIDTH] [FILE]...");
  const { inputs, failed } = yield* readInputs(context, "od", options.operands);
  const bytes = inputs.flatMap(({ text }) => utf8Bytes(text)).slice(0, Number(options.value("N") ?? Infinity));
  const type = options.value("t") ?? (options.has("c") ? "c" : options.has("b") ? "o1" : options.has("x") || options.has("h") ? "x2" : "o2");
  const address = (at: number): string => (options.value("A") === "n" ? "" : options.value("A") === "x" ? hex(at, 6) : options.value("A") === "d" ? String(at).padStart(7, "0") : at.toString(8).padStart(7, "0"));
  const cells = (row: readonly number[]): string => {
    if (type.startsWith("c")) return row.map((byte) => (NAMED[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, "0"))).padStart(4)).join("");
    if (type === "o1") return row.map((byte) => ` ${byte.toString(8).padStart(3, "0")}`).join("");
    if (type === "x1") return row.map((byte) => ` ${hex(byte, 2)}`).join("");
    return Array.from({ length: Math.ceil(row.length / 2) }, (_, index) => {
      const value = (row[index * 2] ?? 0) | ((row[index * 2 + 1] ?? 0) << 8);
      return ` ${type === "x2" ? hex(value, 4) : value.toString(8).padStart(6, "0")}`;
    }).join("");
  };
  let text = "";
  for (let at = 0; at < bytes.length; at += 16) text += `${address(at)}${cells(bytes.slice(at, at + 16))}\n`;
  yield* out(text + (options.value("A") === "n" ? "" : `${address(bytes.length)}\n`));
  return failed ? 1 : 0;
});
