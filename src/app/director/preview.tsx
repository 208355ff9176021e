import { useEffect, useRef } from "react";
import type { Drawing } from "./drawing/drawing.ts";
import { paint } from "./drawing/paint.ts";
import styles from "./director.module.css";

/** A drawing as it will be in the file. */
export function Preview({ drawing, label }: { readonly drawing: Drawing; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const scale = Math.min(2, (element.clientWidth * devicePixelRatio) / drawing.width);
    element.width = Math.ceil(drawing.width * scale);
    element.height = Math.ceil(drawing.height * scale);
    paint(context, drawing, scale);
  }, [drawing]);
  return <div className={styles.preview}><canvas ref={canvas} role="img" aria-label={label} style={{ aspectRatio: `${drawing.width} / ${drawing.height}` }} /></div>;
}
