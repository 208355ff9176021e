import type { ContainerView } from "../../graph/model.ts";
import type { Box, TextPlace } from "./boxes.ts";
import { slipKind, type SlipKind } from "./columns.ts";

/** One container, as an upright slip: where its words and its drum stand. */
export interface SlipLayout {
  readonly container: string;
  readonly kind: SlipKind;
  readonly box: Box;
  readonly name: TextPlace;
  readonly image: TextPlace;
  /** sidecar, ephemeral, behaviour assumed. */
  readonly tag?: TextPlace;
  /** The glyph stands at its left end. */
  readonly state: TextPlace;
  readonly detail: TextPlace;
  readonly limits?: TextPlace;
  /** Probes that found no room at the sides. */
  readonly probes: readonly { readonly probe: number; readonly at: TextPlace }[];
  readonly pid?: TextPlace;
  /** Its own PID namespace, or the room for its part of a list. */
  readonly drum?: Box;
}

/** What the slips of one drawing have in common, so that their rows stand on one line. */
export interface SlipRows {
  readonly tag: boolean;
  readonly limits: boolean;
  readonly folded: number;
  /** Lines of a process list. */
  readonly lines: number;
  /** Little room: rows stand closer. */
  readonly tight: boolean;
  /** A drum for each; else the list is elsewhere. */
  readonly drums: boolean;
}

const INSET = 10;
export const LINE_HEIGHT = 15;
const PROBE_ROW = 20;

export const hasTag = ({ role, assumed }: Pick<ContainerView, "role" | "assumed">): boolean => role === "sidecar" || role === "ephemeral" || assumed;
/** Its control group says more than that of any other. */
export const hasLimits = ({ limits, cgroup }: Pick<ContainerView, "limits" | "cgroup">): boolean => limits.cpu !== "" || limits.memory !== "" || (cgroup !== undefined && cgroup.cpuWeight > 1);

/** Where each row's baseline stands below the slip's upper edge, and how high the slip is down to its rings. */
function rowsOf(kind: SlipKind, rows: SlipRows) {
  const tall = kind === "tall";
  let y = tall ? 20 : 17;
  const next = (by: number): number => (y += by);
  const name = y;
  const image = next(tall ? 15 : 13);
  const tag = rows.tag ? next(13) : undefined;
  const state = next((tall ? 21 : 18) - (rows.tight ? 3 : 0));
  const detail = next(14);
  const limits = rows.limits && tall ? next(13) : undefined;
  const probes = Array.from({ length: tall ? rows.folded : 0 }, () => next(PROBE_ROW));
  // Below the limits there is a bar.
  const pid = rows.drums ? next(probes.length > 0 || limits !== undefined ? 17 : 13) : undefined;
  const drum = rows.drums ? next(5) : undefined;
  const end = drum === undefined ? y + 8 : drum + drumHeight(tall ? rows.lines : Math.max(rows.lines - 1, 1));
  return { name, image, tag, state, detail, limits, probes, pid, drum, end };
}

/** A drum of so many lines, its mouth and its foot included. */
export const drumHeight = (lines: number): number => 10 + lines * LINE_HEIGHT + 7;

/** From a slip's upper edge to where its rings may begin. */
export const slipHead = (kind: SlipKind, rows: SlipRows): number => rowsOf(kind, rows).end;

/** `foot` is where all slips stand; `head` the upper edge of the tall ones' rows down to the rings. */
export function slipLayout(container: ContainerView, x: number, w: number, ringsAt: number, foot: number, rows: SlipRows, folded: readonly number[]): SlipLayout {
  const kind = slipKind(container.role);
  const at = rowsOf(kind, rows);
  const top = ringsAt - at.end;
  const place = (offset: number): TextPlace => ({ x: x + INSET, y: top + offset, w: w - 2 * INSET + 4 });
  return {
    container: container.name,
    kind,
    box: { x, y: top, w, h: foot - top },
    name: place(at.name),
    image: place(at.image),
    ...(at.tag !== undefined && hasTag(container) && { tag: place(at.tag) }),
    state: place(at.state),
    detail: place(at.detail),
    ...(at.limits !== undefined && { limits: place(at.limits) }),
    probes: folded.slice(0, at.probes.length).map((probe, i) => ({ probe, at: place(at.probes[i]!) })),
    ...(at.pid !== undefined && { pid: place(at.pid) }),
    ...(at.drum !== undefined && { drum: { x: x + INSET, y: top + at.drum, w: w - 2 * INSET, h: at.end - at.drum } }),
  };
}
