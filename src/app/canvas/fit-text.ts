import { elideMiddle } from "./elide.ts";

/** Widths of letters by font, measured once each: an element and the canvas elide a name alike. */
const fonts = new Map<string, Map<string, number>>();
let pen: CanvasRenderingContext2D | null | undefined;

/** Loads what names are set in; until then they are measured in another face. Calls back when all can be measured anew. */
export function whenFontsCame(names: readonly string[], then: () => void): void {
  void Promise.all(names.map((font) => document.fonts.load(font))).then(() => {
    fonts.clear();
    then();
  }, () => {});
}

function letterWidth(letter: string, font: string): number {
  const widths = fonts.get(font) ?? new Map<string, number>();
  fonts.set(font, widths);
  const known = widths.get(letter);
  if (known !== undefined) return known;
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return 7;
  pen.font = font;
  pen.textRendering = "geometricPrecision";
  const width = pen.measureText(letter).width;
  widths.set(letter, width);
  return width;
}

/** Letters side by side may take a little more than each of them. */
const SPARE = 1.03;

function textWidth(text: string, font: string): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter, font);
  return width * SPARE;
}

/** The name, elided in its middle until it is no wider than so many pixels. */
export function fitName(name: string, pixels: number, font: string): string {
  const whole = textWidth(name, font);
  if (whole <= pixels) return name;
  let letters = Math.max(2, Math.ceil((name.length * pixels) / whole) + 1);
  let text = elideMiddle(name, letters);
  while (letters > 2 && textWidth(text, font) > pixels) {
    letters -= 1;
    text = elideMiddle(name, letters);
  }
  return text;
}

/** The same for a name whose beginning tells most. */
export function fitStem(name: string, pixels: number, font: string, spacing: number): string {
  const width = (text: string): number => textWidth(text, font) / SPARE + text.length * spacing;
  if (width(name) <= pixels) return name;
  let text = name;
  while (text.length > 1 && width(`${text}…`) > pixels) text = text.slice(0, -1);
  return `${text}…`;
}
