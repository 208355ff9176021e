import type { ParsedScript } from "unbash";

/** What the parser complains of, in busybox ash's words. */
export function syntaxError(script: ParsedScript, text: string): { readonly error: string; readonly incomplete: boolean } | undefined {
  const first = script.errors?.[0];
  if (!first) return undefined;
  const { message } = first;
  const quote = /unterminated (single|double|ansi)/i.test(message);
  if (quote) return { error: "syntax error: unterminated quoted string", incomplete: true };
  const expected = /expected '([^']+)'/.exec(message);
  const atEnd = text.slice(first.pos).trim() === "";
  if (expected && atEnd) return { error: `syntax error: unexpected end of file (expecting "${expected[1]}")`, incomplete: true };
  const unexpected = /unexpected token '([^']+)'/.exec(message);
  if (unexpected) return { error: `syntax error: unexpected "${unexpected[1]}"`, incomplete: false };
  if (/unterminated/.test(message)) return { error: "syntax error: unexpected end of file", incomplete: true };
  const word = /^\S+/.exec(text.slice(first.pos).trimStart())?.[0];
  if (word === undefined) return { error: "syntax error: unexpected end of file", incomplete: true };
  return { error: expected ? `syntax error: unexpected "${word}" (expecting "${expected[1]}")` : `syntax error: unexpected "${word}"`, incomplete: false };
}
