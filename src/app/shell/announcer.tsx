import { useEffect, useState } from "react";
import { modelStore } from "../state/model-store.ts";
import { useSettings } from "../state/settings.ts";
import { announcerTexts } from "../strings/announcer.ts";
import { announced, toldOf, type Told } from "./announced.ts";
import styles from "./announcer.module.css";

/** Page milliseconds between two announcements: what comes in between is told together, as it stands then. */
const PAUSE_MS = 1_500;

/** Tells a screen reader what becomes of the Pods, as the plate shows it to others. */
export default function Announcer() {
  const [text, setText] = useState("");
  useEffect(() => follow(setText), []);
  return <p className={styles.unseen} role="status" aria-live="polite" data-testid="announcer">{text}</p>;
}

function follow(say: (text: string) => void): () => void {
  const known = new Map<string, { readonly name: string; readonly told: string }>();
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const note = (key: string): boolean => {
    const pod = modelStore.get("pod", key);
    const before = known.get(key);
    if (pod) known.set(key, { name: pod.name, told: toldOf(pod) });
    return before?.told !== (pod && toldOf(pod));
  };
  for (const key of modelStore.keys("pod")) note(key);
  const tell = (): void => {
    timer = undefined;
    const changed = new Map<string, Told>();
    for (const key of waiting) {
      const pod = modelStore.get("pod", key);
      changed.set(pod ? key : (known.get(key)?.name ?? key), pod);
      if (!pod) known.delete(key);
    }
    waiting.clear();
    say(announced(changed, announcerTexts[useSettings.getState().language]));
  };
  const end = modelStore.onAny((changed) => {
    for (const key of changed) if (key.startsWith("pod/") && note(key)) waiting.add(key);
    if (waiting.size > 0) timer ??= setTimeout(tell, PAUSE_MS);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}
