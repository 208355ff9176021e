import { ExpressionError } from "../../expressions/node.ts";
import { scripted } from "../../scripted.ts";
import { unescapeText } from "../../sh/echo-text.ts";
import { isGnu } from "../flavor.ts";
import { readOptions } from "../options.ts";
import { err } from "../script.ts";
import { refuseOption, usageText } from "../usage.ts";
import { parseAwk } from "./parse.ts";
import { Awk } from "./run.ts";
import { AwkError } from "./syntax.ts";
import { inputValue } from "./values.ts";

export const awk = scripted("awk", function* (context) {
  const options = readOptions(context.argv.slice(1), "+F:v:f:e:", { assign: "v", "field-separator": "F", file: "f" });
  if (!options.ok) return yield* refuseOption(context, "awk", options, "[OPTIONS] [AWK_PROGRAM] [FILE]...");
  const named = options.given.get("f");
  const program = named === undefined ? (options.value("e") ?? options.operands[0]) : named.map((file) => context.files.read(file)).join("\n");
  const files = named === undefined && !options.has("e") ? options.operands.slice(1) : options.operands;
  if (program === undefined) {
    yield* err(usageText("awk", "[OPTIONS] [AWK_PROGRAM] [FILE]..."));
    return 1;
  }
  let running: Awk | undefined;
  try {
    running = new Awk(parseAwk(program));
    running.variables.set("\0start", context.startsAtMs);
    const separator = options.value("F");
    if (separator !== undefined) running.variables.set("FS", separator === "t" ? "\t" : unescapeText(separator).text);
    for (const assignment of options.given.get("v") ?? []) running.variables.set(assignment.slice(0, assignment.indexOf("=")), inputValue(unescapeText(assignment.slice(assignment.indexOf("=") + 1)).text));
    yield* running.main(files, context.env);
    return running.exitCode === 0 && running.failed ? (isGnu(context) ? 2 : 1) : running.exitCode;
  } catch (error) {
    if (!(error instanceof AwkError || error instanceof ExpressionError)) throw error;
    if (running) yield* running.flush();
    yield* err(`awk: cmd. line:1: ${error.message}\n`);
    return 1;
  }
});
