import { select, useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { Detail } from "../xray/detail.tsx";
import styles from "./plate.module.css";

/** In the hand the pod that is looked at takes the plate's place. */
export function NarrowDetail() {
  const selected = useSelection((state) => state.selected);
  const texts = useTexts(canvasTexts);
  if (!selected?.startsWith("pod/")) return null;
  return (
    <div className={styles.sheet}>
      <button type="button" className={styles.back} aria-label={texts.closeDetail} onClick={() => select(undefined)}>×</button>
      <Detail pod={selected} />
    </div>
  );
}
