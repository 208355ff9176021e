import { along, WORKSTATION, type Pipe } from "../../graph/layout/pipes.ts";
import type { Message } from "../../graph/model.ts";
import { TRAVEL_MS } from "../state/moment.ts";

/** A message on its way at a moment. */
export interface Mark {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** The way that it goes. */
  readonly dx: number;
  readonly dy: number;
  readonly label: string;
}

/** Above this speed no message is drawn; above the other one labels could not be read. */
export const MARKS_UP_TO = 100;
export const LABELS_UP_TO = 10;
/** Above LABELS_UP_TO one mark per so many milliseconds of the page. */
export const MARK_EVERY_MS = 40;
const API = "kube-apiserver";

/**
 * Where messages are at a moment: a function of virtual time alone, so that a pause holds them in mid-pipe. A mark takes
 * 400 ms of the page at 1x and faster; more slowly below, as everything does. Standing still, it stands half way.
 */
export function marksAt(messages: readonly Message[], viewMs: number, speed: number, pipes: ReadonlyMap<string, Pipe>, still: boolean): readonly Mark[] {
  if (speed > MARKS_UP_TO) return [];
  const spanMs = TRAVEL_MS * Math.max(speed, 1);
  const marks: Mark[] = [];
  let lastAtMs = -Infinity;
  for (const { id, atMs, from, to, label, leg } of messages) {
    const gone = (viewMs - atMs) / spanMs;
    if (leg !== undefined || gone < 0 || gone >= 1) continue;
    if (speed > LABELS_UP_TO) {
      if (atMs - lastAtMs < MARK_EVERY_MS * speed) continue;
      lastAtMs = atMs;
    }
    const outward = from === API;
    const pipe = pipes.get(outward ? to : from) ?? (outward || from.startsWith("node/") ? undefined : pipes.get(WORKSTATION));
    if (!pipe) continue;
    const share = still ? 0.5 : gone;
    const { x, y, dx, dy } = along(pipe, outward ? share : 1 - share);
    marks.push({ id, x, y, dx: outward ? dx : -dx, dy: outward ? dy : -dy, label: speed > LABELS_UP_TO ? "" : label });
  }
  return marks;
}
