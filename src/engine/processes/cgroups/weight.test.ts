import { expect, test } from "vitest";
import { cpuShares, weightOfShares } from "./weight.ts";

// 2000 and 22000 shares: as runc's own release notes and tests have them since 1.3.2; the others follow from its formula.
test.each([[2, 1], [1024, 100], [2000, 170], [22_000, 1204], [262_144, 10_000], [256, 35], [512, 59], [2048, 174], [102, 17]])("%d shares weigh %d", (shares, weight) => {
  expect(weightOfShares(shares)).toBe(weight);
});

test("weights follow the formula, whatever the machine's logarithm", () => {
  for (let shares = 3; shares < 262_144; shares += 997) {
    const log = Math.log2(shares);
    const exact = 10 ** ((log * log + 125 * log) / 612 - 7 / 34);
    expect(Math.abs(weightOfShares(shares) - Math.ceil(exact - 1e-9))).toBeLessThanOrEqual(Math.abs(exact - Math.round(exact)) < 1e-7 ? 1 : 0);
  }
});

test.each([[0, 2], [1, 2], [100, 102], [250, 256], [1000, 1024], [300_000, 262_144]])("%dm of CPU are %d shares", (milli, shares) => {
  expect(cpuShares(milli)).toBe(shares);
});
