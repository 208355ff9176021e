import { useSettings } from "../state/settings.ts";

export type Language = "en" | "zh";

/** One area's texts in both languages: `zh` has the shape of `en`. Kubernetes' own words are never translated. */
export interface Spoken<Texts> {
  readonly en: Texts;
  readonly zh: Texts;
}

/** `?lang=` wins; else what was chosen here before; else what the browser prefers. */
export function preferredLanguage(search: string, chosen: string | undefined, browser: string): Language {
  const asked = new URLSearchParams(search).get("lang") ?? chosen ?? browser;
  return asked.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The texts of an area in the language of the page. */
export const useTexts = <Texts>(spoken: Spoken<Texts>): Texts => spoken[useSettings((state) => state.language)];
