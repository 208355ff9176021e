import type { PodGlyph } from "../../../graph/model.ts";
import type { Standing } from "../lanes.ts";
import { xOf } from "../scale.ts";
import type { Drawing, Fill, Item, Tone } from "./item.ts";

/** Marks nearer than this to the one before are not drawn again. */
export const CLOSE_PX = 3;
export const CROSS_PX = 7;

/** The part of a list that can be seen, with one before and one after. */
export function* visible<T>(list: readonly T[], startOf: (entry: T) => number, { span, widthPx }: Drawing): Iterable<[T, T | undefined]> {
  const endMs = span.fromMs + widthPx * span.msPerPx;

  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(list[middle]!) <= span.fromMs) low = middle + 1;
    else high = middle;
  }
  for (let index = Math.max(0, low - 1); index < list.length && startOf(list[index]!) <= endMs; index += 1) yield [list[index]!, list[index + 1]];
}

export function bar({ span, widthPx }: Drawing, fromMs: number, toMs: number, look: { y: number; h: number; fill: Fill; tone: Tone }): Item {
  const x = Math.max(-4, xOf(span, fromMs));
  const to = Math.min(widthPx + 4, xOf(span, toMs));
  return { shape: "bar", x, w: Math.max(to - x, 1), ...look };
}

export const flagOf = (type: string): { readonly filled: boolean; readonly tone: Tone } => (type === "Warning" ? { filled: true, tone: "bad" } : { filled: false, tone: "ink" });

export const STANDING_BARS: Readonly<Record<Standing, { readonly fill: Fill; readonly tone: Tone }>> = {
  asAsked: { fill: "solid", tone: "ink" },
  onTheWay: { fill: "hatch", tone: "wait" },
  lost: { fill: "dotted", tone: "mute" },
  broken: { fill: "hatch", tone: "bad" },
};

export const STATUS_BARS: Readonly<Record<PodGlyph, { readonly fill: Fill; readonly tone: Tone }>> = {
  pending: { fill: "dashed", tone: "mute" },
  gated: { fill: "dashed", tone: "mute" },
  creating: { fill: "hatch", tone: "wait" },
  init: { fill: "hatch", tone: "wait" },
  initializing: { fill: "hatch", tone: "wait" },
  notReady: { fill: "half", tone: "ink" },
  ready: { fill: "solid", tone: "ink" },
  terminating: { fill: "solid", tone: "ink" },
  completed: { fill: "line", tone: "mute" },
  unknown: { fill: "dotted", tone: "mute" },
  error: { fill: "line", tone: "bad" },
  crashLoop: { fill: "line", tone: "bad" },
  imagePull: { fill: "line", tone: "bad" },
  oomKilled: { fill: "line", tone: "bad" },
  evicted: { fill: "line", tone: "bad" },
};
