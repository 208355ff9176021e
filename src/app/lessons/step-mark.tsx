import type { StepMark as Mark } from "../strings/lessons.ts";
import styles from "./lessons.module.css";

/** Done is a filled disc with a tick, now a ring with a point, what is to come an empty ring. The word stands beside it. */
export function StepMark({ mark }: { readonly mark: Mark }) {
  return (
    <svg className={styles.mark} data-mark={mark} width="14" height="14" viewBox="0 0 14 14" fill="none" aria-hidden="true">
      <circle cx="7" cy="7" r={mark === "toCome" ? 4 : 6} fill={mark === "done" ? "currentColor" : "none"} stroke="currentColor" strokeWidth={mark === "now" ? 1.8 : 1.2} />
      {mark === "done" && <path d="M4 7.200 6.200 9.400 10.200 4.800" stroke="var(--leaf)" strokeWidth="1.6" />}
      {mark === "now" && <circle cx="7" cy="7" r="2.200" fill="currentColor" />}
    </svg>
  );
}
