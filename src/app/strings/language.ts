import { en, type Strings } from "./en.ts";
import { zh } from "./zh.ts";

export type Language = "en" | "zh";

export const strings: Readonly<Record<Language, Strings>> = { en, zh };

/** `?lang=` wins; else what the browser prefers. */
export function preferredLanguage(search: string, browser: string): Language {
  const asked = new URLSearchParams(search).get("lang") ?? browser;
  return asked.toLowerCase().startsWith("zh") ? "zh" : "en";
}
