import scenarios from "virtual:gallery";
import { useState } from "react";
import type { Scenario } from "../../scenario/scenario.ts";
import { LessonsIndex } from "../lessons/lessons-index.tsx";
import { openLesson } from "../lessons/lesson-store.ts";
import { SavedScenes } from "../saved/saved-scenes.tsx";
import { keepTouched, openOther, startAfresh } from "../share/open-link.ts";
import { PickFile } from "../share/pick-file.tsx";
import { hasUnsavedText } from "../state/files.ts";
import { useOpened } from "../state/opened.ts";
import { useSettings } from "../state/settings.ts";
import { useTexts } from "../strings/language.ts";
import { galleryTexts } from "../strings/gallery.ts";
import { emptyScenario } from "./empty-scenario.ts";
import styles from "./gallery.module.css";

/** A scene or a lesson that shall be opened. */
interface Choice {
  readonly name: string;
  readonly open: () => void;
}

/** The list of scenes, as an index of plates. What the person wrote is not thrown away unasked. */
export function Gallery({ onChosen }: { readonly onChosen: () => void }) {
  const texts = useTexts(galleryTexts);
  const language = useSettings((state) => state.language);
  const opened = useOpened((state) => state.scenario);
  const [asked, setAsked] = useState<Choice>();
  const take = (choice: Choice): void => {
    if (hasUnsavedText() && asked?.name !== choice.name) return setAsked(choice);
    choice.open();
    onChosen();
  };
  const choose = (scenario: Scenario): void => take({ name: scenario.name, open: () => void openOther(scenario) });
  return (
    <>
      <p className={styles.keys}>
        <button type="button" className={styles.key} onClick={() => { void startAfresh(); onChosen(); }}>{texts.again}</button>
        <button type="button" className={styles.key} onClick={() => choose(emptyScenario)}>{texts.empty}</button>
        <PickFile className={styles.key} onPicked={onChosen} />
      </p>
      {asked && (
        <p className={styles.question} role="alert">
          {texts.unsaved}
          <button type="button" className={styles.key} onClick={() => take(asked)}>{texts.openAnyway}</button>
          <button type="button" className={styles.key} onClick={() => setAsked(undefined)}>{texts.keep}</button>
        </p>
      )}
      <LessonsIndex onChoose={(lesson) => take({ name: lesson.name, open: () => void keepTouched().then(() => openLesson(lesson)) })} />
      <ol className={styles.index}>
        {scenarios.map((scenario) => (
          <li key={scenario.name}>
            <button type="button" aria-current={scenario.name === opened?.name} onClick={() => choose(scenario)}>
              <span className={styles.name}>{scenario.title?.[language]}</span>
              <span className={styles.summary}>{scenario.summary?.[language]}</span>
            </button>
          </li>
        ))}
      </ol>
      <SavedScenes onChosen={onChosen} />
    </>
  );
}
