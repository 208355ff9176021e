import { instantText } from "../../graph/why/instant.ts";
import type { ProbeAttempt } from "../../worker/protocol.ts";
import { look } from "../state/world.ts";
import { oscilloscopeTexts } from "../strings/oscilloscope.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./oscilloscope.module.css";

const SHOWN = 60;

/** The same in words: the newest first. */
export function AttemptsTable({ attempts, caption }: { readonly attempts: readonly ProbeAttempt[]; readonly caption: string }) {
  const texts = useTexts(oscilloscopeTexts);
  return (
    <details className={styles.table}>
      <summary>{texts.table(attempts.length)}</summary>
      <table>
        <caption className={styles.hidden}>{caption}</caption>
        <thead><tr>{texts.columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
        <tbody>
          {attempts.slice(-SHOWN).toReversed().map(({ atMs, startedAtMs, result, inARow, threshold, output }) => (
            <tr key={atMs} data-result={result}>
              <td><button type="button" aria-label={texts.lookAt(instantText(atMs))} onClick={() => look(atMs)}>{instantText(atMs)}</button></td>
              <td className={styles.result}>{texts.results[result]}</td>
              <td>{texts.latency(atMs - startedAtMs)}</td>
              <td>{threshold > 0 ? `${inARow}/${threshold}` : ""}</td>
              <td className={styles.said} lang="en">{output.trim()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
