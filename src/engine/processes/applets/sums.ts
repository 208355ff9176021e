import { bytesOf } from "../bytes.ts";
import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { md5, sha1, sha256 } from "./hashes.ts";
import { readInputs } from "./inputs.ts";
import { readOptions } from "./options.ts";
import { contentOf, err, errorText, linesOf, out, type Part } from "./script.ts";
import { refuseOption } from "./usage.ts";

type Hash = (bytes: readonly number[]) => string;

const summer = (name: string, hash: Hash) =>
  scripted(name, function* (context) {
    const options = readOptions(context.argv.slice(1), "cswbt", { check: "c", status: "s", warn: "w" });
    if (!options.ok) return yield* refuseOption(context, name, options, "[-c[sw]] [FILE]...");
    const { inputs, failed } = yield* readInputs(context, name, options.operands, "open");
    if (!options.has("c")) {
      yield* out(inputs.map((input) => `${hash(bytesOf(input.text))}  ${input.name}\n`).join(""));
      return failed ? 1 : 0;
    }
    const lines = inputs.flatMap(({ text }) => linesOf(text));
    const wrong = yield* check(name, hash, lines, options.has("s"));
    if (wrong > 0 && !options.has("s")) yield* err(isGnu(context) ? `${name}: WARNING: ${wrong} computed checksum${wrong === 1 ? "" : "s"} did NOT match\n` : `${name}: WARNING: ${wrong} of ${lines.length} computed checksums did NOT match\n`);
    return failed || wrong > 0 ? 1 : 0;
  });

/** How many of the listed files have another sum. */
function* check(name: string, hash: Hash, lines: readonly string[], silent: boolean): Part<number> {
  let wrong = 0;
  for (const line of lines) {
    const [, sum = "", file = ""] = /^([0-9a-f]+) [ *](.*)$/.exec(line) ?? [];
    const content = yield* contentOf(file);
    const right = content.ok && hash(bytesOf(content.text)) === sum;
    if (!right) wrong += 1;
    if (!content.ok) yield* err(`${name}: can't open '${file}': ${errorText(content.errno)}\n`);
    if (!silent) yield* out(`${file}: ${right ? "OK" : "FAILED"}\n`);
  }
  return wrong;
}

export const md5sum = summer("md5sum", md5);
export const sha1sum = summer("sha1sum", sha1);
export const sha256sum = summer("sha256sum", sha256);
