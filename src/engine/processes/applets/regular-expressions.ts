import { safeExpression } from "../sh/pattern.ts";

const CLASSES: Readonly<Record<string, string>> = {
  alpha: "a-zA-Z", digit: "0-9", alnum: "a-zA-Z0-9", upper: "A-Z", lower: "a-z", space: "\\s", blank: " \\t", punct: "!-\\/:-@\\[-`{-~", xdigit: "0-9a-fA-F",
};

/** A POSIX expression, basic or extended, as a JavaScript one. One that is broken matches nothing. */
export function posixExpression(source: string, { extended, ignoreCase = false, global = false }: { readonly extended: boolean; readonly ignoreCase?: boolean; readonly global?: boolean }): RegExp {
  return safeExpression(translate(source, extended), (ignoreCase ? "i" : "") + (global ? "g" : ""));
}

function translate(source: string, extended: boolean): string {
  let result = "";
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? "";
    const following = source[at + 1];
    if (character === "[") {
      const [text, end] = bracket(source, at);
      result += text;
      at = end;
    } else if (character === "\\" && following !== undefined) {
      result += escaped(following, extended);
      at += 1;
    } else if (!extended && "+?(){}|".includes(character)) result += `\\${character}`;
    else if (!extended && character === "*" && (result === "" || result.endsWith("(") || result === "^")) result += "\\*";
    else if (!extended && character === "^" && result !== "" && !result.endsWith("(")) result += "\\^";
    else if (!extended && character === "$" && following !== undefined && !source.startsWith("\\)", at + 1)) result += "\\$";
    else result += character === "/" ? "\\/" : character;
  }
  return result;
}

function escaped(character: string, extended: boolean): string {
  if (!extended && "+?(){}|".includes(character)) return character;
  if (/[1-9wWsSbBnt]/.test(character)) return `\\${character}`;
  if (character === "<" || character === ">") return "\\b";
  return /[A-Za-z]/.test(character) ? character : `\\${character}`;
}

function bracket(source: string, start: number): [string, number] {
  let at = start + 1;
  const negated = source[at] === "^";
  if (negated) at += 1;
  let inside = "";
  for (let first = true; at < source.length; at += 1, first = false) {
    const named = /^\[:(\w+):\]/.exec(source.slice(at));
    if (named) {
      inside += CLASSES[named[1] ?? ""] ?? "";
      at += named[0].length - 1;
    } else if (source[at] === "]" && !first) return [`[${negated ? "^" : ""}${inside}]`, at];
    else inside += /[\\\][^]/.test(source[at] ?? "") ? `\\${source[at]}` : source[at];
  }
  return ["\\[", start];
}

/** What a match is replaced by: `&` and `\1` to `\9` in sed's way. */
export const replacementOf = (template: string, match: readonly (string | undefined)[]): string =>
  template.replace(/\\([0-9n&\\/]|.)|&/g, (whole, after: string | undefined) => {
    if (whole === "&") return match[0] ?? "";
    if (after === "n") return "\n";
    return after !== undefined && /[0-9]/.test(after) ? (match[Number(after)] ?? "") : (after ?? "");
  });
