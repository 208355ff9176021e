import type { EntityKey } from "../model.ts";
import type { LinkWord, NoteWord, Question } from "./words.ts";

/** The answer to "why?": from what one sees back to the line or command that caused it. */
export interface Why {
  readonly pod: EntityKey;
  /** "" = about the pod as a whole. */
  readonly container: string;
  /** Which question is answered: the key of a sentence in strings/why.ts. */
  readonly asks: Question;
  readonly values: Values;
  /** The effect first, the cause last; at most seven. */
  readonly links: readonly WhyLink[];
  /** A classic surprise that stands beside it, if there is one. */
  readonly note?: { readonly says: NoteWord; readonly values: Values };
}

export type Values = Readonly<Record<string, string>>;

/** One numbered step: the same number stands on the picture, the timeline and the YAML line. */
export interface WhyLink {
  /** The key of a sentence in strings/why.ts, and what is put into it. */
  readonly says: LinkWord;
  readonly values: Values;
  readonly atMs: number;
  /** Kubernetes' or the program's own words, printed in mono. */
  readonly quote?: string;
  /** Where its balloon stands. */
  readonly at: WhyPlace;
  /** The line of a file that it leads to. */
  readonly line?: { readonly file: string; readonly line: number; readonly text: string };
}

export type WhyPlace =
  | { readonly part: "pod" | "pause" | "grace" | "scheduler" | "image" | "node" }
  | { readonly part: "container"; readonly container: string }
  | { readonly part: "probe"; readonly container: string; readonly probe: string }
  | { readonly part: "volume"; readonly volume: string }
  | { readonly part: "input" };
