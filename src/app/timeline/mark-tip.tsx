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

export function MarkTip({ tip, widthPx }: { readonly tip: Tip; readonly widthPx: number }) {
  const { panel } = useTexts(timelineTexts);
  const rest = tip.said.length - MOST;
  const side = tip.x > widthPx * 0.6 ? "left" : "right";
  return (
    <div className={styles.tip} data-side={side} style={side === "left" ? { right: widthPx - tip.x + 10, bottom: `calc(100% - ${tip.y - 6}px)` } : { left: tip.x + 10, bottom: `calc(100% - ${tip.y - 6}px)` }}>
      {tip.said.slice(0, MOST).map((said, index) => (
        <p key={index}>
          <time>{clockText(said.atMs)}</time> <b>{said.what}</b> <span className={said.own ? styles.own : undefined} lang={said.own ? "en" : undefined}>{said.text}</span>
        </p>
      ))}
      {rest > 0 && <p>+{rest}</p>}
      {tip.ahead && <p><i>{panel.plannedWord}</i></p>}
    </div>
  );
}
