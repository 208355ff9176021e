import { useSettings } from "../state/settings.ts";

export type { Language } from "../state/language.ts";

/** One area's texts in both languages: `zh` has the shape of `en`. Kubernetes' own words are never translated. */
export interface Spoken<Texts> {
  readonly en: Texts;
  readonly zh: Texts;
}

/** The texts of an area in the language of the page. */
export const useTexts = <Texts>(spoken: Spoken<Texts>): Texts => spoken[useSettings((state) => state.language)];
