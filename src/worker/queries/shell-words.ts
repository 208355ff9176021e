/** What stands before the cursor of a command line, as far as completion needs to know it. */
export interface WordAtCursor {
  /** The words of the simple command before the one that is being typed; assignments before it are left out. */
  readonly words: readonly string[];
  /** The word that is being typed, without its quotes. */
  readonly word: string;
  /** Where that word begins in the line. */
  readonly from: number;
  /** How it is quoted so far. */
  readonly quote: "" | "'" | '"';
  /** It says where input or output goes. */
  readonly isRedirection: boolean;
}

interface Reader {
  words: string[];
  word: string;
  from: number;
  quote: "" | "'" | '"';
  begun: boolean;
  redirects: boolean;
  isRedirection: boolean;
}

const OPERATORS = new Set([";", "|", "&", "\n", "(", "{", "`"]);

/** Reads a line up to the cursor: quotes, escapes, and where a new command begins. */
export function wordAtCursor(line: string, cursor: number): WordAtCursor {
  const text = line.slice(0, cursor);
  const reader: Reader = { words: [], word: "", from: 0, quote: "", begun: false, redirects: false, isRedirection: false };
  const begin = (at: number): void => {
    if (!reader.begun) Object.assign(reader, { begun: true, from: at, isRedirection: reader.redirects });
  };
  const end = (): void => {
    if (reader.begun && !reader.isRedirection && !(reader.words.length === 0 && /^[A-Za-z_]\w*=/.test(reader.word))) reader.words.push(reader.word);
    if (reader.begun) reader.redirects = false;
    Object.assign(reader, { word: "", begun: false, isRedirection: false });
  };
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]!;
    if (reader.quote === "'" || reader.quote === '"') {
      if (character === reader.quote) reader.quote = "";
      else if (character === "\\" && reader.quote === '"' && i + 1 < text.length) reader.word += text[(i += 1)]!;
      else reader.word += character;
    } else if (character === "'" || character === '"') {
      begin(i);
      reader.quote = character;
    } else if (character === "\\" && i + 1 < text.length) {
      begin(i);
      reader.word += text[(i += 1)]!;
    } else if (character === " " || character === "\t") end();
    else if (character === "<" || character === ">") {
      if (/^\d+$/.test(reader.word)) Object.assign(reader, { word: "", begun: false });
      end();
      reader.redirects = true;
    } else if (OPERATORS.has(character)) {
      end();
      Object.assign(reader, { words: [], redirects: false });
    } else {
      begin(i);
      reader.word += character;
    }
  }
  const { words, word, begun, from, quote } = reader;
  return { words, word, quote, from: begun ? from : text.length, isRedirection: begun ? reader.isRedirection : reader.redirects };
}

/** A name as it has to be typed: with the quote that was begun, or with backslashes. */
export function quoted(name: string, quote: "" | "'" | '"'): string {
  if (quote === "'") return `'${name}`;
  if (quote === '"') return `"${name.replaceAll(/["\\$`]/g, "\\$&")}`;
  return name.replaceAll(/[\s"'\\$`&|;<>(){}*?[\]#~!]/g, "\\$&");
}
