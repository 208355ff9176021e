import { useEffect, useRef } from "react";
import { overlaps, type Box } from "../../../graph/layout/geometry.ts";
import { podBox, type Size } from "../../../graph/layout/vessel.ts";
import { drawPodGlyph } from "../../glyphs/draw.ts";
import { modelStore } from "../../state/model-store.ts";
import { onPassed, trailsNow, type PassedState } from "../../state/passed.ts";
import { useSettings } from "../../state/settings.ts";
import { onView, viewNow } from "../camera.ts";
import { designSize, faceOf } from "../card-face.ts";
import { coloursNow, type Colours } from "../colours.ts";
import { offerDrawer } from "../layers.ts";
import styles from "../plate.module.css";
import { occupancy, usePlate, vesselOf } from "../plate-store.ts";
import { dotRadius } from "../scale.ts";
import { windowBox } from "../shown.ts";
import { isTrouble } from "../trouble.ts";
import { dotTrail, trailShape } from "./trail-shape.ts";

interface TrailLayerProps {
  readonly size: { readonly width: number; readonly height: number };
}

/** States that pods on the canvas went through too fast to be seen: what PassedTrail is for those that are elements. */
export function TrailLayer({ size }: TrailLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    return element ? drawTrails(element, size.width, size.height) : undefined;
  }, [size.width, size.height]);
  return <canvas ref={canvas} className={styles.layer} data-trails="0" aria-hidden="true" />;
}

function drawTrails(canvas: HTMLCanvasElement, width: number, height: number): () => void {
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  const context = canvas.getContext("2d");
  if (!context) return () => {};
  let asked = 0;
  let isClear = true;
  canvas.style.display = "none";
  const draw = (): void => {
    asked = 0;
    const trails = trailsToDraw();
    if (trails.length === 0 && isClear) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    drawAll(context, trails);
    isClear = trails.length === 0;
    canvas.dataset["trails"] = String(trails.length);
    canvas.style.display = isClear ? "none" : "";
  };
  /** At most once a frame. */
  const ask = (): void => {
    if (asked === 0) asked = requestAnimationFrame(draw);
  };
  const whileSome = (): void => {
    if (!isClear) ask();
  };
  const ends = [
    onPassed(ask),
    onView(whileSome),
    occupancy.onMoved(whileSome),
    useSettings.subscribe(whileSome),
    usePlate.subscribe((now, before) => { if (now.mode !== before.mode || now.shown !== before.shown || now.layout !== before.layout || now.drawn !== before.drawn) ask(); }),
  ];
  offerDrawer(canvas, (on) => drawAll(on, trailsToDraw()));
  ask();
  return () => {
    cancelAnimationFrame(asked);
    ends.forEach((end) => end());
  };
}

interface Trail {
  readonly states: readonly PassedState[];
  readonly size: Size;
  readonly world: Box;
  /** From a dot to the next. */
  readonly pitch: number;
  readonly isTrouble: boolean;
}

/** Those of pods in view that are not elements. */
function trailsToDraw(): readonly Trail[] {
  const { mode, layout, drawn, shown } = usePlate.getState();
  if (mode !== "canvas") return [];
  const elements = new Set(shown);
  const view = windowBox(8);
  return trailsNow().flatMap(([key, states]): readonly Trail[] => {
    const at = occupancy.standing(key);
    const vessel = at && vesselOf(layout, at.vessel);
    const pod = modelStore.get("pod", key);
    if (!at || !vessel || !pod || elements.has(key)) return [];
    const world = podBox(vessel, drawn.drawing, at.size, at.place);
    const { pitchX, pitchY } = vessel[drawn.drawing][at.size];
    return overlaps(world, view) ? [{ states, size: at.size, world, pitch: Math.min(pitchX, pitchY), isTrouble: isTrouble(pod.glyph) }] : [];
  });
}

/** Dots with less room than this between their middles, in pixels of the screen, show the last state only. */
const LABEL_PITCH = 22;

function drawAll(context: CanvasRenderingContext2D, trails: readonly Trail[]): void {
  const colours = coloursNow();
  const { x, y, zoom } = viewNow();
  const { drawn } = usePlate.getState();
  for (const trail of trails) {
    const { width, height } = designSize(trail.world, drawn);
    const at = { x: trail.world.x * zoom + x, y: trail.world.y * zoom + y };
    const isDot = faceOf(width, height, trail.size, drawn.drawing) === "dot";
    if (isDot && trail.pitch * zoom < LABEL_PITCH) drawAtDot(context, trail, { x: at.x + (trail.world.width * zoom) / 2, y: at.y + (trail.world.height * zoom) / 2 }, zoom, colours);
    else drawLabel(context, trail, at, (trail.world.width * zoom) / width, colours);
  }
}

function drawAtDot(context: CanvasRenderingContext2D, { states, world, size, pitch, isTrouble: trouble }: Trail, { x, y }: { readonly x: number; readonly y: number }, zoom: number, colours: Colours): void {
  const last = states.at(-1);
  const place = dotTrail(pitch * zoom, dotRadius(world.width, zoom, trouble, size === "small"));
  if (!last || !place) return;
  context.fillStyle = colours.paper;
  context.beginPath();
  context.arc(x + place.dx, y + place.dy, place.r + 1.5, 0, 2 * Math.PI);
  context.fill();
  drawPodGlyph(context, last.glyph, x + place.dx, y + place.dy, place.r, colours.onPaper);
}

function drawLabel(context: CanvasRenderingContext2D, { states }: Trail, { x, y }: { readonly x: number; readonly y: number }, scale: number, { paper, rule2, ink3, onPaper }: Colours): void {
  const { label, glyphs, arrow } = trailShape(states.length);
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.beginPath();
  context.roundRect(label.x + 0.5, label.y + 0.5, label.width - 1, label.height - 1, 7);
  context.fillStyle = paper;
  context.fill();
  context.strokeStyle = rule2;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.stroke();
  states.forEach(({ glyph }, i) => {
    const place = glyphs[i];
    if (place) drawPodGlyph(context, glyph, place.x, place.y, place.r, onPaper);
  });
  context.strokeStyle = ink3;
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(arrow.x, arrow.y);
  context.lineTo(arrow.x + 3, arrow.y + 3);
  context.lineTo(arrow.x, arrow.y + 6);
  context.stroke();
  context.restore();
}
