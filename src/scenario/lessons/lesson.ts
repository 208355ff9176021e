import type { Claim, Scenario } from "../scenario.ts";

/** A lesson: a world to play in, and steps to take in it, told in both languages. Plain data; nothing in it is HTML. */
export interface Lesson {
  /** The scenario's name; the lesson is found by it. */
  readonly name: string;
  readonly scenario: Scenario;
  readonly texts: Readonly<Record<LessonLanguage, LessonText>>;
}

export type LessonLanguage = "en" | "zh";
export const LESSON_LANGUAGES: readonly LessonLanguage[] = ["en", "zh"];

/** A lesson as one language tells it. The languages agree in everything but words. */
export interface LessonText {
  readonly title: string;
  readonly intro: readonly Prose[];
  readonly steps: readonly LessonStep[];
}

export interface LessonStep {
  readonly title: readonly Inline[];
  readonly blocks: readonly Block[];
  /** All must hold for the step to be done. None: a step to read. */
  readonly check: readonly Claim[];
  readonly hints: readonly Hint[];
  /** What solves the step. Not written: the step's own files, applied, and its command lines, in their order. */
  readonly solution: readonly Move[] | undefined;
}

/** What is said when the world stands in a way that is known to be wrong. */
export interface Hint {
  /** All must hold. */
  readonly when: readonly Claim[];
  readonly text: readonly Prose[];
  /** Command lines that lead there; tests type them. */
  readonly wrong: string;
}

export type Block =
  | Prose
  /** Command lines to run by a click. */
  | { readonly type: "commands"; readonly text: string }
  /** A file to put into the editor. */
  | { readonly type: "file"; readonly name: string; readonly text: string }
  /** To be guessed first: folded away until it is asked for. */
  | { readonly type: "answer"; readonly text: readonly Prose[] };

export type Prose =
  | { readonly type: "paragraph"; readonly text: readonly Inline[] }
  | { readonly type: "heading"; readonly text: readonly Inline[] }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  /** As a terminal prints it. */
  | { readonly type: "output"; readonly text: string };

export type Inline =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "strong"; readonly text: readonly Inline[] }
  | { readonly type: "emphasis"; readonly text: readonly Inline[] }
  | { readonly type: "link"; readonly text: string; readonly href: string };

/** Something the learner does: types command lines, or writes a file. */
export type Move = { readonly type: "commands"; readonly text: string } | { readonly type: "file"; readonly name: string; readonly text: string };
