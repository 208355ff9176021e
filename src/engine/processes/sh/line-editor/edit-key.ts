import { completed } from "./complete-word.ts";
import { back, columns, type Edited, type Editing, type Surroundings } from "./editing.ts";
import { searchKey } from "./search.ts";

/** A run of plain text, an escape sequence, or one control character. */
export const KEYS = /[^\x00-\x1f\x7f]+|\x1b(?:\[[0-9;?]*[@-~]|O.|[bfd\x7f])?|[^]/gu;

/** Names of keys that say the same. */
const SAME: Readonly<Record<string, string>> = {
  "\x02": "left", "\x1b[D": "left", "\x1bOD": "left", "\x06": "right", "\x1b[C": "right", "\x1bOC": "right",
  "\x10": "up", "\x1b[A": "up", "\x1bOA": "up", "\x0e": "down", "\x1b[B": "down", "\x1bOB": "down",
  "\x01": "home", "\x1b[H": "home", "\x1bOH": "home", "\x1b[1~": "home", "\x1b[7~": "home", "\x05": "end", "\x1b[F": "end", "\x1bOF": "end", "\x1b[4~": "end", "\x1b[8~": "end",
  "\x7f": "backspace", "\b": "backspace", "\x1b[3~": "delete", "\x0b": "killRight", "\x15": "killLeft", "\x17": "killWord", "\x1b\x7f": "killWord",
  "\x1bb": "wordLeft", "\x1b[1;5D": "wordLeft", "\x1b[1;3D": "wordLeft", "\x1bf": "wordRight", "\x1b[1;5C": "wordRight", "\x1b[1;3C": "wordRight", "\x1bd": "killWordRight",
  "\x0c": "clear", "\t": "tab", "\x12": "search", "\r": "enter", "\n": "enter", "\x04": "endOfInput",
};

// Mirrors read_line_input (busybox libbb/lineedit.c): the keys of its default set, which bash's readline shares.
/** A line after one key, and what the terminal shows for it. */
export function editKey(line: string, editing: Editing, key: string, around: Surroundings): Edited {
  if (editing.search !== undefined) return searchKey(line, editing, key, SAME[key], around, editKey);
  const name = SAME[key];
  const characters = [...line];
  const { cursor } = editing;
  const before = characters.slice(0, cursor).join("");
  const after = characters.slice(cursor).join("");
  const plain: Editing = { ...editing, tabbed: false };
  const move = (to: number): Edited => {
    const target = Math.max(0, Math.min(characters.length, to));
    const echo = target < cursor ? back(characters.slice(target, cursor).join("")) : characters.slice(cursor, target).join("");
    return { line, editing: { ...plain, cursor: target }, echo };
  };
  switch (name) {
    case undefined: return /^[\x00-\x1f]/.test(key) ? { line, editing: plain, echo: "" } : insert(before, after, key, plain);
    case "left": return move(cursor - 1);
    case "right": return move(cursor + 1);
    case "home": return move(0);
    case "end": return move(characters.length);
    case "wordLeft": return move([...before.replace(/\w*\W*$/, "")].length);
    case "wordRight": return move(cursor + [...(/^\W*\w*/.exec(after)?.[0] ?? "")].length);
    case "backspace": return cut([...before].slice(0, -1).join(""), before, after, after, plain);
    case "delete": return cut(before, before, after, [...after].slice(1).join(""), plain);
    case "killLeft": return cut("", before, after, after, plain);
    case "killRight": return cut(before, before, after, "", plain);
    case "killWord": return cut(before.replace(/\S*\s*$/, ""), before, after, after, plain);
    case "killWordRight": return cut(before, before, after, after.replace(/^\W*\w*/, ""), plain);
    case "up": return recall(line, plain, editing.place - 1);
    case "down": return recall(line, plain, editing.place + 1);
    case "clear": return { line, editing: plain, echo: `\x1b[H\x1b[J${around.prompt}${line}${back(after)}` };
    case "tab": return completed(before, after, editing, around);
    case "search": return { line, editing: { ...plain, search: "" }, echo: `\r(reverse-i-search)'': \x1b[J` };
    case "endOfInput": return line === "" ? { line, editing: plain, echo: "", done: "end" } : cut(before, before, after, [...after].slice(1).join(""), plain);
    case "enter": return { line, editing: entered(line, editing), echo: "\n", done: "line" };
    default: return { line, editing: plain, echo: "" };
  }
}

/** Text at the cursor; what follows it is drawn again. */
export function insert(before: string, after: string, text: string, editing: Editing): Edited {
  return { line: before + text + after, editing: { ...editing, cursor: [...(before + text)].length }, echo: text + after + back(after) };
}

/** Less stands before the cursor, or after it. */
function cut(left: string, before: string, after: string, right: string, editing: Editing): Edited {
  const gone = before.slice(left.length);
  const freed = columns(gone) + columns(after) - columns(right);
  if (freed === 0) return { line: before + after, editing, echo: "" };
  return { line: left + right, editing: { ...editing, cursor: [...left].length }, echo: back(gone) + right + " ".repeat(freed) + "\b".repeat(freed) + back(right) };
}

/** Another line stands in place of this one. */
export function replaced(line: string, cursor: number, other: string): string {
  const freed = Math.max(0, columns(line) - columns(other));
  return back([...line].slice(0, cursor).join("")) + other + " ".repeat(freed) + "\b".repeat(freed);
}

function recall(line: string, editing: Editing, place: number): Edited {
  const { history } = editing;
  if (place < 0 || place > history.length) return { line, editing, echo: "" };
  const draft = editing.place === history.length ? line : editing.draft;
  const other = place === history.length ? draft : (history[place] ?? "");
  return { line: other, editing: { ...editing, place, draft, cursor: [...other].length }, echo: replaced(line, editing.cursor, other) };
}

const MOST_LINES = 255;

/** A line is kept unless it is empty or repeats the last one. */
export function entered(line: string, { history }: Editing): Editing {
  const kept = line.trim() === "" || line === history.at(-1) ? history : [...history, line].slice(-MOST_LINES);
  return { cursor: 0, history: kept, place: kept.length, draft: "", tabbed: false };
}
