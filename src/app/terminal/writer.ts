/** What a writer needs of a terminal. */
interface Paper {
  write(text: string, written: () => void): void;
}

/** Writes in turn. */
export interface Writer {
  /** Each such text is made when all before it has been drawn, so that it may look at where the cursor is. */
  make(text: () => string): void;
  /** What looks at nothing: written together with its neighbours, since a program may print faster than a screen draws. */
  print(text: string): void;
}

/** Characters that may wait for a screen; of more only the end is drawn, which still is more than it can scroll back. */
const MOST_WAITING = 1_000_000;
const KEPT_OF_TOO_MUCH = MOST_WAITING / 2;

export function createWriter(paper: Paper): Writer {
  const waiting: ((() => string) | { text: string })[] = [];
  let writing = false;
  const next = (): void => {
    const first = waiting.shift();
    writing = first !== undefined;
    if (first) paper.write(typeof first === "function" ? first() : first.text, next);
  };
  return {
    make(text) {
      waiting.push(text);
      if (!writing) next();
    },
    print(text) {
      const last = waiting.at(-1);
      if (last && typeof last === "object") last.text = bounded(last.text + text);
      else waiting.push({ text: bounded(text) });
      if (!writing) next();
    },
  };
}

/** Cut at a line, so that no sequence is cut in two. */
function bounded(text: string): string {
  if (text.length <= MOST_WAITING) return text;
  const end = text.slice(-KEPT_OF_TOO_MUCH);
  return `…\n${end.slice(end.indexOf("\n") + 1)}`;
}
