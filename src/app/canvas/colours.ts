import type { GlyphColours } from "../glyphs/draw.ts";
import { tokensNow } from "../styles/tokens-now.ts";

/** Values of the tokens, since a canvas reads no CSS. */
export interface Colours {
  readonly leaf: string;
  readonly paper: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly rule2: string;
  readonly rule: string;
  readonly blue: string;
  readonly ok: string;
  readonly wait: string;
  readonly bad: string;
  readonly sans: string;
  readonly mono: string;
  /** Glyphs on the sheet, and on a capsule. */
  readonly onPaper: GlyphColours;
  readonly onLeaf: GlyphColours;
}

let read: { readonly theme: string | undefined; readonly colours: Colours } | undefined;

/** Read once per theme. */
export function coloursNow(): Colours {
  const theme = document.documentElement.dataset["theme"];
  if (read?.theme === theme && read) return read.colours;
  const token = tokensNow();
  const signals = { ok: token("ok"), wait: token("wait"), bad: token("bad"), mute: token("ink-3"), ink: token("ink") };
  const colours: Colours = {
    leaf: token("leaf"), paper: token("paper"), ink: token("ink"), ink2: token("ink-2"), ink3: token("ink-3"), rule2: token("rule-2"), rule: token("rule"),
    blue: token("blue"), ok: signals.ok, wait: signals.wait, bad: signals.bad, sans: token("sans"), mono: token("mono"),
    onPaper: { ...signals, ground: token("paper") },
    onLeaf: { ...signals, ground: token("leaf") },
  };
  read = { theme, colours };
  return colours;
}
