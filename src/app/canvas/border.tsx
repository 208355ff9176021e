import { useEffect, useRef } from "react";
import { onView, viewNow } from "./camera.ts";
import styles from "./plate.module.css";
import { usePlate } from "./plate-store.ts";

const COLUMNS = 8;
const ROWS = ["A", "B", "C", "D"];
const EDGE = 16;
/** A zone that shows less of itself than this bears no name. */
const LEAST = 18;

interface BorderProps {
  readonly size: { readonly width: number; readonly height: number };
}

/** The plate's border: zones of the drawing, so that a place can be named in words wherever one has gone in it. */
export function Border({ size }: BorderProps) {
  const drawing = useRef<SVGGElement>(null);
  const layout = usePlate((state) => state.layout);
  useEffect(() => {
    const draw = (): void => drawing.current?.replaceChildren(...zones(size, layout));
    draw();
    return onView(draw);
  }, [size, layout]);
  return <svg className={styles.border} width={size.width + 2 * EDGE + 2} height={size.height + 2 * EDGE + 2} aria-hidden="true"><g ref={drawing} /></svg>;
}

function zones({ width, height }: BorderProps["size"], world: { readonly width: number; readonly height: number }): SVGElement[] {
  const { x, y, zoom } = viewNow();
  const drawn: SVGElement[] = [];
  marks(COLUMNS, world.width, x, zoom, width, (from, to, i) => {
    if (to - from >= LEAST) drawn.push(text((from + to) / 2 + EDGE, 12, String(i + 1)));
    if (i > 0 && from > 0) drawn.push(line(from + EDGE, 9, from + EDGE, EDGE));
  });
  marks(ROWS.length, world.height, y, zoom, height, (from, to, i) => {
    if (to - from >= LEAST) drawn.push(text(8, (from + to) / 2 + EDGE + 4, ROWS[i] ?? ""));
    if (i > 0 && from > 0) drawn.push(line(9, from + EDGE, EDGE, from + EDGE));
  });
  return drawn;
}

/** The part of each zone that lies in the window. */
function marks(count: number, world: number, offset: number, zoom: number, room: number, mark: (from: number, to: number, i: number) => void): void {
  for (let i = 0; i < count; i += 1) {
    const from = Math.max(0, (world * i * zoom) / count + offset);
    const to = Math.min(room, (world * (i + 1) * zoom) / count + offset);
    if (to > from) mark(from, to, i);
  }
}

const SVG = "http://www.w3.org/2000/svg";

function text(x: number, y: number, words: string): SVGElement {
  const element = document.createElementNS(SVG, "text");
  element.setAttribute("x", String(x));
  element.setAttribute("y", String(y));
  element.textContent = words;
  return element;
}

function line(x1: number, y1: number, x2: number, y2: number): SVGElement {
  const element = document.createElementNS(SVG, "line");
  for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) element.setAttribute(name, String(value));
  return element;
}
