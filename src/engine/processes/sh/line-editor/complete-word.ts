import { back, columns, type Edited, type Editing, type Surroundings } from "./editing.ts";

const WIDTH = 80;

// Mirrors input_tab (busybox libbb/lineedit.c): the first Tab goes as far as there is one way, the second shows all of them.
export function completed(before: string, after: string, editing: Editing, around: Surroundings): Edited {
  const word = /(?:[^\s;|&<>"'=`$(]|\\.)*$/.exec(before)?.[0] ?? "";
  const head = before.slice(0, before.length - word.length);
  const first = /(^|[;|&(`]|\b(?:do|then|else|exec|sudo|time|xargs))\s*$/.test(head);
  const ways = around.complete(word.replace(/\\(.)/g, "$1"), first);
  const line = before + after;
  if (ways.length === 0) return { line, editing: { ...editing, tabbed: false }, echo: "\x07" };
  const [only = ""] = ways;
  const common = ways.reduce((prefix, way) => sharedPrefix(prefix, way), only);
  const full = ways.length === 1 && !only.endsWith("/") ? `${escaped(common)} ` : escaped(common);
  if (full !== word && full.length >= word.length) {
    const added = head + full;
    const echo = full.startsWith(word) ? full.slice(word.length) : back(word) + full;
    return { line: added + after, editing: { ...editing, cursor: [...added].length, tabbed: false }, echo: echo + after + back(after) };
  }
  if (ways.length === 1 || !editing.tabbed) return { line, editing: { ...editing, tabbed: true }, echo: ways.length === 1 ? "" : "\x07" };
  return { line, editing: { ...editing, tabbed: false }, echo: `\n${listed(ways)}${around.prompt}${line}${back(after)}` };
}

function sharedPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

const escaped = (word: string): string => word.replace(/[\s"'\\$&;|<>()`*?[\]#]/g, "\\$&");

/** Names in columns, down and then across. */
function listed(ways: readonly string[]): string {
  const names = ways.map((way) => /[^/]*\/?$/.exec(way)?.[0] ?? way);
  const width = Math.max(...names.map(columns)) + 2;
  const across = Math.max(1, Math.floor(WIDTH / width));
  const rows = Math.ceil(names.length / across);
  let text = "";
  for (let row = 0; row < rows; row += 1) {
    for (let at = row; at < names.length; at += rows) text += at + rows < names.length ? (names[at] ?? "").padEnd(width) : (names[at] ?? "");
    text += "\n";
  }
  return text;
}
