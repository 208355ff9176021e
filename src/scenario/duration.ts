const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  "µs": 1_000n,
  "μs": 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const PART = /^(\d+)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/;
const MS = 1_000_000n;

/** Milliseconds of a Go duration ("250ms", "40s", "1m30s"), or why it is none. Never negative, whole milliseconds only. */
export function durationMs(text: string): number | { readonly refused: string } {
  const hint = "write a duration such as 250ms, 40s or 1m30s";
  if (text === "0") return 0;
  if (text.length === 0 || text.length > 64) return { refused: hint };
  let nanoseconds = 0n;
  for (let rest = text; rest !== ""; ) {
    const part = PART.exec(rest);
    if (!part) return { refused: hint };
    nanoseconds += partNanoseconds(part[1] ?? "0", part[2] ?? "", NANOSECONDS[part[3] ?? ""] ?? 1n);
    rest = rest.slice(part[0].length);
  }
  if (nanoseconds % MS !== 0n) return { refused: "times go down to 1 ms" };
  return Number(nanoseconds / MS);
}

const partNanoseconds = (whole: string, fraction: string, unit: bigint): bigint =>
  BigInt(whole) * unit + (fraction === "" ? 0n : (BigInt(fraction) * unit) / 10n ** BigInt(fraction.length));
