import { instantText } from "../../graph/why/instant.ts";
import type { Why } from "../../graph/why/why.ts";
import type { Language } from "../state/language.ts";
import { whyTexts, type Sentence } from "../strings/why.ts";

/** The chain of causes behind the numbers on a picture, in words. */
export interface Causes {
  readonly question: string;
  readonly each: readonly Cause[];
  readonly note: string;
}

interface Cause {
  readonly head: string;
  /** Kubernetes' own words, and the line that it leads to. */
  readonly mono: readonly string[];
  readonly detail: string;
  readonly at: string;
}

type Say<Result> = (values: Readonly<Record<string, string>>) => Result;

/** As the inspector says it; its marks for what is code are left out. */
export function causesOf(why: Why, language: Language): Causes {
  const texts = whyTexts[language];
  const plain = (text: string): string => text.replaceAll("`", "");
  return {
    question: plain((texts.questions[why.asks] as Say<string>)(why.values)),
    each: why.links.map(({ says, values, quote, line, atMs }) => {
      const { head, detail } = (texts.links[says] as Say<Sentence>)(values);
      return { head: plain(head), mono: [...(quote === undefined ? [] : [quote]), ...(line ? [`${line.file}:${line.line}  ${line.text.trim()}`] : [])], detail: plain(detail), at: instantText(atMs) };
    }),
    note: why.note ? plain((texts.notes[why.note.says] as Say<string>)(why.note.values)) : "",
  };
}
