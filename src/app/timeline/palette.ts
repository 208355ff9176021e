import { useSettings } from "../state/settings.ts";
import { tokensNow } from "../styles/tokens-now.ts";
import type { Face, Tone } from "./items/item.ts";

/** The tokens' values, for what is drawn on a canvas. */
export interface Palette {
  readonly tones: Readonly<Record<Tone, string>>;
  readonly leaf: string;
  readonly rule: string;
  readonly rule2: string;
  readonly blue: string;
  readonly blueWash: string;
  readonly fonts: Readonly<Record<Face, string>>;
}

let known: { readonly key: string; readonly palette: Palette } | undefined;

/** As the tokens stand now; read again when the theme or the language changes. */
export function paletteNow(): Palette {
  const { theme, language } = useSettings.getState();
  const key = `${theme} ${language}`;
  if (known?.key === key) return known.palette;
  const token = tokensNow();
  const palette: Palette = {
    tones: { ink: token("ink"), ink2: token("ink-2"), mute: token("ink-3"), ok: token("ok"), wait: token("wait"), bad: token("bad"), leaf: token("leaf") },
    leaf: token("leaf"),
    rule: token("rule"),
    rule2: token("rule-2"),
    blue: token("blue"),
    blueWash: token("blue-wash"),
    fonts: {
      mono: `400 11px ${token("mono")}`,
      figure: `500 11px ${token("mono")}`,
      label: `400 11px ${token("sans")}`,
      strong: `600 12.5px ${token("sans")}`,
    },
  };
  known = { key, palette };
  return palette;
}

/** To be read anew: the document's theme may be written after the setting was. */
export function forgetPalette(): void {
  known = undefined;
  widths.clear();
}

const widths = new Map<string, number>();
let ruler: CanvasRenderingContext2D | null | undefined;

/** The width of a text; remembered, since the same few are asked for every frame. */
export function measure(text: string, face: Face): number {
  const key = `${face} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return text.length * 6;
  ruler.font = paletteNow().fonts[face];
  const width = ruler.measureText(text).width;
  if (widths.size > 5_000) widths.clear();
  widths.set(key, width);
  return width;
}
