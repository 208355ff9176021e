import type { ReactFlowInstance, Viewport } from "reactflow";
import type { Box, Point } from "../../graph/layout/geometry.ts";
import type { PlateLayout } from "../../graph/layout/plate.ts";
import { offerCamera, type SharedCamera } from "../state/view.ts";
import { usePlate } from "./plate-store.ts";
import { drawnScale, type DrawnScale } from "./scale.ts";

/**
 * The camera fits the whole until the person moves it, and is theirs from then on: it goes elsewhere only where they
 * send it (a key, a button, a search, a pod that they open).
 */
type Flow = Pick<ReactFlowInstance, "setViewport">;

let flow: Flow | undefined;
let view: Viewport = { x: 0, y: 0, zoom: 1 };
let screen = { width: 0, height: 0 };
let moved = false;
const listeners = new Set<(view: Viewport) => void>();

const still = matchMedia("(prefers-reduced-motion: reduce)");
const MOVE_MS = 320;
/** At this size of theirs capsules are dots. */
const DOTS_ZOOM = 0.3;

export const viewNow = (): Viewport => view;
export const screenNow = (): { readonly width: number; readonly height: number } => screen;

/** Called with every change of the view. Returns how to end it. */
export function onView(listener: (view: Viewport) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function takeFlow(instance: Flow): void {
  flow = instance;
  refitUnlessMoved();
  offerCamera({ get: sharedCamera, set: takeShared });
}

/** The camera as links keep it, in the sheet's own measure; undefined while it fits by itself. */
const sharedCamera = (): SharedCamera | undefined => (moved ? { ...toWorld({ x: screen.width / 2, y: screen.height / 2 }), zoom: view.zoom } : undefined);

function takeShared({ x, y, zoom }: SharedCamera): void {
  moved = true;
  goTo({ x: screen.width / 2 - x * zoom, y: screen.height / 2 - y * zoom, zoom }, false);
}

export function takeScreen(width: number, height: number): void {
  screen = { width, height };
}

/** React Flow's transform, whoever changed it. */
export function takeView(next: Viewport): void {
  view = next;
  const { drawn, layout } = usePlate.getState();
  const now = drawnScale(next.zoom, layout.scale, drawn);
  if (Object.keys(now).some((key) => now[key as keyof typeof now] !== drawn[key as keyof typeof drawn])) usePlate.setState({ drawn: now });
  for (const listener of listeners) listener(next);
}

/** A gesture of the person's own: what comes of it is theirs until the camera is sent somewhere. */
export function takeGesture(): void {
  moved = true;
  inGesture = true;
}

let inGesture = false;

/** True while the view changes by the person's hand. */
export const isInGesture = (): boolean => inGesture;

/** Moves the drawing under a hand that zooms, by so many screen pixels. */
export function shiftBy(dx: number, dy: number): void {
  void flow?.setViewport({ x: view.x + dx, y: view.y + dy, zoom: view.zoom });
}

/** The camera is free again to fit what comes. */
export function forgetGesture(): void {
  moved = false;
}

/** The view that shows the whole: in a narrow window its width, from the top. */
export function fittingView({ width, height }: Pick<PlateLayout, "width" | "height">): Viewport {
  const { width: w, height: h } = screen;
  if (w === 0 || h === 0) return { x: 0, y: 0, zoom: 1 };
  const zoom = height > 1.6 * h && w < 560 ? w / width : Math.min(w / width, h / height);
  return { x: (w - width * zoom) / 2, y: Math.max(0, (h - height * zoom) / 2), zoom };
}

function goTo(next: Viewport, animate: boolean): void {
  inGesture = false;
  const duration = animate && !still.matches ? MOVE_MS : 0;
  void flow?.setViewport(next, duration > 0 ? { duration } : undefined);
  if (duration === 0) takeView(next);
}

export function fit(animate = true): void {
  moved = false;
  goTo(fittingView(usePlate.getState().layout), animate);
}

export function refitUnlessMoved(): void {
  if (moved) takeView(view);
  else goTo(fittingView(usePlate.getState().layout), false);
}

/** Nearer or farther round the middle of the window. `place` says where a point will stand, if the drawing changes on the way. */
export function zoomBy(factor: number, place: (at: Point, to: DrawnScale) => Point = (at) => at): void {
  const { layout, drawn } = usePlate.getState();
  const { min, max } = zoomRange(layout);
  const zoom = Math.min(Math.max(view.zoom * factor, min), max);
  const middle = { x: screen.width / 2, y: screen.height / 2 };
  const world = place(toWorld(middle), drawnScale(zoom, layout.scale, drawn));
  moved = true;
  goTo({ x: middle.x - world.x * zoom, y: middle.y - world.y * zoom, zoom }, true);
}

/** To the size at which capsules are drawn so large; round what is selected, or the middle. */
export function zoomToCapsule(size: number, about?: Box): void {
  const { layout } = usePlate.getState();
  const zoom = size / layout.scale;
  const at = about ? { x: about.x + about.width / 2, y: about.y + about.height / 2 } : toWorld({ x: screen.width / 2, y: screen.height / 2 });
  moved = true;
  goTo({ x: screen.width / 2 - at.x * zoom, y: screen.height / 2 - at.y * zoom, zoom }, true);
}

/** Shows a box as large as it fits, but no larger than `most`. */
export function showBox(box: Box, most: number, margin = 24): void {
  const { min, max } = zoomRange(usePlate.getState().layout);
  const zoom = Math.min(Math.max(Math.min((screen.width - 2 * margin) / box.width, (screen.height - 2 * margin) / box.height, most), min), max);
  moved = true;
  goTo({ x: screen.width / 2 - (box.x + box.width / 2) * zoom, y: screen.height / 2 - (box.y + box.height / 2) * zoom, zoom }, true);
}

/** Brings a box into the window, moving no more than is needed. */
export function reveal(box: Box): void {
  const { zoom } = view;
  const left = box.x * zoom + view.x;
  const top = box.y * zoom + view.y;
  const margin = 16;
  const dx = shift(left, left + box.width * zoom, screen.width, margin);
  const dy = shift(top, top + box.height * zoom, screen.height, margin);
  if (dx === 0 && dy === 0) return;
  moved = true;
  goTo({ x: view.x + dx, y: view.y + dy, zoom }, true);
}

function shift(from: number, to: number, room: number, margin: number): number {
  if (to - from > room - 2 * margin || from < margin) return from < margin || from > room - margin ? margin - from : 0;
  return to > room - margin ? room - margin - to : 0;
}

let before: Viewport | undefined;

/** Remembers where one was, before going near; comeBack returns there. */
export function leaveFrom(): void {
  before ??= moved ? view : undefined;
}

export function comeBack(): void {
  if (before) goTo(before, true);
  else fit();
  before = undefined;
}

export const toWorld = ({ x, y }: Point): Point => ({ x: (x - view.x) / view.zoom, y: (y - view.y) / view.zoom });

/** How far and how near one may go. */
export function zoomRange(layout: Pick<PlateLayout, "width" | "height" | "scale">): { readonly min: number; readonly max: number } {
  // As far as the dots, however small the cluster.
  return { min: Math.min(fittingView(layout).zoom * 0.5, DOTS_ZOOM / layout.scale), max: 14 / layout.scale };
}
