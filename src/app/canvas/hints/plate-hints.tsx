import { useRef } from "react";
import styles from "./hints.module.css";
import { MarkTips } from "./mark-tips.tsx";
import { OpenHint } from "./open-hint.tsx";
import { PodTip } from "./pod-tip.tsx";

/** What the plate says of what is pointed at, over the drawing. */
export function PlateHints() {
  const ground = useRef<HTMLDivElement>(null);
  return (
    <div ref={ground} className={styles.hints} data-picture="none">
      <PodTip ground={ground} />
      <MarkTips ground={ground} />
      <OpenHint />
    </div>
  );
}
