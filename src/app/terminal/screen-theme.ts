import type { ITheme } from "@xterm/xterm";
import { tokensNow } from "../styles/tokens-now.ts";

/** The page's tokens as the terminal's colours. */
export function screenTheme(): ITheme {
  const token = tokensNow();
  const [ink, bad, ok, wait, blue] = [token("ink"), token("bad"), token("ok"), token("wait"), token("blue")];
  const quiet = token("ink-3");
  return {
    background: token("shade"),
    foreground: token("ink-2"),
    cursor: ink,
    cursorAccent: token("shade"),
    selectionBackground: token("rule"),
    selectionForeground: ink,
    black: ink, red: bad, green: ok, yellow: wait, blue, magenta: blue, cyan: blue, white: quiet,
    brightBlack: quiet, brightRed: bad, brightGreen: ok, brightYellow: wait, brightBlue: blue, brightMagenta: blue, brightCyan: blue, brightWhite: ink,
  };
}

export const SCREEN_FONT = { fontFamily: '"Plex Mono", "Noto Sans Mono CJK SC", "PingFang SC", "Microsoft YaHei", ui-monospace, monospace', fontSize: 12, lineHeight: 1.1 };

/** The letters must be there before the terminal measures them. What does not come is done without. */
export const fontsReady = (): Promise<unknown> => Promise.all([400, 500].map((weight) => document.fonts.load(`${weight} 12px "Plex Mono"`).catch(() => undefined)));
