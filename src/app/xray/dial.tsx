import { memo, useMemo } from "react";
import { ProbeMark } from "../glyphs/probe-lamp.tsx";
import { probeSignals } from "../glyphs/probe-shapes.ts";
import type { ContainerView, EntityKey, ProbeView } from "../../graph/model.ts";
import { allMarks, useMarksVersion } from "../state/marks.ts";
import { useTexts } from "../strings/language.ts";
import { stateTexts } from "../strings/states.ts";
import { xrayTexts } from "../strings/xray.ts";
import { button, showProbe } from "./act.ts";
import { DialArc } from "./dial-arc.tsx";
import styles from "./detail.module.css";
import type { DialLayout } from "./dials-layout.ts";
import { failureTimes } from "./failures.ts";
import { momentText, spanText } from "./times.ts";
import { firstThatFits } from "./text-fit.ts";
import { Words, type Tone } from "./words.tsx";

interface DialProps {
  readonly pod: EntityKey;
  readonly container: ContainerView;
  readonly probe: ProbeView;
  readonly layout: DialLayout;
}

const tones = { ok: "ink", wait: "wait", bad: "bad", mute: "ink", ink: "ink" } as const;

/** A probe as a dial: a tick per second of its period, an arc for the time since it last asked, a pip per step to its threshold. */
export const Dial = memo(function Dial({ pod, container, probe, layout }: DialProps) {
  const texts = useTexts(xrayTexts);
  const states = useTexts(stateTexts);
  const { box, centre, radius, size, leader } = layout;
  const tone: Tone = tones[probeSignals[probe.state]];
  const broken = probe.state === "failed" || probe.state === "failing";
  const name = `${texts.probes[probe.type]}, ${container.name}, ${probe.how} ${probe.asks}, ${states.probes[probe.state]}${broken ? `, ${texts.countOf(probe.inARow, probe.failureThreshold)}` : ""}`;
  return (
    <g {...button(() => showProbe(pod, container.name, probe.type))} className={styles.button} aria-label={name} data-probe={`${container.name} ${probe.type}`}>
      <rect x={box.x} y={box.y} width={box.w} height={box.h} className={styles.target} />
      <path d={leader.path} className={`${styles.leader} ${styles[`lead${probeSignals[probe.state]}`] ?? ""}`} />
      <Tip at={leader.tip} toRight={layout.side === "left"} tone={probeSignals[probe.state]} />
      <circle cx={centre.x} cy={centre.y} r={radius} className={styles.dial} />
      <path d={ticks(probe.periodMs, radius)} transform={`translate(${centre.x} ${centre.y})`} className={styles.tick} />
      <DialArc container={container} probe={probe} x={centre.x} y={centre.y} radius={radius - 2.5} width={5} />
      <ProbeMark state={probe.state} x={centre.x} y={centre.y - radius * 0.06} r={radius * 0.36} />
      {size === "large" && <LargeText {...{ pod, container, probe, layout, tone }} />}
      {size === "medium" && <MediumText {...{ container, probe, layout, tone }} />}
      {size === "small" && <SmallText {...{ container, probe, layout, tone }} />}
    </g>
  );
});

function Tip({ at: { x, y }, toRight, tone }: { readonly at: { readonly x: number; readonly y: number }; readonly toRight: boolean; readonly tone: string }) {
  const by = toRight ? -7 : 7;
  return <path d={`M${x + by} ${y - 4}L${x} ${y}L${x + by} ${y + 4}`} className={`${styles.leader} ${styles[`lead${tone}`] ?? ""}`} />;
}

/** One tick per second; per five, ten, sixty where that would be too many. */
function ticks(periodMs: number, radius: number): string {
  const unit = [1, 5, 10, 60, 300, 600, 3600].find((seconds) => periodMs / 1000 / seconds <= 30) ?? 3600;
  const count = Math.max(Math.round(periodMs / 1000 / unit), 1);
  return Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * 2 * Math.PI;
    const end = radius - (i === 0 ? 8 : 5);
    return `M${at(radius * Math.sin(angle))} ${at(-radius * Math.cos(angle))}L${at(end * Math.sin(angle))} ${at(-end * Math.cos(angle))}`;
  }).join("");
}

const at = (value: number): number => Math.round(value * 100) / 100;

interface TextProps {
  readonly container: ContainerView;
  readonly probe: ProbeView;
  readonly layout: DialLayout;
  readonly tone: Tone;
}

/** What is still to be said of a probe. */
function useNote({ probe, container }: Pick<TextProps, "probe" | "container">): string {
  const texts = useTexts(xrayTexts);
  const states = useTexts(stateTexts);
  if (probe.onHold) return texts.onHold;
  if (probe.type === "startup" && probe.state === "passing") return "";
  if (probe.state === "off" || probe.state === "gated") return states.probes[probe.state];
  if (probe.state === "unknown") return states.probes.unknown;
  if (probe.state === "delay") {
    const begins = probe.nextAtMs ?? (container.startedAtMs === undefined ? undefined : container.startedAtMs + probe.initialDelayMs);
    return begins === undefined ? states.probes.delay : texts.begins(momentText(begins));
  }
  return probe.nextAtMs === undefined ? texts.every(spanText(probe.periodMs)) : texts.next(momentText(probe.nextAtMs));
}

function LargeText({ pod, container, probe, layout: { box, side, centre, radius }, tone }: TextProps & { readonly pod: EntityKey }) {
  const texts = useTexts(xrayTexts);
  const note = useNote({ probe, container });
  const version = useMarksVersion();
  const times = useMemo(() => (version >= 0 ? failureTimes(allMarks(), pod, container.name, probe, 5) : []), [version, pod, container.name, probe]);
  const anchor = side === "left" ? "start" : "middle";
  const line = (y: number) => ({ x: box.x, y, w: box.w });
  const pipsY = centre.y + radius + 9;
  const failing = probe.state === "failing" || probe.state === "failed";
  const isReadiness = probe.type === "readiness";
  return (
    <g>
      <Words at={line(box.y + 11)} face="name" tone={tone} anchor={anchor}>{texts.probes[probe.type]}</Words>
      <Words at={line(box.y + 25)} face="mono" anchor={anchor}>{`${probe.how} ${probe.asks}`}</Words>
      {isReadiness && !failing ? (
        <Ready x={centre.x} y={pipsY + 8} ready={container.ready} />
      ) : (
        <Pips probe={probe} x={side === "left" ? box.x + 4 : centre.x - pipsWidth(probe, 17, 30) / 2} y={pipsY} size={17} pitch={30} times={times} tone={tone} room={box.w} />
      )}
      <Words at={line(times.length > 0 ? pipsY + 46 : pipsY + 31)} face="note" anchor={anchor}>{note}</Words>
    </g>
  );
}

/** Ready, as the Pod's READY column counts it. */
function Ready({ x, y, ready }: { readonly x: number; readonly y: number; readonly ready: boolean }) {
  const texts = useTexts(xrayTexts);
  return (
    <g>
      <Words at={{ x: x - 70, y: y + 4, w: 60 }} face="name" anchor="end">{texts.ready}</Words>
      <rect x={x - 5} y={y - 5} width={10} height={10} className={ready ? styles.isReady : styles.isNotReady} />
      <Words at={{ x: x + 10, y: y + 4, w: 40 }} face="mono">{ready ? "1/1" : "0/1"}</Words>
    </g>
  );
}

const MOST_PIPS = 3;
const pipsWidth = ({ failureThreshold }: ProbeView, size: number, pitch: number): number => (failureThreshold > MOST_PIPS ? 60 : (failureThreshold - 1) * pitch + size + 56);

interface PipsProps {
  readonly probe: ProbeView;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly pitch: number;
  readonly times: readonly number[];
  readonly tone: Tone;
  readonly room: number;
}

/** One pip per step to the threshold, each with its time where it is known; figures alone where they would be too many. */
function Pips({ probe, x, y, size, pitch, times, tone, room }: PipsProps) {
  const texts = useTexts(xrayTexts);
  const { failureThreshold: of, inARow, last } = probe;
  const failed = last?.result === "failure" ? Math.min(inARow, of) : 0;
  const count = texts.countOf(failed, of);
  if (of > MOST_PIPS) {
    return (
      <g>
        <Words at={{ x, y: y + size - 3, w: room - 8 }} face="big" tone={failed > 0 ? tone : "ink3"}>{count}</Words>
        {times.length > 0 && <Words at={{ x, y: y + size + 14, w: room - 8 }} face="mono">{times.map(momentText).slice(-3).join(" ")}</Words>}
      </g>
    );
  }
  return (
    <g>
      {Array.from({ length: of }, (_, i) => {
        const left = x + i * pitch;
        const time = times[i - (failed - times.length)];
        return (
          <g key={i}>
            <rect x={left} y={y} width={size} height={size} className={i < failed ? styles[`pip${probe.state === "failed" ? "bad" : "wait"}`] : styles.pip} />
            {i < failed && <path d={cross(left + size / 2, y + size / 2, size * 0.27)} className={styles.pipCross} />}
            {i < failed && time !== undefined && <Words at={{ x: left - (pitch - size) / 2, y: y + size + 14, w: pitch }} face="mono" anchor="middle">{pipTime(time)}</Words>}
          </g>
        );
      })}
      {failed > 0 && <Words at={{ x: x + (of - 1) * pitch + size + 9, y: y + size - 3, w: 46 }} face="big" tone={tone}>{count}</Words>}
    </g>
  );
}

/** Short enough to stand below its pip: "45.4". */
const pipTime = (ms: number): string => (ms < 100_000 ? (Math.floor(ms / 100) / 10).toFixed(1) : momentText(ms).slice(0, 5));
const cross = (x: number, y: number, half: number): string => `M${x - half} ${y - half}L${x + half} ${y + half}M${x + half} ${y - half}L${x - half} ${y + half}`;

function MediumText({ container, probe, layout: { box, radius }, tone }: TextProps) {
  const texts = useTexts(xrayTexts);
  const states = useTexts(stateTexts);
  const note = useNote({ probe, container });
  const x = box.x + 2 * radius + 12;
  const w = box.w - (x - box.x);
  const failed = probe.last?.result === "failure" ? Math.min(probe.inARow, probe.failureThreshold) : 0;
  return (
    <g>
      <Words at={{ x, y: box.y + 13, w }} face="name" tone={tone}>{texts.probes[probe.type]}</Words>
      <Words at={{ x, y: box.y + 28, w }} face="mono">{`${probe.how} ${probe.asks}`}</Words>
      <Words at={{ x, y: box.y + 43, w }} face="note" tone={failed > 0 ? tone : "ink2"} bold={failed > 0}>{failed > 0 ? texts.countOf(failed, probe.failureThreshold) : probe.type === "readiness" ? `${texts.ready} ${container.ready ? "1/1" : "0/1"}` : states.probes[probe.state]}</Words>
      {note !== states.probes[probe.state] && <Words at={{ x, y: box.y + 58, w }} face="note">{note}</Words>}
    </g>
  );
}

function SmallText({ container, probe, layout: { box, centre, radius }, tone }: TextProps) {
  const texts = useTexts(xrayTexts);
  const states = useTexts(stateTexts);
  const failed = probe.last?.result === "failure" ? Math.min(probe.inARow, probe.failureThreshold) : 0;
  const y = centre.y + radius + 8;
  const line = (at: number) => ({ x: box.x, y: at, w: box.w });
  const pips = probe.failureThreshold <= MOST_PIPS;
  return (
    <g>
      <Words at={line(box.y + 11)} face="note" tone={tone} anchor="middle" bold>{texts.probesShort[probe.type]}</Words>
      {pips &&
        Array.from({ length: probe.failureThreshold }, (_, i) => {
          const left = centre.x - (probe.failureThreshold * 17 - 4) / 2 + i * 17;
          return (
            <g key={i}>
              <rect x={left} y={y} width={13} height={13} className={i < failed ? styles[`pip${probe.state === "failed" ? "bad" : "wait"}`] : styles.pip} />
              {i < failed && <path d={cross(left + 6.5, y + 6.5, 3.5)} className={styles.pipCross} />}
            </g>
          );
        })}
      <Words at={line(pips ? box.y + box.h - 1 : y + 11)} face="note" tone={failed > 0 ? tone : "ink3"} anchor="middle" bold={failed > 0}>
        {failed > 0 ? texts.countOf(failed, probe.failureThreshold) : probe.type === "readiness" ? (container.ready ? "1/1" : "0/1") : firstThatFits([states.probes[probe.state], ""], box.w, "note")}
      </Words>
    </g>
  );
}

