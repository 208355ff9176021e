import type { Fix, Judgement } from "../../manifest/judgement.ts";
import type { Language } from "../strings/language.ts";
import { lintTexts, sentenceOf, titleOf } from "../strings/lints.ts";

/** A judgement in the page's language. */
export interface JudgementWords {
  readonly message: string;
  /** Kubernetes' own words, where there are any beside the message. */
  readonly quote?: string;
  readonly fixes: readonly { readonly title: string; readonly fix: Fix }[];
}

export function wordsOf(judgement: Judgement, language: Language): JudgementWords {
  const texts = lintTexts[language];
  const { words, finding } = judgement;
  const fixes = judgement.fixes.map((fix) => ({ title: titleOf(texts, fix.title), fix }));
  // What only the API server says is said in its words alone.
  if (finding.code === "server" && words !== undefined) return { message: words, fixes };
  return { message: sentenceOf(texts, judgement), fixes, ...(words === undefined ? {} : { quote: words }) };
}
