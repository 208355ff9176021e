const UNITS = ["", "Ki", "Mi", "Gi", "Ti"];

/** "450m", "2", "1.5": cores as Kubernetes writes them, at most three figures. */
export function cpuText(milli: number): string {
  return milli % 1000 === 0 || milli >= 10_000 ? String(Math.round(milli / 100) / 10) : `${Math.round(milli)}m`;
}

/** "220Mi", "3.8Gi": three figures at most. */
export function memoryText(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1000 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount >= 10 || Number.isInteger(amount) ? Math.round(amount) : Math.round(amount * 10) / 10}${UNITS[unit]}`;
}

/** "cpu 600m, mem 64Mi"; "" where nothing is asked for. */
export const requestsText = ({ cpuMilli, memoryBytes }: { readonly cpuMilli: number; readonly memoryBytes: number }): string =>
  [cpuMilli > 0 ? `cpu ${cpuText(cpuMilli)}` : "", memoryBytes > 0 ? `mem ${memoryText(memoryBytes)}` : ""].filter((text) => text !== "").join(", ");
