import type { ComponentProps } from "react";
import { useTexts } from "../strings/language.ts";
import { shellTexts } from "../strings/shell.ts";
import styles from "./title-block.module.css";

/** The button as it stands in the title. */
export function AboutFace(props: ComponentProps<"button">) {
  const { about } = useTexts(shellTexts);
  return (
    <button type="button" {...props} className={styles.act} aria-label={about.title} title={about.title}>
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
        <circle cx="8" cy="8" r="5.5" />
        <path d="M8 7.2v3.8M8 4.6v1.3" />
      </svg>
    </button>
  );
}
