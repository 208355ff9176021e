import { bytesOf, textOf } from "../bytes.ts";
import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import { gunzipBytes, gzipBytes, GzipError } from "./gzip-format.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { compute, contentOf, err, errorText, MOST_HELD, out, type Part } from "./script.ts";
import { refuseOption } from "./usage.ts";

const LETTERS_PER_STEP = 1024;

/** A text packed, or unpacked; or what is wrong with it. */
export function changedByGzip(text: string, unpack: boolean): string | GzipError {
  try {
    return textOf(unpack ? gunzipBytes(bytesOf(text)) : gzipBytes(bytesOf(text)));
  } catch (error) {
    if (error instanceof GzipError) return error;
    throw error;
  }
}

function* change(context: ProcessContext, applet: string, unpackAlways: boolean, toOutput: boolean): Part<number> {
  const options = readOptions(context.argv.slice(1), "cfdkqvtn123456789", { stdout: "c", decompress: "d", keep: "k", force: "f" });
  if (!options.ok) return yield* refuseOption(context, applet, options, "[-cfkdt123456789] [FILE]...");
  const unpack = unpackAlways || options.has("d") || options.has("t");
  let code = 0;
  const fails = function* (message: string): Part<void> {
    yield* err(`${applet}: ${message}\n`);
    code = 1;
  };
  for (const file of options.operands.length === 0 ? ["-"] : options.operands) {
    if (unpack && file !== "-" && !/\.(gz|tgz)$/.test(file) && !toOutput && !options.has("c")) {
      yield* fails(`${file}: unknown suffix${isGnu(context) ? " -- ignored" : " - ignored"}`);
      continue;
    }
    const content = yield* contentOf(file);
    if (!content.ok) {
      yield* fails(isGnu(context) ? `${file}: ${errorText(content.errno)}` : `can't open '${file}': ${errorText(content.errno)}`);
      continue;
    }
    if (content.text.length > MOST_HELD) {
      yield* fails("out of memory");
      continue;
    }
    yield* compute(content.text.length / LETTERS_PER_STEP);
    const changed = changedByGzip(content.text, unpack);
    if (typeof changed !== "string") {
      yield* fails(isGnu(context) ? `\n${applet}: ${file === "-" ? "stdin" : file}: not in gzip format`.slice(1) : changed.message);
      continue;
    }
    if (options.has("t")) continue;
    if (toOutput || options.has("c") || file === "-") {
      yield* out(changed);
      continue;
    }
    const target = unpack ? file.replace(/\.tgz$/, ".tar").replace(/\.gz$/, "") : `${file}.gz`;
    const written = yield { call: "writeFile", path: target, data: changed };
    if (!written.ok) yield* fails(`can't open '${target}': ${errorText(written.errno)}`);
    else if (!options.has("k")) yield { call: "remove", path: file };
  }
  return code;
}

export const gzip = scripted("gzip", (context) => change(context, "gzip", false, false));
export const gunzip = scripted("gunzip", (context) => change(context, "gunzip", true, false));
export const zcat = scripted("zcat", (context) => change(context, "zcat", true, true));
