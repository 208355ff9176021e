import type { EntityKey } from "../../graph/model.ts";
import { serviceGlyph, workloadGlyphs } from "../glyphs/owner-glyphs.ts";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { podSignals } from "../glyphs/pod-shapes.ts";
import { useEntity } from "../state/model-store.ts";
import { select, useSelection } from "../state/selection.ts";
import { useTexts } from "../strings/language.ts";
import { workloadTexts } from "../strings/workloads.ts";
import styles from "./inspector.module.css";

/** While the pointer or the keyboard is on a row, its Pods stand out on the plate. */
const hovering = (key: EntityKey) => ({
  onMouseEnter: () => useSelection.setState({ hovered: key }), onMouseLeave: () => useSelection.setState({ hovered: undefined }),
  onFocus: () => useSelection.setState({ hovered: key }), onBlur: () => useSelection.setState({ hovered: undefined }),
});

export function WorkloadRow({ workload: key }: { readonly workload: EntityKey }) {
  const texts = useTexts(workloadTexts);
  const workload = useEntity("workload", key);
  if (!workload) return null;
  const glyph = workloadGlyphs[workload.state];
  const revision = workload.of === "ReplicaSet" && workload.revision !== "" ? ` · ${texts.revision} ${workload.revision}` : "";
  return (
    <li>
      <button type="button" onClick={() => select(key)} aria-label={`${texts.name(workload.of, workload.name, texts.states[workload.state])}, ${workload.columns.map(({ name, text }) => `${name} ${text}`).join(", ")}`} title={texts.states[workload.state]} {...hovering(key)}>
        <PodGlyph glyph={glyph} size={16} />
        <span lang="en"><span className={styles.podName}>{workload.name}</span><small data-signal={podSignals[glyph]}>{workload.of}{revision}</small></span>
        <span className={styles.words} lang="en">{workload.of === "CronJob" ? workload.current : `${workload.of === "Job" ? workload.available : workload.ready}/${workload.desired}`}</span>
      </button>
    </li>
  );
}

export function ServiceRow({ service: key }: { readonly service: EntityKey }) {
  const texts = useTexts(workloadTexts);
  const service = useEntity("service", key);
  if (!service) return null;
  const ready = service.endpoints.filter(({ state }) => state === "ready").length;
  return (
    <li>
      <button type="button" onClick={() => select(key)} aria-label={`${texts.name(service.type, service.name, texts.endpoints(ready, service.endpoints.length))}`} title={texts.endpoints(ready, service.endpoints.length)} {...hovering(key)}>
        <PodGlyph glyph={serviceGlyph(service)} size={16} />
        <span lang="en"><span className={styles.podName}>{service.name}</span><small>{service.type}{service.clusterIP && ` ${service.clusterIP}`}</small></span>
        <span className={styles.words}>{ready}/{service.endpoints.length}</span>
      </button>
    </li>
  );
}
