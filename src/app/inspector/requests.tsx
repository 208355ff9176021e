import { useMemo } from "react";
import type { EntityKey, Station } from "../../graph/model.ts";
import type { RequestRow } from "../../worker/protocol.ts";
import { modelStore } from "../state/model-store.ts";
import { select } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { journeyTexts } from "../strings/journeys.ts";
import { useTexts } from "../strings/language.ts";
import { whenTime } from "./changes.ts";
import styles from "./inspector.module.css";
import { TimeButton } from "./time-button.tsx";
import { useAnswer } from "./use-answer.ts";

/** The last requests that a Pod made or got, or that went through a Service: hop by hop, with how each ended. */
export function Requests({ about }: { readonly about: EntityKey }) {
  const texts = useTexts(journeyTexts);
  const query = useMemo(() => ({ type: "requests", about }) as const, [about]);
  const { answer } = useAnswer<"requests">(query, whenTime);
  const requests = answer?.requests ?? [];
  if (requests.length === 0) return null;
  return (
    <section className={styles.section} data-requests="">
      <h3 className={styles.sub}>{texts.requests}</h3>
      <table className={styles.events}>
        <tbody>{requests.map((request) => <Row key={`${request.atMs} ${request.from} ${request.asked}`} request={request} about={about} />)}</tbody>
      </table>
    </section>
  );
}

function Row({ request: { atMs, from, via, to, asked, translated, verdict, status }, about }: { readonly request: RequestRow; readonly about: EntityKey }) {
  const texts = useTexts(journeyTexts);
  const times = useTexts(inspectorTexts);
  const failed = verdict !== "answered" && verdict !== "sent";
  return (
    <tr>
      <td className={styles.message}>
        <span lang="en">{asked}</span>
        <small>
          {[from, via, to].filter((station, i, all) => station !== "" && all.indexOf(station) === i).map((station, i) => (
            <span key={station}>{i > 0 && " → "}{station === about ? <b>{nameOf(station)}</b> : <button type="button" className={styles.link} onClick={() => select(station)}>{nameOf(station)}</button>}</span>
          ))}
          {translated !== "" && <span lang="en"> · {translated}</span>}
        </small>
        <small data-signal={failed ? "bad" : undefined} style={failed ? { color: "var(--bad)" } : undefined}>{texts.verdicts[verdict]}{status !== "" && ` ${status}`}</small>
      </td>
      <td className={styles.when}><TimeButton atMs={atMs} label={times.why.lookAt} /></td>
    </tr>
  );
}

function nameOf(station: Station): string {
  const entity = modelStore.model.get(station);
  return entity && "name" in entity ? entity.name : station.slice(station.indexOf("/") + 1).slice(0, 24);
}
