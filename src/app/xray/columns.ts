import type { ContainerView } from "../../graph/model.ts";
import { clamp } from "./boxes.ts";

/** short: an init container, which runs before the others and ends. */
export type SlipKind = "tall" | "short";

export const slipKind = (role: ContainerView["role"]): SlipKind => (role === "init" ? "short" : "tall");

/** wide: dials at both sides, addresses beside the rings; narrow: small dials, names only; crowded: probes fold into the slips. */
export interface Columns {
  readonly form: "wide" | "narrow";
  readonly crowded: boolean;
  /** The drawing's width: more than was offered where the containers need it. */
  readonly width: number;
  /** Where the posts stand that hold the rings. */
  readonly leftPost: number;
  readonly rightPost: number;
  /** Left edge and width of each container's slip. */
  readonly slips: readonly { readonly x: number; readonly w: number }[];
  /** True where the rings' values stand beside them. */
  readonly values: boolean;
}

interface Frame {
  readonly form: Columns["form"];
  readonly crowded: boolean;
  /** From the drawing's edge to the post. */
  readonly left: number;
  readonly right: number;
  /** From the post to the nearest slip. */
  readonly inset: number;
  readonly values: boolean;
  readonly least: Readonly<Record<SlipKind, number>>;
}

const WIDE_FROM = 640;
/** The room that a node's wall takes beside the rings that are tied to it. */
export const WALL_ROOM = 32;

const frames: readonly Frame[] = [
  { form: "wide", crowded: false, left: 190, right: 198, inset: 30, values: true, least: { tall: 100, short: 84 } },
  { form: "wide", crowded: true, left: 22, right: 198, inset: 28, values: true, least: { tall: 84, short: 74 } },
  { form: "wide", crowded: true, left: 22, right: 36, inset: 26, values: false, least: { tall: 74, short: 70 } },
  { form: "narrow", crowded: false, left: 64, right: 62, inset: 18, values: false, least: { tall: 96, short: 74 } },
  { form: "narrow", crowded: true, left: 20, right: 32, inset: 14, values: false, least: { tall: 71, short: 70 } },
];

const LEAST_GAP = 8;
const MOST_GAP = 40;
const most: Readonly<Record<SlipKind, number>> = { tall: 150, short: 112 };

interface Asked {
  readonly width: number;
  /** All probes in the slips. */
  readonly compact: boolean;
  readonly kinds: readonly SlipKind[];
  /** True where a ring is tied to the node's wall. */
  readonly wall: boolean;
  /** Room between the posts that the volumes would like. */
  readonly wish: number;
}

/** Where the slips and posts stand: the first frame in which all containers find room, else the last one, made wider. */
export function columnsOf({ width, compact, kinds, wall, wish }: Asked): Columns {
  const form = width >= WIDE_FROM && !compact ? "wide" : "narrow";
  const candidates = frames.filter((frame) => frame.form === form && (!compact || frame.crowded));
  const roomIn = (frame: Frame): number => width - frame.left - frame.right - 2 * frame.inset - (wall ? WALL_ROOM : 0);
  const needIn = (frame: Frame): number => sum(kinds.map((kind) => frame.least[kind])) + LEAST_GAP * Math.max(kinds.length - 1, 0);
  const frame = candidates.find((candidate) => needIn(candidate) <= roomIn(candidate)) ?? candidates.at(-1)!;
  const room = Math.max(roomIn(frame), needIn(frame), 40);
  const widths = shareOut(kinds, frame.least, room);
  const gap = kinds.length > 1 ? clamp((room - sum(widths)) / (kinds.length - 1), LEAST_GAP, MOST_GAP) : 0;
  const span = sum(widths) + gap * Math.max(kinds.length - 1, 0);
  const held = Math.max(span, Math.min(room, wish - 2 * frame.inset));
  const left = frame.left + (wall ? WALL_ROOM : 0);
  const leftPost = left + (room - held) / 2;
  let x = leftPost + frame.inset + (held - span) / 2;
  const slips = widths.map((w) => {
    const slip = { x, w };
    x += w + gap;
    return slip;
  });
  return { form, crowded: frame.crowded, values: frame.values, slips, leftPost, rightPost: leftPost + held + 2 * frame.inset, width: Math.max(width, room + left + frame.right + 2 * frame.inset) };
}

/** Every slip gets its least; what is left is shared alike, up to the most that helps. */
function shareOut(kinds: readonly SlipKind[], least: Frame["least"], room: number): number[] {
  const free = room - LEAST_GAP * Math.max(kinds.length - 1, 0) - sum(kinds.map((kind) => least[kind]));
  const growth = kinds.length > 0 ? Math.max(free, 0) / kinds.length : 0;
  return kinds.map((kind) => Math.min(least[kind] + growth, kinds.length === 1 ? 176 : most[kind]));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
