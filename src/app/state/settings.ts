import { create } from "zustand";
import { keep, kept } from "../kept.ts";
import { preferredLanguage, type Language } from "./language.ts";

export type Theme = "light" | "dark";

/** How this person likes to look at any world; kept in the browser. */
interface Settings {
  readonly language: Language;
  /** What is shown. */
  readonly theme: Theme;
}

const search = new URLSearchParams(location.search);
const night = matchMedia("(prefers-color-scheme: dark)");
const chosenTheme = (): string | undefined => search.get("theme") ?? kept("theme");
const themeNow = (): Theme => {
  const chosen = chosenTheme();
  return chosen === "light" || chosen === "dark" ? chosen : night.matches ? "dark" : "light";
};

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
  search.delete("theme");
  useSettings.setState({ theme });
}

/** Writes the settings on the document, now and whenever they change; follows the system's theme until one is chosen. */
export function startSettings(): void {
  const show = ({ language, theme }: Settings): void => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset["theme"] = theme;
  };
  show(useSettings.getState());
  useSettings.subscribe(show);
  night.addEventListener("change", () => useSettings.setState({ theme: themeNow() }));
}
