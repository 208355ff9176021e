import { useEffect, useRef } from "react";
import type { Viewport } from "reactflow";
import { overlaps, type Box } from "../../graph/layout/geometry.ts";
import { podBox, type Vessel } from "../../graph/layout/vessel.ts";
import type { EntityKey } from "../../graph/model.ts";
import { modelStore } from "../state/model-store.ts";
import { useMoment } from "../state/moment.ts";
import { useSettings } from "../state/settings.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { onView, viewNow } from "./camera.ts";
import { BY_NODE } from "./grouping.ts";
import { coloursNow } from "./colours.ts";
import { drawPod, type Pen } from "./draw-pod.ts";
import { offerDrawer } from "./layers.ts";
import styles from "./plate.module.css";
import { occupancy, standingOut, usePlate } from "./plate-store.ts";
import { windowBox } from "./shown.ts";

/** Where more than so many are drawn, what is drawn goes with a hand that moves the view, and is drawn anew so often: less where that takes long. */
const CARRIED_ABOVE = 1_500;
const CARRIED = { leastMs: 100, mostMs: 800, times: 8 };

interface PodCanvasProps {
  readonly size: { readonly width: number; readonly height: number };
}

/** Pods beyond what elements can bear: one canvas over React Flow's drawing, that follows its transform. */
export function PodCanvas({ size }: PodCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    return element ? drawPods(element, size.width, size.height) : undefined;
  }, [size.width, size.height]);
  return <canvas ref={canvas} className={styles.layer} aria-hidden="true" />;
}

/** Draws at most once a frame: everything when the view or the layout has changed, else only the pods that have. */
function drawPods(canvas: HTMLCanvasElement, width: number, height: number): () => void {
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  const context = canvas.getContext("2d");
  if (!context) return () => {};
  let asked = 0;
  let all = true;
  let empty = true;
  /** The view that all was drawn for last, when, and how many they were. */
  let last = { view: viewNow(), pageMs: 0, tookMs: 0, count: 0 };
  let soon = 0;
  canvas.style.transformOrigin = "0 0";
  canvas.style.display = "none";
  const changed = new Set<EntityKey>();
  /** Pods in view in which something runs on. */
  const running = new Set<EntityKey>();

  const frame = (): void => {
    asked = 0;
    const inCanvas = usePlate.getState().mode === "canvas";
    if (!inCanvas && empty) return;
    if (all || !inCanvas) {
      last = { view: viewNow(), pageMs: performance.now(), tookMs: 0, count: 0 };
      canvas.style.transform = "";
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      context.clearRect(0, 0, width, height);
      running.clear();
    }
    empty = !inCanvas;
    // An empty canvas costs every frame, too.
    canvas.style.display = empty ? "none" : "";
    if (inCanvas) (all ? drawAll : drawChanged)();
    all = false;
    changed.clear();
  };
  const viewOf = (on?: CanvasRenderingContext2D): Viewport => (on ? viewNow() : last.view);
  const pen = (on?: CanvasRenderingContext2D): Pen => ({
    context: on ?? context, ...(on && { plain: true }), colours: coloursNow(), drawn: usePlate.getState().drawn, zoom: viewOf(on).zoom, ratio: devicePixelRatio, viewMs: useMoment.getState().viewMs,
    texts: canvasTexts[useSettings.getState().language], found: standingOut(usePlate.getState()), grouped: usePlate.getState().grouping !== BY_NODE,
  });
  const draw = (with_: Pen, vessel: Vessel, key: EntityKey, view: Viewport): void => {
    const at = occupancy.standing(key);
    const pod = modelStore.get("pod", key);
    if (!at || !pod) return;
    const world = podBox(vessel, with_.drawn.drawing, at.size, at.place);
    drawPod(with_, pod, at.size, world, onScreen(world, view));
    if (with_.drawn.drawing === "capsules" && (pod.clock || pod.glyph === "creating" || pod.glyph === "terminating")) running.add(key);
  };
  const drawAll = (on?: CanvasRenderingContext2D): void => {
    const { layout, drawn, shown } = usePlate.getState();
    const view = windowBox(8);
    let count = 0;
    const elements = new Set(shown);
    const with_ = pen(on);
    for (const vessel of layout.vessels) {
      if (!overlaps(vessel.box, view)) continue;
      for (const key of occupancy.podsIn(vessel.key)) {
        const at = occupancy.standing(key);
        if (!at || elements.has(key) || !overlaps(podBox(vessel, drawn.drawing, at.size, at.place), view)) continue;
        draw(with_, vessel, key, viewOf(on));
        count += 1;
      }
    }
    if (!on) last = { ...last, count, tookMs: performance.now() - last.pageMs };
    context.globalAlpha = 1;
  };
  const drawChanged = (): void => {
    const { layout, drawn, shown } = usePlate.getState();
    const vessels = new Map(layout.vessels.map((vessel) => [vessel.key, vessel]));
    const with_ = pen();
    for (const key of changed) {
      const at = occupancy.standing(key);
      const vessel = at && vessels.get(at.vessel);
      running.delete(key);
      if (!at || !vessel) continue;
      const grid = vessel[drawn.drawing][at.size];
      const cell = onScreen(podBox(vessel, drawn.drawing, at.size, at.place), last.view);
      const more = Math.max(2, ((grid.pitchX - grid.width) / 2) * with_.zoom);
      context.clearRect(cell.x - more, cell.y - more, cell.width + 2 * more, cell.height + 2 * more);
      if (!shown.includes(key)) draw(with_, vessel, key, last.view);
    }
    context.globalAlpha = 1;
  };

  const ask = (): void => {
    if (asked === 0) asked = requestAnimationFrame(frame);
  };
  const askAll = (): void => {
    all = true;
    ask();
  };
  /** Ten thousand pods are not drawn with each frame of a drag: the picture of them goes along, until they are. */
  const carry = (): void => {
    const restMs = last.pageMs + Math.min(Math.max(CARRIED.leastMs, CARRIED.times * last.tookMs), CARRIED.mostMs) - performance.now();
    if (empty || last.count <= CARRIED_ABOVE || restMs <= 0) return askAll();
    const { x, y, zoom } = viewNow();
    const times = zoom / last.view.zoom;
    canvas.style.transform = `translate(${x - last.view.x * times}px, ${y - last.view.y * times}px) scale(${times})`;
    if (soon === 0) soon = window.setTimeout(() => { soon = 0; askAll(); }, restMs);
  };
  const ends = [
    onView(carry),
    occupancy.onMoved(askAll),
    modelStore.onAny((keys) => {
      if (usePlate.getState().mode !== "canvas") return;
      for (const key of keys) if (key.startsWith("pod/")) changed.add(key);
      ask();
    }),
    usePlate.subscribe((now, before) => {
      if (now.layout !== before.layout || now.drawn.drawing !== before.drawn.drawing || now.mode !== before.mode || now.found !== before.found || now.related !== before.related || now.shown !== before.shown) askAll();
      else if (now.drawn !== before.drawn) carry();
    }),
    useSettings.subscribe(askAll),
    useMoment.subscribe((now, before) => {
      if (running.size === 0 || Math.floor(now.viewMs / 100) === Math.floor(before.viewMs / 100)) return;
      for (const key of running) changed.add(key);
      ask();
    }),
  ];
  offerDrawer(canvas, (on) => { if (!empty) drawAll(on); });
  void document.fonts.ready.then(askAll);
  ask();
  return () => {
    cancelAnimationFrame(asked);
    clearTimeout(soon);
    ends.forEach((end) => end());
  };
}

function onScreen(box: Box, { x, y, zoom }: Viewport): Box {
  return { x: box.x * zoom + x, y: box.y * zoom + y, width: box.width * zoom, height: box.height * zoom };
}

