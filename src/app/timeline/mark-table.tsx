import { useState } from "react";
import type { Mark } from "../../graph/model.ts";
import { clockText } from "../clock.ts";
import { allMarks, useMarksVersion } from "../state/marks.ts";
import { useMoment } from "../state/moment.ts";
import { useSelection } from "../state/selection.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import { lanesNow } from "./known-lanes.ts";
import { countUpTo } from "./steps.ts";
import styles from "./timeline.module.css";
import { goThere } from "./transport-actions.ts";
import { podName, saidOf } from "./words.ts";

/** Rows at once. More on demand: a thousand pods write many lines. */
const PAGE = 200;

/** Everything that the lanes show, as a table: of the selected pod, or of all. Newest first, as one looks for what just happened. */
export function MarkTable() {
  useMarksVersion();
  const texts = useTexts(timelineTexts);
  const selected = useSelection((state) => state.selected);
  const viewMs = useMoment((moment) => (moment.viewMs < moment.liveMs ? moment.viewMs : Infinity));
  const [shown, setShown] = useState(PAGE);
  const lane = selected === undefined ? undefined : lanesNow().pods.get(selected);
  const marks: readonly Mark[] = lane?.marks ?? allMarks();
  const title = lane ? texts.table.of(lane.name || podName(lane.key)) : texts.table.ofAll;
  const rows = marks.slice(Math.max(0, marks.length - shown)).toReversed();
  const ahead = marks.length - countUpTo(marks, viewMs);
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.table.time}</th>
            {!lane && <th scope="col">Pod</th>}
            <th scope="col">{texts.table.what}</th>
            <th scope="col">{texts.table.text}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((mark, index) => {
            const said = saidOf(mark, texts);
            return (
              <tr key={mark.id} data-ahead={index < ahead} data-bad={isBad(mark)}>
                <td><button type="button" onClick={() => goThere(mark.atMs)} title={index < ahead ? texts.table.ahead : undefined}>{clockText(mark.atMs)}</button></td>
                {!lane && <td>{"pod" in mark ? podName(mark.pod) || lanesNow().pods.get(mark.pod)?.name : ""}</td>}
                <td>{said.what}</td>
                <td className={said.own ? styles.own : undefined} lang={said.own ? "en" : undefined}>{said.text}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 && <p>{texts.table.empty}</p>}
      {marks.length > shown && <button type="button" className={styles.more} onClick={() => setShown(shown + PAGE)}>{texts.table.earlier(Math.min(PAGE, marks.length - shown))}</button>}
    </div>
  );
}

const isBad = (mark: Mark): boolean => mark.kind === "request" || (mark.kind === "event" && mark.type === "Warning") || (mark.kind === "probe" && mark.result === "failure") || (mark.kind === "container" && (mark.exitCode ?? 0) !== 0);
