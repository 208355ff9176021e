import type { Mark } from "../../graph/model.ts";
import { clockText } from "../clock.ts";
import { useSelection } from "../state/selection.ts";
import { besideNow } from "./beside.ts";
import { nextProbeMs } from "./items/probe.ts";
import { lanesNow, rowsNow } from "./known-lanes.ts";
import { clockEndMs } from "./lanes.ts";
import type { Tip } from "./mark-tip.tsx";
import { balloonsOf, marksNear, marksOfRow, plannedAt, stateAt } from "./row-marks.ts";
import type { Row } from "./rows.ts";
import { lengthText, msAt, xOf, type Span } from "./scale.ts";
import { probeField, saidOf, type Texts } from "./words.ts";
import { modelStore } from "../state/model-store.ts";
import { useMoment } from "../state/moment.ts";

/** What lies at a place of the lanes. */
export interface Found {
  readonly tip: Tip | undefined;
  /** Where a click leads. */
  readonly atMs: number;
}

const REACH_PX = 7;

/** `x` of the plot, `y` from the top of all rows, `scrollTop` so that the tip stands where it is seen. */
export function foundAt(rows: readonly Row[], place: { readonly x: number; readonly y: number; readonly scrollTop: number; readonly widthPx: number }, span: Span, texts: Texts): Found {
  const { x, y, scrollTop, widthPx } = place;
  const atMs = Math.max(0, msAt(span, x));
  const tipAt = (px: number, top: number, said: Tip["said"], ahead = false): Tip => ({ x: px, y: top - scrollTop, said, ahead });
  const { why } = useSelection.getState();
  const balloon = balloonsOf(why, rowsNow(), span, widthPx).find((each) => Math.hypot(each.x - x, each.y - y) <= 10);
  if (balloon) return { atMs: balloon.atMs, tip: tipAt(balloon.x, balloon.y - 8, [{ atMs: balloon.atMs, what: String(balloon.number), text: texts.marks.why(balloon.number), own: false }]) };
  const row = rows.find((each) => each.top <= y && each.top + each.height > y);
  if (!row) return { atMs, tip: undefined };
  if (row.kind === "other") return besideNow()?.foundAt(row, { x, scrollTop }, span, texts) ?? { atMs, tip: undefined };
  const near = marksNear(marksOfRow(row, lanesNow()), span, x);
  if (near[0]) return { atMs: near[0].atMs, tip: tipAt(xOf(span, near[0].atMs), row.top, saidAll(near, texts)) };
  const { liveMs, viewMs } = useMoment.getState();
  const planned = plannedIn(row, atMs, { liveMs, viewMs, span, x }, texts);
  if (planned) return { atMs: planned.atMs, tip: tipAt(xOf(span, planned.atMs), row.top, [planned], true) };
  const state = stateAt(row, atMs);
  if (!state || atMs > liveMs) return { atMs, tip: undefined };
  const text = state.kind === "status" ? state.status : [state.state, state.reason, state.run > 0 ? texts.marks.restart(state.run) : ""].filter((part) => part !== "").join(", ");
  const what = state.kind === "status" ? texts.marks.status : `${texts.marks.container} ${state.container}`;
  const until = (state.toMs ?? liveMs) - state.fromMs;
  return { atMs, tip: tipAt(x, row.top, [{ atMs: Math.max(0, state.fromMs), what, text: `${text} · ${lengthText(Math.max(0, until))}`, own: false }]) };
}

export const saidAll = (marks: readonly Mark[], texts: Texts): Tip["said"] => marks.map((mark) => ({ ...saidOf(mark, texts), atMs: mark.atMs }));

function plannedIn(row: Row, atMs: number, now: { liveMs: number; viewMs: number; span: Span; x: number }, texts: Texts): Tip["said"][number] | undefined {
  if (row.kind === "probe") {
    const next = nextProbeMs(row, { viewOf: (key) => modelStore.get("pod", key), ...now });
    if (next !== undefined && Math.abs(xOf(now.span, next) - now.x) <= REACH_PX) return { atMs: next, what: probeField(row.probe), text: row.container, own: true };
    return undefined;
  }
  const clock = plannedAt(row, atMs, now.liveMs);
  if (!clock || xOf(now.span, clockEndMs(clock)) < now.x - REACH_PX) return undefined;
  const { what, container = "", untilMs, fromMs } = clock.clock;
  const length = lengthText(untilMs - fromMs);
  const text = what === "grace" ? texts.coming.kill(container) : what === "pull" ? texts.marks.pull : what === "crashBackoff" ? texts.coming.restart(container) : texts.coming.pullAgain(container);
  const name = what === "grace" ? texts.marks.grace(length) : what === "pull" ? container : texts.marks.backOff(length);
  return { atMs: untilMs, what: name, text: `${text} · ${texts.marks.until(clockText(untilMs, 2))}`, own: false };
}

/** For the ear: the marks at an instant of a row, in one sentence. */
export const spoken = (tip: Tip): string => tip.said.map(({ atMs, what, text }) => `${clockText(atMs)}, ${what}, ${text}`).join(". ");
