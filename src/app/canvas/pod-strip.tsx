import { memo, useState } from "react";
import type { EntityKey, PodView } from "../../graph/model.ts";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { usePodMotion } from "../glyphs/use-motion.ts";
import { modelStore, useEntity, useKeys } from "../state/model-store.ts";
import { openDetail, select, useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { elideMiddle } from "./elide.ts";
import styles from "./plate.module.css";
import { podLabel } from "./pod-label.ts";
import { isTrouble } from "./trouble.ts";

/** So many at first; the rest on demand. */
const FIRST = 40;

/** In the hand: pods as a strip of capsules, everybody's before the cluster's own. */
export function PodStrip() {
  const keys = useKeys("pod");
  const texts = useTexts(canvasTexts);
  const [all, setAll] = useState(false);
  const sorted = keys.toSorted((a, b) => rank(a) - rank(b));
  const isOpen = useSelection((state) => state.selected?.startsWith("pod/") ?? false);
  const seen = all ? sorted : sorted.slice(0, FIRST);
  if (keys.length === 0) return null;
  return (
    <div className={styles.strip} role="group" aria-label={texts.asList} data-own-keys>
      {seen.map((key) => <Chip key={key} pod={key} />)}
      {seen.length < keys.length && <button type="button" className={styles.chip} onClick={() => setAll(true)}>{texts.moreWait(keys.length - seen.length)}</button>}
      {isOpen && <button type="button" data-picture="none" className={styles.back} aria-label={texts.closeDetail} title={texts.closeDetail} onClick={() => select(undefined)}>×</button>}
    </div>
  );
}

const rank = (key: EntityKey): number => Number(modelStore.get("pod", key)?.namespace === "kube-system");

const Chip = memo(function Chip({ pod: key }: { readonly pod: EntityKey }) {
  const pod = useEntity("pod", key);
  const selected = useSelection((state) => state.selected === key);
  return pod ? <Capsule pod={pod} selected={selected} /> : null;
});

function Capsule({ pod, selected }: { readonly pod: PodView; readonly selected: boolean }) {
  const motion = usePodMotion(pod);
  return (
    <button
      type="button" className={styles.chip} lang="en" aria-label={podLabel(pod)} aria-pressed={selected} data-bad={isTrouble(pod.glyph)} data-nowhere={pod.node === ""}
      onClick={() => (selected ? select(undefined) : openDetail(pod.key))}
    >
      <PodGlyph glyph={pod.glyph} size={15} {...motion} />
      {elideMiddle(pod.name, 16)}
    </button>
  );
}
