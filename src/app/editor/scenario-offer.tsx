import { useState } from "react";
import { openScene } from "../share/open-link.ts";
import { editorTexts } from "../strings/editor.ts";
import { useTexts } from "../strings/language.ts";
import { askChecks } from "./checks.ts";
import styles from "./editor.module.css";
import { useJudgements } from "./judgements.ts";

/** A whole scenario was pasted where a manifest goes: it can be played. */
export function ScenarioOffer() {
  const texts = useTexts(editorTexts);
  const isScenario = useJudgements((state) => state.isScenario);
  const text = useJudgements((state) => state.text);
  const [refused, setRefused] = useState<{ readonly text: string; readonly faults: readonly string[] }>();
  if (!isScenario) return null;
  const open = async (): Promise<void> => {
    const { scene, faults } = await askChecks({ type: "scenario", text });
    if (scene) await openScene(scene);
    else setRefused({ text, faults });
  };
  return (
    <div className={styles.offer}>
      <p>{texts.scenarioHere}</p>
      <button type="button" className={styles.act} onClick={() => void open()}>{texts.openScenario}</button>
      {refused?.text === text && (
        <div role="alert" className={styles.faults}>
          <p>{texts.scenarioFault}</p>
          <ul lang="en">{refused.faults.slice(0, 5).map((fault) => <li key={fault}>{fault}</li>)}</ul>
        </div>
      )}
    </div>
  );
}
