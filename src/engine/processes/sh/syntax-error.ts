import type { ParsedScript } from "unbash";

/** What is wrong with a script, and where. */
export interface SyntaxProblem {
  /** Where it shows, as a place in the text and as a line from 1. */
  readonly at: number;
  readonly line: number;
  /** In busybox ash's words. */
  readonly ash: string;
  /** In bash's: one line, and whether the script's own line follows it. */
  readonly bash: string;
  readonly bashLine: number;
  readonly quoted: string | undefined;
  /** More input could complete it. */
  readonly incomplete: boolean;
}

/** What the parser complains of first. */
export function syntaxProblem(script: ParsedScript, text: string): SyntaxProblem | undefined {
  const first = script.errors?.[0];
  if (!first) return undefined;
  const { message, pos } = first;
  const unterminated = /unterminated (single|double|ansi)/i.exec(message);
  if (unterminated) return { ...place(text, pos), ash: "syntax error: unterminated quoted string", bash: `unexpected EOF while looking for matching \`${/double/i.test(unterminated[1] ?? "") ? '"' : "'"}'`, quoted: undefined, incomplete: true };
  const expected = /expected '([^']+)'/.exec(message)?.[1];
  if (/unterminated.*\$\{|unterminated.*parameter/i.test(message)) return { ...endOfFile(text, pos, ""), ash: "syntax error: missing '}'" };
  const wanted = /unterminated command substitution|unterminated.*\$\(/i.test(message) ? ")" : expected === "esac" && !/;;\s*$/.test(text) && /\)\s*\S/.test(text) ? ";;" : expected;
  const expecting = wanted === undefined ? "" : ` (expecting "${wanted}")`;
  const rest = text.slice(pos);
  const token = /unexpected token '([^']+)'/.exec(message)?.[1] ?? (/unterminated/.test(message) ? undefined : /^\S+/.exec(rest.trimStart())?.[0]);
  if (/after 'for'/.test(message)) return { ...unexpected(text, pos, "newline", ""), ash: "syntax error: bad for loop variable" };
  if (token !== undefined) return unexpected(text, rest.startsWith(token) ? pos : pos + rest.indexOf(token), token, expecting);
  return endOfFile(text, pos, expecting);
}

function endOfFile(text: string, pos: number, expecting: string): SyntaxProblem {
  const lines = text.replace(/\n$/, "").split("\n").length;
  return { at: pos, line: lines, bashLine: lines + 1, ash: `syntax error: unexpected end of file${expecting}`, bash: "syntax error: unexpected end of file", quoted: undefined, incomplete: true };
}

/** A token that does not belong where it stands. */
export function unexpected(text: string, at: number, token: string, expecting = ""): SyntaxProblem {
  const { line } = place(text, at);
  return { ...place(text, at), ash: `syntax error: unexpected "${token}"${expecting}`, bash: `syntax error near unexpected token \`${token}'`, quoted: text.split("\n")[line - 1], incomplete: false };
}

function place(text: string, at: number): { readonly at: number; readonly line: number; readonly bashLine: number } {
  const line = text.slice(0, at).split("\n").length;
  return { at, line, bashLine: line };
}
