import type { ComponentProps } from "react";
import { useTexts } from "../strings/language.ts";
import { shellTexts } from "../strings/shell.ts";
import styles from "./title-block.module.css";

/** The button as it stands in the title of a small window. */
export function MenuFace(props: ComponentProps<"button">) {
  const texts = useTexts(shellTexts);
  return (
    <button type="button" {...props} className={styles.act} aria-label={texts.menu}>
      <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true"><path d="M3 6h14M3 10h14M3 14h14" /></svg>
    </button>
  );
}
