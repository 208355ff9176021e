import type { Causes } from "./causes.ts";
import { ellipse, type Font, type Mark } from "./drawing/drawing.ts";
import { widthOf, wrapped } from "./lines.ts";

interface Faces {
  readonly question: Font;
  readonly head: Font;
  readonly text: Font;
  readonly mono: Font;
}

interface Inks {
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly number: string;
  readonly numberGround: string;
  readonly numberLine: string;
}

const GAP = 28;
const TWO_COLUMNS = 680;

/** Numbers, causes, their times, from `y` down. Returns where they end. */
export function drawCauses(causes: Causes, left: number, y: number, width: number, faces: Faces, inks: Inks, put: (mark: Mark) => void): number {
  const columns = width >= TWO_COLUMNS && causes.each.length > 1 ? 2 : 1;
  const wide = (width - (columns - 1) * GAP) / columns;
  const text = (x: number, at: number, words: string, font: Font, colour: string): void => put({ type: "text", x, y: at, words, font, colour, width: widthOf(words, font) });
  text(left, y + 20, causes.question, faces.question, inks.ink);
  const top = y + 32;
  const perColumn = Math.ceil(causes.each.length / columns);
  const bottoms: number[] = [];
  let end = top;
  for (const [i, { head, mono, detail, at }] of causes.each.entries()) {
    const first = i % perColumn === 0;
    const x = left + Math.floor(i / perColumn) * (wide + GAP);
    let down = first ? top : end;
    const number = String(i + 1);
    put({ type: "path", d: ellipse(x + 10, down + 9, 9, 9), fill: inks.numberGround, stroke: { colour: inks.numberLine, width: 1 } });
    text(x + 10 - widthOf(number, faces.head) / 2, down + 13, number, faces.head, inks.number);
    text(x + wide - widthOf(at, faces.mono), down + 13, at, faces.mono, inks.ink3);
    const room = wide - 28;
    const say = (words: string, font: Font, colour: string, most: number, less = 0): void => {
      for (const line of wrapped(words, room - less, font, most)) {
        text(x + 28, down + 13, line, font, colour);
        down += 16;
      }
    };
    say(head, faces.head, inks.ink, 2, widthOf(at, faces.mono) + 8);
    for (const quote of mono) say(quote, faces.mono, inks.ink, 2);
    if (detail !== "") say(detail, faces.text, inks.ink2, 2);
    end = down + 8;
    bottoms.push(end);
  }
  end = Math.max(...bottoms, top);
  if (causes.note !== "") {
    for (const line of wrapped(causes.note, width, faces.question, 3)) {
      text(left, end + 16, line, faces.question, inks.ink2);
      end += 21;
    }
  }
  return end;
}
