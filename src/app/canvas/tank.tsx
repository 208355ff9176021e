import { memo, useSyncExternalStore } from "react";
import { select, useSelection } from "../state/selection.ts";
import type { PlateLayout } from "../../graph/layout/plate.ts";
import type { EntityKey, NodeView } from "../../graph/model.ts";
import { Balloon } from "../glyphs/balloon.tsx";
import { NodeMark } from "../glyphs/node-glyph.tsx";
import { useEntity } from "../state/model-store.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { cpuText, memoryText } from "./amounts.ts";
import { useBalloonsOf } from "./balloons.ts";
import styles from "./frames.module.css";
import { occupancy, usePlate, vesselOf } from "./plate-store.ts";
import { NAME_FONT } from "./card-face.ts";
import { fitName } from "./fit-text.ts";
import { cardId } from "./pod-card.tsx";
import { Scaled } from "./scaled.tsx";

export interface FrameData extends Record<string, unknown> {
  readonly width: number;
  readonly height: number;
}

/** The id of a tank's rim, by which the keyboard finds it. */
export const rimId = (node: EntityKey): string => `plate-${node.replaceAll("/", "-")}`;

/** A node: an open-topped vessel with rulers in its walls. */
export const Tank = memo(function Tank({ id, data }: { readonly id: EntityKey; readonly data: FrameData }) {
  const node = useEntity("node", id);
  return node ? <Scaled width={data.width} height={data.height}>{(width, height) => <Vessel node={node} width={width} height={height} />}</Scaled> : null;
});

interface VesselProps {
  readonly node: NodeView;
  readonly width: number;
  readonly height: number;
}

const useCount = (vessel: string): number => useSyncExternalStore(occupancy.onMoved, () => occupancy.podsIn(vessel).size);

function Vessel({ node, width, height }: VesselProps) {
  const texts = useTexts(canvasTexts);
  const count = useCount(node.key);
  const slim = usePlate(({ layout }) => layout.close || (vesselOf(layout, node.key)?.slim ?? false));
  const owned = useOwned(node.key);
  const close = usePlate(({ layout }) => layout.close);
  const fontsCame = usePlate((state) => state.fontsCame);
  const left = !close ? 36 : node.glyph === "ready" ? 14 : 29;
  const selected = useSelection((state) => state.selected === node.key);
  const tabStop = usePlate((state) => state.focused === node.key);
  const explained = useSelection(({ why }) => why !== undefined && occupancy.standing(why.pod)?.vessel === node.key);
  const numbers = useBalloonsOf("node");
  return (
    <div role="group" aria-label={texts.node(node.name, node.status, count)} aria-owns={owned}>
      <svg className={styles.drawing} width={width} height={height} aria-hidden="true">
        <Walls node={node} width={width} height={height} />
        {(!close || node.glyph !== "ready") && <NodeMark glyph={node.glyph} x={close ? 19 : 25} y={14} r={5} />}
        <text x={left} y={18} className={styles.name}>{fontsCame ? fitName(node.name, width - left - 12, NAME_FONT) : node.name}</text>
        <Corner node={node} width={width} slim={slim} count={count} />
        {!slim && height > 96 && <Rulers node={node} width={width} height={height} />}
        {!slim && height > 70 && <Foot node={node} width={width} height={height} />}
        {!slim && <Free node={node} width={width} height={height} />}
      </svg>
      <button
        type="button" id={rimId(node.key)} className={styles.rim} style={{ left: 14, top: 3, width: width - 28, height: 22 }}
        aria-label={texts.node(node.name, node.status, count)} aria-pressed={selected} tabIndex={tabStop ? 0 : -1} data-node={node.key}
        onClick={() => select(node.key)} onFocus={() => usePlate.setState({ focused: node.key, here: node.key })} onBlur={() => usePlate.setState({ here: undefined })} onMouseEnter={() => useSelection.setState({ hovered: node.key })}
        onMouseLeave={() => useSelection.setState({ hovered: undefined })}
      />
      {explained && numbers !== "" && <span className={styles.balloons}>{numbers.split(" ").map((number) => <Balloon key={number} number={Number(number)} />)}</span>}
    </div>
  );
}

/** Pods are drawn in a layer of their own; for a screen reader they belong to their node. */
function useOwned(vessel: string): string | undefined {
  const owned = usePlate(({ shown }) => shown.filter((pod) => occupancy.standing(pod)?.vessel === vessel).map(cardId).join(" "));
  return owned === "" ? undefined : owned;
}

function Walls({ node: { glyph }, width, height }: VesselProps) {
  const lost = glyph === "lost";
  const line = lost ? `${styles.paper} ${styles.line} ${styles.dashed}` : `${styles.leaf} ${glyph === "notReady" ? styles.broken : styles.line}`;
  return (
    <>
      <path d={`M0 .5h10v${height - 6}h${width - 20}V.5h10v3h-5v${height - 4}h-${width - 10}V3.5h-5z`} className={line} />
      {glyph === "cordoned" && <path d={`M-2 -5.500H${width + 2}V.5H-2z`} className={`${styles.shade} ${styles.line}`} />}
      {glyph === "pressure" && <path d={`M10 27.500q6 -4 12 0t12 0t12 0M${width - 46} 27.500q6 -4 12 0t12 0t12 0`} className={styles.none} style={{ stroke: "var(--wait)", strokeWidth: 1.5 }} />}
    </>
  );
}

/** At the rim's right: what is wrong with the node; else how many pods from far, and where their addresses come from otherwise. */
function Corner({ node, width, slim, count }: Omit<VesselProps, "height"> & { readonly slim: boolean; readonly count: number }) {
  const texts = useTexts(canvasTexts);
  const drawing = usePlate((state) => state.drawn.drawing);
  const room = width - 36 - node.name.length * 6.2 - 30;
  const text = node.glyph !== "ready" ? node.status : drawing === "dots" ? texts.pods(count) : node.podCIDR;
  const colour = node.glyph === "ready" ? styles.mono : node.glyph === "cordoned" || node.glyph === "pressure" ? styles.monoWait : styles.monoBad;
  if (slim || text.length * 6.7 > room) return null;
  return <text x={width - 17} y={18} className={`${colour} ${styles.end}`}>{text}</text>;
}

const RULER_TOP = 32;
const RULER_FOOT = 30;

function Rulers({ node, width, height }: VesselProps) {
  const { requested, allocatable, used } = node;
  const each = { top: RULER_TOP, bottom: height - RULER_FOOT };
  return (
    <>
      <Ruler {...each} x={17} tick={1} requested={share(requested.cpuMilli, allocatable.cpuMilli)} used={share(used.cpuMilli, allocatable.cpuMilli)} />
      <Ruler {...each} x={width - 24} tick={-1} requested={share(requested.memoryBytes, allocatable.memoryBytes)} used={share(used.memoryBytes, allocatable.memoryBytes)} />
    </>
  );
}

const share = (part: number, whole: number): number => (whole <= 0 ? 0 : Math.min(part / whole, 1));

interface RulerProps {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** To which side its marks point. */
  readonly tick: 1 | -1;
  readonly requested: number;
  readonly used: number;
}

const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

function Ruler({ x, top, bottom, tick, requested, used }: RulerProps) {
  const high = bottom - top;
  const edge = tick > 0 ? x + 7 : x;
  const at = (part: number): number => bottom - part * high;
  const needle = at(used);
  return (
    <>
      <rect x={x} y={top} width={7} height={high} className={`${styles.none} ${styles.hair}`} />
      <rect x={x} y={at(requested)} width={7} height={requested * high} className={styles.bar} />
      <path d={TENTHS.map((n) => `M${edge} ${at(n / 10)}h${tick * (n === 5 ? 5 : 3)}`).join("")} className={styles.hair} />
      {used > 0.002 && <path d={`M${edge} ${needle}l${tick * 7} -3.5v7z`} className={styles.needle} />}
    </>
  );
}

function Foot({ node: { requested, allocatable }, width, height }: VesselProps) {
  const cpu = `cpu ${cpuText(requested.cpuMilli)}/${cpuText(allocatable.cpuMilli)}`;
  const memory = `mem ${memoryText(requested.memoryBytes)}/${memoryText(allocatable.memoryBytes)}`;
  const fits = (cpu.length + memory.length) * 6.65 + 14 < width - 34;
  return (
    <>
      <path d={`M10 ${height - 22.5}H${width - 10}`} className={`${styles.none} ${styles.hair} ${styles.dotted}`} />
      <text x={17} y={height - 11} className={styles.mono}>{fits ? cpu : "cpu"}</text>
      <text x={width - 17} y={height - 11} className={`${styles.mono} ${styles.end}`}>{fits ? memory : "mem"}</text>
    </>
  );
}

/** Between the rulers' marks, with a little air. */
const BETWEEN_RULERS = 72;
const FREE_SIZES = [13, 11];

/** About as wide at that size of letters: a Chinese letter is as wide as it is high. */
const freeWidth = (text: string, size: number): number => [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? size : size * 0.47), 0);

/** Empty room is free capacity: said once, in words. */
function Free({ node, width, height }: VesselProps) {
  const texts = useTexts(canvasTexts);
  const layout = usePlate((state) => state.layout);
  const { frame, drawing } = usePlate((state) => state.drawn);
  // Leaders run between columns of capsules: never across these words.
  const crossed = usePlate(({ lines }) => lines.size > 0) && (vesselOf(layout, node.key)?.capsules.normal.columns ?? 1) > 1;
  useCount(node.key);
  const room = drawing === "dots" ? 0 : emptyRoom(layout, node.key, frame);
  const { requested, allocatable } = node;
  const text = texts.free(cpuText(Math.max(0, allocatable.cpuMilli - requested.cpuMilli)), memoryText(Math.max(0, allocatable.memoryBytes - requested.memoryBytes)));
  const size = FREE_SIZES.find((each) => freeWidth(text, each) < width - BETWEEN_RULERS);
  if (crossed || room < 34 || size === undefined || node.glyph === "lost") return null;
  return <text x={width / 2} style={{ fontSize: size }} y={Math.min(emptyTop(layout, node.key, frame) + room / 2 + 4, height - 40)} className={`${styles.free} ${styles.middle}`}>{text}</text>;
}

/** The foot of the small pods, in design pixels from the rim. */
function emptyTop(layout: PlateLayout, key: string, scale: number): number {
  const vessel = vesselOf(layout, key);
  if (!vessel) return 0;
  const { small } = vessel.capsules;
  return (small.y + Math.ceil(occupancy.places(key, "small") / small.columns) * small.pitchY - vessel.box.y) / scale;
}

/** Between the small pods and the highest of the others, in design pixels. */
function emptyRoom(layout: PlateLayout, key: string, scale: number): number {
  const vessel = vesselOf(layout, key);
  if (!vessel) return 0;
  const { normal } = vessel.capsules;
  const rows = Math.ceil(occupancy.places(key, "normal") / normal.columns);
  return (normal.y - rows * normal.pitchY - vessel.box.y) / scale - emptyTop(layout, key, scale);
}
