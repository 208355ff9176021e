/** How virtual time follows the host's clock. Only a way of watching: the world does not know of it. */
export interface Pace {
  /** Virtual seconds per second; 0 = paused. */
  readonly speed: number;
  /** True while the world is later than it should be. */
  readonly behind: boolean;
  set(speed: number, clockMs: number, nowMs: number): void;
  /** Counts from here: what lies before is not made up for. */
  restart(clockMs: number, nowMs: number): void;
  /** Where the world should be. What a machine slept, or its clock jumped, is left out: the world slept as well. */
  goalMs(clockMs: number): number;
  /** Says how far the world came. One that cannot keep up falls behind; it does not race afterwards. */
  reached(clockMs: number, nowMs: number): void;
  /** The speed over the last second or so. */
  speedReached(clockMs: number, nowMs: number): number;
}

/** A host that was not heard of for longer than this was asleep, or its clock jumped: that time did not pass here. */
const ASLEEP_MS = 5_000;
const MEASURED_MS = 1_000;
const MAX_SPEED = 1_000;

export function createPace(clockMs: number, nowMs: number): Pace {
  let speed = 0;
  let behind = false;
  let anchor = { clockMs, nowMs };
  let measured = { clockMs, nowMs, speed: 0 };
  let heardMs = clockMs;
  const goalMs = (at: number): number => {
    const passed = at - heardMs;
    heardMs = at;
    if (passed > ASLEEP_MS || passed < 0) {
      anchor = { ...anchor, clockMs: anchor.clockMs + passed };
      measured = { ...measured, clockMs: measured.clockMs + passed };
    }
    return speed === 0 ? anchor.nowMs : Math.floor(anchor.nowMs + (at - anchor.clockMs) * speed);
  };
  const restart = (at: number, now: number): void => {
    heardMs = at;
    anchor = { clockMs: at, nowMs: now };
    measured = { clockMs: at, nowMs: now, speed };
    behind = false;
  };
  return {
    get speed() {
      return speed;
    },
    get behind() {
      return behind;
    },
    set(asked, at, now) {
      speed = Number.isFinite(asked) ? Math.min(Math.max(asked, 0), MAX_SPEED) : 0;
      restart(at, now);
    },
    restart,
    goalMs,
    reached(at, now) {
      behind = speed > 0 && now < goalMs(at) - speed;
      if (behind) anchor = { clockMs: at, nowMs: now };
    },
    speedReached(at, now) {
      const passed = at - measured.clockMs;
      if (passed >= MEASURED_MS) measured = { clockMs: at, nowMs: now, speed: (now - measured.nowMs) / passed };
      return measured.speed;
    },
  };
}
