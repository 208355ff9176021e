import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText } from "./script.ts";
import { refuseOption, refuseUsage } from "./usage.ts";

const BITS: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111 };
const WHO: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };

/** What a mode becomes by "755", "+x", "u+rw,go-w"; undefined = no such mode. */
export function changedMode(mode: number, text: string): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return parseInt(text, 8);
  let result = mode & 0o7777;
  for (const clause of text.split(",")) {
    const match = /^([ugoa]*)([-+=])([rwxXst]*)$/.exec(clause);
    if (!match) return undefined;
    const who = [...(match[1] || "a")].reduce((bits, letter) => bits | (WHO[letter] ?? 0), 0);
    const bits = [...(match[3] ?? "")].reduce((sum, letter) => sum | (BITS[letter.toLowerCase()] ?? 0), 0) & who;
    result = match[2] === "+" ? result | bits : match[2] === "-" ? result & ~bits : (result & ~who) | bits;
  }
  return result;
}

export const chmod = scripted("chmod", function* (context) {
  const args = context.argv.slice(1).map((argument) => (/^-[rwx]+$/.test(argument) ? `a${argument}` : argument));
  const options = readOptions(args, "Rvcf");
  if (!options.ok) return yield* refuseOption(context, "chmod", options, "[-Rcvf] MODE[,MODE]... FILE...");
  const [text, ...paths] = options.operands;
  if (text === undefined || paths.length === 0) return yield* refuseUsage(context, "chmod", "[-Rcvf] MODE[,MODE]... FILE...", "missing operand");
  let code = 0;
  const every = options.has("R") ? paths.flatMap((path) => [path, ...below(context.files.list.bind(context.files), path)]) : paths;
  for (const path of every) {
    const mode = changedMode(context.files.stat(path)?.mode ?? 0, text);
    if (mode === undefined) {
      yield* err(`chmod: invalid mode${isGnu(context) ? `: '${text}'` : ` '${text}'`}\n`);
      return 1;
    }
    const done = yield { call: "chmod", path, mode };
    if (done.ok) continue;
    yield* err(isGnu(context) ? `chmod: cannot access '${path}': ${errorText(done.errno)}\n` : `chmod: ${path}: ${errorText(done.errno)}\n`);
    code = 1;
  }
  return code;
});

const below = (list: (path: string) => readonly string[] | undefined, path: string): string[] => (list(path) ?? []).flatMap((name) => [`${path}/${name}`, ...below(list, `${path}/${name}`)]);

/** Simplified: files keep their owners; chown only says what is wrong with its arguments. */
export const chown = scripted("chown", function* (context) {
  const options = readOptions(context.argv.slice(1), "RhLHPcvf");
  if (!options.ok) return yield* refuseOption(context, "chown", options, "[-RhLHPcvf]... USER[:[GRP]] FILE...");
  let code = 0;
  for (const path of options.operands.slice(1)) {
    const problem = !context.files.stat(path) ? "No such file or directory" : context.uid !== 0 ? "Operation not permitted" : undefined;
    if (problem === undefined) continue;
    yield* err(isGnu(context) ? `chown: ${problem.startsWith("No") ? "cannot access" : "changing ownership of"} '${path}': ${problem}\n` : `chown: ${path}: ${problem}\n`);
    code = 1;
  }
  return code;
});
