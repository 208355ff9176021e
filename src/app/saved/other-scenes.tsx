import { useState } from "react";
import { decodeKept } from "../../scenario/link/link.ts";
import { useSettings } from "../state/settings.ts";
import { savedTexts } from "../strings/saved.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./saved-scenes.module.css";
import { otherScenes } from "./storage.ts";

/** What was open before without a name, here or in another tab: nothing is lost by opening something else. */
export function OtherScenes({ onOpen }: { readonly onOpen: (fragment: string) => void }) {
  const texts = useTexts(savedTexts);
  const language = useSettings((state) => state.language);
  const [scenes] = useState(readable);
  if (scenes.length === 0) return null;
  return (
    <>
      <h4>{texts.others} <small>{texts.othersHint}</small></h4>
      <ul aria-label={texts.others}>
        {scenes.map(({ id, savedAtMs, fragment, scenario }) => (
          <li key={id}>
            <button type="button" className={styles.open} onClick={() => onOpen(fragment)}>{scenario.title?.[language] ?? scenario.name}</button>
            <time dateTime={new Date(savedAtMs).toISOString()}>{new Date(savedAtMs).toLocaleString(language === "zh" ? "zh-CN" : "en")}</time>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What cannot be opened is not offered; it stays in its place. */
const readable = () =>
  otherScenes().flatMap((scene) => {
    const link = decodeKept(scene.fragment);
    return link.ok ? [{ ...scene, scenario: link.scene.scenario }] : [];
  });
