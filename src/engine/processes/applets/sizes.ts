/** 1536 -> "1.5K": busybox's and GNU's short sizes. */
export function humanBytes(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < 4) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(1)}${"KMGTP"[unit] ?? ""}`;
}

/** "1M", "512k", "10": bytes, by powers of 1024; undefined = not a size. */
export function sizeOf(text: string): number | undefined {
  const match = /^(\d+)([cwbkKMGT]?)(i?B)?$/.exec(text);
  if (!match) return undefined;
  const factors: Readonly<Record<string, number>> = { "": 1, c: 1, w: 2, b: 512, k: 1024, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };
  return Number(match[1]) * (factors[match[2] ?? ""] ?? 1);
}
