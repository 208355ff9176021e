import { useEffect, useRef } from "react";
import type { Box } from "../../graph/layout/geometry.ts";
import { pipesOf } from "../../graph/layout/pipes.ts";
import type { PlateLayout } from "../../graph/layout/plate.ts";
import { messagesNow, useMoment } from "../state/moment.ts";
import { useSettings } from "../state/settings.ts";
import { onView, viewNow } from "./camera.ts";
import { coloursNow } from "./colours.ts";
import { drawLabel, drawMark } from "./draw-mark.ts";
import { offerDrawer } from "./layers.ts";
import { marksApart } from "./marks-apart.ts";
import { offerMarks } from "./offered-marks.ts";
import styles from "./plate.module.css";
import { usePlate } from "./plate-store.ts";
import { marksAt, type Mark } from "./travel.ts";

interface MessageLayerProps {
  readonly size: { readonly width: number; readonly height: number };
}

/** Messages on their way, drawn with the clock and never by it: where nothing travels nothing is drawn. */
export function MessageLayer({ size }: MessageLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    return element ? drawMessages(element, size.width, size.height) : undefined;
  }, [size.width, size.height]);
  return <canvas ref={canvas} className={styles.layer} aria-hidden="true" />;
}

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

function drawMessages(canvas: HTMLCanvasElement, width: number, height: number): () => void {
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  const context = canvas.getContext("2d");
  if (!context) return () => {};
  let pipes = pipesOf(usePlate.getState().layout);
  let clear = true;
  let asked = 0;
  // An empty canvas costs every frame, too.
  canvas.style.display = "none";

  const marksNow = (): readonly Mark[] => {
    const { viewMs, speed, chosenSpeed } = useMoment.getState();
    return marksAt(messagesNow(), viewMs, speed || chosenSpeed, pipes, stillness.matches);
  };
  offerDrawer(canvas, (on) => drawMarks(on, marksNow(), stillness.matches));
  const draw = (): void => {
    asked = 0;
    const marks = marksNow();
    if (marks.length === 0 && clear) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    drawMarks(context, marks, stillness.matches);
    clear = marks.length === 0;
    canvas.style.display = clear ? "none" : "";
  };
  /** At most once a frame: a frame of the world may change the moment, the layout and the view. */
  const ask = (): void => {
    if (asked === 0) asked = requestAnimationFrame(draw);
  };
  const ends = [
    offerMarks(marksNow),
    useMoment.subscribe((now, before) => { if (now.viewMs !== before.viewMs || now.speed !== before.speed || now.opened !== before.opened) ask(); }),
    onView(ask),
    useSettings.subscribe(ask),
    usePlate.subscribe((now, before) => {
      if (now.layout === before.layout) return;
      pipes = pipesOf(now.layout);
      ask();
    }),
  ];
  ask();
  return () => {
    cancelAnimationFrame(asked);
    ends.forEach((end) => end());
  };
}

/** An arrow is longer, in pixels of the screen. */
const APART = 24;

/** Where words stand that no label may cover: the control plane's, those of the rail, and all that is in a tank. */
const wordy = ({ strip, rail, vessels }: PlateLayout): readonly Box[] => [...Object.values(strip), ...(rail ? [...rail.workloads, ...rail.services] : []), ...vessels.map(({ box }) => box)];

/** Labels over all marks, from the newest on: it wins, and those that would lie on it, or on other words, are left out. */
function drawMarks(context: CanvasRenderingContext2D, marks: readonly Mark[], still: boolean): void {
  const { x, y, zoom } = viewNow();
  const { layout } = usePlate.getState();
  const colours = coloursNow();
  const onScreen = (box: Box): Box => ({ x: box.x * zoom + x, y: box.y * zoom + y, width: box.width * zoom, height: box.height * zoom });
  const taken: Box[] = wordy(layout).map(onScreen);
  const shown = marksApart(marks.map((mark) => ({ ...mark, x: mark.x * zoom + x, y: mark.y * zoom + y })), APART);
  context.save();
  clipOut(context, Object.values(layout.strip).map(onScreen));
  if (!still) for (const mark of shown) drawMark(context, mark, colours);
  for (const mark of shown.toReversed()) if (mark.label !== "") drawLabel(context, mark, colours, taken);
  context.restore();
}

/** Far beyond any window. */
const EVERYTHING = 100_000;

/** What comes out of a box of the control plane, or goes into it, does not lie on its words. The holes run against the whole's way round. */
function clipOut(context: CanvasRenderingContext2D, boxes: readonly Box[]): void {
  context.beginPath();
  context.rect(-EVERYTHING, -EVERYTHING, 2 * EVERYTHING, 2 * EVERYTHING);
  for (const { x, y, width, height } of boxes) {
    context.moveTo(x, y);
    context.lineTo(x, y + height);
    context.lineTo(x + width, y + height);
    context.lineTo(x + width, y);
    context.closePath();
  }
  context.clip();
}
