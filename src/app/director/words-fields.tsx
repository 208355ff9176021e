import { create } from "zustand";
import { useSettings } from "../state/settings.ts";
import { useTexts } from "../strings/language.ts";
import { directorTexts } from "../strings/director.ts";
import styles from "./director.module.css";
import type { Shot } from "./shot.ts";

/** What the person says about what is seen. */
export interface Words {
  readonly title: string;
  readonly caption: string;
  readonly setTitle: (title: string) => void;
  readonly setCaption: (caption: string) => void;
}

/** What was written last, for the scene that it was written for: a print bears it, too. */
export const useCaption = create<{ readonly scene: string; readonly title: string | undefined; readonly caption: string }>(() => ({ scene: "", title: undefined, caption: "" }));

export function useWords({ link }: Shot): Words {
  const language = useSettings((state) => state.language);
  const { title: titles, name } = link.scene.scenario;
  const written = useCaption();
  const mine = written.scene === name ? written : { title: undefined, caption: "" };
  const put = (more: { readonly title?: string; readonly caption?: string }): void => useCaption.setState({ scene: name, title: mine.title, caption: mine.caption, ...more });
  return {
    title: mine.title ?? titles?.[language] ?? titles?.["en"] ?? name,
    caption: mine.caption,
    setTitle: (title) => put({ title }),
    setCaption: (caption) => put({ caption }),
  };
}

const MOST_TITLE = 120;
const MOST_CAPTION = 600;

export function WordsFields({ words: { title, caption, setTitle, setCaption } }: { readonly words: Words }) {
  const texts = useTexts(directorTexts);
  return (
    <>
      <label className={styles.label}>
        {texts.title}
        <input type="text" value={title} maxLength={MOST_TITLE} autoComplete="off" onChange={(event) => setTitle(event.target.value)} />
      </label>
      <label className={styles.label}>
        {texts.caption}
        <textarea rows={3} value={caption} maxLength={MOST_CAPTION} placeholder={texts.captionHint} onChange={(event) => setCaption(event.target.value)} />
      </label>
    </>
  );
}
