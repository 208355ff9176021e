import { create } from "zustand";
import { keep, kept } from "../kept.ts";
import { preferredLanguage, type Language } from "./language.ts";
import { shownTheme, type ShownTheme, type Theme } from "./theme.ts";

/** How this person likes to look at any world; kept in the browser. */
interface Settings {
  readonly language: Language;
  /** What is shown. */
  readonly theme: ShownTheme;
}

const search = new URLSearchParams(location.search);
const night = matchMedia("(prefers-color-scheme: dark)");
const contrast = matchMedia("(prefers-contrast: more)");
const forced = matchMedia("(forced-colors: active)");
const themeNow = (): ShownTheme => shownTheme(search.get("theme") ?? kept("theme"), { dark: night.matches, contrast: contrast.matches, forced: forced.matches });

export const useSettings = create<Settings>(() => ({
  language: preferredLanguage(location.search, kept("language"), navigator.language),
  theme: themeNow(),
}));

export function setLanguage(language: Language): void {
  keep("language", language);
  useSettings.setState({ language });
}

export function setTheme(theme: Theme): void {
  keep("theme", theme);
  search.set("theme", theme);
  useSettings.setState({ theme: themeNow() });
}

/** Writes the settings on the document, now and whenever they change; follows the system as far as nothing is chosen. */
export function startSettings(): void {
  const show = ({ language, theme }: Settings): void => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset["theme"] = theme;
  };
  show(useSettings.getState());
  useSettings.subscribe(show);
  for (const query of [night, contrast, forced]) query.addEventListener("change", () => useSettings.setState({ theme: themeNow() }));
}
