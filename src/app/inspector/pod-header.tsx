import type { Clock, ContainerView, PodView } from "../../graph/model.ts";
import { ContainerGlyph } from "../glyphs/container-glyph.tsx";
import { containerState } from "../glyphs/container-shapes.ts";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { usePodMotion } from "../glyphs/use-motion.ts";
import { select, useSelection } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { stateTexts } from "../strings/states.ts";
import { Countdown } from "./countdown.tsx";
import styles from "./inspector.module.css";

/** Where it is, what it is called, how it stands, and the clock that runs. */
export function PodHeader({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts);
  const states = useTexts(stateTexts);
  const chosen = useSelection((state) => state.container);
  const container = pod.containers.find(({ name }) => name === chosen);
  const clock = clockOf(pod, container);
  return (
    <header className={styles.who}>
      <nav className={styles.crumb} lang="en">
        {pod.node === "" ? <span>{texts.noNode}</span> : <button type="button" onClick={() => select(`node/${pod.node}`)}>{pod.node}</button>}
        <span aria-hidden="true">/</span>
        <button type="button" onClick={() => select(undefined)} aria-label={`${pod.namespace}, ${texts.cluster}`} title={texts.cluster}>{pod.namespace}</button>
        {container && <span aria-hidden="true">/</span>}
        {container && <button type="button" onClick={() => select(pod.key)}>{pod.name}</button>}
      </nav>
      <h2 className={styles.title} lang="en">
        {container ? <ContainerGlyph state={containerState(container)} size={17} /> : <HeaderGlyph pod={pod} />}
        {container?.name ?? pod.name}
      </h2>
      <dl className={styles.facts} lang="en">
        <div title={container ? states.containers[containerState(container)] : states.pods[pod.glyph]}><dt>{container ? "STATE" : "STATUS"}</dt><dd>{container ? stateWord(container) : pod.status}</dd></div>
        <div><dt>READY</dt><dd>{container ? String(container.ready) : `${pod.readyCount}/${pod.containerCount}`}</dd></div>
        <div><dt>RESTARTS</dt><dd>{container ? container.restarts : pod.restarts}</dd></div>
        {clock && (
          <div>
            <dt lang="">{texts.clocks[clock.what]}</dt>
            <dd className={styles.clock} data-what={clock.what}><Countdown untilMs={clock.untilMs} due={texts.due} /></dd>
          </div>
        )}
      </dl>
      {pod.containers.length > 1 && <ContainerChoice pod={pod} chosen={container?.name} />}
    </header>
  );
}

function HeaderGlyph({ pod }: { readonly pod: PodView }) {
  return <PodGlyph glyph={pod.glyph} size={17} {...usePodMotion(pod)} />;
}

/** As describe says it: Running, Waiting with its reason, Terminated with its. */
const stateWord = ({ state, reason }: ContainerView): string => (state === "running" ? "Running" : reason || (state === "waiting" ? "Waiting" : "Terminated"));

function ContainerChoice({ pod, chosen }: { readonly pod: PodView; readonly chosen: string | undefined }) {
  const texts = useTexts(inspectorTexts);
  const states = useTexts(stateTexts);
  return (
    <div className={styles.choose} role="group" aria-label={texts.containers}>
      <button type="button" aria-pressed={chosen === undefined} onClick={() => select(pod.key)}>
        <PodGlyph glyph={pod.glyph} size={13} {...(pod.init ? { init: pod.init } : {})} />
        {texts.wholePod}
      </button>
      {pod.containers.map((container) => (
        <button key={container.name} type="button" aria-pressed={container.name === chosen} title={states.containers[containerState(container)]} onClick={() => select(pod.key, container.name)}>
          <ContainerGlyph state={containerState(container)} size={13} />
          <span lang="en">{container.name}</span>
        </button>
      ))}
    </div>
  );
}

interface RunningClock {
  readonly what: Clock["what"] | "stop" | "preStop";
  readonly untilMs: number;
}

/** The clock of the container that is asked about, or the pod's, or that of the container which stops. */
function clockOf(pod: PodView, container: ContainerView | undefined): RunningClock | undefined {
  if (container) return stopping(container) ?? container.clock ?? (pod.deletion && container.state === "running" ? pod.clock : undefined);
  const shown = pod.containers.find(({ reason, clock }) => reason === pod.status && clock !== undefined);
  if (shown) return shown.clock;
  const ofContainers = pod.containers.map((each) => stopping(each) ?? each.clock).find((each) => each !== undefined);
  return pod.deletion ? (pod.clock ?? ofContainers) : (ofContainers ?? pod.clock);
}

const stopping = ({ stopping: way }: ContainerView): RunningClock | undefined => way && { what: way.step === "preStop" ? "preStop" : "stop", untilMs: way.killAtMs };
