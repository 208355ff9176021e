/** What a shell's line editor remembers between two keys, beside the line itself. */
export interface Editing {
  /** Characters before the cursor. */
  readonly cursor: number;
  /** Lines that were entered, oldest first. */
  readonly history: readonly string[];
  /** Which of them stands there; past the last: the line that is being written. */
  readonly place: number;
  /** What was written before the history was looked at. */
  readonly draft: string;
  /** What is looked for in the history, while Ctrl-R is under way. */
  readonly search?: string;
  /** The key before was a Tab that found several ways on. */
  readonly tabbed: boolean;
}

export const NOT_EDITED: Editing = { cursor: 0, history: [], place: 0, draft: "", tabbed: false };

/** What the editor needs to know of its shell. */
export interface Surroundings {
  /** The prompt's last line, to draw it anew. */
  readonly prompt: string;
  /** Ways to go on with a word: whole words. `first`: a command's name is wanted. */
  complete(word: string, first: boolean): readonly string[];
}

export interface Edited {
  readonly line: string;
  readonly editing: Editing;
  /** What the terminal shows. */
  readonly echo: string;
  /** The line is entered, or the input is at its end. */
  readonly done?: "line" | "end";
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
/** Columns that a text takes. */
export const columns = (text: string): number => [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
export const back = (text: string): string => "\b".repeat(columns(text));
