import type { Drawing, Face, Item, Tone } from "./item.ts";

/** Shorter than this a text says nothing. */
export const LEAST_TEXT_PX = 26;

/** Between a text and what comes after it. */
export const GAP_PX = 5;

/** Cuts a text to a width with an ellipsis; "" where nothing of use would remain. */
export function fitted(text: string, widthPx: number, measure: (text: string) => number): string {
  if (widthPx < LEAST_TEXT_PX && measure(text) > widthPx) return "";
  if (measure(text) <= widthPx) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${text.slice(0, middle)}…`) <= widthPx) low = middle;
    else high = middle - 1;
  }
  return low < 2 ? "" : `${text.slice(0, low).trimEnd()}…`;
}

export function text(items: Item[], drawing: Drawing, at: { x: number; y: number; room: number; text: string; face: Face; tone: Tone }): number {
  const left = Math.max(at.x, 2);
  const room = Math.min(at.room - (left - at.x), drawing.widthPx - left);
  const shown = fitted(at.text, room, (part) => drawing.measure(part, at.face));
  const end = left + drawing.measure(shown, at.face);
  if (shown === "" || !isFree(items, drawing, { from: left, to: end, y: at.y })) return left;
  items.push({ shape: "text", x: left, y: at.y, text: shown, face: at.face, tone: at.tone, centred: false });
  return end;
}

export function centred(items: Item[], drawing: Drawing, at: { x: number; y: number; text: string; tone: Tone }): void {
  const half = drawing.measure(at.text, "label") / 2;
  if (isFree(items, drawing, { from: at.x - half, to: at.x + half, y: at.y })) items.push({ shape: "text", face: "label", centred: true, ...at });
}

/** No word is written over another. */
function isFree(items: readonly Item[], drawing: Drawing, { from, to, y }: { from: number; to: number; y: number }): boolean {
  return items.every((item) => {
    if (item.shape !== "text" || Math.abs(item.y - y) > 9) return true;
    const [start, end] = extentOf(item, drawing);
    return end + 2 <= from || start >= to + 2;
  });
}

/** Where a text begins and ends. */
export function extentOf(item: Extract<Item, { shape: "text" }>, { measure }: Pick<Drawing, "measure">): readonly [number, number] {
  const widthPx = measure(item.text, item.face);
  const from = item.centred ? item.x - widthPx / 2 : item.x;
  return [from, from + widthPx];
}
