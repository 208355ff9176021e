import { instantText } from "../../graph/why/instant.ts";
import type { PodView } from "../../graph/model.ts";
import { useSelection } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { EventTable } from "./events.tsx";
import styles from "./inspector.module.css";
import { useEvents } from "./use-events.ts";

const SHOWN = 3;

/** The newest Events, below what they are about. */
export function LastEvents({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts).events;
  const { events } = useEvents(pod);
  if (!events || events.length === 0) return null;
  const earlier = events.slice(SHOWN);
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{texts.title}</h3>
      <EventTable pod={pod.key} events={events.slice(0, SHOWN)} whole={false} />
      {earlier.length > 0 && (
        <button type="button" className={styles.more} onClick={() => useSelection.setState({ tab: "events" })}>
          {texts.earlier(earlier.length, instantText(Math.min(...earlier.map(({ firstAtMs }) => firstAtMs))))}
        </button>
      )}
    </section>
  );
}
