import { useState, type FormEvent } from "react";
import { openSaved } from "../share/open-link.ts";
import { useOpened } from "../state/opened.ts";
import { useSettings } from "../state/settings.ts";
import { savedTexts } from "../strings/saved.ts";
import { useTexts } from "../strings/language.ts";
import { sceneNow, useUnsaved } from "./autosave.ts";
import styles from "./saved-scenes.module.css";
import { OtherScenes } from "./other-scenes.tsx";
import { forgetScene, namedScenes, nameScene } from "./storage.ts";

/** The person's own scenes, by the names that they gave them, in this browser. */
export function SavedScenes({ onChosen }: { readonly onChosen: () => void }) {
  const texts = useTexts(savedTexts);
  const language = useSettings((state) => state.language);
  const scenario = useOpened((state) => state.scenario);
  const unsaved = useUnsaved((state) => state.unsaved);
  const [scenes, setScenes] = useState(namedScenes);
  const [name, setName] = useState(scenario?.title?.[language] ?? scenario?.name ?? "");
  const [said, setSaid] = useState("");
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const fragment = await sceneNow();
    const kept = name.trim() !== "" && fragment !== undefined && nameScene(name.trim(), fragment, Date.now());
    setSaid(kept ? texts.kept(name.trim()) : texts.notKept);
    setScenes(namedScenes());
  };
  return (
    <section className={styles.saved} aria-label={texts.title}>
      <h3>{texts.title}</h3>
      <form onSubmit={(event) => void keep(event)}>
        <label>{texts.name} <input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} /></label>
        <button type="submit">{texts.keep}</button>
        <span role="status">{said}</span>
      </form>
      {unsaved && <p role="alert" className={styles.unsaved}>{texts.unsaved}</p>}
      {scenes.length > 0 && (
        <ul>
          {scenes.map((scene) => (
            <li key={scene.name}>
              <button type="button" className={styles.open} onClick={() => (openSaved(scene.fragment) ? onChosen() : setSaid(texts.broken))}>{scene.name}</button>
              <time dateTime={new Date(scene.savedAtMs).toISOString()}>{new Date(scene.savedAtMs).toLocaleString(language === "zh" ? "zh-CN" : "en")}</time>
              <button type="button" onClick={() => { forgetScene(scene.name); setScenes(namedScenes()); }} aria-label={texts.forget(scene.name)}>{texts.forgetShort}</button>
            </li>
          ))}
        </ul>
      )}
      <OtherScenes onOpen={(fragment) => (openSaved(fragment) ? onChosen() : setSaid(texts.broken))} />
    </section>
  );
}
