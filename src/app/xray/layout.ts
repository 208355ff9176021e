import type { LinuxNamespace, NamespaceView, PodView } from "../../graph/model.ts";
import { right, type Box, type TextPlace } from "./boxes.ts";
import { columnsOf, slipKind, WALL_ROOM, type Columns } from "./columns.ts";
import { layoutDials, planSides, sideHeight, type DialLayout } from "./dials-layout.ts";
import { drumHeight, hasLimits, hasTag, LINE_HEIGHT, slipHead, slipLayout, type SlipLayout, type SlipRows } from "./slip-layout.ts";
import { layoutVolumes, planVolumes, volumesWish, type VolumesLayout } from "./volumes-layout.ts";

/** A Linux namespace that goes round the containers, or is tied to the node's wall. */
export interface RingLayout {
  readonly namespace: NamespaceView;
  readonly y: number;
  readonly label: TextPlace;
  /** What it holds: an address, a host name. */
  readonly value?: TextPlace;
}

/** Where everything of a pod's drawing stands. Depends on the pod's shape and the room, never on the moment. */
export interface DetailLayout {
  readonly width: number;
  readonly height: number;
  readonly form: Columns["form"];
  readonly crowded: boolean;
  readonly title?: TextPlace;
  /** The seven steps to Running; none in place, where the capsule's own are seen. */
  readonly steps?: TextPlace;
  readonly slips: readonly SlipLayout[];
  readonly volumes: VolumesLayout;
  readonly dials: readonly DialLayout[];
  /** Room for the clock that runs for a container: grace or back-off. */
  readonly clock?: Box;
  /** Middle and half-axes of the rings. */
  readonly ring: { readonly x: number; readonly rx: number; readonly ry: number };
  readonly posts: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly rings: readonly RingLayout[];
  /** The node's wall, where rings are the host's. */
  readonly wall?: Box;
  /** One list of processes for all, where the PID namespace is shared. */
  readonly list?: Box;
  readonly pause: { readonly box: Box; readonly plate: Box };
  /** Ports in use, below the net ring's value. */
  readonly ports: readonly TextPlace[];
  readonly aside: readonly TextPlace[];
}

export interface LayoutOptions {
  readonly width: number;
  /** The drawing is at least so high; more where it needs more. */
  readonly height?: number | undefined;
  /** In place, in its node's tank: no title, no dials, no aside. */
  readonly compact: boolean;
  /** Width of the title in px; undefined for none. */
  readonly title?: number | undefined;
  /** True while the pod is on its way to Running. */
  readonly stepping: boolean;
}

const RINGS: readonly LinuxNamespace[] = ["net", "ipc", "uts", "pid", "user"];

/** The namespaces that are drawn as rings, from the foot up: what pause holds, and what is the host's although it need not be. */
export const ringsOf = ({ namespaces }: Pick<PodView, "namespaces">): readonly NamespaceView[] =>
  RINGS.flatMap((name) => namespaces.filter((namespace) => namespace.name === name && (namespace.scope === "shared" || (namespace.scope === "host" && name !== "user"))));

const isShared = ({ namespaces }: Pick<PodView, "namespaces">, name: LinuxNamespace): boolean => namespaces.some((namespace) => namespace.name === name && namespace.scope === "shared");

const PAUSE_HEIGHT = 32;
const DOCK_HEIGHT = 6;
/** From the stone's upper edge to the lowest ring. */
const NET_ABOVE_PAUSE = 20;
const RING_RY = 14;
const STEPS_WIDTH = 190;
/** Where the frame's button stands that closes it. */
const CLOSE_WIDTH = 30;
const CLOCK_HEIGHT = { wide: 54, narrow: 68 };

/** Draws up a pod's sandbox, cut open. */
export function layoutDetail(pod: PodView, options: LayoutOptions): DetailLayout {
  const rings = ringsOf(pod);
  const wall = rings.some(({ scope }) => scope === "host");
  const columns = columnsOf({ width: options.width, compact: options.compact, kinds: pod.containers.map(({ role }) => slipKind(role)), wall, wish: volumesWish(pod) });
  const sides = planSides(pod, columns);
  const volumes = planVolumes(pod, columns.rightPost - columns.leftPost);
  const rowsWith = (lines: number, tight: boolean): SlipRows => ({
    tight,
    tag: pod.containers.some(hasTag),
    limits: pod.containers.some(hasLimits),
    folded: Math.max(...sides.folded.map(({ length }) => length), 0),
    lines,
    drums: !isShared(pod, "pid"),
  });

  const titled = options.title !== undefined;
  // A row below the stone: the steps to Running, or what a ring is.
  const asideBelow = !options.compact && (columns.form === "narrow" || !titled);
  const top = topOf(options, columns, volumes.groups.length);
  const headOf = (rows: SlipRows): number => Math.max(...pod.containers.map(({ role }) => slipHead(slipKind(role), rows)), 60);
  const listOf = (lines: number): number => (isShared(pod, "pid") ? drumHeight(lines) + 12 : 0);
  const ringZone = (spacing: number): number => spacing * Math.max(rings.length - 1, 0) + NET_ABOVE_PAUSE - 4;
  const marginOf = (tight: boolean): number => (options.compact ? 6 : titled ? (tight ? 9 : 14) : 8);
  const belowOf = (tight: boolean): number => marginOf(tight) + (asideBelow && (options.stepping || !tight) ? 22 : 0);
  const heightWith = (lines: number, spacing: number, tight = false): number =>
    top + volumes.height + headOf(rowsWith(lines, tight)) + listOf(lines) + ringZone(spacing) + PAUSE_HEIGHT + belowOf(tight);

  // Room to spare goes to the process lists first, then to the rings; where it lacks, all stands closer.
  const asked = options.height ?? 0;
  const tight = asked > 0 && heightWith(2, 19) > asked;
  let lines = tight && heightWith(2, 16, true) > asked * 1.06 ? 1 : 2;
  while (!tight && lines < 5 && heightWith(lines + 1, 19) <= asked) lines += 1;
  const spacing = tight ? 16 : heightWith(lines, 23) <= asked ? 23 : 19;
  const footBelow = belowOf(tight);
  const sidesTop = titled ? 38 : 10;
  const clockHeight = columns.crowded ? 0 : CLOCK_HEIGHT[columns.form];
  // A narrow drawing's clock stands above the stone, a wide one's beside it.
  const belowClock = footBelow + (columns.form === "wide" ? 0 : PAUSE_HEIGHT + 6);
  const leftNeed = columns.crowded ? 0 : sidesTop + sideHeight(sides.left.length, columns.form) + clockHeight + belowClock;
  const rightNeed = sidesTop + sideHeight(sides.right.length, columns.form) + 14 + ringZone(spacing) + PAUSE_HEIGHT + footBelow;
  const height = Math.max(asked, heightWith(lines, spacing, tight), leftNeed, rightNeed);

  const rows = rowsWith(lines, tight);
  const pauseTop = height - footBelow - PAUSE_HEIGHT;
  const foot = pauseTop - DOCK_HEIGHT;
  const ringY = (i: number): number => pauseTop - NET_ABOVE_PAUSE - spacing * i;
  const topRing = ringY(Math.max(rings.length - 1, 0));
  const listTop = topRing + 4 - listOf(lines);
  const slips = pod.containers.map((container, i) => {
    const { x, w } = columns.slips[i]!;
    return slipLayout(container, x, w, listTop, foot, rows, sides.folded[i]!);
  });
  const boxes = slips.map(({ box }) => box);
  const slipTop = Math.min(...boxes.map(({ y }) => y), listTop - 60);
  const { leftPost, rightPost } = columns;
  const drumsTop = Math.max(top, slipTop - volumes.height - Math.max(0, (slipTop - volumes.height - top) / 2));

  const edge = columns.form === "wide" ? 12 : 4;
  const sideWidth = columns.form === "wide" ? 150 : 56;
  const leftRoom = { x: edge, y: sidesTop, w: sideWidth, h: height - belowClock - clockHeight - sidesTop };
  const rightRoom = { x: columns.width - sideWidth - edge, y: sidesTop, w: sideWidth, h: topRing - 14 - sidesTop };
  const values = columns.values;

  return {
    width: columns.width,
    height,
    form: columns.form,
    crowded: columns.crowded,
    ...(titled && { title: { x: 12, y: 23, w: Math.min(options.title!, columns.width - 24 - (columns.form === "wide" ? STEPS_WIDTH + 12 : CLOSE_WIDTH)) } }),
    ...(!options.compact && { steps: stepsPlace(options, columns, height) }),
    slips,
    volumes: layoutVolumes(pod, volumes, { x: leftPost, w: rightPost - leftPost, y: drumsTop }, boxes),
    dials: [
      ...layoutDials(sides.left, pod.containers, { side: "left", form: columns.form, room: leftRoom }, boxes),
      ...layoutDials(sides.right, pod.containers, { side: "right", form: columns.form, room: rightRoom }, boxes),
    ],
    ...(!columns.crowded && { clock: { x: leftRoom.x, y: height - belowClock - clockHeight, w: leftRoom.w, h: clockHeight } }),
    ring: { x: (leftPost + rightPost) / 2, rx: (rightPost - leftPost) / 2, ry: RING_RY },
    posts: { left: leftPost, right: rightPost, top: topRing - 10, bottom: pauseTop },
    rings: rings.map((namespace, i) => ({
      namespace,
      y: ringY(i),
      label: { x: rightPost + (values ? 16 : 7), y: ringY(i) + 4, w: 24 },
      ...(values && { value: { x: rightPost + 42, y: ringY(i) + 4, w: columns.width - rightPost - 42 - 8 } }),
    })),
    ...(wall && { wall: wallBox(rings, ringY, leftPost) }),
    ...(isShared(pod, "pid") && boxes.length > 0 && { list: { x: boxes[0]!.x + 8, y: listTop + 2, w: right(boxes.at(-1)!) - boxes[0]!.x - 16, h: drumHeight(lines) } }),
    pause: pauseBoxes(leftPost, rightPost, pauseTop),
    ports: values ? [0, 1].map((i) => ({ x: rightPost + 42, y: pauseTop - NET_ABOVE_PAUSE + 16 + 13 * i, w: columns.width - rightPost - 42 - 8 })) : [],
    aside: tight && asideBelow ? [] : asidePlaces(options, columns, height),
  };
}

/** Process lines that a list of that height has room for. */
export const linesIn = ({ h }: Box): number => Math.max(Math.floor((h - drumHeight(0) + 2) / LINE_HEIGHT), 0);

/** Where the volumes may begin: beside the title, where they leave it room. */
function topOf({ title, stepping }: LayoutOptions, { form, leftPost, rightPost, width }: Columns, drums: number): number {
  if (title === undefined) return 8;
  const drumsWidth = Math.min(rightPost - leftPost, drums * 188);
  const drumsLeft = (leftPost + rightPost - drumsWidth) / 2;
  const beside = form === "wide" && drums > 0 && 12 + title + 16 < drumsLeft && (!stepping || drumsLeft + drumsWidth < width - STEPS_WIDTH - 24);
  return beside ? 8 : 34;
}

function stepsPlace({ title }: LayoutOptions, { form, width }: Columns, height: number): TextPlace {
  if (form === "wide" && title !== undefined) return { x: width - STEPS_WIDTH - 12, y: 18, w: STEPS_WIDTH };
  const w = Math.min(STEPS_WIDTH, width - 12);
  return { x: (width - w) / 2, y: height - 12, w };
}

function wallBox(rings: readonly NamespaceView[], ringY: (i: number) => number, leftPost: number): Box {
  const ys = rings.flatMap(({ scope }, i) => (scope === "host" ? [ringY(i)] : []));
  const y = Math.min(...ys) - 9;
  return { x: leftPost - WALL_ROOM + 4, y, w: 10, h: Math.max(...ys) + 9 - y };
}

function pauseBoxes(leftPost: number, rightPost: number, y: number): DetailLayout["pause"] {
  const box = { x: leftPost - 10, y, w: rightPost - leftPost + 20, h: PAUSE_HEIGHT };
  const inset = Math.min(30, box.w * 0.07);
  return { box, plate: { x: box.x + inset, y: y + 6, w: box.w - 2 * inset, h: 21 } };
}

/** "A ring goes round whatever shares it." */
function asidePlaces({ compact, stepping, title }: LayoutOptions, { form, values, rightPost, width }: Columns, height: number): readonly TextPlace[] {
  if (compact) return [];
  if (form === "narrow" || title === undefined) return stepping ? [] : [{ x: 12, y: height - 10, w: width - 24 }];
  if (!values) return [];
  return [0, 1].map((i) => ({ x: rightPost + 42, y: height - 20 + 15 * i, w: width - rightPost - 42 - 6 }));
}
