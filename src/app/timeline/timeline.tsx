import { lazy, Suspense, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useMarksVersion } from "../state/marks.ts";
import { useMoment } from "../state/moment.ts";
import { useSelection } from "../state/selection.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import { AreaLegend } from "./area-legend.tsx";
import { besideNow } from "./beside.ts";
import { lanesNow, rowsNow, useFar, useRows } from "./known-lanes.ts";
import { LaneNames } from "./lane-names.tsx";
import { MarkTip, type Tip } from "./mark-tip.tsx";
import { TimeRuler } from "./playhead.tsx";
import { createParts, drawPlot, onDrawn, oncePerFrame, RULER_PX, spanNow, stripRows, useHasMarks, type Cursor, type PlotParts, type PlotShape } from "./plot.ts";
import { movedCursor } from "./plot-keys.ts";
import { usePlotHands, usePlotWheel } from "./plot-pointer.ts";
import { marksOfRow } from "./row-marks.ts";
import { heightOf, rowsBetween, type Row } from "./rows.ts";
import { xOf } from "./scale.ts";
import { fit, follow, pan, resetTimeline, useTimelineView } from "./time-window.ts";
import { foundAt, saidAll, spoken } from "./tips.ts";
import styles from "./timeline.module.css";
import { Tools, zoomBy } from "./tools.tsx";
import { goThere } from "./transport-actions.ts";

const MarkTable = lazy(() => import("./mark-table.tsx").then(({ MarkTable: table }) => ({ default: table })));

/** Lower than this there is only the ruler; lower than that, the ruler and one pod's lanes. */
const RULER_ONLY_PX = 44;
const STRIP_PX = 100;
const HEAD_PX = 33;
const MARGIN_PX = 14;

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What happened when, and what is planned: as much of it as its place has room for. `named`: it says its own name, unless its place does. */
export function Timeline({ named = true }: { readonly named?: boolean }) {
  const root = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const target = root.current;
    if (!target) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setSize({ widthPx: Math.floor(entry.contentRect.width), heightPx: Math.floor(entry.contentRect.height) }));
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  useEffect(() => useMoment.subscribe(({ opened }, before) => before.opened && !opened && resetTimeline()), []);
  const form = size.heightPx < RULER_ONLY_PX ? "ruler" : size.heightPx < STRIP_PX ? "strip" : "panel";
  return (
    <div ref={root} className={styles.timeline} data-form={form} data-testid="timeline-view">
      {size.widthPx > 0 && <Sheet form={form} named={named} {...size} />}
    </div>
  );
}

function Sheet({ form, named, widthPx, heightPx }: Size & { readonly form: "ruler" | "strip" | "panel"; readonly named: boolean }) {
  const narrow = widthPx < 560;
  const table = useTimelineView((view) => view.table) && form === "panel";
  const far = useFar();
  const leftPx = form === "strip" || (form === "ruler" && narrow) ? MARGIN_PX : narrow ? 104 : 134;
  const plotPx = Math.max(1, widthPx - leftPx - MARGIN_PX);
  const { panel } = useTexts(timelineTexts);
  return (
    <>
      {form === "panel" && <Tools widthPx={plotPx} far={far} named={named} />}
      {table ? <Suspense fallback={null}><MarkTable /></Suspense> : <PlotArea form={form} far={far && form === "panel"} widthPx={plotPx} leftPx={leftPx} heightPx={heightPx - (form === "panel" ? HEAD_PX : 0)} />}
      {form === "ruler" && named && !narrow && <span className={styles.folded}>{panel.title}</span>}
    </>
  );
}

interface PlotAreaProps {
  readonly form: "ruler" | "strip" | "panel";
  readonly far: boolean;
  readonly widthPx: number;
  readonly leftPx: number;
  readonly heightPx: number;
}

/** Above the ruler's canvas stands the playhead's label. */
const RULER_TOP_PX = 5;

function PlotArea({ form, far, widthPx, leftPx, heightPx }: PlotAreaProps) {
  const bodyPx = Math.max(0, heightPx - RULER_PX - (form === "panel" ? RULER_TOP_PX : 4));
  const shows: PlotShape["shows"] = form === "ruler" ? "none" : form === "strip" ? "strip" : far ? "area" : "lanes";
  const [parts] = useState(createParts);
  const [cursor, setCursor] = useState<Cursor>();
  const ask = useDrawing(parts, { widthPx, bodyPx, shows }, cursor);
  return (
    <div className={styles.area} data-form={form}>
      <TimeRuler parts={parts} widthPx={widthPx} leftPx={leftPx} />
      {shows !== "none" && <Lanes parts={parts} shows={shows} widthPx={widthPx} leftPx={leftPx} bodyPx={bodyPx} cursor={cursor} setCursor={setCursor} redraw={ask} />}
    </div>
  );
}

/** Draws when something changes. Returns how to ask for it. */
function useDrawing(parts: PlotParts, shape: PlotShape, cursor: Cursor | undefined): () => void {
  const version = useMarksVersion();
  const draw = useRef(() => {});
  const asked = useRef<{ ask(): void; end(): void }>(undefined);
  useEffect(() => {
    draw.current = () => drawPlot(parts, shape, cursor);
    asked.current?.ask();
  });
  useEffect(() => asked.current?.ask(), [version]);
  useEffect(() => {
    const frames = oncePerFrame(() => draw.current());
    asked.current = frames;
    frames.ask();
    const end = onDrawn(frames.ask);
    return () => {
      end();
      frames.end();
      asked.current = undefined;
    };
  }, []);
  return useCallback(() => asked.current?.ask(), []);
}

interface LanesProps {
  readonly parts: PlotParts;
  readonly shows: "lanes" | "strip" | "area";
  readonly widthPx: number;
  readonly leftPx: number;
  readonly bodyPx: number;
  readonly cursor: Cursor | undefined;
  readonly setCursor: (cursor: Cursor | undefined) => void;
  readonly redraw: () => void;
}

function Lanes({ parts, shows, widthPx, leftPx, bodyPx, cursor, setCursor, redraw }: LanesProps) {
  const texts = useTexts(timelineTexts);
  const { takeBody, takeLanes } = parts;
  const rows = useRows();
  const has = useHasMarks();
  const hint = useId();
  const [scrollTop, setScrollTop] = useState(0);
  const [tip, setTip] = useState<PlacedTip>();
  const span = useCallback(() => spanNow(widthPx), [widthPx]);
  const drawnRows = useCallback(() => (shows === "lanes" ? rowsNow() : shows === "strip" ? stripRows(bodyPx) : []), [shows, bodyPx]);
  const found = (x: number, y: number) => {
    const top = shows === "lanes" ? (parts.body?.scrollTop ?? 0) : 0;
    return foundAt(drawnRows(), { x, y: y + top, scrollTop: top, widthPx }, span(), texts);
  };
  const pointed = useRef<{ x: number; y: number } | undefined>(undefined);
  const point = (at: { x: number; y: number } | undefined): void => {
    pointed.current = at;
    setTip(at && placed(found(at.x, at.y).tip, parts.lanes));
  };
  const hands = usePlotHands({ spanNow: span, clicked: (x, y) => goThere(found(x, y).atMs), hovered: point });
  useWindowMoved(() => {
    if (pointed.current) point(pointed.current);
    else if (cursor) setTip(placed(tipOf(cursor, drawnRows(), parts.body?.scrollTop ?? 0, widthPx, texts), parts.lanes));
  });
  usePlotWheel(parts, leftPx, span);
  useSelectedInSight(parts, shows === "lanes");
  const press = (event: KeyboardEvent): void => {
    if (plotKey(event, widthPx)) return void event.preventDefault();
    if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Enter"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter") return void (cursor && goThere(cursor.atMs));
    const next = movedCursor(event.key, cursor, drawnRows(), lanesNow(), useMoment.getState().viewMs);
    setCursor(next);
    if (next) bringInSight(next, parts.body, widthPx);
    setTip(next && placed(tipOf(next, drawnRows(), parts.body?.scrollTop ?? 0, widthPx, texts), parts.lanes));
  };
  usePlotKeys(parts, press, () => {
    setCursor(undefined);
    setTip(undefined);
  });
  const height = shows === "lanes" ? Math.max(bodyPx, heightOf(rows) + 6) : bodyPx;
  return (
    <>
      <div
        ref={takeBody}
        className={styles.body}
        style={{ height: bodyPx }}
        data-shows={shows}
        role="application"
        tabIndex={0}
        aria-label={texts.panel.plot}
        aria-describedby={hint}
        onScroll={(event) => {
          setScrollTop(event.currentTarget.scrollTop);
          setTip(undefined);
          redraw();
        }}
      >
        <div className={styles.inner} style={{ height }}>
          {shows === "lanes" && <LaneNames rows={rowsBetween(rows, scrollTop - 60, scrollTop + bodyPx + 60)} current={cursor?.row} />}
          <canvas ref={takeLanes} className={styles.canvas} style={{ marginLeft: leftPx, width: widthPx, height: bodyPx }} aria-hidden="true" {...hands} />
        </div>
      </div>
      {shows === "area" && <AreaLegend />}
      {!has && shows === "lanes" && <p className={styles.nothing} style={{ left: leftPx }}>{texts.panel.nothing}</p>}
      <p id={hint} className={styles.unseen}>{texts.panel.plotHint}</p>
      <p className={styles.unseen} aria-live="polite">{cursor && tip && spoken(tip.tip)}</p>
      {tip && <MarkTip {...tip} />}
    </>
  );
}

/** What lies under a pointer that stands still changes as the time goes by under it. */
function useWindowMoved(moved: () => void): void {
  const latest = useRef(moved);
  useEffect(() => {
    latest.current = moved;
  });
  useEffect(() => useTimelineView.subscribe(({ window }, before) => window !== before.window && latest.current()), []);
}

interface PlacedTip {
  readonly tip: Tip;
  readonly origin: { readonly left: number; readonly top: number };
}

function placed(tip: Tip | undefined, canvas: HTMLCanvasElement | null): PlacedTip | undefined {
  if (!tip || !canvas) return undefined;
  const { left, top } = canvas.getBoundingClientRect();
  return { tip, origin: { left, top } };
}

type Texts = (typeof timelineTexts)["en"];

function tipOf(cursor: Cursor, rows: ReturnType<typeof rowsNow>, scrollTop: number, widthPx: number, texts: Texts): Tip | undefined {
  const row = rows.find(({ id }) => id === cursor.row);
  if (!row) return undefined;
  if (row.kind === "other") return besideNow()?.foundAt(row, { x: xOf(spanNow(widthPx), cursor.atMs), scrollTop }, spanNow(widthPx), texts).tip;
  const marks = marksOfRow(row, lanesNow()).filter(({ atMs }) => atMs === cursor.atMs);
  if (marks.length === 0) return undefined;
  return { x: xOf(spanNow(widthPx), cursor.atMs), y: row.top - scrollTop, said: saidAll(marks, texts), ahead: false };
}

function bringInSight({ row: id, atMs }: Cursor, body: HTMLElement | null, widthPx: number): void {
  const span = spanNow(widthPx);
  const x = xOf(span, atMs);
  if (x < 8 || x > widthPx - 8) pan((x - widthPx / 2) * span.msPerPx);
  scrollTo(body, rowsNow().filter((row) => row.id === id));
}

/** Scrolls as little as is needed to show rows; their first, when they do not all fit. */
function scrollTo(body: HTMLElement | null, rows: readonly Row[]): void {
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last || !body) return;
  const { scrollTop, clientHeight } = body;
  const bottom = last.top + last.height;
  if (first.top < scrollTop || bottom - first.top > clientHeight) body.scrollTop = first.top;
  else if (bottom > scrollTop + clientHeight) body.scrollTop = bottom - clientHeight;
}

/** A pod that was selected elsewhere is brought into sight here. */
function useSelectedInSight(parts: PlotParts, on: boolean): void {
  const selected = useSelection((state) => state.selected);
  useEffect(() => {
    if (on && selected !== undefined) scrollTo(parts.body, rowsNow().filter((row) => "lane" in row && row.lane.key === selected));
  }, [selected, on, parts]);
}

/** Keys that are meant for the plot itself and for nothing within it. */
function usePlotKeys(parts: PlotParts, press: (event: KeyboardEvent) => void, left: () => void): void {
  const latest = useRef({ press, left });
  useEffect(() => {
    latest.current = { press, left };
  });
  useEffect(() => {
    const target = parts.body;
    const hear = (event: KeyboardEvent): void => {
      if (event.target === target && !event.ctrlKey && !event.metaKey && !event.altKey) latest.current.press(event);
    };
    const leave = (): void => latest.current.left();
    target?.addEventListener("keydown", hear);
    target?.addEventListener("blur", leave);
    return () => {
      target?.removeEventListener("keydown", hear);
      target?.removeEventListener("blur", leave);
    };
  }, [parts]);
}

/** Keys of the panel that are not about marks. */
function plotKey({ key, shiftKey }: KeyboardEvent, widthPx: number): boolean {
  const { lengthMs } = useTimelineView.getState().window;
  if (shiftKey && key === "ArrowLeft") pan(-lengthMs / 8);
  else if (shiftKey && key === "ArrowRight") pan(lengthMs / 8);
  else if (key === "+" || key === "=") zoomBy(1, widthPx);
  else if (key === "-" || key === "−" || key === "_") zoomBy(-1, widthPx);
  else if (key === "f") fit();
  else if (key === "p") follow();
  else return false;
  return true;
}
