import { scripted } from "../scripted.ts";
import { TestError, testArguments } from "../sh/test-expression.ts";
import { err } from "./script.ts";

/** test and [ as programs of their own. */
const testProgram = (name: "test" | "[") =>
  scripted(name, function* (context) {
    const args = context.argv.slice(1);
    if (name === "[" && args.pop() !== "]") {
      yield* err("[: missing ]\n");
      return 2;
    }
    try {
      return testArguments(args, context) ? 0 : 1;
    } catch (error) {
      if (!(error instanceof TestError)) throw error;
      yield* err(`${name}: ${error.message}\n`);
      return 2;
    }
  });

export const test = testProgram("test");
export const bracket = testProgram("[");
