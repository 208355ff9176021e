import scenarios from "virtual:gallery";
import { useState } from "react";
import type { Scenario } from "../../scenario/scenario.ts";
import { SavedScenes } from "../saved/saved-scenes.tsx";
import { hasUnsavedText } from "../state/files.ts";
import { useOpened } from "../state/opened.ts";
import { useSettings } from "../state/settings.ts";
import { openWorld, restartWorld } from "../state/world.ts";
import { useTexts } from "../strings/language.ts";
import { galleryTexts } from "../strings/gallery.ts";
import { emptyScenario } from "./empty-scenario.ts";
import styles from "./gallery.module.css";

/** The list of scenes, as an index of plates. What the person wrote is not thrown away unasked. */
export function Gallery({ onChosen }: { readonly onChosen: () => void }) {
  const texts = useTexts(galleryTexts);
  const language = useSettings((state) => state.language);
  const opened = useOpened((state) => state.scenario);
  const [asked, setAsked] = useState<Scenario>();
  const choose = (scenario: Scenario): void => {
    if (hasUnsavedText() && asked !== scenario) return setAsked(scenario);
    openWorld(scenario);
    onChosen();
  };
  return (
    <>
      <p className={styles.keys}>
        <button type="button" className={styles.key} onClick={() => { restartWorld(); onChosen(); }}>{texts.again}</button>
        <button type="button" className={styles.key} onClick={() => choose(emptyScenario)}>{texts.empty}</button>
      </p>
      {asked && (
        <p className={styles.question} role="alert">
          {texts.unsaved}
          <button type="button" className={styles.key} onClick={() => choose(asked)}>{texts.openAnyway}</button>
          <button type="button" className={styles.key} onClick={() => setAsked(undefined)}>{texts.keep}</button>
        </p>
      )}
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
