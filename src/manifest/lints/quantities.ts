import { parseQuantity } from "../../api/quantity.ts";

const units: ReadonlyMap<string, string> = new Map([
  ["b", ""], ["byte", ""], ["bytes", ""], ["kb", "k"], ["mb", "M"], ["gb", "G"], ["tb", "T"], ["kib", "Ki"], ["mib", "Mi"], ["gib", "Gi"], ["tib", "Ti"],
  ["ki", "Ki"], ["mi", "Mi"], ["gi", "Gi"], ["ti", "Ti"], ["k", "k"], ["g", "G"], ["t", "T"], ["core", ""], ["cores", ""], ["cpu", ""], ["cpus", ""], ["millicores", "m"],
]);

/** The quantity that "512 MiB", "1gb" or "2 cores" means. */
export function meantQuantity(text: string): string | undefined {
  const [, number, unit = ""] = /^\s*([-+]?\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const exact = `${number}${unit}`;
  if (parseQuantity(exact).ok) return exact;
  const known = units.get(unit.toLowerCase());
  const meant = known === undefined ? undefined : `${number}${known}`;
  return meant !== undefined && parseQuantity(meant).ok ? meant : undefined;
}
