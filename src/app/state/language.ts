export type Language = "en" | "zh";

/** `?lang=` wins; else what was chosen here before; else what the browser prefers. */
export function preferredLanguage(search: string, chosen: string | undefined, browser: string): Language {
  const asked = new URLSearchParams(search).get("lang") ?? chosen ?? browser;
  return asked.toLowerCase().startsWith("zh") ? "zh" : "en";
}
