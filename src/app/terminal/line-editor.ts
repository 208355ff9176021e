/** A line that is being typed: plain data, one function. The world gets whole lines only. */
export interface EditedLine {
  readonly text: string;
  /** Between 0 and the text's length, in UTF-16 units. */
  readonly cursor: number;
}

export const emptyLine: EditedLine = { text: "", cursor: 0 };

export const lineOf = (text: string): EditedLine => ({ text, cursor: text.length });

/** Text put in at the cursor. */
export const inserted = ({ text, cursor }: EditedLine, more: string): EditedLine => ({
  text: text.slice(0, cursor) + more + text.slice(cursor),
  cursor: cursor + more.length,
});

/** What bash's default keys do to a line, by the sequence that the terminal sends. */
const KEYS: Readonly<Record<string, (line: EditedLine) => EditedLine>> = {
  "\x7f": backspace,
  "\b": backspace,
  "\x1b[3~": (line) => removed(line, line.cursor, after(line.text, line.cursor)),
  "\x04": (line) => removed(line, line.cursor, after(line.text, line.cursor)),
  "\x1b[D": (line) => ({ ...line, cursor: before(line.text, line.cursor) }),
  "\x02": (line) => ({ ...line, cursor: before(line.text, line.cursor) }),
  "\x1b[C": (line) => ({ ...line, cursor: after(line.text, line.cursor) }),
  "\x06": (line) => ({ ...line, cursor: after(line.text, line.cursor) }),
  "\x1b[H": (line) => ({ ...line, cursor: 0 }),
  "\x1bOH": (line) => ({ ...line, cursor: 0 }),
  "\x01": (line) => ({ ...line, cursor: 0 }),
  "\x1b[F": (line) => ({ ...line, cursor: line.text.length }),
  "\x1bOF": (line) => ({ ...line, cursor: line.text.length }),
  "\x05": (line) => ({ ...line, cursor: line.text.length }),
  "\x15": (line) => removed(line, 0, line.cursor),
  "\x0b": (line) => removed(line, line.cursor, line.text.length),
  "\x17": (line) => removed(line, wordStart(line), line.cursor),
  "\x1b\x7f": (line) => removed(line, wordStart(line), line.cursor),
  "\x1bd": (line) => removed(line, line.cursor, wordEnd(line)),
  "\x1bb": (line) => ({ ...line, cursor: wordStart(line) }),
  "\x1b[1;5D": (line) => ({ ...line, cursor: wordStart(line) }),
  "\x1bf": (line) => ({ ...line, cursor: wordEnd(line) }),
  "\x1b[1;5C": (line) => ({ ...line, cursor: wordEnd(line) }),
};

/** The line after a key that edits it; undefined when the key does something else. */
export const edited = (line: EditedLine, key: string): EditedLine | undefined => KEYS[key]?.(line);

function backspace(line: EditedLine): EditedLine {
  return removed(line, before(line.text, line.cursor), line.cursor);
}

const removed = ({ text }: EditedLine, from: number, to: number): EditedLine => ({ text: text.slice(0, from) + text.slice(to), cursor: from });

/** The place one character to the left: a pair of surrogates is one. */
const before = (text: string, cursor: number): number => Math.max(0, cursor - ((text.codePointAt(cursor - 2) ?? 0) > 0xffff ? 2 : 1));
const after = (text: string, cursor: number): number => Math.min(text.length, cursor + ((text.codePointAt(cursor) ?? 0) > 0xffff ? 2 : 1));

const wordStart = ({ text, cursor }: EditedLine): number => text.slice(0, cursor).search(/\S*\s*$/);
const wordEnd = ({ text, cursor }: EditedLine): number => cursor + (/^\s*\S*/.exec(text.slice(cursor))?.[0].length ?? 0);

/** Lines that were entered, and where the arrow keys stand among them. */
export interface LineHistory {
  readonly lines: readonly string[];
  /** Index of the line that is shown; its length = the one being typed. */
  readonly at: number;
  /** What was being typed before the arrows took over. */
  readonly draft: string;
}

const MOST_LINES = 1_000;

export const emptyHistory: LineHistory = { lines: [], at: 0, draft: "" };

/** The history with one more line; an empty one or one like the last is not kept. */
export function entered({ lines }: LineHistory, line: string): LineHistory {
  const all = line.trim() === "" || lines.at(-1) === line ? lines : [...lines, line].slice(-MOST_LINES);
  return { lines: all, at: all.length, draft: "" };
}

/** One step up (-1) or down (1), and the line to show there; undefined when there is none. */
export function recalled(history: LineHistory, step: -1 | 1, typed: string): { readonly history: LineHistory; readonly line: string } | undefined {
  const at = history.at + step;
  if (at < 0 || at > history.lines.length) return undefined;
  const draft = history.at === history.lines.length ? typed : history.draft;
  return { history: { ...history, at, draft }, line: at === history.lines.length ? draft : history.lines[at]! };
}
