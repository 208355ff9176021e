/** The time scale: which instants get a tick and a label at a given zoom, and what the labels say. The same in every language. */

/** What the plot shows: the instant at its left edge, and how much time a pixel takes. */
export interface Span {
  readonly fromMs: number;
  readonly msPerPx: number;
}

export const xOf = ({ fromMs, msPerPx }: Span, atMs: number): number => (atMs - fromMs) / msPerPx;
export const msAt = ({ fromMs, msPerPx }: Span, x: number): number => fromMs + x * msPerPx;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly number[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500,
  SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 20 * SECOND, 30 * SECOND,
  MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR,
  DAY, 2 * DAY, 5 * DAY, 10 * DAY,
];

/** Ticks closer than this are a grey band. */
const LEAST_TICK_PX = 5;
/** Labels closer than this are noise. */
const LEAST_LABEL_PX = 60;
/** A figure of the mono face at 11 px. */
const FIGURE_PX = 6.7;
/** Up to here plain seconds are easier to read than a clock. */
const PLAIN_SECONDS_MS = 2 * MINUTE;

export interface Tick {
  readonly atMs: number;
  readonly x: number;
  /** "" for the small ones. */
  readonly label: string;
  /** Halfway between two labels. */
  readonly half: boolean;
}

/** How labels are set when they stand `stepMs` apart and go up to `endMs`. */
export function labelOf(atMs: number, stepMs: number, endMs: number): string {
  if (stepMs >= DAY) return `${atMs / DAY}d`;
  if (endMs < PLAIN_SECONDS_MS) return (atMs / SECOND).toFixed(digitsOf(stepMs));
  const hours = Math.floor(atMs / HOUR);
  const days = Math.floor(hours / 24);
  const day = days > 0 ? `${days}d ` : "";
  const minutes = Math.floor(atMs / MINUTE) % 60;
  if (endMs >= HOUR && stepMs >= MINUTE) {
    if (minutes === 0 && (stepMs >= HOUR || hours > 0)) return `${day}${hours % 24}h`;
    return hours === 0 ? `${minutes}m` : `${day}${hours % 24}h${two(minutes)}m`;
  }
  const seconds = ((atMs % MINUTE) / SECOND).toFixed(digitsOf(stepMs));
  const clock = `${two(minutes, hours > 0)}:${seconds.padStart(digitsOf(stepMs) === 0 ? 2 : 3 + digitsOf(stepMs), "0")}`;
  return hours === 0 ? clock : `${day}${hours % 24}:${clock}`;
}

const two = (value: number, padded = true): string => (padded ? String(value).padStart(2, "0") : String(value));
const digitsOf = (stepMs: number): 0 | 1 | 2 | 3 => (stepMs >= SECOND ? 0 : stepMs >= 100 ? 1 : stepMs >= 10 ? 2 : 3);

/** The distance of labels: the least of the round ones at which no two can touch, even where one is pushed in from an edge. */
export function labelStep({ fromMs, msPerPx }: Span, widthPx: number): number {
  const endMs = fromMs + widthPx * msPerPx;
  const room = (stepMs: number): number => Math.max(LEAST_LABEL_PX, labelOf(Math.floor(endMs / stepMs) * stepMs, stepMs, endMs).length * FIGURE_PX * 1.5 + 18);
  return STEPS.find((stepMs) => stepMs / msPerPx >= room(stepMs)) ?? STEPS.at(-1)!;
}

/** All ticks of a plot of that width, in order. Before 0s there are none. */
export function ticksOf(span: Span, widthPx: number): readonly Tick[] {
  const endMs = msAt(span, widthPx);
  const stepMs = labelStep(span, widthPx);
  const smallMs = STEPS.find((small) => stepMs % small === 0 && small / span.msPerPx >= LEAST_TICK_PX) ?? stepMs;
  const ticks: Tick[] = [];
  let labelled = 0;
  for (let n = Math.max(0, Math.ceil(span.fromMs / smallMs - 1e-9)); n * smallMs <= endMs; n += 1) {
    const atMs = n * smallMs;
    const isLabel = atMs % stepMs === 0;
    const unit = isLabel && labelled === 0 && stepMs < DAY && endMs < PLAIN_SECONDS_MS ? " s" : "";
    if (isLabel) labelled += 1;
    ticks.push({ atMs, x: xOf(span, atMs), label: isLabel ? labelOf(atMs, stepMs, endMs) + unit : "", half: !isLabel && atMs % (stepMs / 2) === 0 });
  }
  return ticks;
}

/** Where a label's left edge stands: centred on its tick, pushed in at the edges. */
export const labelLeft = (x: number, labelPx: number, widthPx: number): number => Math.max(0, Math.min(x - labelPx / 2, widthPx - labelPx));

/** An instant as exact as it can be told apart on the screen, beside labels that go up to `endMs`: what the playhead says. */
export function instantText(atMs: number, msPerPx: number, endMs: number): string {
  const digits = msPerPx >= 20 ? 1 : msPerPx >= 2 ? 2 : 3;
  const factor = 10 ** (3 - digits);
  const cut = Math.floor(Math.max(atMs, 0) / factor) * factor;
  if (cut < PLAIN_SECONDS_MS && endMs < PLAIN_SECONDS_MS) return (cut / SECOND).toFixed(digits);
  const hours = Math.floor(cut / HOUR);
  const days = Math.floor(hours / 24);
  const clock = `${two(Math.floor(cut / MINUTE) % 60, hours > 0)}:${((cut % MINUTE) / SECOND).toFixed(digits).padStart(3 + digits, "0")}`;
  return hours === 0 ? clock : `${days > 0 ? `${days}d ` : ""}${hours % 24}:${clock}`;
}

/** A length of time in words of both languages: "30 s", "1.5 s", "250 ms", "5 min", "2 h". */
export function lengthText(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < PLAIN_SECONDS_MS) return `${Number((ms / SECOND).toFixed(ms < 10 * SECOND ? 1 : 0))} s`;
  if (ms < 2 * HOUR) return `${Number((ms / MINUTE).toFixed(1))} min`;
  return `${Number((ms / HOUR).toFixed(1))} h`;
}
