const two = (value: number): string => String(value).padStart(2, "0");

/** Virtual time as the page shows it: "00:01:23.4", with days in front when there are any. */
export function clockText(ms: number): string {
  const tenths = Math.floor(Math.max(ms, 0) / 100);
  const seconds = Math.floor(tenths / 10);
  const days = Math.floor(seconds / 86_400);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${tenths % 10}`;
  return days === 0 ? clock : `${days}d ${clock}`;
}

/** "10×", "0.5×". */
export const speedText = (speed: number): string => `${Number(speed.toPrecision(2))}×`;
