import { clockParts } from "../clock.ts";
import { coloursNow } from "../canvas/colours.ts";
import { ellipse, moved, roundRect, type Drawing, type Font, type Mark, type TextMark } from "./drawing/drawing.ts";
import type { Causes } from "./causes.ts";
import { drawCauses } from "./draw-causes.ts";
import { cut, widthOf, wrapped } from "./lines.ts";

/** What stands round the plate on a picture. */
export interface SheetWords {
  readonly title: string;
  readonly facts: string;
  readonly caption: string;
  readonly atMs: number;
  /** Where the picture opens again: a sentence, and where there is no room for it the place alone. */
  readonly link: string;
  readonly place: string;
  /** What the numbers on the plate stand for. */
  readonly causes?: Causes | undefined;
}

const MARGIN = 24;
const NARROW = 560;
/** A title and a caption are at most so long. */
const MOST_LINES = 8;

/** The plate as a printed sheet: title and clock above, the caption below, whose plate it is at its foot. */
export function sheetOf(plate: Drawing, words: SheetWords): Drawing {
  const colours = coloursNow();
  const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const serif = token("--serif");
  const font = (family: string, size: number, weight = 400, italic = false): Font => ({ family, size, weight, italic: italic && document.documentElement.lang === "en" });
  const width = plate.width + 2 * MARGIN;
  const right = width - MARGIN;
  const marks: Mark[] = [];
  const put = (x: number, y: number, text: string, of: Font, colour: string, align: "left" | "right" = "left"): number => {
    const wide = widthOf(text, of);
    if (text !== "") marks.push({ type: "text", x: align === "left" ? x : x - wide, y, words: text, font: of, colour, width: wide } satisfies TextMark);
    return wide;
  };

  const { main, fraction } = clockParts(words.atMs);
  const narrow = width < NARROW;
  const small = put(right, narrow ? 66 : 54, fraction, font(colours.mono, 15), colours.ink2, "right");
  const clock = small + put(right - small, narrow ? 66 : 54, main, font(colours.mono, narrow ? 18 : 24, 500), colours.ink, "right");
  const titleRoom = narrow ? width - 2 * MARGIN : width - 2 * MARGIN - clock - 24;
  put(MARGIN, narrow ? 40 : 44, cut(words.title, titleRoom, font(serif, narrow ? 22 : 28, 500)), font(serif, narrow ? 22 : 28, 500), colours.ink);
  put(MARGIN, narrow ? 62 : 63, cut(words.facts, width - 2 * MARGIN - clock - 24, font(colours.sans, 12)), font(colours.sans, 12), colours.ink3);
  marks.push({ type: "path", d: roundRect(MARGIN, 76, width - 2 * MARGIN, 1.5), fill: colours.ink });

  let y = 84;
  marks.push({ type: "group", at: moved(MARGIN, y), clip: roundRect(0, 0, plate.width, plate.height), marks: plate.marks });
  y += plate.height;

  const captionFont = font(serif, 17, 400, true);
  for (const line of wrapped(words.caption, width - 2 * MARGIN, captionFont, MOST_LINES)) {
    y += 23;
    put(MARGIN, y, line, captionFont, colours.ink2);
  }
  if (words.caption.trim() !== "") y += 14;
  if (words.causes) {
    if (narrow && words.caption.trim() === "") y += 10;
    const faces = { question: font(serif, 16, 400, true), head: font(colours.sans, 13, 600), text: font(colours.sans, 12.5), mono: font(colours.mono, 11) };
    const inks = { ink: colours.ink, ink2: colours.ink2, ink3: colours.ink3, number: token("--number"), numberGround: token("--number-ground"), numberLine: token("--number-line") };
    y = drawCauses(words.causes, MARGIN, y, width - 2 * MARGIN, faces, inks, (mark) => marks.push(mark)) + 6;
  }

  marks.push({ type: "path", d: roundRect(MARGIN, y + 4, width - 2 * MARGIN, 1), fill: colours.rule });
  marks.push({ type: "group", at: moved(MARGIN, y + 12, 0.64), marks: brand(colours.ink) });
  const name = put(MARGIN + 23, y + 27, "Kubarium", font(serif, 15, 500), colours.ink);
  const linkFont = font(colours.sans, 11);
  const room = width - 2 * MARGIN - name - 40;
  put(right, y + 26, cut(widthOf(words.link, linkFont) <= room ? words.link : words.place, room, linkFont), linkFont, colours.ink3, "right");
  const height = y + 42;
  return { width, height, marks: [{ type: "path", d: roundRect(0, 0, width, height), fill: colours.paper }, ...marks] };
}

/** The bell jar of the title block. */
function brand(colour: string): readonly Mark[] {
  const line = (d: string, width: number): Mark => ({ type: "path", d, stroke: { colour, width } });
  return [
    line("M4 24h20M7 24V12a7 7 0 0 1 14 0v12", 1.6), line(ellipse(14, 16.5, 11, 3), 1.3), line("M14 5V2", 1.6),
    { type: "path", d: ellipse(14, 11, 2.2, 2.2), fill: colour },
  ];
}
