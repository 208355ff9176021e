import { memo } from "react";
import { instantText } from "../../graph/why/instant.ts";
import type { PathLane, PathMessage } from "../../worker/protocol.ts";
import { controlPlaneTexts } from "../strings/control-plane.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./control-plane.module.css";
import { shortWords } from "./message-words.ts";

/** From left to right as messages run: who asks, who answers, who keeps, who decides, who does. */
const LANES: readonly PathLane[] = ["client", "api", "etcd", "scheduler", "controllers", "kubelet", "runtime"];

const laneX = (lane: PathLane, width: number): number => ((LANES.indexOf(lane) + 0.5) * width) / LANES.length;

const ROW = 30;

/** Narrower, the lifelines stand too close to one another to be drawn. */
export const LEAST_WIDTH = LANES.length * 52;

/** The names over their lifelines. */
export function LaneHeads({ width }: { readonly width: number }) {
  const texts = useTexts(controlPlaneTexts);
  const names = width / LANES.length < 74 ? texts.lanesShort : texts.lanes;
  return (
    <svg className={styles.heads} width={width} height={24} aria-hidden="true">
      {LANES.map((lane) => (
        <g key={lane} data-lane={lane}>
          <rect x={laneX(lane, width) - width / LANES.length / 2 + 3} y={2} width={width / LANES.length - 6} height={18} className={styles.head} />
          <text x={laneX(lane, width)} y={15} className={styles.headText}>{names[lane]}</text>
        </g>
      ))}
    </svg>
  );
}

interface RowProps {
  readonly message: PathMessage;
  readonly number: number;
  readonly width: number;
  readonly current: boolean;
  /** It lies after the moment that is looked at. */
  readonly ahead: boolean;
  /** The step that begins with it. */
  readonly begins: number | undefined;
  readonly onChoose: (message: PathMessage) => void;
}

/** One message between its lifelines; in a narrow place, in a line of words. */
export const Row = memo(function Row({ message, number, width, current, ahead, begins, onChoose }: RowProps) {
  const texts = useTexts(controlPlaneTexts);
  const words = shortWords(message);
  const [from, to] = [texts.lanes[message.from], message.to.map((lane) => texts.lanes[lane]).join(", ")];
  const self = message.to.length === 1 && message.to[0] === message.from;
  const step = message.steps.length > 0 ? `${texts.step(message.steps.join(", "))}. ` : "";
  return (
    <button
      type="button" className={styles.row} aria-current={current} data-id={message.id} data-ahead={ahead} data-aside={message.aside} data-begins={begins} tabIndex={current ? 0 : -1}
      aria-label={step + texts.says(number, instantText(message.atMs), from, to, words)} onClick={() => onChoose(message)}
    >
      <span className={styles.number}>{number}</span>
      <span className={styles.time}>{instantText(message.atMs)}</span>
      {width > 0 ? <Arrow message={message} width={width} words={words} /> : <span className={styles.line}><span className={styles.ways}>{self ? from : `${from} → ${to}`}</span> <span lang="en">{words}</span></span>}
      {begins !== undefined && <span className={styles.begins}>{begins}</span>}
    </button>
  );
});

const LINE_Y = 22;
/** Of a letter in the label's face, at most. */
const LETTER = 6.7;

function Arrow({ message: { from, to, what, aside }, width, words }: { readonly message: PathMessage; readonly width: number; readonly words: string }) {
  const start = laneX(from, width);
  const ends = to.map((lane) => laneX(lane, width));
  const self = ends.length === 1 && ends[0] === start;
  const left = Math.min(start, ...ends);
  const length = words.length * LETTER;
  // Beside its own lifeline, on the side where there is room.
  const beside = start + 10 + length <= width ? start + 10 : start - 10 - length;
  const labelX = Math.max(2, self ? beside : Math.min(left + 6, width - length - 4));
  const room = Math.floor(((self && labelX < start ? start - 8 : width) - labelX) / LETTER);
  return (
    <svg width={width} height={ROW} className={styles.arrow} data-what={what} data-aside={aside} aria-hidden="true">
      {LANES.map((lane) => <path key={lane} d={`M${laneX(lane, width)} 0V${ROW}`} className={styles.life} />)}
      {self ? <rect x={start - 4} y={7} width={8} height={ROW - 13} className={styles.act} /> : <path d={`M${start} ${LINE_Y}H${start < Math.max(...ends) ? Math.max(...ends) : Math.min(...ends)}`} className={styles.wire} />}
      {!self && Math.min(...ends) < start && Math.max(...ends) > start && <path d={`M${start} ${LINE_Y}H${Math.min(...ends)}`} className={styles.wire} />}
      {!self && ends.map((end) => <path key={end} d={end > start ? `M${end} ${LINE_Y}l-7 -3.500v7z` : `M${end} ${LINE_Y}l7 -3.500v7z`} className={styles.tip} />)}
      {!self && <circle cx={start} cy={LINE_Y} r={2.2} className={styles.tip} />}
      <text x={labelX} y={self ? 18 : LINE_Y - 6} className={styles.label}>{words.length > room ? `${words.slice(0, Math.max(1, room - 1))}…` : words}</text>
    </svg>
  );
}
