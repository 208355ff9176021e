import { select } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./inspector.module.css";

/** What was selected is not there at this moment: it may be again at another. */
export function Gone() {
  const texts = useTexts(inspectorTexts);
  return (
    <div className={styles.section}>
      <p className={styles.quiet}>{texts.gone}</p>
      <button type="button" className={styles.act} onClick={() => select(undefined)}>{texts.cluster}</button>
    </div>
  );
}
