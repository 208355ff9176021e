import type { EntityKey, Mark } from "../../graph/model.ts";
import type { Why, WhyPlace } from "../../graph/why/why.ts";
import { besideNow } from "./beside.ts";
import { clockEndMs, type Lanes, type PodLane } from "./lanes.ts";
import type { Row } from "./rows.ts";
import { msAt, xOf, type Span } from "./scale.ts";
import { countUpTo } from "./steps.ts";

/** Which marks a row shows: what the pointer and the keys find in it. */

/** The marks of a row, in order of time. */
export function marksOfRow(row: Row, lanes: Lanes): readonly Mark[] {
  switch (row.kind) {
    case "you":
      return lanes.inputs;
    case "cluster":
      return lanes.cluster;
    case "system":
      return [];
    case "other":
      return besideNow()?.marks(row) ?? [];
    case "pod":
      return row.open ? row.lane.marks.filter(({ kind }) => kind === "event" || kind === "request" || kind === "status" || kind === "podCreated" || kind === "podDeleted") : row.lane.marks;
    case "container":
      return row.lane.marks.filter((mark) => (mark.kind === "container" && mark.container === row.container) || (mark.kind === "clock" && mark.clock.container === row.container));
    case "probe":
      return row.lane.containers.get(row.container)?.probes.get(row.probe) ?? [];
  }
}

/** So near the pointer must come. */
const REACH_PX = 6;

/** The marks under a place of a row: those nearest to it, and what is drawn on top of them. */
export function marksNear(marks: readonly Mark[], span: Span, x: number): readonly Mark[] {
  const from = countUpTo(marks, msAt(span, x - REACH_PX) - 1e-6);
  const to = countUpTo(marks, msAt(span, x + REACH_PX));
  let nearest: Mark | undefined;
  for (let index = from; index < to; index += 1) {
    const mark = marks[index]!;
    if (!nearest || Math.abs(xOf(span, mark.atMs) - x) < Math.abs(xOf(span, nearest.atMs) - x)) nearest = mark;
  }
  if (!nearest) return [];
  const at = xOf(span, nearest.atMs);
  return marks.slice(from, to).filter(({ atMs }) => Math.abs(xOf(span, atMs) - at) < 3);
}

/** The mark after (1) or before (-1) an instant; undefined at the end. */
export function neighbour(marks: readonly Mark[], atMs: number, direction: 1 | -1): Mark | undefined {
  return direction === 1 ? marks[countUpTo(marks, atMs)] : marks[countUpTo(marks, atMs - 1e-6) - 1];
}

/** A numbered balloon of the answer to why. */
export interface Balloon {
  readonly number: number;
  readonly atMs: number;
  readonly x: number;
  readonly y: number;
}

const BALLOON_PX = 21;
const TOUCHING_PX = 20;
/** One whose instant is just out of sight is not shown as if it were in it. */
const EDGE_PX = 3;

/** Where the balloons stand: at their times, in the row of what they are about, side by side where they would lie on one another. */
export function balloonsOf(why: Why | undefined, rows: readonly Row[], span: Span, widthPx: number): readonly Balloon[] {
  if (!why) return [];
  const placed: { number: number; atMs: number; x: number; y: number }[] = [];
  const numbered = why.links.map((link, index) => ({ link, number: index + 1 }));
  // The cause stands nearest to its instant; what came of it at once stands to its right.
  for (const { link, number } of numbered.toReversed()) {
    const row = rowOf(link.at, why.pod, rows);
    const at = xOf(span, link.atMs);
    if (!row || at < -EDGE_PX || at > widthPx + EDGE_PX) continue;
    const y = row.top + row.height / 2;
    const wide = link.at.part === "probe";
    let x = Math.max(10, at + (wide ? 18 : 0));
    while (placed.some((other) => Math.hypot(other.x - x, other.y - y) < TOUCHING_PX)) x += BALLOON_PX / 3;
    placed.push({ number, atMs: link.atMs, x: Math.min(x, widthPx - 10), y });
  }
  return placed;
}

function rowOf(at: WhyPlace, pod: EntityKey, rows: readonly Row[]): Row | undefined {
  const own = rows.filter((row) => "lane" in row && row.lane.key === pod);
  const head = own[0];
  if (at.part === "input") return rows.find(({ kind }) => kind === "you") ?? head;
  if (at.part === "probe") return own.find((row) => row.kind === "probe" && row.container === at.container && at.probe.startsWith(row.probe)) ?? head;
  if (at.part === "container") return own.find((row) => row.kind === "container" && row.container === at.container) ?? head;
  if (at.part === "grace") return own.find(({ kind }) => kind === "container") ?? head;
  return head;
}

/** What a lane is doing at an instant, where no mark is near: its state, or a clock that runs. */
export type LaneState =
  | { readonly kind: "status"; readonly status: string; readonly fromMs: number; readonly toMs: number | undefined }
  | { readonly kind: "container"; readonly container: string; readonly state: string; readonly reason: string; readonly run: number; readonly fromMs: number; readonly toMs: number | undefined };

export function stateAt(row: Row, atMs: number): LaneState | undefined {
  const holds = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number | undefined }): boolean => fromMs <= atMs && (toMs ?? Infinity) > atMs;
  if (row.kind === "container") {
    const bar = row.lane.containers.get(row.container)?.bars.findLast(holds);
    return bar && { kind: "container", container: row.container, state: bar.state, reason: bar.reason, run: bar.run, fromMs: bar.fromMs, toMs: bar.toMs };
  }
  if (row.kind !== "pod") return undefined;
  const span = row.lane.statuses.findLast(holds);
  return span && { kind: "status", status: span.status, fromMs: span.fromMs, toMs: span.toMs };
}

/** The clock that runs over an instant in a row, if its end lies ahead of what has happened. */
export function plannedAt(row: Row, atMs: number, liveMs: number): PodLane["clocks"][number] | undefined {
  if (!("lane" in row) || atMs <= liveMs || row.lane.endedAtMs !== undefined) return undefined;
  const container = row.kind === "container" ? row.container : undefined;
  return row.lane.clocks.find((span) => span.endedMs === undefined && clockEndMs(span) >= liveMs && (container === undefined || span.clock.container === container));
}
