import { useMemo } from "react";
import { instantText as instant } from "../../graph/why/instant.ts";
import type { EntityKey } from "../../graph/model.ts";
import type { EventRow } from "../../worker/protocol.ts";
import { useMarksVersion } from "../state/marks.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { exactTimes } from "./exact-time.ts";
import styles from "./inspector.module.css";
import { TimeButton } from "./time-button.tsx";

/** Events about one object, each with its last instant. */
export function EventTable({ pod, events, whole }: { readonly pod: EntityKey; readonly events: readonly EventRow[]; readonly whole: boolean }) {
  const texts = useTexts(inspectorTexts).events;
  const version = useMarksVersion();
  const times = useMemo(() => {
    void version;
    return exactTimes(pod, events);
  }, [version, pod, events]);
  return (
    <table className={styles.events} aria-label={texts.title}>
      <tbody>
        {events.map(({ uid, type, reason, message, count, source, firstAtMs, lastAtMs }, index) => (
          <tr key={uid}>
            <th scope="row" className={styles.mark}><EventMark type={type} /><span className={styles.aloud}>{type === "Warning" ? texts.warning : texts.normal}</span></th>
            <th scope="row" className={styles.reason} lang="en">{reason}</th>
            <td className={styles.message} lang="en">
              {message}
              {whole && <small lang="">{texts.from(source, instant(firstAtMs))}</small>}
            </td>
            <td className={styles.when}>
              {count > 1 && <>{texts.times(count)}<br /></>}
              <TimeButton atMs={times[index] ?? lastAtMs} label={texts.lookAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EventMark({ type }: { readonly type: string }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      {type === "Warning" ? <path d="M5 .5 9.8 9.5H.2z" fill="var(--bad)" /> : <circle cx="5" cy="5" r="3" fill="none" stroke="var(--ink-3)" strokeWidth="1.3" />}
    </svg>
  );
}
