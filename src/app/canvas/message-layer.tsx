import { useEffect, useRef } from "react";
import type { Box } from "../../graph/layout/geometry.ts";
import { overlaps } from "../../graph/layout/geometry.ts";
import { pipesOf } from "../../graph/layout/pipes.ts";
import { messagesNow, useMoment } from "../state/moment.ts";
import { useSettings } from "../state/settings.ts";
import { onView, viewNow } from "./camera.ts";
import { coloursNow, type Colours } from "./colours.ts";
import { offerDrawer } from "./layers.ts";
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

/** Of marks that go one way closer together than this, in pixels of the screen, the newest is drawn: they lie on each other. */
const APART = 3;

/** Newest last: its label wins, and those that would lie on it, or on a part of the control plane, are left out. */
function drawMarks(context: CanvasRenderingContext2D, marks: readonly Mark[], still: boolean): void {
  const { x, y, zoom } = viewNow();
  const colours = coloursNow();
  const taken: Box[] = Object.values(usePlate.getState().layout.strip).map((box) => ({ x: box.x * zoom + x, y: box.y * zoom + y, width: box.width * zoom, height: box.height * zoom }));
  const places = new Set<string>();
  for (const mark of marks.toReversed()) {
    const at = { ...mark, x: mark.x * zoom + x, y: mark.y * zoom + y };
    const place = `${Math.round(at.x / APART)} ${Math.round(at.y / APART)} ${mark.dx} ${mark.dy}`;
    if (places.has(place)) continue;
    places.add(place);
    if (!still) drawMark(context, at, colours);
    if (mark.label !== "") drawLabel(context, at, colours, taken);
  }
}

/** An arrow with writing on it, its tail towards whoever sent it. */
function drawMark(context: CanvasRenderingContext2D, { x, y, dx, dy }: Mark, { blue, leaf }: Colours): void {
  context.save();
  context.translate(x, y);
  context.rotate(Math.atan2(dy, dx));
  context.strokeStyle = blue;
  context.lineWidth = 2;
  context.setLineDash([11, 4, 7, 4, 4, 4, 2, 4]);
  context.beginPath();
  context.moveTo(-19, 0);
  context.lineTo(-56, 0);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = blue;
  context.beginPath();
  context.moveTo(-17, -7);
  context.lineTo(7, -7);
  context.lineTo(16, 0);
  context.lineTo(7, 7);
  context.lineTo(-17, 7);
  context.closePath();
  context.fill();
  context.strokeStyle = leaf;
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(-12, -2);
  context.lineTo(3, -2);
  context.moveTo(-12, 2);
  context.lineTo(-1, 2);
  context.stroke();
  context.restore();
}

/** Above a level pipe, beside an upright one; on its own ground, so that lines below do not cross it. */
function drawLabel(context: CanvasRenderingContext2D, { x, y, dx, label }: Mark, { blue, paper, mono }: Colours, taken: Box[]): void {
  context.font = `500 11px ${mono}`;
  const width = context.measureText(label).width;
  const level = dx !== 0;
  const room = context.canvas.width / devicePixelRatio;
  const left = Math.min(Math.max(level ? x - width / 2 : x + 14, 4), room - width - 4);
  const box = { x: left - 3, y: level ? y - 23 : y - 7, width: width + 6, height: 14 };
  if (taken.some((other) => overlaps(box, other))) return;
  taken.push(box);
  context.globalAlpha = 0.9;
  context.fillStyle = paper;
  context.fillRect(box.x, box.y, box.width, box.height);
  context.globalAlpha = 1;
  context.fillStyle = blue;
  context.textAlign = "left";
  context.fillText(label, left, box.y + 11);
}
