/** Mirrors MilliCPUToShares (pkg/kubelet/cm/helpers_linux.go): at least 2, at most 262144. */
export const cpuShares = (milli: number): number => Math.min(Math.max(Math.floor((milli * 1024) / 1000), LEAST_SHARES), MOST_SHARES);

const LEAST_SHARES = 2;
const MOST_SHARES = 262_144;
const HEAVIEST = 10_000;

// Mirrors ConvertCPUSharesToCgroupV2Value (opencontainers/cgroups utils.go), as in runc since 1.3.2: 2, 1024 and 262144 become 1, 100 and 10000.
export function weightOfShares(shares: number): number {
  if (shares <= LEAST_SHARES) return 1;
  if (shares >= MOST_SHARES) return HEAVIEST;
  const known = weights.get(shares);
  if (known !== undefined) return known;
  const log = binaryLogarithm(shares);
  // A power that should be whole is not lifted by what the last digits of its exponent lost.
  const made = Math.ceil(tenTo((log * log + 125 * log) / 612 - 7 / 34) - 1e-9);
  weights.set(shares, made);
  return made;
}
const weights = new Map<number, number>();

/** By squaring: the same on every machine, which Math.log2 is not. */
function binaryLogarithm(value: number): number {
  let whole = 0;
  let rest = value;
  for (; rest >= 2; rest /= 2) whole += 1;
  let result = whole;
  for (let bit = 0.5; bit > 1e-16; bit /= 2) {
    rest *= rest;
    if (rest < 2) continue;
    rest /= 2;
    result += bit;
  }
  return result;
}

const LN_TEN = 2.302585092994046;

function tenTo(exponent: number): number {
  const power = exponent * LN_TEN;
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 80; n += 1) {
    term *= power / n;
    sum += term;
  }
  return sum;
}
