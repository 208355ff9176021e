import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { instantText } from "../../graph/why/instant.ts";
import type { ContainerView, ProbeView } from "../../graph/model.ts";
import type { ProbeRecord, ProbeTrack } from "../../worker/protocol.ts";
import { ProbeLamp } from "../glyphs/probe-lamp.tsx";
import { probeSignals } from "../glyphs/probe-shapes.ts";
import { useOwnKeys } from "../shell/use-own-keys.ts";
import { useMoment } from "../state/moment.ts";
import { look } from "../state/world.ts";
import { oscilloscopeTexts } from "../strings/oscilloscope.ts";
import { stateTexts } from "../strings/states.ts";
import { useTexts } from "../strings/language.ts";
import { AttemptsTable } from "./attempts-table.tsx";
import { Handle } from "./handle.tsx";
import { laneDrawing, latencyY, runY } from "./lane-drawing.ts";
import { outcomeOf } from "./outcome.ts";
import styles from "./oscilloscope.module.css";
import { Trace } from "./trace.tsx";
import { WhatIfBar } from "./what-if-bar.tsx";
import { canCount, count, figuresOf, type Figure, type Figures } from "./what-if.ts";

interface LaneProps {
  readonly container: ContainerView;
  readonly probe: ProbeView;
  readonly record: ProbeRecord;
  readonly width: number;
  readonly pxPerMs: number;
  /** It is the one that the person came for. */
  readonly wanted: boolean;
}

const MOST_THRESHOLD = 30;

/** One probe: who is asked, the drawing, and what other figures would have led to. */
export function Lane({ container, probe, record, width, pxPerMs, wanted }: LaneProps) {
  const texts = useTexts(oscilloscopeTexts);
  const track = useMemo<ProbeTrack>(() => record.tracks.find((each) => each.container === container.name && each.probe === probe.type) ?? { container: container.name, probe: probe.type, attempts: [] }, [record, container.name, probe.type]);
  const { initialDelayMs, periodMs, timeoutMs, successThreshold, failureThreshold } = probe;
  const was = useMemo(() => figuresOf({ initialDelayMs, periodMs, timeoutMs, successThreshold, failureThreshold } as ProbeView), [initialDelayMs, periodMs, timeoutMs, successThreshold, failureThreshold]);
  const [other, setOther] = useState<Partial<Figures>>({});
  const [looked, setLooked] = useState<Figure>();
  const figures = useMemo(() => ({ ...was, ...other }), [was, other]);
  const changed = looked !== undefined && figures[looked] !== was[looked];
  const recorded = useMemo(() => count(track, record.lives, was, was), [track, record.lives, was]);
  const counted = useMemo(() => (changed ? count(track, record.lives, was, figures) : undefined), [track, record.lives, was, figures, changed]);
  const come = useMoment(({ viewMs }) => track.attempts.findLastIndex(({ atMs }) => atMs <= viewMs) + 1);
  const untilMs = track.attempts[come - 1]?.atMs ?? 0;
  const drawing = laneDrawing(was, figures);
  const plot = useOwnKeys<SVGSVGElement>(useCallback((event) => walk(event, track), [track]));
  const own = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (wanted) own.current?.scrollIntoView({ block: "nearest" });
  }, [wanted]);
  // One figure at a time: what two would have done together is another question.
  const change = (figure: Figure, value: number): void => {
    if (!canCount(figure, value, was, track)) return;
    setLooked(figure);
    setOther({ [figure]: value });
  };
  const lookAt = (figure: Figure | undefined): void => {
    setLooked(figure);
    if (figure === undefined || other[figure] === undefined) setOther({});
  };
  const handle = (figure: "failureThreshold" | "successThreshold" | "timeoutSeconds", y: number, unit: number, most: number) => (
    <Handle
      name={figure} value={figures[figure]} was={was[figure]} least={1} most={most} y={y} width={width} unit={unit}
      says={`${figures[figure]}. ${outcomeOf({ track, lives: record.lives, was, figures: { ...was, [figure]: figures[figure] }, untilMs }, texts.outcomes).long}`}
      onLook={() => looked !== figure && lookAt(figure)} onChange={(value) => change(figure, value)}
    />
  );
  const name = texts.lane(`${probe.type}Probe`, container.name);
  return (
    <section ref={own} className={styles.lane} aria-label={name} data-probe={probe.type} data-container={container.name}>
      <LaneHead container={container} probe={probe} track={track} come={come} />
      <div className={styles.plot}>
        <svg width={width} height={drawing.height} role="group" aria-label={`${name}. ${texts.laneKeys}`} tabIndex={0} ref={plot}>
          <Trace track={track} lives={record.lives} endpoints={record.endpoints} was={was} figures={figures} recorded={recorded} counted={counted} nextAtMs={probe.onHold ? undefined : probe.nextAtMs} drawing={drawing} width={width} pxPerMs={pxPerMs} />
          {handle("timeoutSeconds", latencyY(figures.timeoutSeconds * 1000, was.timeoutSeconds * 1000, drawing), -12, was.timeoutSeconds + 3)}
          {probe.type === "readiness" && handle("successThreshold", runY(figures.successThreshold, figures, drawing), -drawing.successUnit, MOST_THRESHOLD)}
          {handle("failureThreshold", runY(-figures.failureThreshold, figures, drawing), drawing.failureUnit, MOST_THRESHOLD)}
        </svg>
      </div>
      <div className={styles.below}>
        <WhatIfBar track={track} lives={record.lives} was={was} figures={figures} looked={looked} untilMs={untilMs} onLook={lookAt} onChange={change} />
        {come > 0 && <AttemptsTable attempts={track.attempts.slice(0, come)} caption={name} />}
      </div>
    </section>
  );
}

/** Arrow keys on a lane: from answer to answer, the playhead goes along. */
function walk(event: KeyboardEvent, { attempts }: ProbeTrack): void {
  if (event.target !== event.currentTarget || event.shiftKey) return;
  const { viewMs } = useMoment.getState();
  const next = event.key === "ArrowLeft" ? attempts.findLast(({ atMs }) => atMs < viewMs) : event.key === "ArrowRight" ? attempts.find(({ atMs }) => atMs > viewMs) : undefined;
  if (!next) return;
  event.preventDefault();
  look(next.atMs);
}

/** Whose lamp it is, how it stands, and the last answer in words. */
function LaneHead({ container, probe, track, come }: Pick<LaneProps, "container" | "probe"> & { readonly track: ProbeTrack; readonly come: number }) {
  const texts = useTexts(oscilloscopeTexts);
  const states = useTexts(stateTexts).probes;
  const last = track.attempts[come - 1];
  return (
    <header className={styles.who}>
      <ProbeLamp state={probe.state} size={24} />
      <div>
        <h3 lang="en">{probe.type}Probe</h3>
        <p className={styles.container} lang="en">{container.name}</p>
        <p className={styles.asks} lang="en">{probe.how} {probe.asks}</p>
        <p><span className={styles.state} data-signal={probeSignals[probe.state]}>{states[probe.state]}</span></p>
        <p className={styles.last}>{last ? texts.took(instantText(last.atMs), texts.results[last.result], texts.latency(last.atMs - last.startedAtMs), texts.inARow(last.inARow, last.threshold)) : texts.nothingYet}</p>
      </div>
    </header>
  );
}
