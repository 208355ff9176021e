import type { Box } from "./geometry.ts";

/** The boxes of the control plane strip. */
export type StripPart = "kube-apiserver" | "etcd" | "kube-scheduler" | "kube-controller-manager";

/** Heights that strip, pipes and tanks share, in design pixels from the top. */
export interface Heights {
  readonly stripTop: number;
  readonly stripHeight: number;
  /** Where the controller manager's pipe runs below the strip. */
  readonly belowY: number;
  /** The message main. */
  readonly mainY: number;
  readonly tanksTop: number;
}

export const DRAWN: Heights = { stripTop: 10, stripHeight: 50, belowY: 72.5, mainY: 87.5, tanksTop: 108 };
/** In a low window the strip's boxes hold one line. */
export const LOW_DRAWN: Heights = { stripTop: 9, stripHeight: 27, belowY: 43, mainY: 55, tanksTop: 72 };

/** Widths and lefts as on the drawing of 799 px; what is wider spreads the boxes, what is narrower draws them together. */
const wide: readonly [StripPart, number, number][] = [
  ["etcd", 120, 102], ["kube-apiserver", 284, 212], ["kube-scheduler", 536, 104], ["kube-controller-manager", 652, 136],
];
const DRAWN_WIDTH = 799;
const narrow: readonly [StripPart, number, number][] = [
  ["etcd", 6, 60], ["kube-apiserver", 78, 84], ["kube-scheduler", 174, 88], ["kube-controller-manager", 274, 110],
];
const NARROW_WIDTH = 390;

export function stripBoxes(width: number, { stripTop, stripHeight }: Heights): Readonly<Record<StripPart, Box>> {
  const [boxes, drawn] = width < 640 ? [narrow, NARROW_WIDTH] as const : [wide, DRAWN_WIDTH] as const;
  const spread = width / drawn;
  const box = ([part, left, own]: readonly [StripPart, number, number]): [StripPart, Box] => {
    const grown = own * Math.min(spread, 1.3);
    return [part, { x: left * spread + (own * spread - grown) / 2, y: stripTop, width: grown, height: stripHeight }];
  };
  return Object.fromEntries(boxes.map(box)) as Record<StripPart, Box>;
}
