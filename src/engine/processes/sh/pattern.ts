const cache = new Map<string, RegExp>();
const CACHE_ENTRIES = 2000;
const CLASSES: Readonly<Record<string, string>> = {
  alpha: "a-zA-Z", digit: "0-9", alnum: "a-zA-Z0-9", upper: "A-Z", lower: "a-z", space: "\\s", blank: " \\t", punct: "!-\\/:-@\\[-`{-~", xdigit: "0-9a-fA-F", cntrl: "\\x00-\\x1f\\x7f", print: "\\x20-\\x7e", graph: "\\x21-\\x7e",
};

/** True where a pattern holds anything but itself. */
export const hasPattern = (pattern: string): boolean => /[*?[]/.test(pattern.replace(/\\[^]/g, ""));

/** Quotes what a pattern would read as special. */
export const quotePattern = (text: string): string => text.replace(/[*?[\]\\!^-]/g, "\\$&");

/** A shell pattern as the source of a regular expression; `lazy` makes its stars take as little as they can. */
export function patternSource(pattern: string, lazy = false): string {
  let source = "";
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? "";
    if (character === "\\" && at + 1 < pattern.length) source += quote(pattern[(at += 1)] ?? "");
    else if (character === "*") source += lazy ? "[^]*?" : "[^]*";
    else if (character === "?") source += "[^]";
    else if (character === "[") {
      const bracket = bracketAt(pattern, at);
      if (bracket) {
        source += bracket.source;
        at = bracket.end;
      } else source += "\\[";
    } else source += quote(character);
  }
  return source;
}

const quote = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

function bracketAt(pattern: string, start: number): { readonly source: string; readonly end: number } | undefined {
  let at = start + 1;
  const negated = pattern[at] === "!" || pattern[at] === "^";
  if (negated) at += 1;
  let inside = "";
  for (let first = true; at < pattern.length; at += 1, first = false) {
    const character = pattern[at] ?? "";
    if (character === "]" && !first) return { source: inside === "" ? "(?!)" : `[${negated ? "^" : ""}${inside}]`, end: at };
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at));
    if (named) {
      inside += CLASSES[named[1] ?? ""] ?? "";
      at += named[0].length - 1;
    } else if (character === "\\" && at + 1 < pattern.length) inside += quoteInside(pattern[(at += 1)] ?? "");
    else inside += character === "-" ? "-" : quoteInside(character);
  }
  return undefined;
}

const quoteInside = (character: string): string => character.replace(/[\\\]^[-]/g, "\\$&");

export function matchesPattern(pattern: string, text: string): boolean {
  if (!/[*?[\\]/.test(pattern)) return pattern === text;
  let expression = cache.get(pattern);
  if (!expression) {
    if (cache.size >= CACHE_ENTRIES) cache.clear();
    expression = safeExpression(`^(?:${patternSource(pattern)})$`);
    cache.set(pattern, expression);
  }
  return expression.test(text);
}

/** A bracket such as [z-a] matches nothing, as in the shell. */
export function safeExpression(source: string, flags = ""): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    return /(?!)/;
  }
}
