import { byteText, joinedBytes } from "../bytes.ts";

const ESCAPES: Readonly<Record<string, string>> = { a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\" };

/** What echo prints for its arguments: busybox's and bash's echo, with -n, -e and -E. */
export function echoText(args: readonly string[]): string {
  let newline = true;
  let escapes = false;
  let first = 0;
  for (; /^-[neE]+$/.test(args[first] ?? ""); first += 1) {
    for (const letter of (args[first] ?? "").slice(1)) {
      if (letter === "n") newline = false;
      else escapes = letter === "e";
    }
  }
  const text = args.slice(first).join(" ");
  const end = newline ? "\n" : "";
  if (!escapes) return text + end;
  const { text: unescaped, stopped } = unescapeText(text);
  return stopped ? unescaped : unescaped + end;
}

/** Backslash escapes as echo -e and printf %b know them; `\c` stops all output. */
export function unescapeText(text: string): { readonly text: string; readonly stopped: boolean } {
  let result = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character !== "\\") {
      result += character;
      continue;
    }
    const rest = text.slice(at + 1);
    if (rest.startsWith("c")) return { text: joinedBytes(result), stopped: true };
    const number = /^(?:0([0-7]{1,3})|x([0-9a-fA-F]{1,2})|([0-7]{1,3}))/.exec(rest);
    const simple = ESCAPES[rest[0] ?? ""];
    if (number) {
      const octal = number[1] ?? number[3];
      result += byteText(octal === undefined ? parseInt(number[2] ?? "0", 16) : parseInt(octal, 8) & 0xff);
      at += number[0].length;
    } else if (simple !== undefined) {
      result += simple;
      at += 1;
    } else result += "\\";
  }
  return { text: joinedBytes(result), stopped: false };
}
