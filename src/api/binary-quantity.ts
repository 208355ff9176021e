const UNITS = ["", "Ki", "Mi", "Gi", "Ti"] as const;

/** A number of bytes as Go's quantities of binary format print it: in the largest unit that leaves nothing over. */
export function binaryQuantity(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value !== 0 && value % 1024 === 0 && unit < UNITS.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${value}${UNITS[unit]}`;
}
