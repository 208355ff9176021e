import { useMemo } from "react";
import { instantText } from "../../graph/why/instant.ts";
import type { ContainerView, EntityKey, Mark, PodView, ProbeView } from "../../graph/model.ts";
import { ProbeLamp } from "../glyphs/probe-lamp.tsx";
import { probeSignals } from "../glyphs/probe-shapes.ts";
import { openInstrument } from "../state/instrument.ts";
import { allMarks, useMarksVersion } from "../state/marks.ts";
import { useMoment } from "../state/moment.ts";
import { useSelection } from "../state/selection.ts";
import { look } from "../state/world.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { stateTexts } from "../strings/states.ts";
import { Elapsed, Remaining } from "./countdown.tsx";
import styles from "./inspector.module.css";

/** Every probe of a pod, or of the container that is asked about. */
export function ProbesTab({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts);
  const chosen = useSelection((state) => state.container);
  const own = pod.containers.filter(({ name }) => name === chosen);
  const containers = (own.length > 0 ? own : pod.containers).filter(({ probes }) => probes.length > 0);
  if (containers.length === 0) return <p className={styles.quiet}>{texts.probes.none}</p>;
  return (
    <>
      <div className={styles.tools}><button type="button" className={styles.act} onClick={() => openInstrument({ kind: "oscilloscope", pod: pod.key })}>{texts.probes.oscilloscope}</button></div>
      {containers.map((container) => (
        <section key={container.name} className={styles.section}>
          <h3 className={styles.name} lang="en">{container.name}</h3>
          {container.probes.map((probe) => <Lamp key={probe.type} pod={pod.key} container={container} probe={probe} />)}
        </section>
      ))}
    </>
  );
}

interface LampProps {
  readonly pod: EntityKey;
  readonly container: ContainerView;
  readonly probe: ProbeView;
}

function Lamp({ pod, container, probe }: LampProps) {
  const texts = useTexts(inspectorTexts).probes;
  const states = useTexts(stateTexts).probes;
  const { figures } = texts;
  const seconds = (ms: number): string => texts.seconds(ms / 1000);
  const result = probe.last?.result;
  const failed = result !== undefined && result !== "success";
  const needed = failed ? probe.failureThreshold : probe.successThreshold;
  return (
    <div className={styles.lamp}>
      <ProbeLamp state={probe.state} size={28} />
      <div>
        <h4 lang="en">{texts.name(probe.type)}</h4>
        <p className={styles.asks} lang="en">{probe.how} {probe.asks}</p>
        <p><span className={styles.state} data-signal={probeSignals[probe.state]}>{states[probe.state]}</span>{result && probe.inARow > 0 && <> · {texts.inARow(probe.inARow, needed > probe.inARow || failed ? needed : 0, texts.results[result])}</>}</p>
        <p>
          {probe.last && <Elapsed sinceMs={probe.last.atMs} text={texts.asked} />}
          {probe.onHold ? <> · {texts.onHold}</> : probe.nextAtMs !== undefined && <>{probe.last && " · "}<Remaining untilMs={probe.nextAtMs} text={texts.next} /></>}
        </p>
      </div>
      {failed && probe.last?.output && <pre className={styles.output} lang="en" tabIndex={0}>{probe.last.output.trimEnd()}</pre>}
      <dl className={styles.figures}>
        <div><dt>{figures.delay}</dt><dd>{seconds(probe.initialDelayMs)}</dd></div>
        <div><dt>{figures.period}</dt><dd>{seconds(probe.periodMs)}</dd></div>
        <div><dt>{figures.timeout}</dt><dd>{seconds(probe.timeoutMs)}</dd></div>
        <div><dt>{figures.success}</dt><dd>{probe.successThreshold}</dd></div>
        <div><dt>{figures.failure}</dt><dd>{probe.failureThreshold}</dd></div>
      </dl>
      <History pod={pod} container={container.name} probe={probe} />
    </div>
  );
}

type ProbeMark = Extract<Mark, { kind: "probe" }>;
const SHOWN = 18;

/** The last answers, oldest first; pressed, one's instant is looked at. */
function History({ pod, container, probe }: { readonly pod: EntityKey; readonly container: string; readonly probe: ProbeView }) {
  const texts = useTexts(inspectorTexts).probes;
  const version = useMarksVersion();
  const lastAtMs = probe.last?.atMs ?? -1;
  const marks = useMemo(() => {
    void version;
    return lastMarks(pod, container, probe.type, lastAtMs);
  }, [version, pod, container, probe.type, lastAtMs]);
  const viewMs = useMoment((state) => marks.findLast(({ atMs }) => atMs <= state.viewMs)?.id);
  if (marks.length === 0) return null;
  return (
    <ol className={styles.history} aria-label={texts.history}>
      {marks.map(({ id, atMs, result }) => (
        <li key={id}>
          <button type="button" onClick={() => look(atMs)} aria-current={id === viewMs} aria-label={`${instantText(atMs)} ${texts.results[result]}`} title={`${instantText(atMs)} ${texts.results[result]}`}>
            <svg width="10" height="12" viewBox="0 0 10 12" aria-hidden="true">
              {result === "success" && <path d="M5 1v10" stroke="var(--ok)" strokeWidth="2" />}
              {result === "failure" && <path d="m1 2 8 8m0-8-8 8" stroke="var(--bad)" strokeWidth="2" />}
              {result === "unknown" && <path d="M1 6h8" stroke="var(--ink-3)" strokeWidth="2" />}
            </svg>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Those up to the answer that is shown, from the end: the list of all marks may be long. */
function lastMarks(pod: EntityKey, container: string, type: ProbeView["type"], untilMs: number): readonly ProbeMark[] {
  const all = allMarks();
  const found: ProbeMark[] = [];
  for (let index = all.length - 1; index >= 0 && found.length < SHOWN; index -= 1) {
    const mark = all[index]!;
    if (mark.kind === "probe" && mark.atMs <= untilMs && mark.pod === pod && mark.container === container && mark.probe === type) found.push(mark);
  }
  return found.reverse();
}
