import type { ContainerView, ProbeView } from "../../graph/model.ts";
import { clockFraction } from "../glyphs/motion.ts";
import { probeSignals } from "../glyphs/probe-shapes.ts";
import { arcPath } from "../glyphs/shapes.tsx";
import { useMoment } from "../state/moment.ts";
import styles from "./detail.module.css";

interface DialArcProps {
  readonly container: ContainerView;
  readonly probe: ProbeView;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
}

/** The time since the last probe, against its period; before the first one, the delay that it waits. */
export function DialArc({ container, probe, x, y, radius, width }: DialArcProps) {
  const from = probe.last?.atMs ?? container.startedAtMs;
  const until = probe.nextAtMs ?? (probe.last ? probe.last.atMs + probe.periodMs : undefined);
  const isDone = probe.type === "startup" && probe.state === "passing";
  const runs = !isDone && !probe.onHold && probe.state !== "off" && probe.state !== "gated" && from !== undefined && until !== undefined;
  const fraction = useMoment(({ viewMs }) => (runs ? Math.round(clockFraction({ fromMs: from, untilMs: until }, viewMs) * 180) / 180 : 0));
  return (
    <g transform={`translate(${x} ${y})`}>
      {width < 3 && <circle r={radius} className={styles.dialThin} />}
      {fraction > 0 && <path d={arcPath(radius, 0, fraction)} className={styles[`arc${probeSignals[probe.state]}`]} style={{ strokeWidth: width }} />}
    </g>
  );
}
