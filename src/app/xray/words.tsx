import type { TextPlace } from "./boxes.ts";
import styles from "./detail.module.css";
import { fitStart, fitText, textWidth, type Face } from "./text-fit.ts";

export type Tone = "ink" | "ink2" | "ink3" | "ok" | "wait" | "bad" | "blue";

/** Of what is too long for mono, the condensed face shows more. */
const faceFor = (text: string, width: number, face: Face): Face => (face === "mono" && textWidth(text, "mono") > width ? "note" : face);

const defaults: Readonly<Record<Face, Tone>> = { name: "ink", big: "ink", title: "ink", note: "ink3", strong: "ink3", aside: "ink3", mono: "ink2" };

interface WordsProps {
  readonly at: TextPlace;
  readonly face: Face;
  readonly tone?: Tone | undefined;
  readonly anchor?: "start" | "middle" | "end";
  readonly bold?: boolean;
  /** Where a command is cut: its beginning tells most. */
  readonly cut?: "middle" | "end";
  /** What stands for it on hover, where `children` is a shorter wording. */
  readonly whole?: string;
  readonly children: string;
}

/** One line of text in its room; its middle is left out where it is too long, and the whole of it is shown on hover. */
export function Words({ at: { x, y, w }, face, tone, anchor = "start", bold, cut = "middle", children, whole = children }: WordsProps) {
  const used = faceFor(children, w, face);
  const shown = (cut === "end" ? fitStart : fitText)(children, w, bold && used === "note" ? "strong" : used);
  return (
    <text x={anchor === "middle" ? x + w / 2 : anchor === "end" ? x + w : x} y={y} textAnchor={anchor} className={[styles[used], styles[`on${tone ?? defaults[face]}`], bold && styles.bold].filter(Boolean).join(" ")}>
      {shown}
      {shown !== whole && <title>{whole}</title>}
    </text>
  );
}
