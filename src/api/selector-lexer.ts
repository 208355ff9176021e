/** The words and signs of a label selector's text. */
export interface SelectorToken {
  readonly type: "identifier" | "keyword" | "symbol" | "end" | "error";
  readonly text: string;
}

const special = "=!(),><";
const symbols = new Set([")", ",", "!", "==", "=", "!=", "(", ">", "<"]);
const isBlank = (character: string): boolean => character === " " || character === "\t" || character === "\r" || character === "\n";

// Mirrors Lexer (apimachinery/pkg/labels/selector.go): the longest sign wins, a word ends at a blank or a sign.
export function selectorTokens(text: string): readonly SelectorToken[] {
  const tokens: SelectorToken[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (isBlank(character)) {
      at += 1;
      continue;
    }
    const end = special.includes(character) ? symbolEnd(text, at) : wordEnd(text, at);
    const word = text.slice(at, end);
    tokens.push({ type: typeOf(word), text: word });
    at = end;
  }
  return tokens;
}

const symbolEnd = (text: string, at: number): number => (symbols.has(text.slice(at, at + 2)) ? at + 2 : at + 1);

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBlank(text.charAt(end)) && !special.includes(text.charAt(end))) end += 1;
  return end;
}

function typeOf(word: string): SelectorToken["type"] {
  if (word === "in" || word === "notin") return "keyword";
  return symbols.has(word) ? "symbol" : "identifier";
}
