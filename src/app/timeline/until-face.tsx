import type { ComponentProps } from "react";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import styles from "./timeline.module.css";

/** The tool that runs on until something happens. */
export function UntilFace(props: ComponentProps<"button">) {
  const { panel } = useTexts(timelineTexts);
  return (
    <button type="button" {...props} className={styles.tool} aria-label={panel.until} title={panel.until} aria-haspopup="menu">
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" aria-hidden="true"><path d="M2 8h6M5.500 5L8.500 8l-3 3" /><circle cx="12" cy="8" r="2.600" /></svg>
    </button>
  );
}
