import { memo } from "react";
import { arcPath } from "../glyphs/shapes.tsx";
import { useClockFraction } from "../glyphs/use-motion.ts";
import { clockFraction } from "../glyphs/motion.ts";
import type { Clock, ContainerView, EntityKey } from "../../graph/model.ts";
import { useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { xrayTexts } from "../strings/xray.ts";
import { button, showContainer } from "./act.ts";
import type { Box } from "./boxes.ts";
import styles from "./detail.module.css";
import { clockOf } from "./clocks.ts";
import type { SlipLayout } from "./slip-layout.ts";
import { durationText, momentText, spanText } from "./times.ts";
import { Words } from "./words.tsx";

interface ClockDialProps {
  readonly pod: EntityKey;
  readonly container: ContainerView;
  readonly box: Box;
  readonly narrow: boolean;
  /** The pod has more than one: say whose it is. */
  readonly named: boolean;
  /** Where the line to its container may go; undefined where something stands between. */
  readonly slip: SlipLayout | undefined;
}

/** A clock that runs for a container: the grace after TERM, the back-off before a restart, a pull. */
export const ClockDial = memo(function ClockDial({ pod, container, box, narrow, named, slip }: ClockDialProps) {
  const texts = useTexts(xrayTexts);
  const clock = clockOf(container);
  if (!clock) return null;
  const tone = clock.what === "grace" || clock.what === "pull" ? "wait" : "bad";
  const what = clock.what === "grace" ? texts.grace : clock.what === "pull" ? texts.pull : texts.backOff;
  const title = `${what} ${clock.what === "pull" ? "" : spanText(clock.untilMs - clock.fromMs)}`.trim();
  const [from, until] = clock.what === "grace" ? [container.stopping?.step === "preStop" ? "preStop" : "TERM", "KILL"] : [texts.since, clock.what === "pull" ? texts.done : texts.again];
  const radius = narrow ? 18 : 22;
  const centre = narrow ? { x: box.x + box.w / 2, y: box.y + radius + 1 } : { x: box.x + radius + 2, y: box.y + box.h / 2 };
  const x = centre.x + radius + 9;
  const w = box.x + box.w - x;
  return (
    <g {...button(() => showContainer(pod, container.name))} className={styles.button} aria-label={`${container.name}, ${title}, ${from} ${momentText(clock.fromMs)}, ${until} ${momentText(clock.untilMs)}`} data-clock={clock.what}>
      <rect x={box.x} y={box.y} width={box.w} height={box.h} className={styles.target} />
      {slip && <ClockLeader box={box} slip={slip} tone={tone} word={clock.what === "grace" ? from : ""} />}
      <circle cx={centre.x} cy={centre.y} r={radius} className={styles.dial} />
      <Hand clock={clock} x={centre.x} y={centre.y} radius={radius} tone={tone} />
      {narrow ? (
        <g>
          <Words at={{ x: box.x, y: box.y + box.h - 16, w: box.w }} face="note" tone={tone} anchor="middle" bold>{what}</Words>
          <Countdown clock={clock} x={box.x} y={box.y + box.h - 2} w={box.w} />
        </g>
      ) : (
        <g>
          <Words at={{ x, y: centre.y - 10, w }} face="name" tone={tone}>{named && !slip ? `${what} · ${container.name}` : title}</Words>
          <Words at={{ x, y: centre.y + 5, w }} face="mono">{`${from} ${momentText(clock.fromMs)}`}</Words>
          <Words at={{ x, y: centre.y + 20, w }} face="mono">{`${until} ${momentText(clock.untilMs)}`}</Words>
        </g>
      )}
    </g>
  );
});

function Hand({ clock, x, y, radius, tone }: { readonly clock: Clock; readonly x: number; readonly y: number; readonly radius: number; readonly tone: "wait" | "bad" }) {
  const fraction = useClockFraction(clock) ?? 0;
  return (
    <g transform={`translate(${x} ${y})`}>
      {fraction > 0 && <path d={arcPath(radius - 3, 0, fraction)} className={styles[`arc${tone}`]} style={{ strokeWidth: 5 }} />}
      <path d={`M0 0V${-radius + 7}`} transform={`rotate(${fraction * 360})`} className={styles.hand} />
      <circle r={2} className={styles.pin} />
    </g>
  );
}

function Countdown({ clock, x, y, w }: { readonly clock: Clock; readonly x: number; readonly y: number; readonly w: number }) {
  const texts = useTexts(xrayTexts);
  const left = useMoment(({ viewMs }) => (clock.what === "pull" ? `${Math.floor(100 * clockFraction(clock, viewMs))} %` : viewMs < clock.untilMs ? durationText(clock.untilMs - viewMs) : texts.due));
  return <Words at={{ x, y, w }} face="mono" tone="ink" anchor="middle" bold>{left}</Words>;
}

/** From the clock up beside the posts to the container that it runs for. */
function ClockLeader({ box, slip, tone, word }: { readonly box: Box; readonly slip: SlipLayout; readonly tone: "wait" | "bad"; readonly word: string }) {
  const x = box.x + box.w + 4;
  const y = slip.detail.y - 4;
  const from = box.y + box.h / 2;
  return (
    <g>
      <circle cx={x} cy={from} r={2} className={styles[`start${tone}`]} />
      <path d={`M${x} ${from}V${y}H${slip.box.x}`} className={`${styles.leader} ${styles[`lead${tone}`]}`} />
      <path d={`M${slip.box.x - 7} ${y - 4}L${slip.box.x} ${y}L${slip.box.x - 7} ${y + 4}`} className={`${styles.leader} ${styles[`lead${tone}`]}`} />
      {slip.box.x - x > 34 && word !== "" && word.length <= 4 && <Words at={{ x: x + 4, y: y - 5, w: slip.box.x - x - 10 }} face="note" tone={tone} anchor="end">{word}</Words>}
    </g>
  );
}
