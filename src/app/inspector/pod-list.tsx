import { useState } from "react";
import type { EntityKey } from "../../graph/model.ts";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { podSignals } from "../glyphs/pod-shapes.ts";
import { useEntity } from "../state/model-store.ts";
import { select } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./inspector.module.css";

/** Rows that are made at once: each is drawn and listened to by itself. */
const STEP = 200;

/** Pods as buttons, each with its STATUS, READY and RESTARTS for those who hear it. */
export function PodList({ pods, label }: { readonly pods: readonly EntityKey[]; readonly label: string }) {
  const texts = useTexts(inspectorTexts).all;
  const [shown, setShown] = useState(STEP);
  const more = Math.min(pods.length - shown, STEP);
  return (
    <>
      <ul className={styles.pods} aria-label={label}>
        {pods.slice(0, shown).map((key) => <PodRow key={key} pod={key} />)}
      </ul>
      {more > 0 && <button type="button" className={styles.more} onClick={() => setShown(shown + STEP)}>{texts.more(more)}</button>}
    </>
  );
}

function PodRow({ pod: key }: { readonly pod: EntityKey }) {
  const texts = useTexts(inspectorTexts).all;
  const pod = useEntity("pod", key);
  if (!pod) return null;
  const ready = `${pod.readyCount}/${pod.containerCount}`;
  return (
    <li>
      <button type="button" onClick={() => select(key)} aria-label={texts.podName(pod.name, pod.status, ready, pod.restarts)}>
        <PodGlyph glyph={pod.glyph} size={16} {...(pod.init ? { init: pod.init } : {})} />
        <span lang="en">
          <span className={styles.podName}>{pod.name}</span>
          <small data-signal={podSignals[pod.glyph]}>{pod.status}{pod.restarts > 0 && ` ×${pod.restarts}`}</small>
        </span>
        <span className={styles.words}>{ready}</span>
      </button>
    </li>
  );
}
