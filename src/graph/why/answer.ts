import type { questions, Question, ValuesOf } from "./words.ts";
import type { Why, WhyLink } from "./why.ts";

/** An answer before it is cut to seven links and told whose it is. */
export interface Answer {
  readonly asks: Question;
  readonly values: Readonly<Record<string, string>>;
  /** The effect first. */
  readonly links: readonly WhyLink[];
  readonly note?: Why["note"] | undefined;
}

export const answer = <Key extends Question>(asks: Key, values: ValuesOf<typeof questions, Key>, links: readonly WhyLink[], note?: Why["note"]): Answer => ({ asks, values, links, note });
