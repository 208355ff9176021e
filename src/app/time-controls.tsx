import { clockText, speedText } from "./clock.ts";
import styles from "./page.module.css";
import { SPEEDS } from "./speeds.ts";
import { stoppedBy, usePage } from "./state.ts";
import type { Strings } from "./strings/en.ts";
import { chooseSpeed, pause, play } from "./world.ts";

/** Below this part of the pace asked for, the page says what is really reached. */
const NEARLY = 0.8;

export function TimeControls({ text }: { text: Strings }) {
  const speed = usePage((page) => page.speed);
  const playing = usePage((page) => (page.snapshot?.speed ?? 1) > 0);
  const stopped = usePage(stoppedBy);
  const reached = usePage((page) => slowerThanAsked(page.snapshot));
  return (
    <div className={styles.time}>
      <button type="button" className={styles.first} disabled={stopped !== undefined} onClick={playing ? pause : play}>
        {stopped ? text.time.stopped[stopped] : playing ? text.time.pause : text.time.play}
      </button>
      <label>
        {text.time.speed}
        <select
          value={speed}
          onChange={(event) => chooseSpeed(Number(event.target.value))}
        >
          {SPEEDS.map((one) => (
            <option key={one} value={one}>{speedText(one)}</option>
          ))}
        </select>
      </label>
      <Clock label={text.time.now} />
      {!stopped && reached !== undefined && <span className={styles.hint}>{text.time.reached(reached)}</span>}
    </div>
  );
}

function Clock({ label }: { label: string }) {
  const nowMs = usePage((page) => page.snapshot?.nowMs ?? 0);
  return <output className={styles.clock} aria-live="off" aria-label={label}>{clockText(nowMs)}</output>;
}

const slowerThanAsked = (snapshot: { speed: number; speedReached: number } | undefined): string | undefined =>
  snapshot && snapshot.speed > 0 && snapshot.speedReached < snapshot.speed * NEARLY ? speedText(snapshot.speedReached) : undefined;
