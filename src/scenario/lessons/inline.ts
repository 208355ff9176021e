import type { Inline } from "./lesson.ts";

/** Why a text is no text of a lesson. */
export class InlineFault extends Error {}

const MARK = /\\([\\`*[\]_])|`([^`]+)`|\*\*(?=\S)([\s\S]*?\S)\*\*|\*(?=[^\s*])([^*]*[^\s*])\*|(!?)\[([^\]]*)\]\(([^()\s]*)\)/g;

/**
 * Reads the marks within a paragraph: `code`, **strong**, *emphasis*, [a link](https://…), and a backslash before a mark
 * that is none. Everything else is text, tags included.
 */
export function readInline(text: string): readonly Inline[] {
  const read: Inline[] = [];
  const say = (words: string): void => {
    const last = read.at(-1);
    if (words === "") return;
    if (last?.type === "text") read[read.length - 1] = { type: "text", text: last.text + words };
    else read.push({ type: "text", text: words });
  };
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, escaped, code, strong, emphasis, picture, label, href] = match;
    say(text.slice(at, match.index));
    at = match.index + whole.length;
    if (escaped !== undefined) say(escaped);
    else if (code !== undefined) read.push({ type: "code", text: code });
    else if (strong !== undefined) read.push({ type: "strong", text: readInline(strong) });
    else if (emphasis !== undefined) read.push({ type: "emphasis", text: readInline(emphasis) });
    else read.push(link(picture === "!", label ?? "", href ?? ""));
  }
  say(text.slice(at));
  return read;
}

/** The words alone. */
export const plainText = (text: readonly Inline[]): string => text.map((part) => (typeof part.text === "string" ? part.text : plainText(part.text))).join("");

function link(picture: boolean, text: string, href: string): Inline {
  if (picture) throw new InlineFault("a lesson holds no pictures: the cluster is the picture");
  const url = urlOf(href);
  if (url?.protocol !== "https:" || url.username !== "" || text.trim() === "") throw new InlineFault(`a link is [words](https://…), not (${href.slice(0, 80)})`);
  return { type: "link", text, href: url.href };
}

function urlOf(href: string): URL | undefined {
  try {
    return new URL(href);
  } catch {
    return undefined;
  }
}
