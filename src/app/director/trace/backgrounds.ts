import type { Fill } from "../drawing/drawing.ts";
import { px, shows } from "./trace.ts";

/** What an element's box is filled with, from the back to the front. Of gradients only what the page uses: one colour, or hatches. */
export function backgroundsOf({ backgroundColor, backgroundImage }: Pick<CSSStyleDeclaration, "backgroundColor" | "backgroundImage">): readonly Fill[] {
  const layers = backgroundImage === "none" ? [] : backgroundImage.split(/,\s*(?=(?:repeating-)?linear-gradient)/).toReversed();
  const fills = layers.map(gradient).filter((fill) => fill !== undefined);
  return shows(backgroundColor) ? [backgroundColor, ...fills] : fills;
}

const COLOUR = String.raw`(?:rgba?|color|oklab)\([^)]*\)|transparent`;

interface Stop {
  readonly colour: string;
  readonly at: number | undefined;
}

/** `repeating-linear-gradient(-45deg, rgb(1, 2, 3) 0px, rgb(1, 2, 3) 1.1px, … 4px)`: lines of the first colour. */
function gradient(text: string): Fill | undefined {
  const stops = [...text.matchAll(new RegExp(`(${COLOUR})((?:\\s+-?[\\d.]+px)*)`, "g"))].flatMap(([, colour = "", places = ""]): readonly Stop[] => {
    const at = [...places.matchAll(/-?[\d.]+px/g)].map(([length]) => px(length));
    return at.length === 0 ? [{ colour, at: undefined }] : at.map((each) => ({ colour, at: each }));
  });
  const [first] = stops;
  if (!first) return undefined;
  if (!text.startsWith("repeating")) return stops.every(({ colour }) => colour === first.colour) && shows(first.colour) ? first.colour : undefined;
  const size = stops.at(-1)?.at ?? 0;
  const line = stops.findLast(({ colour }) => colour === first.colour)?.at ?? 0;
  // A gradient runs up at 0deg and its lines lie across; a hatch's lines stand upright at 0.
  const turn = px(/\((-?[\d.]+)deg/.exec(text)?.[1] ?? "180") - 90;
  return size > 0 && line > 0 ? { size, line, turn, colour: first.colour } : undefined;
}
