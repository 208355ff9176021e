import { byteLength, splitBytes } from "../bytes.ts";
import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { err, errorText, type Part } from "./script.ts";
import { humanBytes, sizeOf } from "./sizes.ts";

const LARGEST_BLOCK_BYTES = 128 * 1024 * 1024;
const RANDOM = /^\/dev\/u?random$/;

/** What the operands say. */
interface Copy {
  readonly input: string | undefined;
  readonly output: string | undefined;
  readonly blockBytes: number;
  readonly count: number;
  readonly skip: number;
  readonly seek: number;
  readonly keep: boolean;
  readonly status: string;
}

/** What one read gives, no more of it than is wanted; a device that has always more fills a block. */
function* readBlocks(fd: number, wanted: number, fill: boolean, rest: string): Part<readonly [string, string]> {
  let data = rest;
  do {
    if (data !== "" && !fill) break;
    const read: { readonly ok: boolean; readonly data?: string } = yield { call: "read", fd };
    if (!read.ok || !read.data) break;
    data += read.data;
  } while (fill && byteLength(data) < wanted);
  return splitBytes(data, wanted);
}

const fails = function* (message: string): Part<number> {
  yield* err(`dd: ${message}\n`);
  return 1;
};

function readOperands(args: readonly string[]): Copy | string {
  const given = new Map(args.map((argument) => [argument.slice(0, argument.indexOf("=")), argument.slice(argument.indexOf("=") + 1)]));
  const number = (name: string, usual: string): number | undefined => sizeOf(given.get(name) ?? usual);
  const bad = ["bs", "ibs", "obs", "count", "skip", "seek"].find((name) => given.has(name) && number(name, "0") === undefined);
  if (bad !== undefined) return `invalid number '${given.get(bad)}'`;
  const blockBytes = number("bs", given.get("ibs") ?? given.get("obs") ?? "512") ?? 512;
  if (blockBytes > LARGEST_BLOCK_BYTES) return "out of memory";
  return {
    input: given.get("if"), output: given.get("of"), blockBytes, count: given.has("count") ? (number("count", "0") ?? 0) : Infinity,
    skip: number("skip", "0") ?? 0, seek: number("seek", "0") ?? 0, keep: /\bnotrunc\b/.test(given.get("conv") ?? ""), status: given.get("status") ?? "",
  };
}

/** dd copies whole blocks, and reports to standard error. */
export const dd = scripted("dd", function* (context) {
  const copy = readOperands(context.argv.slice(1));
  if (typeof copy === "string") return yield* fails(copy);
  const { input, output, blockBytes, count } = copy;
  const from = input === undefined ? ({ ok: true, fd: 0 } as const) : yield { call: "open", path: input, mode: "read" };
  if (!from.ok) return yield* fails(isGnu(context) ? `failed to open '${input}': ${errorText(from.errno)}` : `can't open '${input}': ${errorText(from.errno)}`);
  const patched = output !== undefined && (copy.keep || copy.seek > 0) && context.files.stat(output)?.type !== "device";
  const old = patched ? (context.files.read(output) ?? "") : "";
  const to = output === undefined ? ({ ok: true, fd: 1 } as const) : yield { call: "open", path: output, mode: "write" };
  if (!to.ok) return yield* fails(isGnu(context) ? `failed to open '${output}': ${errorText(to.errno)}` : `can't open '${output}': ${errorText(to.errno)}`);
  const offset = copy.seek * blockBytes;
  const [before, behind] = splitBytes(old, offset);
  if (patched && offset > 0) yield { call: "write", fd: to.fd ?? 1, data: before + "\0".repeat(Math.max(0, offset - byteLength(before))) };
  let [whole, part, bytes, rest] = [0, 0, 0, ""];
  let failure: string | undefined;
  if (input !== "/dev/zero") for (let left = copy.skip * blockBytes; left > 0; ) {
    const [skipped, over] = yield* readBlocks(from.fd ?? 0, left, false, rest);
    if (skipped === "") break;
    left -= byteLength(skipped);
    rest = over;
  }
  while (whole + part < count && failure === undefined) {
    const random = RANDOM.test(input ?? "");
    const wanted = random ? blockBytes : Math.min(Number.MAX_SAFE_INTEGER, (count - whole - part) * blockBytes);
    const [data, over]: readonly [string, string] = input === "/dev/zero" ? ["\0".repeat(blockBytes), ""] : yield* readBlocks(from.fd ?? 0, wanted, random, rest);
    rest = over;
    if (data === "") break;
    const written: { readonly ok: boolean; readonly errno?: "ENOSPC" } = (yield { call: "write", fd: to.fd ?? 1, data }) as { readonly ok: boolean; readonly errno?: "ENOSPC" };
    if (!written.ok) {
      failure = `dd: error writing '${output ?? "standard output"}': ${errorText(written.errno ?? "ENOSPC")}\n`;
      break;
    }
    const length = byteLength(data);
    bytes += length;
    whole += Math.floor(length / blockBytes);
    if (length % blockBytes > 0) part += 1;
  }
  if (patched && copy.keep) yield { call: "write", fd: to.fd ?? 1, data: splitBytes(behind, bytes)[1] };
  yield* err((failure ?? "") + (copy.status === "none" ? "" : report(isGnu(context), `${whole}+${part}`, bytes, copy.status)));
  return failure === undefined ? 0 : 1;
});

// Simplified: every copy by dd takes ten milliseconds, whatever it copies.
function report(gnu: boolean, records: string, bytes: number, status: string): string {
  const lines = `${records} records in\n${records} records out\n`;
  if (status === "noxfer") return lines;
  if (!gnu) return `${lines}${bytes} bytes (${humanBytes(bytes)}B) copied, 0.010000 seconds, ${humanBytes(bytes * 100)}B/s\n`;
  const sizes = bytes < 1000 ? "" : ` (${decimal(bytes)}${bytes < 1024 ? "" : `, ${binary(bytes)}`})`;
  return `${lines}${bytes} byte${bytes === 1 ? "" : "s"}${sizes} copied, 0.01 s, ${decimal(bytes * 100)}/s\n`;
}

const scaled = (bytes: number, base: number, units: readonly string[]): string => {
  let value = bytes;
  let unit = 0;
  for (; value >= base && unit < units.length - 1; unit += 1) value /= base;
  return `${unit === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
};
const decimal = (bytes: number): string => scaled(bytes, 1000, ["B", "kB", "MB", "GB"]);
const binary = (bytes: number): string => scaled(bytes, 1024, ["B", "KiB", "MiB", "GiB"]);
