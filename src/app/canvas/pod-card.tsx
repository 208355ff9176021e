import { memo, useEffect, useLayoutEffect, useRef, type CSSProperties } from "react";
import { podBox } from "../../graph/layout/vessel.ts";
import type { EntityKey, PodView } from "../../graph/model.ts";
import { Balloon } from "../glyphs/balloon.tsx";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { usePodMotion } from "../glyphs/use-motion.ts";
import { useEntity } from "../state/model-store.ts";
import { openDetail, select, useSelection } from "../state/selection.ts";
import { Detail } from "../xray/lazy-detail.tsx";
import { useBalloons } from "./balloons.ts";
import { CapsuleFace } from "./capsule-face.tsx";
import { PassedTrail } from "./passed-trail.tsx";
import styles from "./capsule.module.css";
import { designSize, faceOf, PILL_FONT, pillOf, READY_FROM, SMALL_FONT, SMALL_SPACING, type Face } from "./card-face.ts";
import { stemOf } from "./elide.ts";
import { fitName, fitStem } from "./fit-text.ts";
import { standingOf } from "./occupancy.ts";
import { podLabel } from "./pod-label.ts";
import { occupancy, standingOut, usePlate, vesselOf } from "./plate-store.ts";
import { dotRadius } from "./scale.ts";
import { isTrouble } from "./trouble.ts";

/** The id of a pod's element, by which tanks own it and the keyboard finds it. */
export const cardId = (pod: EntityKey): string => `plate-${pod.replaceAll("/", "-")}`;

/** A pod as an element: one subscription to its own entity, drawn anew when that or the step of the zoom changes. */
export const PodCard = memo(function PodCard({ pod: key }: { readonly pod: EntityKey }) {
  const pod = useEntity("pod", key);
  return pod ? <StandingCard pod={pod} /> : null;
});

function StandingCard({ pod }: { readonly pod: PodView }) {
  const layout = usePlate((state) => state.layout);
  const drawn = usePlate((state) => state.drawn);
  const { vessel: vesselKey, size, place } = occupancy.standing(pod.key) ?? standingOf(pod);
  const vessel = vesselOf(layout, vesselKey);
  const card = useRef<HTMLDivElement>(null);
  useInstantOn(card, `${layout.width} ${layout.height} ${layout.scale} ${drawn.drawing}`);
  if (!vessel) return null;
  const box = podBox(vessel, drawn.drawing, size, place);
  const isOpen = drawn.section && vessel.opened?.place === place && vessel.opened.size === size;
  const { width, height } = designSize(box, drawn);
  const face = isOpen ? "section" : faceOf(width, height, size, drawn.drawing);
  return (
    <div ref={card} className={styles.card} style={{ transform: `translate(${box.x}px, ${box.y}px)` }}>
      {face === "section" ? <Section pod={pod} {...{ width, height, scale: drawn.pod }} /> : <PodButton pod={pod} face={face} small={size === "small"} isLeft={box.x + box.width / 2 < layout.width / 2} {...{ width, height, scale: drawn.pod }} />}
    </div>
  );
}

/** A pod that moves glides to its place; a layout or a drawing that changes as a whole does not swim. */
function useInstantOn(card: React.RefObject<HTMLDivElement | null>, whole: string): void {
  const before = useRef(whole);
  useLayoutEffect(() => {
    const element = card.current;
    if (!element || before.current === whole) return;
    before.current = whole;
    moveAtOnce(element);
  }, [card, whole]);
}

const moving = new Set<HTMLElement>();

/** Without gliding. The browser is asked to lay out once for all cards that one change of the layout moves, before it paints. */
function moveAtOnce(element: HTMLElement): void {
  element.classList.add(styles.instant!);
  moving.add(element);
  if (moving.size > 1) return;
  queueMicrotask(() => {
    void element.offsetWidth;
    for (const each of moving) each.classList.remove(styles.instant!);
    moving.clear();
  });
}

interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

interface ButtonProps extends Drawn {
  readonly pod: PodView;
  readonly face: Face;
  readonly small: boolean;
  /** It stands in the sheet's left half: numbers that are wider than the card go on to the right. */
  readonly isLeft: boolean;
}

function PodButton({ pod, face, small, isLeft, width, height, scale }: ButtonProps) {
  const { key } = pod;
  const selected = useSelection((state) => state.selected === key);
  const tabStop = usePlate((state) => state.focused === key);
  const sought = usePlate((state) => standingOut(state)?.has(key));
  const line = usePlate(({ lines }) => lines.get(key));
  const element = useRef<HTMLButtonElement>(null);
  useKeptFocus(element, key);
  const bad = isTrouble(pod.glyph);
  const classes = [
    styles.face, face === "capsule" && styles.capsule, (face === "pill" || face === "mark") && styles.pill, face === "dot" && styles.dotFace,
    small && styles.small, pod.node === "" && face !== "dot" && styles.nowhere, bad && styles.bad, selected && styles.selected,
    sought === true && styles.sought, sought === false && styles.faint,
  ];
  const style: CSSProperties = { width, height, transform: `scale(${scale})`, borderRadius: face === "dot" ? undefined : height / 2 };
  return (
    <button
      ref={element} type="button" id={cardId(key)} className={classes.filter(Boolean).join(" ")} style={style} tabIndex={tabStop ? 0 : -1}
      aria-label={podLabel(pod)} aria-pressed={selected} data-pod={key} data-nowhere={pod.node === ""} data-line={line} lang="en"
      onClick={() => select(key)} onDoubleClick={() => openDetail(key)} onFocus={() => usePlate.setState({ focused: key, here: key })} onBlur={() => usePlate.setState({ here: undefined })}
      onMouseEnter={() => useSelection.setState({ hovered: key })} onMouseLeave={() => useSelection.setState({ hovered: undefined })}
    >
      {face === "capsule" ? <CapsuleFace pod={pod} width={width} height={height} /> : <SmallFace pod={pod} face={face} small={small} width={width} height={height} />}
      {sought === true && face !== "dot" && (line === "dashed" || line === "dotted") && <span className={styles.dashes} data-line={line} />}
      <Balloons pod={key} isLeft={isLeft && (face === "dot" || face === "mark")} />
      <PassedTrail pod={key} />
    </button>
  );
}

function SmallFace({ pod, face, small, width, height }: Omit<ButtonProps, "scale" | "isLeft">) {
  const motion = usePodMotion(pod);
  if (face === "pill") {
    const { glyph, left, right } = pillOf(height, small);
    const withReady = !small && width >= READY_FROM;
    const room = width - left - right - 2 - (withReady ? 26 : 0);
    return (
      <span className={styles.pillBody} style={{ gap: left - (small ? 4 : 5) - glyph, paddingLeft: small ? 4 : 5, paddingRight: right }}>
        <PodGlyph glyph={pod.glyph} size={glyph} {...motion} />
        <span className={styles.pillName}>{small ? fitStem(stemOf(pod.name, pod.owner, pod.node), room, SMALL_FONT, SMALL_SPACING) : fitName(pod.name, room, PILL_FONT)}</span>
        {withReady && <span className={styles.pillReady}>{pod.readyCount}/{pod.containerCount}</span>}
      </span>
    );
  }
  const zoom = usePlate.getState().drawn.zoom;
  const scale = usePlate.getState().drawn.pod;
  const r = dotRadius(width * scale, zoom, isTrouble(pod.glyph), small) / (scale * zoom);
  return <span className={styles.dot}><PodGlyph glyph={pod.glyph} size={face === "dot" ? r * 2.4 : Math.min(12, Math.max(height - 1, 6))} {...(face === "dot" ? {} : motion)} /></span>;
}

/** As wide as the detail is drawn. */
const DETAIL_WIDTH = 776;
const SECTION_LINE = 2;

function Section({ pod, width, height, scale }: Drawn & { readonly pod: PodView }) {
  const inner = (width - 2 * SECTION_LINE) / DETAIL_WIDTH;
  const element = useRef<HTMLDivElement>(null);
  useKeptFocus(element, pod.key);
  return (
    <div
      ref={element} className={styles.section} id={cardId(pod.key)} style={{ width, height, transform: `scale(${scale})`, borderRadius: Math.min(19, width / 20) }}
      role="group" aria-label={podLabel(pod)} tabIndex={-1} data-section={pod.key}
    >
      <div className={styles.sectionBody} style={{ width: DETAIL_WIDTH, height: (height - 2 * SECTION_LINE) / inner, transform: `scale(${inner})` }}><Detail pod={pod.key} /></div>
    </div>
  );
}

/** A pod that is drawn as another element keeps the focus that it had. */
function useKeptFocus(element: React.RefObject<HTMLElement | null>, pod: EntityKey): void {
  useEffect(() => {
    if (usePlate.getState().here === pod && document.activeElement === document.body) element.current?.focus({ preventScroll: true });
  }, [element, pod]);
}

function Balloons({ pod, isLeft }: { readonly pod: EntityKey; readonly isLeft: boolean }) {
  const numbers = useBalloons(pod);
  return numbers === "" ? null : <span className={styles.balloons} data-at={isLeft ? "left" : undefined}>{numbers.split(" ").map((number) => <Balloon key={number} number={Number(number)} />)}</span>;
}
