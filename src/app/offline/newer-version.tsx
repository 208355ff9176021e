import { useEffect, useState } from "react";
import { registerSW } from "virtual:pwa-register";
import { useTexts } from "../strings/language.ts";
import { offlineTexts } from "../strings/offline.ts";
import styles from "./newer-version.module.css";

/** Keeps the page for offline use, and says when a newer one waits. It comes when the person asks for it, not before. */
export default function NewerVersion() {
  const texts = useTexts(offlineTexts);
  const [take, setTake] = useState<() => void>();
  useEffect(() => {
    if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
    const update = registerSW({ onNeedRefresh: () => setTake(() => () => void update(true)) });
  }, []);
  if (!take) return null;
  return (
    <div className={styles.note} role="status">
      {texts.newer}
      <button type="button" onClick={take}>{texts.take}</button>
      <button type="button" onClick={() => setTake(undefined)}>{texts.later}</button>
    </div>
  );
}
