/** Amounts as Kubernetes writes them: "450m", "2"; "220Mi", "3.8Gi". */
export const cpuText = (milli: number): string => (milli % 1000 === 0 ? String(milli / 1000) : `${Math.round(milli)}m`);

const units = ["Ki", "Mi", "Gi", "Ti"] as const;

export function bytesText(bytes: number): string {
  if (bytes === 0) return "0";
  let [value, unit] = [bytes / 1024, 0];
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  const shown = value >= 100 || Number.isInteger(value) ? Math.round(value) : Number(value.toFixed(1));
  return `${shown}${units[unit]}`;
}
