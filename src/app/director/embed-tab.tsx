import { useState } from "react";
import { useSettings } from "../state/settings.ts";
import { useTexts } from "../strings/language.ts";
import { directorTexts } from "../strings/director.ts";
import styles from "./director.module.css";
import { frameMarkup } from "./embed/address.ts";
import type { Shot } from "./shot.ts";
import type { Words } from "./words-fields.tsx";

const SIZES = [[480, 320], [760, 480], [960, 600]] as const;
const SPEEDS = [0.5, 1, 2, 5, 10] as const;

/** The scene in somebody's own page: it plays there from this moment on. */
export function EmbedTab({ shot, words }: { readonly shot: Shot; readonly words: Words }) {
  const texts = useTexts(directorTexts);
  const language = useSettings((state) => state.language);
  const [size, setSize] = useState(1);
  const [speed, setSpeed] = useState(1);
  const [theme, setTheme] = useState<"system" | "light" | "dark">("system");
  const [said, setSaid] = useState("");
  const [width, height] = SIZES[size]!;
  const markup = frameMarkup({ origin: location.origin, pathname: location.pathname, fragment: new URL(shot.link.address).hash, language, theme: theme === "system" ? undefined : theme, speed, title: words.title, width, height });
  const copy = (): void => void navigator.clipboard.writeText(markup).then(() => setSaid(texts.embed.copied), () => setSaid(texts.embed.notCopied));
  return (
    <div className={styles.columns}>
      <label className={styles.label}>
        {texts.embed.markup(markup.length)}
        <textarea className={styles.code} readOnly rows={12} spellCheck={false} value={markup} onFocus={(event) => event.target.select()} />
      </label>
      <div className={styles.side}>
        <p className={styles.aside}>{texts.embed.what}</p>
        <div className={styles.row}>
          <label className={styles.label}>
            {texts.embed.size}
            <select value={size} onChange={(event) => setSize(Number(event.target.value))}>{SIZES.map(([w, h], i) => <option key={w} value={i}>{w} × {h}</option>)}</select>
          </label>
          <label className={styles.label}>
            {texts.film.speed}
            <select value={speed} onChange={(event) => setSpeed(Number(event.target.value))}>{SPEEDS.map((each) => <option key={each} value={each}>{each}×</option>)}</select>
          </label>
          <label className={styles.label}>
            {texts.embed.theme}
            <select value={theme} onChange={(event) => setTheme(event.target.value as typeof theme)}>
              <option value="system">{texts.embed.themes.system}</option>
              <option value="light">{texts.embed.themes.light}</option>
              <option value="dark">{texts.embed.themes.dark}</option>
            </select>
          </label>
        </div>
        {shot.link.secret && <p className={styles.warning}>{texts.embed.secret}</p>}
        <p className={styles.keys}><button type="button" data-first onClick={copy}>{texts.embed.copy}</button></p>
        <p role="status" className={styles.said}>{said}</p>
      </div>
    </div>
  );
}
