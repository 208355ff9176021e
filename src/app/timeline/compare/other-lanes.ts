import type { Mark, PodView } from "../../../graph/model.ts";
import { otherModel, useCompare } from "../../state/compare.ts";
import type { Beside, OtherRow } from "../beside.ts";
import { bar, STATUS_BARS, visible } from "../items/bars.ts";
import { endSigns } from "../items/container.ts";
import type { Drawing, Item } from "../items/item.ts";
import { endItem, waitingText } from "../items/pod.ts";
import { createLanes, type PodLane } from "../lanes.ts";
import { marksNear } from "../row-marks.ts";
import { HEIGHTS, isSystem, podLanes, type Row } from "../rows.ts";
import { lengthText, msAt, xOf, type Span } from "../scale.ts";
import { saidAll, type Found } from "../tips.ts";
import type { Texts } from "../words.ts";

/** The other branch in the timeline: under the lane of a pod what became of it there, from where the branches part. */

/** What its rows are called. */
export interface OtherWords {
  /** Of the pod of that name. */
  readonly text: string;
  readonly title: (pod: string) => string;
  /** There is no such pod here. */
  readonly onlyText: (pod: string) => string;
  readonly onlyTitle: (pod: string) => string;
  /** Before what is said of a mark. */
  readonly there: string;
}

/** More are not drawn: who has so many pods sees the counts. */
const MOST_ROWS = 60;
const BAR_PX = 4;

export function createBeside(words: OtherWords): Beside {
  const lanes = createLanes();
  const lanesNow = () => lanes.of(useCompare.getState().marks);
  return {
    version() {
      const { id, forkMs } = useCompare.getState();
      return `${id} ${forkMs} ${lanesNow().version} ${otherModel.keys("pod").length}`;
    },
    rows(rows) {
      const views = otherModel.keys("pod").flatMap((key): PodView | readonly PodView[] => otherModel.get("pod", key) ?? []);
      return withOther(rows, podLanes(lanesNow(), views), useCompare.getState().forkMs, words);
    },
    items: (row, drawing) => otherItems(row, drawing),
    marks: (row) => marksOf(row),
    foundAt: (row, place, span, texts) => found(row, place, span, texts, words),
  };
}

const nameOf = ({ namespace, name }: PodLane): string => `${namespace}/${name}`;

/** A row of the other branch below what belongs to each pod that was there when they parted, or came later; pods that are only there come after all. */
export function withOther(rows: readonly Row[], all: readonly PodLane[], forkMs: number, words: OtherWords): readonly Row[] {
  const byName = new Map<string, PodLane[]>();
  for (const lane of all) {
    if (isSystem(lane.namespace) || (lane.endedAtMs ?? Infinity) <= forkMs) continue;
    byName.set(nameOf(lane), [...(byName.get(nameOf(lane)) ?? []), lane]);
  }
  const last = new Map<string, PodLane>();
  for (const row of rows) if (row.kind === "pod" && !row.inner) last.set(nameOf(row.lane), row.lane);
  const placed: Row[] = [];
  let top = 0;
  let drawn = 0;
  const put = (row: Row): void => {
    placed.push({ ...row, top });
    top += row.height;
  };
  const putOther = (name: string, lanes: readonly PodLane[], alone: boolean): void => {
    if (drawn === MOST_ROWS) return;
    drawn += 1;
    const short = name.slice(name.indexOf("/") + 1);
    put({ kind: "other", id: `other ${name}`, lanes, alone, text: alone ? words.onlyText(short) : words.text, title: (alone ? words.onlyTitle : words.title)(short), top, height: HEIGHTS.other });
  };
  rows.forEach((row, index) => {
    if (row.kind === "system") for (const [name, lanes] of byName) if (!last.has(name)) putOther(name, lanes, true);
    put(row);
    const lane = "lane" in row ? row.lane : undefined;
    const next = rows[index + 1];
    const ends = !next || !("lane" in next) || next.lane !== lane;
    const twins = lane && ends && last.get(nameOf(lane)) === lane ? byName.get(nameOf(lane)) : undefined;
    if (lane && twins) putOther(nameOf(lane), twins, false);
  });
  if (!rows.some(({ kind }) => kind === "system")) for (const [name, lanes] of byName) if (!last.has(name)) putOther(name, lanes, true);
  return placed;
}

/** A thinner line than the pod's own, from the fork on: before it both are one. */
function otherItems({ top, lanes, alone }: OtherRow, own: Drawing): Item[] {
  const { forkMs, reachedMs } = useCompare.getState();
  const drawing: Drawing = { ...own, liveMs: reachedMs, viewOf: (key) => otherModel.get("pod", key) };
  const y = top + 5;
  const forkX = xOf(own.span, forkMs);
  const items: Item[] = alone ? [] : [{ shape: "tick", x: forkX, y: top - 4, h: 11, tone: "ink2", dashed: false }];
  for (const lane of lanes) {
    const [bars, signs] = [[] as Item[], [] as Item[]];
    for (const [{ glyph, fromMs, toMs }] of visible(lane.statuses, ({ fromMs: from }) => from, drawing)) {
      const untilMs = Math.min(toMs ?? reachedMs, reachedMs);
      if (untilMs > forkMs) bars.push(bar(drawing, Math.max(fromMs, forkMs), untilMs, { y, h: BAR_PX, ...STATUS_BARS[glyph] }));
    }
    for (const { bars: runs } of lane.containers.values()) signs.push(...endSigns(runs.filter(({ fromMs }) => fromMs > forkMs), y + BAR_PX / 2, drawing));
    endItem(signs, lane, top + 2, 10, drawing);
    if (lane.endedAtMs === undefined && own.viewMs >= reachedMs) waitingText(signs, lane, top + 11, drawing);
    items.push(...bars, ...signs);
  }
  return items;
}

/** What happened there after the fork, in order of time. */
function marksOf({ lanes }: OtherRow): readonly Mark[] {
  const { forkMs } = useCompare.getState();
  return lanes.flatMap(({ marks }) => marks.filter((mark) => mark.atMs > forkMs && mark.kind !== "probe")).toSorted((a, b) => a.atMs - b.atMs);
}

function found(row: OtherRow, { x, scrollTop }: { readonly x: number; readonly scrollTop: number }, span: Span, texts: Texts, { there }: OtherWords): Found {
  const atMs = Math.max(0, msAt(span, x));
  const { forkMs, reachedMs } = useCompare.getState();
  const near = marksNear(marksOf(row), span, x);
  const tip = (px: number, said: ReturnType<typeof saidAll>): Found["tip"] => ({ x: px, y: row.top - scrollTop, said: said.map((each) => ({ ...each, what: `${there} · ${each.what}` })), ahead: false });
  if (near[0]) return { atMs: near[0].atMs, tip: tip(xOf(span, near[0].atMs), saidAll(near, texts)) };
  const state = row.lanes.flatMap(({ statuses }) => statuses).findLast(({ fromMs, toMs }) => fromMs <= atMs && (toMs ?? Infinity) > atMs);
  if (!state || atMs > reachedMs || atMs < forkMs) return { atMs, tip: undefined };
  const lengthMs = (state.toMs ?? reachedMs) - state.fromMs;
  return { atMs, tip: tip(x, [{ atMs: Math.max(0, state.fromMs), what: texts.marks.status, text: `${state.status} · ${lengthText(Math.max(0, lengthMs))}`, own: false }]) };
}
