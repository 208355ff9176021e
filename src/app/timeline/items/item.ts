import type { EntityKey, PodView } from "../../../graph/model.ts";
import type { Lanes } from "../lanes.ts";
import type { Span } from "../scale.ts";

/** What is drawn in a row, in pixels: the painter draws it as it stands here. */

export type Tone = "ink" | "ink2" | "mute" | "ok" | "wait" | "bad" | "leaf";
/** solid: serving or running. hatch: work in progress. half: running, not ready. dashed: planned, or nothing behind it. dotted: nothing heard. line: it exists, no more. */
export type Fill = "solid" | "hatch" | "half" | "dashed" | "dotted" | "line";
export type Face = "mono" | "figure" | "label" | "strong";

export type Item =
  | { readonly shape: "bar"; readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly fill: Fill; readonly tone: Tone }
  | { readonly shape: "tick"; readonly x: number; readonly y: number; readonly h: number; readonly tone: Tone; readonly dashed: boolean }
  | { readonly shape: "cross" | "check" | "ring"; readonly x: number; readonly y: number; readonly r: number; readonly tone: Tone }
  | { readonly shape: "flag"; readonly x: number; readonly y: number; readonly filled: boolean; readonly tone: Tone }
  | { readonly shape: "arc"; readonly x: number; readonly to: number; readonly y: number; readonly rise: number; readonly tone: Tone; readonly arrow: boolean; /** The part of it that can be seen. */ readonly shown: readonly [number, number] }
  | { readonly shape: "text"; readonly x: number; readonly y: number; readonly text: string; readonly face: Face; readonly tone: Tone; readonly centred: boolean }
  | { readonly shape: "end"; readonly x: number; readonly y: number; readonly h: number };

/** The few words that stand in the drawing. */
export interface DrawnWords {
  readonly grace: (length: string) => string;
  readonly backOff: (length: string) => string;
  readonly pulling: (percent: number) => string;
}

export interface Drawing {
  readonly span: Span;
  readonly widthPx: number;
  readonly viewMs: number;
  readonly liveMs: number;
  readonly lanes: Lanes;
  /** Where numbers will lie on the rows: no word stands under them. */
  readonly balloons: readonly { readonly x: number; readonly y: number }[];
  readonly words: DrawnWords;
  readonly viewOf: (pod: EntityKey) => PodView | undefined;
  readonly measure: (text: string, face: Face) => number;
}
