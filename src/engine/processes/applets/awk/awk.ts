import { ExpressionError } from "../../expressions/node.ts";
import { scripted } from "../../scripted.ts";
import { unescapeText } from "../../sh/echo-text.ts";
import { isGnu } from "../flavor.ts";
import { filterLines } from "../lines-filter.ts";
import { readOptions } from "../options.ts";
import { err, out } from "../script.ts";
import { refuseOption, usageText } from "../usage.ts";
import { parseAwk } from "./parse.ts";
import { Awk } from "./run.ts";
import { AwkError } from "./syntax.ts";

export const awk = scripted("awk", function* (context) {
  const options = readOptions(context.argv.slice(1), "+F:v:f:");
  if (!options.ok) return yield* refuseOption(context, "awk", options, "[OPTIONS] [AWK_PROGRAM] [FILE]...");
  const file = options.value("f");
  const program = file === undefined ? options.operands[0] : context.files.read(file);
  const files = file === undefined ? options.operands.slice(1) : options.operands;
  if (program === undefined) {
    yield* err(usageText("awk", "[OPTIONS] [AWK_PROGRAM] [FILE]..."));
    return 1;
  }
  try {
    const running = new Awk(parseAwk(program));
    const separator = options.value("F");
    if (separator !== undefined) running.variables.set("FS", separator === "t" ? "\t" : unescapeText(separator).text);
    for (const assignment of options.given.get("v") ?? []) running.variables.set(assignment.slice(0, assignment.indexOf("=")), unescapeText(assignment.slice(assignment.indexOf("=") + 1)).text);
    running.run("BEGIN");
    yield* out(running.output);
    let failed = false;
    if (!running.ended && running.readsLines()) {
      failed = yield* filterLines(context, "awk", files, (line) => {
        running.output = "";
        running.take(line);
        return running.output;
      }, () => running.ended);
    }
    running.output = "";
    running.run("END");
    yield* out(running.output);
    return failed ? (isGnu(context) ? 2 : 1) : running.exitCode;
  } catch (error) {
    if (!(error instanceof AwkError || error instanceof ExpressionError)) throw error;
    yield* err(`awk: cmd. line:1: ${error.message}\n`);
    return 1;
  }
});
