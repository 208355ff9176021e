import type { ComponentProps } from "react";
import { stoppedBy, useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { shareFaceTexts } from "../strings/share-face.ts";
import styles from "./share-face.module.css";

/** The button as it stands in the title. */
export function ShareFace(props: ComponentProps<"button">) {
  const texts = useTexts(shareFaceTexts);
  const stopped = useMoment((moment) => stoppedBy(moment) === "silence" || !moment.opened);
  return (
    <button type="button" {...props} className={styles.share} disabled={stopped} aria-label={texts.share}>
      <svg width="14" height="14" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
        <path d="M6.500 9.500 9.500 6.500M7.500 4.500l1.800-1.800a2.800 2.800 0 0 1 4 4L11.500 8.500M8.500 11.500l-1.800 1.800a2.800 2.800 0 0 1-4-4L4.500 7.500" />
      </svg>
      <span className={styles.word}>{texts.share}</span>
    </button>
  );
}
