import { createPortal } from "react-dom";
import { clockText } from "../clock.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import styles from "./timeline.module.css";
import type { Said } from "./words.ts";

/** What lies under the pointer or the keyboard's mark, in words. */
export interface Tip {
  readonly x: number;
  readonly y: number;
  readonly said: readonly (Said & { readonly atMs: number })[];
  /** Not yet happened. */
  readonly ahead: boolean;
}

/** So many at once; the list has all of them. */
const MOST = 6;

const WIDEST_PX = 420;
const EDGE_PX = 8;

/** Over everything, beside what it speaks of: `origin` is where the plot stands in the window. */
export function MarkTip({ tip, origin }: { readonly tip: Tip; readonly origin: { readonly left: number; readonly top: number } }) {
  const { panel } = useTexts(timelineTexts);
  const rest = tip.said.length - MOST;
  const x = origin.left + tip.x;
  const y = origin.top + tip.y;
  const leftwards = x + WIDEST_PX + 24 > innerWidth && x > innerWidth / 2;
  const style = {
    ...(leftwards ? { right: Math.max(EDGE_PX, innerWidth - x + 12) } : { left: Math.max(EDGE_PX, x + 12) }),
    ...(y > 140 ? { bottom: innerHeight - y + 4 } : { top: y + 26 }),
    maxWidth: Math.min(WIDEST_PX, leftwards ? x - 12 - EDGE_PX : innerWidth - x - 12 - EDGE_PX),
  };
  return createPortal(
    <div className={styles.tip} style={style} aria-hidden="true">
      {tip.said.slice(0, MOST).map((said, index) => (
        <p key={index}>
          <time>{clockText(said.atMs)}</time> <b>{said.what}</b> <span className={said.own ? styles.own : undefined} lang={said.own ? "en" : undefined}>{said.text}</span>
        </p>
      ))}
      {rest > 0 && <p>+{rest}</p>}
      {tip.ahead && <p><i>{panel.plannedWord}</i></p>}
    </div>,
    document.body,
  );
}
