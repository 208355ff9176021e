const LN2 = 0.6931471805599453;

/**
 * ln(x) for whole x > 0 by +, -, * and / alone, so that every JavaScript engine gives the same bits.
 * x = m * 2^k with m in [2/3, 4/3); ln m = 2 artanh((m-1)/(m+1)).
 */
export function naturalLogarithm(x: number): number {
  let [mantissa, exponent] = [x, 0];
  while (mantissa >= 4 / 3) [mantissa, exponent] = [mantissa / 2, exponent + 1];
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let sum = 0;
  for (let n = 25; n >= 1; n -= 2) sum = sum * square + 1 / n;
  return 2 * ratio * sum + exponent * LN2;
}
