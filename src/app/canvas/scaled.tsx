import type { ReactNode } from "react";
import styles from "./frames.module.css";
import { usePlate } from "./plate-store.ts";

interface ScaledProps {
  readonly width: number;
  readonly height: number;
  /** Draws at a size in design pixels. */
  readonly children: (width: number, height: number) => ReactNode;
}

/** A frame's inside, in design pixels: near by, its text and walls do not grow with the zoom. */
export function Scaled({ width, height, children }: ScaledProps) {
  const scale = usePlate((state) => state.drawn.frame);
  const [w, h] = [width / scale, height / scale];
  return <div className={styles.scaled} style={{ width: w, height: h, transform: scale === 1 ? undefined : `scale(${scale})` }}>{children(w, h)}</div>;
}
