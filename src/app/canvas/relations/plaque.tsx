import { memo, useReducer, useEffect, useSyncExternalStore } from "react";
import type { Box } from "../../../graph/layout/geometry.ts";
import type { EntityKey, ServiceView, WorkloadKind, WorkloadView } from "../../../graph/model.ts";
import { serviceGlyph, workloadGlyphs } from "../../glyphs/owner-glyphs.ts";
import { PodGlyph } from "../../glyphs/pod-glyph.tsx";
import { podSignals } from "../../glyphs/pod-shapes.ts";
import { modelStore, useEntity } from "../../state/model-store.ts";
import { select, useSelection } from "../../state/selection.ts";
import { relationTexts } from "../../strings/relations.ts";
import { useTexts } from "../../strings/language.ts";
import { workloadTexts } from "../../strings/workloads.ts";
import { NAME_FONT, PILL_FONT } from "../card-face.ts";
import { fitName } from "../fit-text.ts";
import { openList, railPlaces, usePlate } from "../plate-store.ts";
import { plaqueId } from "../rail-places.ts";
import styles from "./relations.module.css";
import { generationsOf, stepsOf } from "./rollout.ts";
import { useRelations } from "./watch-relations.ts";

/** Workloads and Services on the plate: what made the pods, and what leads to them. */
export function Rail() {
  const rail = usePlate((state) => state.layout.rail);
  const texts = useTexts(relationTexts);
  const [, drawAnew] = useReducer((times: number) => times + 1, 0);
  useEffect(() => railPlaces.onChanged(drawAnew), []);
  if (!rail) return null;
  const side = (places: ReadonlyMap<EntityKey, number>, boxes: readonly Box[]) =>
    [...places].toSorted(([, a], [, b]) => a - b).map(([key, place]) => boxes[place] && <Plaque key={key} subject={key} box={boxes[place]} tall={rail.tall} />);
  return (
    <div role="group" aria-label={texts.rail}>
      {side(railPlaces.workloads, rail.workloads)}
      {side(railPlaces.services, rail.services)}
      {rail.beyond.workloads && <Beyond kind="workload" places={railPlaces.workloads} from={rail.workloads.length} box={rail.beyond.workloads} />}
      {rail.beyond.services && <Beyond kind="service" places={railPlaces.services} from={rail.services.length} box={rail.beyond.services} />}
    </div>
  );
}

interface BeyondProps {
  readonly kind: "workload" | "service";
  readonly places: ReadonlyMap<EntityKey, number>;
  readonly from: number;
  readonly box: Box;
}

/** How many found no place: pressed, all of them stand in the list. */
function Beyond({ kind, places, from, box }: BeyondProps) {
  const texts = useTexts(relationTexts);
  const frame = usePlate((state) => state.drawn.frame);
  const count = [...places.values()].filter((place) => place >= from).length;
  if (count === 0) return null;
  return (
    <button
      type="button" className={styles.beyond} style={{ left: box.x, top: box.y, height: box.height / frame, transform: `scale(${frame})` }} title={texts.openBeyond} aria-label={`${texts.beyond(count)}: ${texts.openBeyond}`} data-own-keys
      onClick={() => openList(kind)}
    >{texts.beyond(count)}</button>
  );
}

interface PlaqueProps {
  readonly subject: EntityKey;
  readonly box: Box;
  readonly tall: boolean;
}

const Plaque = memo(function Plaque({ subject, box, tall }: PlaqueProps) {
  const workload = useEntity("workload", subject);
  const service = useEntity("service", subject);
  if (workload) return <WorkloadPlaque workload={workload} box={box} tall={tall} />;
  return service ? <ServicePlaque service={service} box={box} tall={tall} /> : null;
});

/** As kubectl abbreviates them. */
const SHORT: Readonly<Record<WorkloadKind, string>> = { Deployment: "deploy", ReplicaSet: "rs", ReplicationController: "rc", StatefulSet: "sts", DaemonSet: "ds", Job: "job", CronJob: "cj" };

/** Drawn anew when a workload comes or goes, or one of its own ReplicaSets changes. */
function useGenerations(workload: WorkloadView): ReturnType<typeof generationsOf> {
  useSyncExternalStore(onWorkloads, workloadsVersion);
  return generationsOf(modelStore.model, workload);
}

let version = 0;
const workloadsVersion = (): number => version;
const onWorkloads = (listener: () => void): (() => void) => modelStore.onAny((keys) => {
  for (const key of keys) {
    if (!key.startsWith("workload/")) continue;
    version += 1;
    return listener();
  }
});

function WorkloadPlaque({ workload, box, tall }: { readonly workload: WorkloadView } & Omit<PlaqueProps, "subject">) {
  const texts = useTexts(workloadTexts);
  const words = useTexts(relationTexts);
  const generations = useGenerations(workload);
  const { of, name, state, desired, ready, updated, current, available } = workload;
  const glyph = workloadGlyphs[state];
  const isRolling = generations.length > 1 || (state === "moving" && (of === "StatefulSet" || of === "DaemonSet") && updated < current);
  const figure = of === "CronJob" ? `${current}` : `${of === "Job" ? available : ready}/${desired}`;
  const old = generations.filter(({ isNew }) => !isNew).reduce((sum, { workload: each }) => sum + each.current, 0);
  const label = [texts.name(of, name, texts.states[state]), `${words.ready} ${figure}`, ...(isRolling ? [words.rolling(generations.length > 1 ? old : current - updated, updated, desired)] : [])].join(", ");
  return (
    <Face subject={workload.key} box={box} className="" label={label} isBroken={state === "stuck" || state === "failed"} isLeaving={state === "leaving"}>
      {(width) => (
        <>
          <Lines width={width} tall={tall} glyph={glyph} name={name} figure={figure} kinds={isRolling ? turnover(generations, workload) : [SHORT[of]]} />
          {isRolling && <span className={styles.steps}>{stepsOf(workload, generations).slice(0, 40).map((step, i) => <i key={i} data-step={step} />)}</span>}
        </>
      )}
    </Face>
  );
}

/** "r1:2 r2:1/3": how many Pods each revision has, and how many of the newest are ready; "2→1" where that is too long. */
function turnover(generations: ReturnType<typeof generationsOf>, { updated, current }: WorkloadView): readonly string[] {
  if (generations.length < 2) return [`${current - updated}→${updated}`];
  const each = generations.map(({ workload: { revision, current: has, ready, desired }, isNew }) => `r${revision}:${isNew ? `${ready}/${desired}` : has}`).join(" ");
  const count = (isNew: boolean): number => generations.reduce((sum, generation) => sum + (generation.isNew === isNew ? generation.workload.current : 0), 0);
  return [each, `${count(false)}→${count(true)}`];
}

function ServicePlaque({ service, box, tall }: { readonly service: ServiceView } & Omit<PlaqueProps, "subject">) {
  const texts = useTexts(workloadTexts);
  const { endpoints, name, type, clusterIP } = service;
  const ready = endpoints.filter(({ state }) => state === "ready").length;
  const kinds = type === "ClusterIP" ? (clusterIP === "None" ? ["headless"] : [clusterIP, type]) : [type];
  return (
    <Face subject={service.key} box={box} className={styles.service!} label={texts.name("Service", name, texts.endpoints(ready, endpoints.length))} isBroken={false} isLeaving={false}>
      {(width) => <Lines width={width} tall={tall} glyph={serviceGlyph(service)} name={name} figure={type === "ExternalName" ? "" : `${ready}/${endpoints.length}`} kinds={kinds} />}
    </Face>
  );
}

interface LinesProps {
  readonly width: number;
  readonly tall: boolean;
  readonly glyph: Parameters<typeof PodGlyph>[0]["glyph"];
  readonly name: string;
  readonly figure: string;
  /** What it is, in words that fit or in shorter ones; nothing is cut, the slip has it all. */
  readonly kinds: readonly string[];
}

/** Of a figure's letter, in px. */
const LETTER = 6.3;

function Lines({ width, tall, glyph, name, figure, kinds }: LinesProps) {
  const fontsCame = usePlate((state) => state.fontsCame);
  const signal = podSignals[glyph];
  const said = <span className={styles.figure} data-signal={signal === "ok" ? undefined : signal}>{figure}</span>;
  const fit = (room: number, font: string): string => (fontsCame ? fitName(name, room, font) : name);
  if (!tall) return <span className={`${styles.line} ${styles.only}`}><PodGlyph glyph={glyph} size={10} /><span className={styles.name}>{fit(width - 22 - figure.length * LETTER, PILL_FONT)}</span>{said}</span>;
  const room = Math.max(0, Math.floor((width - 22 - figure.length * LETTER) / LETTER));
  return (
    <>
      <span className={`${styles.line} ${styles.first}`}><PodGlyph glyph={glyph} size={12} /><span className={styles.name}>{fit(width - 34, NAME_FONT)}</span></span>
      <span className={`${styles.line} ${styles.second}`}><span>{kinds.find((kind) => kind.length <= room)}</span>{said}</span>
    </>
  );
}

interface FaceProps {
  readonly subject: EntityKey;
  readonly box: Box;
  readonly className: string;
  readonly label: string;
  readonly isBroken: boolean;
  readonly isLeaving: boolean;
  readonly children: (width: number) => React.ReactNode;
}

function Face({ subject, box, className, label, isBroken, isLeaving, children }: FaceProps) {
  const scale = usePlate((state) => state.drawn.frame);
  const isSelected = useSelection((state) => state.selected === subject);
  const isJoined = useRelations(({ looked }) => looked.some(({ from }) => from === subject));
  const tabStop = usePlate((state) => state.focused === subject);
  const [width, height] = [box.width / scale, box.height / scale];
  return (
    <button
      type="button" id={plaqueId(subject)} className={`${styles.plaque} ${className}`} lang="en" data-plaque={subject} data-joined={isJoined} data-broken={isBroken} data-leaving={isLeaving}
      style={{ width, height, transform: `translate(${box.x}px, ${box.y}px) scale(${scale})` }} aria-label={label} aria-pressed={isSelected} tabIndex={tabStop ? 0 : -1}
      onClick={() => select(isSelected ? undefined : subject)} onMouseEnter={() => useSelection.setState({ hovered: subject })} onMouseLeave={() => useSelection.setState({ hovered: undefined })}
      onFocus={() => usePlate.setState({ focused: subject, here: subject })} onBlur={() => usePlate.setState({ here: undefined })}
    >
      {children(width)}
    </button>
  );
}
