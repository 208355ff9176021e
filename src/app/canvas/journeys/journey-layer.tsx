import { useEffect, useRef } from "react";
import type { Box } from "../../../graph/layout/geometry.ts";
import type { Verdict } from "../../../graph/model.ts";
import { messagesNow, useMoment } from "../../state/moment.ts";
import { useSettings } from "../../state/settings.ts";
import { journeyTexts } from "../../strings/journeys.ts";
import { onView, viewNow } from "../camera.ts";
import { coloursNow, type Colours } from "../colours.ts";
import { drawLabel, drawMark } from "../draw-mark.ts";
import { offerDrawer } from "../layers.ts";
import { offerMarks } from "../offered-marks.ts";
import styles from "../plate.module.css";
import { occupancy, railPlaces, usePlate } from "../plate-store.ts";
import { isFailure, travellingAt, type Travelling } from "./travelling.ts";
import { createWays } from "./ways.ts";

interface JourneyLayerProps {
  readonly size: { readonly width: number; readonly height: number };
}

/** Requests on their way from pod to Service to pod, drawn with the clock and never by it. */
export function JourneyLayer({ size }: JourneyLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    return element ? drawJourneys(element, size.width, size.height) : undefined;
  }, [size.width, size.height]);
  return <canvas ref={canvas} className={styles.layer} data-journeys="" aria-hidden="true" />;
}

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

function drawJourneys(canvas: HTMLCanvasElement, width: number, height: number): () => void {
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  const context = canvas.getContext("2d");
  if (!context) return () => {};
  let ways: ReturnType<typeof createWays> | undefined;
  let isClear = true;
  let asked = 0;
  canvas.style.display = "none";

  const marksNow = (): readonly Travelling[] => {
    const { viewMs, speed, chosenSpeed } = useMoment.getState();
    const { layout, drawn } = usePlate.getState();
    const messages = messagesNow().filter(({ leg }) => leg !== undefined);
    if (messages.length === 0) return [];
    ways ??= createWays(layout, drawn.drawing);
    return travellingAt(messages, viewMs, speed || chosenSpeed, ways, stillness.matches);
  };
  offerDrawer(canvas, (on) => drawAll(on, marksNow()));
  const draw = (): void => {
    asked = 0;
    const marks = marksNow();
    if (marks.length === 0 && isClear) return;
    canvas.dataset["journeys"] = marks.map(({ verdict }) => verdict).join(" ");
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    drawAll(context, marks);
    isClear = marks.length === 0;
    canvas.style.display = isClear ? "none" : "";
  };
  const ask = (): void => {
    if (asked === 0) asked = requestAnimationFrame(draw);
  };
  const askAnew = (): void => {
    ways = undefined;
    ask();
  };
  const ends = [
    offerMarks(marksNow),
    useMoment.subscribe((now, before) => { if (now.viewMs !== before.viewMs || now.speed !== before.speed || now.opened !== before.opened) ask(); }),
    onView(ask),
    useSettings.subscribe(ask),
    occupancy.onMoved(askAnew),
    railPlaces.onChanged(askAnew),
    usePlate.subscribe((now, before) => { if (now.layout !== before.layout || now.drawn.drawing !== before.drawn.drawing) askAnew(); }),
  ];
  ask();
  return () => {
    cancelAnimationFrame(asked);
    ends.forEach((end) => end());
  };
}

/** Marks closer together than this lie on each other. */
const APART = 4;

/** The newest last; what failed goes before the others with its words. */
function drawAll(context: CanvasRenderingContext2D, marks: readonly Travelling[]): void {
  const { x, y, zoom } = viewNow();
  const colours = coloursNow();
  const texts = journeyTexts[useSettings.getState().language].verdicts;
  const onScreen = marks.map((mark) => ({ ...mark, x: mark.x * zoom + x, y: mark.y * zoom + y }));
  const taken: Box[] = [];
  const places = new Set<string>();
  for (const mark of onScreen.toSorted((a, b) => Number(isFailure(b.verdict)) - Number(isFailure(a.verdict)) || b.id - a.id)) {
    const place = `${Math.round(mark.x / APART)} ${Math.round(mark.y / APART)} ${mark.dx} ${mark.dy}`;
    if (places.has(place)) continue;
    places.add(place);
    drawOne(context, mark, colours, texts, taken);
  }
}

function drawOne(context: CanvasRenderingContext2D, mark: Travelling, colours: Colours, texts: Readonly<Record<Verdict, string>>, taken: Box[]): void {
  const isBad = isFailure(mark.verdict) && mark.isEnded;
  const ink = isBad ? { ...colours, blue: colours.bad } : colours;
  if (isBad) drawCross(context, mark, ink);
  else drawMark(context, mark, ink);
  if (mark.label === "") return;
  const words = isBad ? `${texts[mark.verdict]} · ${mark.label}` : mark.label;
  drawLabel(context, { ...mark, dx: mark.dx === 0 ? 0 : 1, label: words }, ink, taken, "below");
}

/** Square is broken: where a request came to nothing. */
function drawCross(context: CanvasRenderingContext2D, { x, y }: Travelling, { blue, leaf }: Colours): void {
  context.fillStyle = blue;
  context.fillRect(x - 7, y - 7, 14, 14);
  context.strokeStyle = leaf;
  context.lineWidth = 1.8;
  context.beginPath();
  context.moveTo(x - 3.5, y - 3.5);
  context.lineTo(x + 3.5, y + 3.5);
  context.moveTo(x + 3.5, y - 3.5);
  context.lineTo(x - 3.5, y + 3.5);
  context.stroke();
}
