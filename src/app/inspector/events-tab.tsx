import type { PodView } from "../../graph/model.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { EventTable } from "./events.tsx";
import styles from "./inspector.module.css";
import { useEvents } from "./use-events.ts";

/** All Events about a pod or something else, the last one first. */
export function EventsTab({ pod, kind = "Pod" }: { readonly pod: Pick<PodView, "namespace" | "name" | "uid" | "key">; readonly kind?: string }) {
  const texts = useTexts(inspectorTexts);
  const { events, failed } = useEvents(pod, kind);
  if (!events) return <p className={styles.quiet}>{failed ? texts.noAnswer : texts.asking}</p>;
  if (events.length === 0) return <p className={styles.quiet}>{texts.events.none}</p>;
  return <div className={styles.section}><EventTable pod={pod.key} events={events} whole /></div>;
}
