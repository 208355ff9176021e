import { AwkError } from "./syntax.ts";

const BLANK = /(?:[ \t\r]|\\\n|#[^\n]*)*/y;
const TOKEN = /\n|(?:0[xX][0-9a-fA-F]+|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)|[A-Za-z_]\w*\(?|"(?:\\[^]|[^"\\])*"|\*\*=?|&&|\|\||\+\+|--|>>|[-+*/%^=!<>]=|!~|[-+*/%^=<>!~?:;,(){}[\]$|]/y;
const REGEXP = /\/((?:\\.|\[\^?\]?[^\]\n]*\]|[^/\\\n])*)\//y;
const ENDS_VALUE = /^(?:[\w.)\]$"]|\+\+$|--$)/;
const BEFORE_VALUE: ReadonlySet<string> = new Set(["print", "printf", "return", "in", "getline", "else", "do"]);

/** Called without a blank before the parenthesis: `name(`. */
export const isCallToken = (token: string): boolean => token.length > 1 && token.endsWith("(");
const BUILTIN = /^(?:length|substr|index|split|sub|gsub|match|sprintf|tolower|toupper|int|sqrt|exp|log|sin|cos|atan2|rand|srand|system|close|fflush|systime|strftime|mktime|and|or|xor|compl|lshift|rshift|getline|print|printf|if|while|for|return|delete|exit|in|do|else|BEGIN|END|next)\($/;

/** A program's tokens; an expression between slashes is a slash and its source. */
export function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; ; ) {
    BLANK.lastIndex = at;
    at += BLANK.exec(source)?.[0].length ?? 0;
    if (at >= source.length) return tokens;
    const last = tokens.at(-1) ?? "";
    if (source[at] === "/" && (BEFORE_VALUE.has(last) || isCallToken(last) || !ENDS_VALUE.test(last.length > 2 ? last.slice(-1) : last))) {
      REGEXP.lastIndex = at;
      const match = REGEXP.exec(source);
      if (!match) throw new AwkError("Unexpected end of string");
      tokens.push(`/${match[1] ?? ""}`);
      at += match[0].length;
      continue;
    }
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(source)?.[0];
    if (token === undefined) throw new AwkError(source[at] === '"' ? "Unexpected end of string" : "Unexpected token");
    at += token.length;
    // A builtin and a keyword may stand apart from their parenthesis.
    if (isCallToken(token) && BUILTIN.test(token)) tokens.push(token.slice(0, -1), "(");
    else tokens.push(token);
  }
}
