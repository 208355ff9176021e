import type { ProcessContext } from "../program.ts";
import type { ExpressionError } from "../expressions/node.ts";
import { isGnu } from "./flavor.ts";

/** What a match is replaced by: `&` and `\1` to `\9` in sed's way. */
export const replacementOf = (template: string, match: readonly (string | undefined)[]): string =>
  template.replace(/\\([0-9n&\\/]|.)|&/g, (whole, after: string | undefined) => {
    if (whole === "&") return match[0] ?? "";
    if (after === "n") return "\n";
    if (after === "t") return "\t";
    return after !== undefined && /[0-9]/.test(after) ? (match[Number(after)] ?? "") : (after ?? "");
  });

/** What a tool says of an expression that it cannot read. Mirrors xregcomp (busybox libbb/xregcomp.c). */
export const badExpression = (context: ProcessContext, applet: string, source: string, error: ExpressionError): string => (isGnu(context) ? `${applet}: ${error.message}\n` : `${applet}: bad regex '${source}': ${error.message}\n`);
