import { isObject } from "../../api/json.ts";
import type { Json } from "../../api/json.ts";
import { describeProblem, fail, problemOf, throwProblem } from "../failure.ts";
import { goJson, sortedKeys } from "../objects.ts";
import { findResults, goType } from "./evaluate.ts";
import type { EvaluateOptions } from "./evaluate.ts";
import type { Node } from "./nodes.ts";
import { parseTemplate } from "./parse.ts";

/** Parses a template of -o jsonpath, with the printer's words around an error. */
export function parseJsonPath(template: string): readonly Node[] {
  try {
    return parseTemplate(template);
  } catch (error) {
    return fail(`error parsing jsonpath ${template}, ${describeProblem(problemOf(error))}`);
  }
}

// Mirrors JSONPathPrinter.PrintObj (cli-runtime/pkg/printers/jsonpath.go).
export function printJsonPath(template: string, nodes: readonly Node[], data: Json, options: EvaluateOptions & { readonly asJson?: boolean }): string {
  try {
    const results = findResults(nodes, data, options);
    if (options.asJson) return `${goJson(results.flat(), "    ")}\n`;
    return results.map((values) => values.map(resultText).join(" ")).join("");
  } catch (error) {
    const why = describeProblem(problemOf(error));
    const more = `Error executing template: ${why}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(data)}\n\n`;
    return throwProblem({ kind: "message", message: `error executing jsonpath ${JSON.stringify(template)}: ${more}\n` });
  }
}

/** Objects and lists as JSON, the rest as it is. */
export const resultText = (value: Json): string => (typeof value === "string" ? value : value === null ? "" : typeof value === "object" ? goJson(value) : String(value));

/** The %#v of a decoded JSON value. */
function goSyntax(value: Json): string {
  if (Array.isArray(value)) return `${goType(value)}{${(value as readonly Json[]).map(goSyntax).join(", ")}}`;
  if (isObject(value)) return `${goType(value)}{${sortedKeys(value).map((key) => `${JSON.stringify(key)}:${goSyntax(value[key] as Json)}`).join(", ")}}`;
  if (value === null) return "interface {}(nil)";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** The %v of a decoded JSON value: `map[a:b c:d]`, `[x y]`. */
export function goValue(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(goValue).join(" ")}]`;
  if (isObject(value)) return `map[${sortedKeys(value).map((key) => `${key}:${goValue(value[key] as Json)}`).join(" ")}]`;
  return value === null ? "<nil>" : String(value);
}
