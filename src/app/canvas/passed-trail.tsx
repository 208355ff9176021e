import type { EntityKey } from "../../graph/model.ts";
import { instantText } from "../../graph/why/instant.ts";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { usePassed } from "../state/passed.ts";
import styles from "./passed-trail.module.css";

/** At a capsule's edge, for a while: the states that its pod went through too fast to be seen. */
export function PassedTrail({ pod }: { readonly pod: EntityKey }) {
  const states = usePassed(pod);
  if (states.length === 0) return null;
  return (
    <span className={styles.trail} title={states.map(({ status, atMs }) => `${instantText(atMs)} ${status}`).join("\n")} data-testid="passed">
      {states.map(({ glyph, atMs, status }) => <PodGlyph key={`${atMs} ${status}`} glyph={glyph} size={10} />)}
      <svg width="6" height="8" viewBox="0 0 6 8" fill="none" stroke="currentColor" strokeWidth="1.2" aria-hidden="true"><path d="M1 1l3 3-3 3" /></svg>
    </span>
  );
}
