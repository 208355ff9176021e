const two = (value: number): string => String(value).padStart(2, "0");

/** A moment of virtual time in two parts, so that the thousandths can be set smaller: "00:45" and ".500". */
export interface ClockParts {
  readonly main: string;
  readonly fraction: string;
}

/** Minutes and seconds; hours and days in front when there are any. `digits` of the second's fraction, cut and not rounded: a clock never shows what has not come. */
export function clockParts(ms: number, digits: 0 | 1 | 2 | 3 = 3): ClockParts {
  const whole = Math.floor(Math.max(ms, 0));
  const seconds = Math.floor(whole / 1000);
  const hours = Math.floor(seconds / 3600);
  const days = Math.floor(hours / 24);
  const minutes = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const main = hours === 0 ? minutes : `${days > 0 ? `${days}d ` : ""}${two(hours % 24)}:${minutes}`;
  return { main, fraction: digits === 0 ? "" : `.${String(whole % 1000).padStart(3, "0").slice(0, digits)}` };
}

/** Virtual time as the page shows it: "00:45.500", "01:02:03.500", "2d 01:02:03.500". */
export function clockText(ms: number, digits: 0 | 1 | 2 | 3 = 3): string {
  const { main, fraction } = clockParts(ms, digits);
  return main + fraction;
}

/** "10×", "0.5×". */
export const speedText = (speed: number): string => `${Number(speed.toPrecision(2))}×`;
