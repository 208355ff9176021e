/** How the plate is printed, as a person chooses it. */
export type Theme = "light" | "dark" | "contrast";

/** What is shown: high contrast by day or by night, or in the colours that the system forces on every page. */
export type ShownTheme = Theme | "contrast-dark" | "forced";

/** What the system says that this person needs. */
interface System {
  readonly dark: boolean;
  readonly contrast: boolean;
  readonly forced: boolean;
}

const THEMES: readonly Theme[] = ["light", "dark", "contrast"];

/** What is chosen is shown, else what the system asks for; high contrast takes day or night from the system, forced colours win. */
export function shownTheme(chosen: string | undefined, { dark, contrast, forced }: System): ShownTheme {
  if (forced) return "forced";
  const theme = THEMES.find((one) => one === chosen) ?? (contrast ? "contrast" : dark ? "dark" : "light");
  return theme === "contrast" && dark ? "contrast-dark" : theme;
}

/** The one that a press of the theme's button leads to. */
export const nextTheme = (shown: ShownTheme): Theme => (shown === "light" ? "dark" : shown === "dark" ? "contrast" : "light");

export const isDark = (shown: ShownTheme): boolean => shown === "dark" || shown === "contrast-dark";
