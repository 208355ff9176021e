import { setLanguage, setTheme, useSettings } from "../state/settings.ts";
import { nextTheme } from "../state/theme.ts";
import { useTexts, type Language } from "../strings/language.ts";
import { shellTexts } from "../strings/shell.ts";
import styles from "./title-block.module.css";

const LANGUAGES: readonly { readonly language: Language; readonly lang: string; readonly word: string; readonly name: string }[] = [
  { language: "en", lang: "en", word: "EN", name: "English" },
  { language: "zh", lang: "zh-CN", word: "中", name: "中文" },
];

/** The page in English or in Chinese. */
export function LanguageSwitch() {
  const texts = useTexts(shellTexts);
  const language = useSettings((state) => state.language);
  return (
    <div className={styles.language} role="group" aria-label={texts.language}>
      {LANGUAGES.map((each) => (
        <button key={each.language} type="button" lang={each.lang} aria-pressed={each.language === language} aria-label={each.name} onClick={() => setLanguage(each.language)}>{each.word}</button>
      ))}
    </div>
  );
}

/** Ink on paper, chalk on blueprint, or black and white: a press leads to the next of them. */
export function ThemeSwitch() {
  const texts = useTexts(shellTexts);
  const theme = useSettings((state) => state.theme);
  const next = nextTheme(theme);
  const label = texts.themes[next];
  return (
    <button type="button" className={styles.act} aria-label={label} title={label} onClick={() => setTheme(next)}>
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
        <circle cx="8" cy="8" r="5.5" />
        <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
      </svg>
    </button>
  );
}
