import type { ComponentProps } from "react";
import { useBranches } from "../state/branches.ts";
import { branchTexts } from "../strings/branches.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./timeline.module.css";

/** The tool that shows the branches; a number says when there is more than one. */
export function BranchesFace(props: ComponentProps<"button">) {
  const texts = useTexts(branchTexts);
  const count = useBranches(({ nodes }) => nodes.length);
  const name = texts.open(count);
  return (
    <button type="button" {...props} className={styles.tool} data-many aria-label={name} title={name} aria-haspopup="dialog" data-testid="branches">
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" aria-hidden="true">
        <path d="M2 11.500h8.500M4.500 11.500C7 11.500 6.500 4.500 9.500 4.500h1" />
        <circle cx="12.300" cy="4.500" r="1.800" />
        <circle cx="12.300" cy="11.500" r="1.800" fill="currentColor" />
      </svg>
      {count > 1 && <span className={styles.many} aria-hidden="true">{count}</span>}
    </button>
  );
}
