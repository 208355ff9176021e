import lessons from "virtual:lessons";
import { useState } from "react";
import type { Lesson } from "../../scenario/lessons/lesson.ts";
import { useSettings } from "../state/settings.ts";
import { useTexts } from "../strings/language.ts";
import { lessonTexts } from "../strings/lessons.ts";
import { useLessons } from "./lesson-store.ts";
import styles from "./lessons-index.module.css";

/** The list of lessons, above the scenes. `onChoose` is handed how to open the chosen one. */
export function LessonsIndex({ onChoose }: { readonly onChoose: (lesson: Lesson) => void }) {
  const texts = useTexts(lessonTexts);
  const language = useSettings((state) => state.language);
  const open = useLessons((state) => state.lesson?.name);
  const [wanted, setWanted] = useState<string>();
  const choose = (name: string, load: () => Promise<Lesson>): void => {
    setWanted(name);
    load().then(onChoose, () => undefined).finally(() => setWanted(undefined));
  };
  return (
    <section aria-labelledby="lessons-heading">
      <h3 id="lessons-heading" className={styles.heading}>{texts.lessons} <em>{texts.aside}</em></h3>
      <ul className={styles.index}>
        {lessons.map(({ name, title, summary, steps, load }) => (
          <li key={name}>
            <button type="button" aria-current={name === open} aria-busy={name === wanted} onClick={() => choose(name, load)}>
              <span className={styles.name}>{title[language]}</span>
              <span className={styles.steps}>{texts.steps(steps)}</span>
              <span className={styles.summary}>{summary[language]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
