import type { TextPlace } from "./boxes.ts";
import styles from "./detail.module.css";
import { fitText, type Face } from "./text-fit.ts";

export type Tone = "ink" | "ink2" | "ink3" | "ok" | "wait" | "bad" | "blue";

interface WordsProps {
  readonly at: TextPlace;
  readonly face: Face;
  readonly tone?: Tone | undefined;
  readonly anchor?: "start" | "middle" | "end";
  readonly bold?: boolean;
  readonly children: string;
}

/** One line of text in its room; its middle is left out where it is too long, and the whole of it is shown on hover. */
export function Words({ at: { x, y, w }, face, tone, anchor = "start", bold, children }: WordsProps) {
  const shown = fitText(children, w, bold && face === "note" ? "strong" : face);
  return (
    <text x={anchor === "middle" ? x + w / 2 : anchor === "end" ? x + w : x} y={y} textAnchor={anchor} className={[styles[face], tone && styles[`on${tone}`], bold && styles.bold].filter(Boolean).join(" ")}>
      {shown}
      {shown !== children && <title>{children}</title>}
    </text>
  );
}
