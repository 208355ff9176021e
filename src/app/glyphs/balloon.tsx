import styles from "./glyphs.module.css";

const RADIUS = 9;

/** The number of one step of "why?", as an element of its own. */
export function Balloon({ number }: { readonly number: number }) {
  return (
    <svg className={`${styles.glyph} ${styles.balloon}`} width={2 * RADIUS + 1} height={2 * RADIUS + 1} viewBox={`${-RADIUS - 0.5} ${-RADIUS - 0.5} ${2 * RADIUS + 1} ${2 * RADIUS + 1}`} aria-hidden="true">
      <circle r={RADIUS - 0.5} />
      <text y="4">{number}</text>
    </svg>
  );
}

/** The same inside another drawing. */
export function BalloonMark({ number, x, y }: { readonly number: number; readonly x: number; readonly y: number }) {
  return (
    <g className={styles.balloon} transform={`translate(${x} ${y})`} aria-hidden="true">
      <circle r={RADIUS - 0.5} />
      <text y="4">{number}</text>
    </g>
  );
}
