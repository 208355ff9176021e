import { ExpressionError } from "../../expressions/node.ts";
import type { ProcessContext } from "../../program.ts";
import { scripted } from "../../scripted.ts";
import { isGnu } from "../flavor.ts";
import { readOptions } from "../options.ts";
import { badExpression } from "../replacement.ts";
import { compute, contentOf, err, errorText, linesOf, out, type Part } from "../script.ts";
import { refuseOption, usageText } from "../usage.ts";
import { Sed, type Lines } from "./run.ts";
import { BadExpression, parseSed, SedError, type Command } from "./script.ts";

const USAGE = "[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...\nor: sed [-i[SFX]] [-nrE] CMD [FILE]...";

export const sed = scripted("sed", function* (context) {
  // -i takes a suffix only where it is attached.
  let suffix: string | undefined;
  const args = context.argv.slice(1).map((argument) => {
    const match = /^(-[nrEs]*i|--in-place=)(.+)$/.exec(argument);
    if (!match || argument.startsWith("--") !== match[1]?.startsWith("--")) return argument;
    suffix = match[2];
    return match[1]?.startsWith("--") ? "-i" : (match[1] ?? argument);
  });
  const options = readOptions(args, "inrEsze:f:", { quiet: "n", silent: "n", "in-place": "i", "regexp-extended": "E", expression: "e", file: "f" });
  if (!options.ok) return yield* refuseOption(context, "sed", options, USAGE);
  const operands = [...options.operands];
  const given = [...(options.given.get("e") ?? []), ...(options.given.get("f") ?? []).map((file) => context.files.read(file) ?? "")];
  const script = given.length > 0 ? given.join("\n") : operands.shift();
  if (script === undefined) {
    yield* err(usageText("sed", USAGE));
    return 1;
  }
  try {
    const commands = parseSed(script, options.has("E") || options.has("r"), isGnu(context));
    if (options.has("i")) return yield* inPlace(context, commands, options.has("n"), operands, suffix);
    const lines = new Streamed(context, operands.length === 0 ? ["-"] : operands);
    const running = new Sed(commands, options.has("n"), lines);
    yield* running.run();
    yield* lines.flush();
    return running.exitCode === 0 && lines.failed ? (isGnu(context) ? 2 : 1) : running.exitCode;
  } catch (error) {
    if (error instanceof BadExpression || error instanceof ExpressionError) {
      yield* err(badExpression(context, isGnu(context) ? `sed: -e expression #1, char ${script.length}` : "sed", error instanceof BadExpression ? error.source : script, error instanceof BadExpression ? error.reason : error));
      return 1;
    }
    if (!(error instanceof SedError)) throw error;
    yield* err(`sed: ${error.message}\n`);
    return 1;
  }
});

function* inPlace(context: ProcessContext, commands: readonly Command[], quiet: boolean, files: readonly string[], suffix: string | undefined): Part<number> {
  let code = 0;
  for (const file of files) {
    const content = yield* contentOf(file);
    if (!content.ok) {
      yield* err(isGnu(context) ? `sed: can't read ${file}: ${errorText(content.errno)}\n` : `sed: ${file}: ${errorText(content.errno)}\n`);
      code = 1;
      continue;
    }
    const lines = new Held(context, linesOf(content.text));
    yield* new Sed(commands, quiet, lines).run();
    const mode = context.files.stat(file)?.mode;
    if (suffix !== undefined) yield { call: "writeFile", path: `${file}${suffix}`, data: content.text, ...(mode === undefined ? {} : { mode }) };
    const printed = content.text.endsWith("\n") || content.text === "" ? lines.printed : lines.printed.replace(/\n$/, "");
    const written = yield { call: "writeFile", path: file, data: printed };
    if (!written.ok) {
      yield* err(`sed: couldn't open file ${file}: ${errorText(written.errno)}\n`);
      code = 1;
    }
  }
  return code;
}

/** Files that a script writes are emptied once, then grow. */
class Written {
  protected readonly context: ProcessContext;
  private readonly begun = new Set<string>();
  constructor(context: ProcessContext) {
    this.context = context;
  }
  *writeTo(file: string, text: string): Part<void> {
    if (file === "/dev/stdout" || file === "/dev/stderr") yield { call: "write", fd: file === "/dev/stdout" ? 1 : 2, data: text };
    else yield { call: "writeFile", path: file, data: text, append: this.begun.has(file) };
    this.begun.add(file);
  }
  contentOf(file: string): string | undefined {
    return this.context.files.read(file);
  }
}

/** The lines of one file that is edited in place. */
class Held extends Written implements Lines {
  private readonly lines: readonly string[];
  private at = 0;
  printed = "";
  constructor(context: ProcessContext, lines: readonly string[]) {
    super(context);
    this.lines = lines;
  }
  *next(): Part<string | undefined> {
    return this.lines[this.at++];
  }
  *atEnd(): Part<boolean> {
    return this.at >= this.lines.length;
  }
  *print(text: string): Part<void> {
    this.printed += text;
  }
}

const OUTPUT_KEPT = 4096;
const LINES_PER_STEP = 4;

/** Lines as they come: a filter at the end of a pipe that never ends works on what has arrived. */
class Streamed extends Written implements Lines {
  private readonly files: string[];
  private fd: number | undefined;
  private rest = "";
  private ahead: string[] = [];
  private place = 0;
  private output = "";
  /** The last line came without a newline, and goes so. */
  private bare = false;
  failed = false;

  constructor(context: ProcessContext, files: readonly string[]) {
    super(context);
    this.files = [...files];
  }

  *next(): Part<string | undefined> {
    yield* this.ensure();
    const line = this.ahead[this.place];
    this.place += 1;
    return line;
  }

  *atEnd(): Part<boolean> {
    yield* this.ensure();
    return this.place >= this.ahead.length;
  }

  /** At least one line is ahead, unless there is none. */
  private *ensure(): Part<void> {
    while (this.place >= this.ahead.length) {
      this.ahead = [];
      this.place = 0;
      if (this.fd === undefined && !(yield* this.open())) return;
      yield* this.flush();
      const chunk = yield { call: "read", fd: this.fd ?? 0 };
      if (!chunk.ok || !chunk.data) {
        if (this.fd !== 0) yield { call: "close", fd: this.fd ?? 0 };
        this.fd = undefined;
        if (this.rest !== "") {
          this.ahead.push(this.rest);
          this.bare = this.files.length === 0;
        }
        this.rest = "";
        continue;
      }
      const lines = (this.rest + chunk.data).split("\n");
      this.rest = lines.pop() ?? "";
      for (const line of lines) this.ahead.push(line);
      yield* compute(lines.length / LINES_PER_STEP);
    }
  }

  private *open(): Part<boolean> {
    for (let file = this.files.shift(); file !== undefined; file = this.files.shift()) {
      const directory = file !== "-" && this.context.files.stat(file)?.type === "directory";
      const opened: { readonly ok: boolean; readonly fd?: number; readonly errno?: string } = file === "-" ? { ok: true, fd: 0 } : directory ? { ok: false, errno: "EISDIR" } : yield { call: "open", path: file, mode: "read" };
      if (opened.ok) {
        this.fd = opened.fd ?? 0;
        return true;
      }
      yield* this.flush();
      const text = errorText((opened.errno ?? "ENOENT") as "ENOENT");
      yield* err(isGnu(this.context) ? (directory ? `sed: couldn't edit ${file}: not a regular file\n` : `sed: can't read ${file}: ${text}\n`) : `sed: ${file}: ${text}\n`);
      this.failed = true;
    }
    return false;
  }

  *print(text: string): Part<void> {
    this.output += text;
    if (this.output.length > OUTPUT_KEPT) yield* this.flush();
  }

  *flush(): Part<void> {
    const text = this.bare && this.place >= this.ahead.length ? this.output.replace(/\n$/, "") : this.output;
    this.output = "";
    yield* out(text);
  }
}
