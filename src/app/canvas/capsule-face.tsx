import type { PodView, ProbeView } from "../../graph/model.ts";
import { ContainerGlyph } from "../glyphs/container-glyph.tsx";
import { containerState } from "../glyphs/container-shapes.ts";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { ProbeLamp } from "../glyphs/probe-lamp.tsx";
import { usePodMotion } from "../glyphs/use-motion.ts";
import { useMoment } from "../state/moment.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { stateTexts } from "../strings/states.ts";
import styles from "./capsule.module.css";
import { NAME_FONT, wordsOf } from "./card-face.ts";
import { fitName } from "./fit-text.ts";
import { BY_NODE } from "./grouping.ts";
import { usePlate } from "./plate-store.ts";
import { clockWords, percentOf, pullOf } from "./pod-clock.ts";
import { isTrouble } from "./trouble.ts";

/** Mean width of a letter of the status, in pixels. */
const STATUS_LETTER = 6.25;
/** The same of the words beside it. */
const WORD_LETTER = 5.3;

/** A capsule lower than this has its status where the line of steps would be. */
const STEPS_FROM = 35;

/** A pod from the middle: glyph, name, READY, STATUS, and what runs on in it. */
export function CapsuleFace({ pod, width, height }: { readonly pod: PodView; readonly width: number; readonly height: number }) {
  const motion = usePodMotion(pod);
  // What has no node is not ready: there is no room on its card to say so.
  const ready = width < 130 && pod.node === "" ? "" : `${pod.readyCount}/${pod.containerCount}`;
  const { left, right, glyph } = wordsOf(width);
  const words = width - left - right;
  // Where pods do not stand in their nodes, they say which it is.
  const isAnnotated = usePlate(({ grouping }) => grouping !== BY_NODE) && pod.node !== "" && (pod.status.length * STATUS_LETTER + pod.node.length * WORD_LETTER + 6 < words);
  const wide = words - (ready === "" ? 0 : ready.length * 6.7 + 6);
  return (
    <>
      <Progress pod={pod} />
      <span className={styles.glyphPlace} style={{ left: glyph }}><PodGlyph glyph={pod.glyph} size={17} {...motion} /></span>
      <span className={styles.words} style={{ left, right }}>
        <span className={styles.line}>
          <span className={styles.name}>{fitName(pod.name, wide, NAME_FONT)}</span>
          {ready !== "" && <span className={styles.ready}>{ready}</span>}
        </span>
        <span className={styles.line} style={{ height: 14 }}>
          <span className={styles.status}>{pod.status}</span>
          {isAnnotated && <span className={styles.node}>{pod.node}</span>}
          <More pod={pod} room={words - pod.status.length * STATUS_LETTER - 6 - (isAnnotated ? pod.node.length * WORD_LETTER + 6 : 0)} />
        </span>
      </span>
      {height >= STEPS_FROM && pod.glyph === "creating" && !pullOf(pod) && <StepsLine pod={pod} />}
    </>
  );
}

interface MoreProps {
  readonly pod: PodView;
  /** Pixels beside the status. */
  readonly room: number;
}

/** Beside the status: the clock that runs, or the step; and restarts, slips and lamps, as far as there is room for them. */
function More({ pod, room }: MoreProps) {
  const texts = useTexts(canvasTexts);
  const steps = useTexts(stateTexts).steps;
  const clock = useMoment(({ viewMs }) => clockWords(pod, viewMs, texts, room < 76));
  const step = pod.glyph === "creating" && room >= 38 ? pod.steps.find(({ state }) => state === "now" || state === "failed") : undefined;
  const said = clock !== "" || !step ? clock : steps[step.name];
  // The status is not cut for it.
  const words = widthOf(said) <= room ? said : "";
  const probes = probesOf(pod);
  const restarts = texts.restarts(pod.restarts);
  const [lamps, told, slips] = fitting(room - (words === "" ? 0 : widthOf(words) + 6), [
    probes.reduce((sum, probe) => sum + 16 + 4 * pipCount(probe), 0),
    pod.restarts > 0 ? widthOf(restarts) + 6 : 0,
    pod.containers.length > 1 ? pod.containers.length * 15 : 0,
  ]);
  return (
    <>
      {told && <span className={styles.restarts}>{restarts}</span>}
      {(slips || lamps) && <span className={styles.lamps}>
        {slips && pod.containers.map((container) => <ContainerGlyph key={container.name} state={containerState(container)} size={11} />)}
        {lamps && probes.map((probe) => <Lamp key={`${probe.container} ${probe.type}`} probe={probe} />)}
      </span>}
      {words !== "" && <span className={styles.clock}>{words}</span>}
    </>
  );
}

/** A Chinese letter is as wide as it is high. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 11 : WORD_LETTER), 0);

/** Which of these widths go into a room one after the other; 0 is nothing to be shown. */
function fitting(room: number, widths: readonly number[]): readonly boolean[] {
  let left = room;
  return widths.map((width) => {
    if (width === 0 || width > left) return false;
    left -= width + 4;
    return true;
  });
}

type Lamped = ProbeView & { readonly container: string };

/** Lamps that say something; of a broken pod none does. */
const probesOf = ({ containers, glyph }: PodView): readonly Lamped[] =>
  isTrouble(glyph) ? [] : containers.flatMap(({ name, probes }) => probes.filter(({ state }) => state !== "off").map((probe) => ({ ...probe, container: name })));

const goal = (probe: ProbeView): { readonly on: "success" | "failure"; readonly of: number } | undefined => {
  const on = probe.last?.result;
  if (on === "failure") return { on, of: probe.failureThreshold };
  return on === "success" && probe.successThreshold > 1 ? { on, of: probe.successThreshold } : undefined;
};

/** Pips only while they count: towards the threshold. Ten at most. */
const pipCount = (probe: ProbeView): number => Math.min(goal(probe)?.of ?? 0, 10);

function Lamp({ probe }: { readonly probe: Lamped }) {
  const towards = goal(probe);
  return (
    <span className={styles.lamp}>
      <ProbeLamp state={probe.state} size={12} />
      {towards && <span className={styles.pips}>{Array.from({ length: pipCount(probe) }, (_, i) => <span key={i} className={styles.pip} data-on={i < probe.inARow ? towards.on : undefined} />)}</span>}
    </span>
  );
}

/** The pull, as a hatched bar along the foot of the capsule. */
function Progress({ pod }: { readonly pod: PodView }) {
  const pull = pullOf(pod);
  const percent = useMoment(({ viewMs }) => (pull ? percentOf(pull, viewMs) : 0));
  return pull ? <span className={styles.progress}><i style={{ width: `${percent}%` }} /></span> : null;
}

/** The seven steps to Running, as a line. */
function StepsLine({ pod }: { readonly pod: PodView }) {
  return <span className={styles.stepsLine}>{pod.steps.map(({ name, state }) => <b key={name} data-state={state} />)}</span>;
}
