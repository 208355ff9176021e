import { memo, useId } from "react";
import type { ContainerLife, EndpointMove, ProbeTrack } from "../../worker/protocol.ts";
import { oscilloscopeTexts } from "../strings/oscilloscope.ts";
import { useTexts } from "../strings/language.ts";
import { latencyLines, latencyY, playheadX, runY, type LaneDrawing } from "./lane-drawing.ts";
import { useMoving } from "./moving.ts";
import styles from "./oscilloscope.module.css";
import type { Counted, Figures, Verdict } from "./what-if.ts";

interface TraceProps {
  readonly track: ProbeTrack;
  readonly lives: readonly ContainerLife[];
  readonly endpoints: readonly EndpointMove[];
  readonly was: Figures;
  readonly figures: Figures;
  readonly recorded: Counted;
  /** Counted with other figures, while these are looked at. */
  readonly counted: Counted | undefined;
  /** When it asks next, as planned. */
  readonly nextAtMs: number | undefined;
  readonly drawing: LaneDrawing;
  readonly width: number;
  readonly pxPerMs: number;
}

/** A lane's drawing: what has been left of the playhead, what is planned right of it. */
export const Trace = memo(function Trace(props: TraceProps) {
  const { drawing, width, pxPerMs, was, figures, counted } = props;
  const clip = useId().replaceAll(":", "");
  const past = useMoving(width, pxPerMs);
  const marks = useMoving(width, pxPerMs);
  const nowX = playheadX(width);
  const { ceilingY, baseY, zeroY, height } = drawing;
  return (
    <>
      <defs><clipPath id={clip}><rect width={nowX} height={height} /></clipPath></defs>
      <path d={`M0 ${baseY}H${width}M0 ${zeroY}H${width}`} className={styles.axis} />
      {latencyLines(was.timeoutSeconds * 1000).map((ms) => <path key={ms} d={`M0 ${latencyY(ms, was.timeoutSeconds * 1000, drawing)}H${width}`} className={styles.grid} />)}
      <path d={`M0 ${ceilingY}H${width}`} className={styles.ceiling} />
      {figures.timeoutSeconds < was.timeoutSeconds && <path d={`M0 ${latencyY(figures.timeoutSeconds * 1000, was.timeoutSeconds * 1000, drawing)}H${width}`} className={styles.otherLine} />}
      {counted && <path d={`M0 ${runY(-was.failureThreshold, was, drawing)}H${width}`} className={styles.wasLine} />}
      <g clipPath={`url(#${clip})`}>
        <g ref={past}>
          <Runs {...props} />
          <Bands {...props} />
          <Lives {...props} />
        </g>
      </g>
      <rect x={nowX} width={width - nowX} height={height} className={styles.future} />
      <g ref={marks}><Attempts {...props} /><Planned {...props} /></g>
      <path d={`M${nowX} 0V${height}`} className={styles.playhead} />
    </>
  );
});

/** So far to the right that it goes on beyond every window. */
const FAR = 1e7;
const TOGETHER_PX = 140;

/** How many equal results in a row, as steps from answer to answer. */
function Runs({ track, lives, recorded, counted, was, figures, drawing, pxPerMs }: TraceProps) {
  const x = (ms: number): number => ms * pxPerMs;
  // Of a container that has ended nothing is counted any more.
  const endAfter = (ms: number): number => Math.min(...lives.flatMap(({ container, endedAtMs }) => (container === track.container && endedAtMs !== undefined && endedAtMs >= ms ? [x(endedAtMs)] : [])), FAR);
  const steps = ({ counts, end }: Counted, by: Figures) => counts.map(({ atMs, run }, i) => ({ from: x(atMs), to: Math.min(i + 1 < counts.length ? x(counts[i + 1]!.atMs) : end ? x(end.atMs) : FAR, endAfter(atMs)), run, y: runY(run, by, drawing) }));
  const other = counted && steps(counted, figures);
  return (
    <g>
      {steps(recorded, was).map(({ from, to, run, y }) => (
        <g key={from} className={run > 0 ? styles.well : styles.badly}>
          <rect x={from} y={Math.min(y, drawing.zeroY)} width={to - from} height={Math.abs(y - drawing.zeroY)} className={styles.wash} />
          <path d={`M${from} ${drawing.zeroY}V${y}H${to}`} className={styles.step} />
        </g>
      ))}
      {other?.map(({ from, to, y }, i) => <path key={from} d={`M${from} ${i === 0 ? drawing.zeroY : other[i - 1]!.y}V${y}H${to}`} className={styles.otherStep} />)}
    </g>
  );
}

/** What the kubelet went by, and below it what it would have gone by. */
function Bands({ track, recorded, counted, drawing, pxPerMs }: TraceProps) {
  const verdicts = useTexts(oscilloscopeTexts).verdicts[track.probe];
  const band = ({ verdicts: all, end }: Counted, y: number, other: boolean) =>
    all.map(({ atMs, verdict }: Verdict, i) => {
      const from = atMs * pxPerMs;
      const to = (all[i + 1]?.atMs ?? end?.atMs ?? FAR) * (all[i + 1] || end ? pxPerMs : 1);
      return (
        <g key={`${atMs} ${verdict}`} data-verdict={verdict} className={other ? styles.otherBand : styles.band}>
          <rect x={from} y={y} width={Math.max(to - from, 1)} height={7} />
          {!other && to - from > 60 && <text x={from + 3} y={y - 3}>{verdicts[verdict]}</text>}
        </g>
      );
    });
  return (
    <g>
      {band(recorded, drawing.verdictY, false)}
      {counted && band(counted, drawing.whatIfY, true)}
      {counted?.end && <path d={`M${counted.end.atMs * pxPerMs} ${drawing.whatIfY + 3.5}H${FAR}`} className={styles.unknown} />}
    </g>
  );
}

/** The container's lives with the initial delay of each; what stopped them; when the pod came to its Services and left them. */
function Lives({ track, lives, endpoints, was, drawing: { lifeY, noteY, height }, pxPerMs }: TraceProps) {
  const texts = useTexts(oscilloscopeTexts);
  const own = lives.filter(({ container, pid }) => container === track.container && pid !== undefined);
  const delay = was.initialDelaySeconds * 1000 * pxPerMs;
  return (
    <g>
      {own.map(({ id, startedAtMs, endedAtMs, exitCode, kill }) => {
        const killed = kill?.probe === track.probe ? kill : undefined;
        // Where both stand close together, one line says both.
        const together = killed && endedAtMs !== undefined && (endedAtMs - killed.atMs) * pxPerMs < TOGETHER_PX;
        const [from, to] = [startedAtMs * pxPerMs, endedAtMs === undefined ? FAR : endedAtMs * pxPerMs];
        return (
          <g key={id}>
            <rect x={from} y={lifeY - 2} width={Math.max(to - from, 1)} height={4} className={styles.life} />
            {delay > 0 && <rect x={from} y={lifeY - 2} width={Math.min(delay, to - from)} height={4} className={styles.delay} />}
            {delay > 16 && <text x={from + 2} y={noteY} className={styles.note}>{delay > 120 ? `initialDelaySeconds ${was.initialDelaySeconds}` : `${was.initialDelaySeconds} s`}</text>}
            {killed && <><path d={`M${killed.atMs * pxPerMs} ${lifeY - 6}V${height - 12}`} className={styles.killLine} /><text x={killed.atMs * pxPerMs + 4} y={noteY} className={styles.bad}>{together ? `${texts.stops(killed.graceSeconds)} · ${texts.ended(exitCode ?? 0)}` : texts.stops(killed.graceSeconds)}</text></>}
            {endedAtMs !== undefined && <><path d={`m${to - 4} ${lifeY - 4} 8 8m0 -8 -8 8`} className={styles.cross} />{!together && <text x={to - 4} y={noteY} className={`${styles.bad} ${styles.end}`}>{texts.ended(exitCode ?? 0)}</text>}</>}
          </g>
        );
      })}
      {track.probe === "readiness" && endpoints.map(({ atMs, service, joined }) => (
        <g key={`${atMs} ${service} ${String(joined)}`} className={joined ? styles.well : styles.badly}>
          <path d={`M${atMs * pxPerMs} ${lifeY + 3}V${height - 12}`} className={styles.moveLine} />
          <path d={joined ? `M${atMs * pxPerMs} ${lifeY + 4}l4.500 8h-9z` : `M${atMs * pxPerMs} ${lifeY + 12}l4.500 -8h-9z`} className={styles.flag} />
          <text x={atMs * pxPerMs + 7} y={noteY}>{joined ? texts.joined(service) : texts.left(service)}</text>
        </g>
      ))}
    </g>
  );
}

/** Each answer at its latency, on a stem from when it was asked. */
function Attempts({ track, was, drawing, pxPerMs }: TraceProps) {
  const { baseY } = drawing;
  return track.attempts.map(({ startedAtMs, atMs, result }) => {
    const x = atMs * pxPerMs;
    const y = latencyY(atMs - startedAtMs, was.timeoutSeconds * 1000, drawing);
    return (
      <g key={atMs} data-result={result} className={styles.attempt}>
        <path d={`M${startedAtMs * pxPerMs} ${baseY}v4M${x} ${baseY}V${y}`} className={styles.stem} />
        {result === "success" && <circle cx={x} cy={y} r={3} className={styles.dot} />}
        {result === "failure" && <><rect x={x - 4} y={y - 4} width={8} height={8} className={styles.dot} /><path d={`m${x - 2.2} ${y - 2.2} 4.400 4.400m0 -4.400 -4.400 4.400`} className={styles.cut} /></>}
        {result === "unknown" && <path d={`M${x - 4} ${y}h8`} className={styles.dash} />}
      </g>
    );
  });
}

const PLANNED = 4;

/** The next ticks, as planned. */
function Planned({ nextAtMs, was, drawing: { baseY, ceilingY }, pxPerMs }: TraceProps) {
  if (nextAtMs === undefined) return null;
  return Array.from({ length: PLANNED }, (_, i) => {
    const x = (nextAtMs + i * was.periodSeconds * 1000) * pxPerMs;
    return <path key={i} d={`M${x} ${baseY + 4}V${i === 0 ? ceilingY + 14 : baseY - 6}`} className={styles.planned} />;
  });
}
