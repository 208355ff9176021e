import type { EntityKey, PodGlyph, PodView } from "../../graph/model.ts";
import { clockEndMs, failed, standingOf, worstOf, type Bar, type ClockSpan, type Lanes, type PodLane, type Standing } from "./lanes.ts";
import type { Row } from "./rows.ts";
import { lengthText, xOf, type Span } from "./scale.ts";

/** What is drawn in a row, in pixels: the painter draws it as it stands here. */

export type Tone = "ink" | "ink2" | "mute" | "ok" | "wait" | "bad" | "leaf";
/** solid: serving or running. hatch: work in progress. half: running, not ready. dashed: planned, or nothing behind it. dotted: nothing heard. line: it exists, no more. */
export type Fill = "solid" | "hatch" | "half" | "dashed" | "dotted" | "line";
export type Face = "mono" | "figure" | "label" | "strong";

export type Item =
  | { readonly shape: "bar"; readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly fill: Fill; readonly tone: Tone }
  | { readonly shape: "tick"; readonly x: number; readonly y: number; readonly h: number; readonly tone: Tone; readonly dashed: boolean }
  | { readonly shape: "cross" | "check" | "ring"; readonly x: number; readonly y: number; readonly r: number; readonly tone: Tone }
  | { readonly shape: "flag"; readonly x: number; readonly y: number; readonly filled: boolean; readonly tone: Tone }
  | { readonly shape: "arc"; readonly x: number; readonly to: number; readonly y: number; readonly rise: number; readonly tone: Tone; readonly arrow: boolean; /** The part of it that can be seen. */ readonly shown: readonly [number, number] }
  | { readonly shape: "text"; readonly x: number; readonly y: number; readonly text: string; readonly face: Face; readonly tone: Tone; readonly centred: boolean }
  | { readonly shape: "end"; readonly x: number; readonly y: number; readonly h: number };

/** The few words that stand in the drawing. */
export interface DrawnWords {
  readonly grace: (length: string) => string;
  readonly backOff: (length: string) => string;
  readonly pulling: (percent: number) => string;
}

export interface Drawing {
  readonly span: Span;
  readonly widthPx: number;
  readonly viewMs: number;
  readonly liveMs: number;
  readonly lanes: Lanes;
  readonly words: DrawnWords;
  readonly viewOf: (pod: EntityKey) => PodView | undefined;
  readonly measure: (text: string, face: Face) => number;
}

/** Marks nearer than this to the one before are not drawn again. */
const CLOSE_PX = 3;
const CROSS_PX = 7;
/** Shorter than this a text says nothing. */
const LEAST_TEXT_PX = 26;
const GAP_PX = 5;

/** Everything of one row. */
export function itemsOf(row: Row, drawing: Drawing): readonly Item[] {
  const items = rowItems(row, drawing);
  const { widthPx } = drawing;
  return items.filter((item) => {
    if (item.shape === "bar") return item.x < widthPx && item.x + item.w > 0;
    if (item.shape === "arc") return item.x < widthPx && item.to > 0;
    return item.x < widthPx + 12 && item.x > -400;
  });
}

function rowItems(row: Row, drawing: Drawing): Item[] {
  switch (row.kind) {
    case "you":
      return inputItems(row, drawing);
    case "cluster":
      return clusterItems(row, drawing);
    case "system":
      return systemItems(row, drawing);
    case "pod":
      return row.open ? headItems(row, row.lane, drawing) : podItems(row, row.lane, drawing);
    case "container":
      return containerItems(row, row.lane, row.container, drawing);
    case "probe":
      return probeItems(row, drawing);
  }
}

/** The part of a list that can be seen, with one before and one after. */
function* visible<T>(list: readonly T[], startOf: (entry: T) => number, { span, widthPx }: Drawing): Iterable<[T, T | undefined]> {
  const endMs = span.fromMs + widthPx * span.msPerPx;

  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(list[middle]!) <= span.fromMs) low = middle + 1;
    else high = middle;
  }
  for (let index = Math.max(0, low - 1); index < list.length && startOf(list[index]!) <= endMs; index += 1) yield [list[index]!, list[index + 1]];
}

/** Cuts a text to a width with an ellipsis; "" where nothing of use would remain. */
export function fitted(text: string, widthPx: number, measure: (text: string) => number): string {
  if (widthPx < LEAST_TEXT_PX && measure(text) > widthPx) return "";
  if (measure(text) <= widthPx) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${text.slice(0, middle)}…`) <= widthPx) low = middle;
    else high = middle - 1;
  }
  return low < 2 ? "" : `${text.slice(0, low).trimEnd()}…`;
}

function text(items: Item[], drawing: Drawing, at: { x: number; y: number; room: number; text: string; face: Face; tone: Tone }): number {
  const left = Math.max(at.x, 2);
  const room = Math.min(at.room - (left - at.x), drawing.widthPx - left);
  const shown = fitted(at.text, room, (part) => drawing.measure(part, at.face));
  const end = left + drawing.measure(shown, at.face);
  if (shown === "" || !isFree(items, drawing, { from: left, to: end, y: at.y })) return left;
  items.push({ shape: "text", x: left, y: at.y, text: shown, face: at.face, tone: at.tone, centred: false });
  return end;
}

function centred(items: Item[], drawing: Drawing, at: { x: number; y: number; text: string; tone: Tone }): void {
  const half = drawing.measure(at.text, "label") / 2;
  if (isFree(items, drawing, { from: at.x - half, to: at.x + half, y: at.y })) items.push({ shape: "text", face: "label", centred: true, ...at });
}

/** No word is written over another. */
function isFree(items: readonly Item[], drawing: Drawing, { from, to, y }: { from: number; to: number; y: number }): boolean {
  return items.every((item) => {
    if (item.shape !== "text" || Math.abs(item.y - y) > 9) return true;
    const [start, end] = extentOf(item, drawing);
    return end + 2 <= from || start >= to + 2;
  });
}

/** Where a text begins and ends. */
export function extentOf(item: Extract<Item, { shape: "text" }>, { measure }: Pick<Drawing, "measure">): readonly [number, number] {
  const widthPx = measure(item.text, item.face);
  const from = item.centred ? item.x - widthPx / 2 : item.x;
  return [from, from + widthPx];
}

/** What the person did: a flag each, and the command as far as there is room. */
function inputItems({ top, height }: Row, drawing: Drawing): Item[] {
  const items: Item[] = [];
  let last = -Infinity;
  for (const [input, next] of visible(drawing.lanes.inputs, ({ atMs }) => atMs, drawing)) {
    const x = xOf(drawing.span, input.atMs);
    // A command that was seen to be typed does not run on into what was not seen.
    const until = Math.min(next ? xOf(drawing.span, next.atMs) : Infinity, drawing.viewMs < drawing.liveMs ? xOf(drawing.span, drawing.liveMs) : Infinity);
    const room = until - x - 14 - GAP_PX;
    if (x - last >= CLOSE_PX) items.push({ shape: "flag", x, y: top + 4, filled: true, tone: "ink" });
    last = x;
    text(items, drawing, { x: x + 13, y: top + height - 6, room, text: firstLine(input.text), face: "mono", tone: "ink2" });
  }
  return items;
}

const firstLine = (command: string): string => command.split("\n", 1)[0]!.trim();

function clusterItems({ top, height }: Row, drawing: Drawing): Item[] {
  const items: Item[] = [];
  let free = -Infinity;
  for (const [mark, next] of visible(drawing.lanes.cluster, ({ atMs }) => atMs, drawing)) {
    const x = xOf(drawing.span, mark.atMs);
    const room = (next ? xOf(drawing.span, next.atMs) : Infinity) - x - 12 - GAP_PX;
    if (mark.kind === "event") {
      items.push({ shape: "flag", x, y: top + 4, ...flagOf(mark.type) });
      continue;
    }
    const well = mark.status === "Ready";
    if (x < free) continue;
    items.push({ shape: "tick", x, y: top + 4, h: 12, tone: well ? "ink" : "bad", dashed: false });
    free = text(items, drawing, { x: x + 5, y: top + height - 6, room: room + 6, text: `${mark.node.slice(mark.node.indexOf("/") + 1)} ${mark.status}`, face: "label", tone: well ? "ink2" : "bad" });
  }
  return items;
}

const flagOf = (type: string): { readonly filled: boolean; readonly tone: Tone } => (type === "Warning" ? { filled: true, tone: "bad" } : { filled: false, tone: "ink" });

const STANDING_BARS: Readonly<Record<Standing, { readonly fill: Fill; readonly tone: Tone }>> = {
  asAsked: { fill: "solid", tone: "ink" },
  onTheWay: { fill: "hatch", tone: "wait" },
  lost: { fill: "dotted", tone: "mute" },
  broken: { fill: "hatch", tone: "bad" },
};

/** Many pods in one lane: the worst of them at every instant. */
function systemItems(row: Extract<Row, { kind: "system" }>, drawing: Drawing): Item[] {
  const items: Item[] = [];
  for (const [{ atMs, standing }, next] of visible(worstKnown(row.pods), ({ atMs: at }) => at, drawing)) {
    if (standing) items.push(bar(drawing, atMs, next?.atMs ?? drawing.liveMs, { y: row.top + 7, h: 5, ...STANDING_BARS[standing] }));
  }
  return items;
}

/** Rows are made anew when a mark comes; until then the same pods have the same worst. */
const worstByPods = new WeakMap<readonly PodLane[], ReturnType<typeof worstOf>>();

function worstKnown(pods: readonly PodLane[]): ReturnType<typeof worstOf> {
  const known = worstByPods.get(pods) ?? worstOf(pods);
  worstByPods.set(pods, known);
  return known;
}

function bar({ span, widthPx }: Drawing, fromMs: number, toMs: number, look: { y: number; h: number; fill: Fill; tone: Tone }): Item {
  const x = Math.max(-4, xOf(span, fromMs));
  const to = Math.min(widthPx + 4, xOf(span, toMs));
  return { shape: "bar", x, w: Math.max(to - x, 1), ...look };
}

const STATUS_BARS: Readonly<Record<PodGlyph, { readonly fill: Fill; readonly tone: Tone }>> = {
  pending: { fill: "dashed", tone: "mute" },
  gated: { fill: "dashed", tone: "mute" },
  creating: { fill: "hatch", tone: "wait" },
  init: { fill: "hatch", tone: "wait" },
  initializing: { fill: "hatch", tone: "wait" },
  notReady: { fill: "half", tone: "ink" },
  ready: { fill: "solid", tone: "ink" },
  terminating: { fill: "solid", tone: "ink" },
  completed: { fill: "line", tone: "mute" },
  unknown: { fill: "dotted", tone: "mute" },
  error: { fill: "line", tone: "bad" },
  crashLoop: { fill: "line", tone: "bad" },
  imagePull: { fill: "line", tone: "bad" },
  oomKilled: { fill: "line", tone: "bad" },
  evicted: { fill: "line", tone: "bad" },
};

/** A pod in one row: what it was as a whole, its clocks, and what it waits for. */
function podItems({ top }: Row, lane: PodLane, drawing: Drawing): Item[] {
  const { span, liveMs } = drawing;
  const items: Item[] = [];
  const signs: Item[] = [];
  if (lane.statuses.length > 0 && lane.statuses[0]!.fromMs > lane.createdAtMs) items.push(bar(drawing, lane.createdAtMs, lane.statuses[0]!.fromMs, { y: top + 6, h: 8, fill: "dashed", tone: "mute" }));
  for (const [{ glyph, fromMs, toMs }] of visible(lane.statuses, ({ fromMs: from }) => from, drawing)) {
    items.push(bar(drawing, fromMs, toMs ?? liveMs, { y: top + 6, h: 8, ...STATUS_BARS[glyph] }));
  }
  for (const { bars } of lane.containers.values()) signs.push(...endSigns(bars, top + 10, drawing));
  let free = lane.endedAtMs === undefined ? xOf(span, liveMs) : Infinity;
  for (const clock of clocksOf(lane, drawing)) free = Math.max(free, clockItems(signs, clock, { y: top + 8, rise: 10 }, drawing, lane));
  signs.push(...requestItems(lane, top + 16, drawing));
  endItem(signs, lane, top + 4, 12, drawing);
  if (lane.endedAtMs === undefined && drawing.viewMs >= liveMs && free <= xOf(span, liveMs)) waitingText(signs, lane, top + 14, drawing);
  return [...items, ...signs];
}

/** Requests of the pod that came to nothing, below its bar. */
function requestItems({ requests }: PodLane, y: number, drawing: Drawing): Item[] {
  const items: Item[] = [];
  let last = -Infinity;
  for (const [{ atMs }] of visible(requests, ({ atMs: at }) => at, drawing)) {
    const x = xOf(drawing.span, atMs);
    if (x - last >= CLOSE_PX) items.push({ shape: "cross", x, y, r: 2, tone: "bad" });
    last = x;
  }
  return items;
}

/** Beside the end of a compact lane: what Kubernetes says of a pod that is not as asked. */
function waitingText(items: Item[], lane: PodLane, y: number, drawing: Drawing): void {
  const view = drawing.viewOf(lane.key);
  const last = lane.statuses.at(-1);
  const glyph = view?.glyph ?? last?.glyph;
  if (!glyph || glyph === "ready" || glyph === "completed") return;
  const standing = standingOf(glyph);
  const says = view?.verdict !== undefined && view.node === "" ? "Unschedulable" : (view?.status ?? last!.status);
  text(items, drawing, { x: xOf(drawing.span, drawing.liveMs) + 8, y, room: Infinity, text: says, face: "label", tone: standing === "broken" ? "bad" : standing === "onTheWay" && glyph !== "pending" ? "wait" : "mute" });
}

function endItem(items: Item[], lane: PodLane, y: number, h: number, { span }: Drawing): void {
  if (lane.endedAtMs !== undefined) items.push({ shape: "end", x: xOf(span, lane.endedAtMs), y, h });
}

/** The clocks that can be seen, and those of the pod now that no mark has told of. */
function* clocksOf(lane: PodLane, drawing: Drawing, container?: string): Iterable<ClockSpan> {
  const { span, widthPx } = drawing;
  const endMs = span.fromMs + widthPx * span.msPerPx;
  const wanted = (of: string | undefined): boolean => container === undefined || of === container;
  for (const clock of lane.clocks) if (wanted(clock.clock.container) && clock.clock.fromMs <= endMs && clockEndMs(clock) >= span.fromMs) yield clock;
  const view = drawing.viewMs >= drawing.liveMs ? drawing.viewOf(lane.key) : undefined;
  for (const clock of [view?.clock, ...(view?.containers.map((each) => each.clock) ?? [])]) {
    const told = clock && lane.clocks.some((each) => each.clock.what === clock.what && Math.abs(each.clock.fromMs - clock.fromMs) < 1_000);
    if (clock && !told && wanted(clock.container)) yield { clock, endedMs: undefined, mark: undefined };
  }
}

/** How high an arc is at a part of its way, as a part of its rise: flat on top, steep at its feet. */
export const arcHeight = (part: number): number => 0.86 * (1 - Math.abs(2 * part - 1) ** 2.6);

/** What comes at the end of a grace period. */
const KILL = "KILL";

/** A clock: an arc as long as it ran, dashed where it lies ahead; a pull is a hatched bar. Returns where its text ends. */
function clockItems(items: Item[], span: ClockSpan, at: { y: number; rise: number }, drawing: Drawing, lane: PodLane): number {
  const { clock } = span;
  const { liveMs, words } = drawing;
  const endMs = clockEndMs(span);
  // A back-off counts from when the run before ended well, or failed: the wait itself begins when it is met.
  const x = xOf(drawing.span, Math.max(clock.fromMs, span.mark?.atMs ?? clock.fromMs));
  const to = xOf(drawing.span, endMs);
  const ahead = span.endedMs === undefined && endMs > liveMs && lane.endedAtMs === undefined;
  const length = lengthText(clock.untilMs - clock.fromMs);
  if (clock.what === "pull") {
    const done = (drawing.viewMs - clock.fromMs) / Math.max(1, clock.untilMs - clock.fromMs);
    if (!ahead) return -Infinity;
    items.push({ shape: "bar", x: xOf(drawing.span, liveMs), y: at.y - 2, w: Math.max(1, to - xOf(drawing.span, liveMs)), h: 8, fill: "dashed", tone: "wait" });
    if (drawing.viewMs < liveMs) return to;
    return text(items, drawing, { x: Math.max(to, xOf(drawing.span, liveMs)) + 8, y: at.y + 6, room: Infinity, text: words.pulling(Math.floor(Math.min(Math.max(done, 0), 1) * 100)), face: "label", tone: "wait" });
  }
  if (to - x < 4) return -Infinity;
  const tone: Tone = clock.what === "grace" ? "wait" : "bad";
  const label = clock.what === "grace" ? words.grace(length) : words.backOff(length);
  const rise = Math.min(at.rise, (to - x) / 3);
  const [left, right] = [Math.max(x, -8), Math.min(to, drawing.widthPx + 8)];
  items.push({ shape: "arc", x, to, y: at.y, rise, tone, arrow: clock.what === "grace" && ahead, shown: [left, right] });
  const labelPx = drawing.measure(label, "label");
  if (ahead && clock.what === "grace" && right - left >= labelPx + 46) {
    const middle = (left + right) / 2;
    centred(items, drawing, { x: middle, y: at.y - rise * arcHeight((middle - x) / (to - x)) + 4, text: label, tone });
    return text(items, drawing, { x: to + 5, y: at.y + 9, room: Infinity, text: KILL, face: "figure", tone });
  }
  if (ahead) return text(items, drawing, { x: to + 6, y: at.y + 6, room: Infinity, text: label, face: "label", tone });
  // In the gap between two runs there is room below the arc.
  if (clock.what !== "grace" && to - x >= labelPx + 24) centred(items, drawing, { x: (x + to) / 2, y: at.y + 6, text: label, tone });
  return -Infinity;
}

const FLAG_PX = 9;

/** The head of an open pod: the Events about it as flags, its STATUS word for word where there is room, and its end. */
function headItems({ top, height }: Row, lane: PodLane, drawing: Drawing): Item[] {
  const flags: Item[] = [];
  const taken: { from: number; to: number }[] = [];
  const lastX = { Warning: -Infinity, Normal: -Infinity };
  for (const [event] of visible(lane.events, ({ atMs }) => atMs, drawing)) {
    const x = xOf(drawing.span, event.atMs);
    const type = event.type === "Warning" ? "Warning" : "Normal";
    if (x - lastX[type] < FLAG_PX) continue;
    lastX[type] = x;
    flags.push({ shape: "flag", x, y: top + 5, ...flagOf(type) });
    const last = taken.at(-1);
    if (last && x <= last.to) last.to = x + FLAG_PX;
    else taken.push({ from: x - 1, to: x + FLAG_PX });
  }
  // Warnings are the point: they lie on top.
  const items = [...statusItems(lane, { top, height }, taken, drawing), ...flags.toSorted((a, b) => Number(a.shape === "flag" && a.filled) - Number(b.shape === "flag" && b.filled))];
  items.push(...requestItems(lane, top + height - 4, drawing));
  endItem(items, lane, top + 3, height - 6, drawing);
  for (const clock of clocksOf(lane, drawing)) if (clock.clock.container === undefined) clockItems(items, clock, { y: top + height - 2, rise: 14 }, drawing, lane);
  return items;
}

const STANDING_TONES: Readonly<Record<Standing, Tone>> = { asAsked: "ink2", onTheWay: "wait", lost: "mute", broken: "bad" };
/** A word may stand so far behind its change, when a flag is in its place. */
const WORD_SLIP_PX = 30;

function statusItems(lane: PodLane, { top, height }: { readonly top: number; readonly height: number }, taken: readonly { from: number; to: number }[], drawing: Drawing): Item[] {
  const items: Item[] = [];
  for (const [span] of visible(lane.statuses, ({ fromMs }) => fromMs, drawing)) {
    const x = xOf(drawing.span, span.fromMs);
    // The last word may stand over what has not happened: it holds until something does.
    const until = span.toMs === undefined ? Infinity : xOf(drawing.span, span.toMs);
    const tone = STANDING_TONES[standingOf(span.glyph)];
    let left = Math.max(x + 3, 2);
    for (const { from, to } of taken) if (from < left + LEAST_TEXT_PX && to > left) left = to + 2;
    const next = taken.find(({ from }) => from >= left)?.from ?? Infinity;
    const shown = left - Math.max(x, 0) <= WORD_SLIP_PX && until - x >= CLOSE_PX;
    const end = shown ? text(items, drawing, { x: left, y: top + height - 7, room: Math.min(until - GAP_PX, next - 3) - left, text: span.status, face: "mono", tone }) : left;
    if (end > left) items.push({ shape: "tick", x, y: top + height - 5, h: 4, tone, dashed: false });
  }
  return items;
}

/** Back-offs have their arc; no bar stands for them. */
const BACKING_OFF = new Set(["CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "CreateContainerConfigError", "CreateContainerError", "RunContainerError"]);

function containerItems({ top }: Row, lane: PodLane, name: string, drawing: Drawing): Item[] {
  const { liveMs } = drawing;
  const container = lane.containers.get(name);
  const items: Item[] = [];
  const signs: Item[] = [];
  const bars = container?.bars ?? [];
  if (bars.length === 0) items.push(...barsOfView(top, lane, name, drawing));
  for (const [each] of visible(bars, ({ fromMs }) => fromMs, drawing)) {
    items.push(...barItems(each, top, lane, drawing));
  }
  signs.push(...endSigns(bars, top + 8.5, drawing));
  for (const clock of clocksOf(lane, drawing, name)) {
    const ahead = clock.endedMs === undefined && clockEndMs(clock) > liveMs;
    const rise = clock.clock.what === "grace" && ahead ? 24 : 10;
    clockItems(signs, clock, { y: top + (clock.clock.what === "grace" ? 4 : 9), rise }, drawing, lane);
    if (clock.clock.what === "grace" && ahead && lane.endedAtMs === undefined) signs.unshift(bar(drawing, liveMs, clockEndMs(clock), { y: top + 4, h: 9, fill: "dashed", tone: "wait" }));
  }
  return [...items, ...signs];
}

/** Where runs ended: a cross for a failure, a check for an end with 0. */
function endSigns(bars: readonly Bar[], y: number, drawing: Drawing): Item[] {
  const signs: Item[] = [];
  let last = -Infinity;
  for (const [each] of visible(bars, ({ fromMs }) => fromMs, drawing)) {
    const x = xOf(drawing.span, each.fromMs);
    if (each.state !== "terminated" || x - last < CROSS_PX) continue;
    last = x;
    signs.push(failed(each) ? { shape: "cross", x, y, r: 3.5, tone: "bad" } : { shape: "check", x, y, r: 4, tone: "ink2" });
  }
  return signs;
}

function barItems(each: Bar, top: number, lane: PodLane, drawing: Drawing): Item[] {
  const toMs = each.toMs ?? lane.endedAtMs ?? drawing.liveMs;
  if (each.state === "terminated") return [];
  if (each.state === "waiting") return BACKING_OFF.has(each.reason) ? [bar(drawing, each.fromMs, toMs, { y: top + 4, h: 9, fill: "line", tone: "bad" })] : [bar(drawing, each.fromMs, toMs, { y: top + 4, h: 9, fill: "hatch", tone: "wait" })];
  const run = bar(drawing, each.fromMs, toMs, { y: top + 4, h: 9, fill: "solid", tone: "ink" });
  if (each.run === 0 || run.shape !== "bar") return [run];
  const figure = String(each.run);
  const x = Math.max(run.x, 0) + 10;
  const fits = run.x + run.w - x > drawing.measure(figure, "figure") + 2;
  return fits ? [run, { shape: "text", x, y: top + 12, text: figure, face: "figure", tone: "leaf", centred: false }] : [run];
}

/** A container of which no mark tells: it has run since before anything was seen, or waits for a node. */
function barsOfView(top: number, lane: PodLane, name: string, drawing: Drawing): Item[] {
  const toMs = lane.endedAtMs ?? drawing.liveMs;
  const view = drawing.viewOf(lane.key)?.containers.find((container) => container.name === name);
  if (!view) return [];
  if (view.state === "running") return [bar(drawing, view.startedAtMs ?? lane.createdAtMs, toMs, { y: top + 4, h: 9, fill: "solid", tone: "ink" })];
  return view.state === "waiting" ? [bar(drawing, lane.createdAtMs, toMs, { y: top + 4, h: 9, fill: "dashed", tone: "mute" })] : [];
}

/** A tick for a success, a cross for a failure, a ring for no verdict; the next one, planned, is dashed. */
function probeItems(row: Extract<Row, { kind: "probe" }>, drawing: Drawing): Item[] {
  const { span, liveMs } = drawing;
  const { lane, container, probe, top, height } = row;
  const middle = top + height / 2;
  const marks = lane.containers.get(container)?.probes.get(probe) ?? [];
  const items: Item[] = [];
  const failures: Item[] = [];
  let lastTick = -Infinity;
  let lastCross = -Infinity;
  for (const [mark] of visible(marks, ({ atMs }) => atMs, drawing)) {
    const x = xOf(span, mark.atMs);
    if (mark.result === "success") {
      if (x - lastTick < CLOSE_PX) continue;
      items.push({ shape: "tick", x: (lastTick = x), y: middle - 5, h: 10, tone: "ok", dashed: false });
    } else {
      if (x - lastCross < CROSS_PX - 2) continue;
      lastCross = x;
      failures.push(mark.result === "failure" ? { shape: "cross", x, y: middle, r: 4, tone: "bad" } : { shape: "ring", x, y: middle, r: 3, tone: "mute" });
    }
  }
  const next = nextProbeMs(row, drawing);
  if (next !== undefined && next > liveMs) items.push({ shape: "tick", x: xOf(span, next), y: middle - 5, h: 10, tone: "mute", dashed: true });
  return [...items, ...failures];
}

/** When a probe asks next, as far as that is known; only the present knows. */
export function nextProbeMs({ lane, container, probe }: Extract<Row, { kind: "probe" }>, { viewOf, viewMs, liveMs }: Pick<Drawing, "viewOf" | "viewMs" | "liveMs">): number | undefined {
  if (viewMs < liveMs) return undefined;
  const view = viewOf(lane.key)?.containers.find(({ name }) => name === container)?.probes.find(({ type }) => type === probe);
  return view && !view.onHold ? view.nextAtMs : undefined;
}

/** The end of the farthest thing that is planned. */
export function plannedUntil(lanes: Lanes, liveMs: number): number {
  let farthest = liveMs;
  for (const { clocks, endedAtMs } of lanes.pods.values()) {
    const last = clocks.at(-1);
    if (last && endedAtMs === undefined && last.endedMs === undefined) farthest = Math.max(farthest, last.clock.untilMs);
  }
  return farthest;
}

