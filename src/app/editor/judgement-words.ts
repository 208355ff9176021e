import type { Fix, Judgement } from "../../manifest/judgement.ts";
import type { Language } from "../strings/language.ts";

/** A judgement in the page's language. */
export interface JudgementWords {
  readonly message: string;
  /** Kubernetes' own words, where they say more. */
  readonly quote?: string;
  readonly fixes: readonly { readonly title: string; readonly fix: Fix }[];
}

/** To be joined with strings/lints.ts. */
export function wordsOf({ words, finding, fixes }: Judgement, _language: Language): JudgementWords {
  return { message: words ?? finding.code, fixes: fixes.map((fix) => ({ title: JSON.stringify(fix.title), fix })) };
}
