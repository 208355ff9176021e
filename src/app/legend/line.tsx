import { BalloonMark } from "../glyphs/balloon.tsx";
import { hatch, Hatches } from "../glyphs/hatch.tsx";
import type { Drawn } from "../strings/legend.ts";
import styles from "./legend.module.css";

export const LINES: readonly Drawn[] = ["solid", "dashed", "net", "ipc", "uts", "pipe", "message", "cut", "work", "ahead", "balloon", "leader"];

/** A piece of each line, as wide as it takes to be known again. */
export function Line({ id, line }: { readonly id: string; readonly line: Drawn }) {
  const own = `${id}-${line}`;
  return (
    <svg className={styles.line} width="44" height="20" viewBox="0 0 44 20" aria-hidden="true">
      <Hatches id={own} />
      {drawn(own)[line]}
    </svg>
  );
}

const drawn = (id: string): Readonly<Record<Drawn, React.ReactNode>> => ({
  solid: <path d="M1 10H43" className={styles.ink} />,
  dashed: <path d="M1 10H43" className={styles.ink} strokeDasharray="4 3" />,
  net: <path d="M2 7A20 6 0 0 0 42 7" className={styles.net} />,
  ipc: <path d="M2 7A20 6 0 0 0 42 7" className={styles.ink} strokeDasharray="8 3 2 3" />,
  uts: <path d="M2 7A20 6 0 0 0 42 7" className={styles.ink} strokeDasharray="1.5 3" strokeLinecap="round" />,
  pipe: <path d="M1 7H43M1 12H43" className={styles.ink} />,
  message: <path d="M6 5H26L32 10L26 15H6Z" className={styles.message} />,
  cut: <rect x="1" y="3" width="42" height="14" fill={hatch(id, "cut")} className={styles.ink} />,
  work: <rect x="1" y="5" width="42" height="10" fill={hatch(id, "wait")} className={styles.wait} />,
  ahead: <><rect x="14" y="1" width="29" height="18" fill={hatch(id, "cut")} stroke="none" opacity=".5" /><path d="M14 0V20" className={styles.playhead} /></>,
  balloon: <BalloonMark number={1} x={22} y={10} />,
  leader: <path d="M18 1L4 19H40L26 1" className={styles.leader} />,
});
