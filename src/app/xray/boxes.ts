/** A place in the drawing, in px from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A line of text: its left end (or middle, or right end) on the baseline, and the room that it has. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
}

export const right = ({ x, w }: Box): number => x + w;
export const bottom = ({ y, h }: Box): number => y + h;
export const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
