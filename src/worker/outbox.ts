import type { Mark } from "../graph/model.ts";
import type { TerminalOutput } from "./protocol.ts";

/** What the page is still to be told, once each; bounded while a hidden page does not ask. */
export interface Outbox {
  readonly empty: boolean;
  add(marks: readonly Mark[], output: readonly TerminalOutput[]): void;
  /** What came after that instant is no more: of it the page is told nothing, and to forget what it was told. */
  forgetAfter(atMs: number): void;
  take(): { readonly marks: readonly Mark[]; readonly output: readonly TerminalOutput[]; readonly forgetAfterMs?: number };
}

const MOST_MARKS = 100_000;
const MOST_CHARACTERS = 1_000_000;

export function createOutbox(): Outbox {
  let marks: Mark[] = [];
  let output: TerminalOutput[] = [];
  let characters = 0;
  let forgetAfterMs: number | undefined;
  return {
    get empty() {
      return marks.length === 0 && output.length === 0 && forgetAfterMs === undefined;
    },
    add(freshMarks, freshOutput) {
      for (const mark of freshMarks) marks.push(mark);
      if (marks.length > 2 * MOST_MARKS) marks = marks.slice(-MOST_MARKS);
      for (const one of freshOutput) {
        output.push(one);
        characters += lengthOf(one);
      }
      if (characters > 2 * MOST_CHARACTERS) {
        output = newest(output, MOST_CHARACTERS);
        characters = output.reduce((sum, one) => sum + lengthOf(one), 0);
      }
    },
    forgetAfter(atMs) {
      marks = marks.filter((mark) => mark.atMs <= atMs);
      output = output.filter((one) => one.atMs <= atMs);
      forgetAfterMs = Math.min(forgetAfterMs ?? atMs, atMs);
    },
    take() {
      const taken = { marks, output, ...(forgetAfterMs === undefined ? {} : { forgetAfterMs }) };
      marks = [];
      output = [];
      characters = 0;
      forgetAfterMs = undefined;
      return taken;
    },
  };
}

const lengthOf = (one: TerminalOutput): number => (one.type === "end" ? 10 : one.text.length + 10);

/** The end of it, with a word that there was more. */
function newest(output: readonly TerminalOutput[], characters: number): TerminalOutput[] {
  let left = characters;
  let from = output.length;
  while (from > 0 && left > 0) left -= lengthOf(output[--from]!);
  const first = output[from];
  if (!first || first.type === "end") return output.slice(from);
  return [{ type: "text", session: first.session, atMs: first.atMs, text: "…\n" }, ...output.slice(from)];
}
