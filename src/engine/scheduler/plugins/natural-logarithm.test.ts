import { expect, test } from "vitest";
import { naturalLogarithm } from "./natural-logarithm.ts";

test("agrees with Math.log to 15 digits for as many domains as a cluster can have", () => {
  for (let x = 1; x <= 10_002; x += 1) expect(Math.abs(naturalLogarithm(x) - Math.log(x))).toBeLessThan(4e-15);
});
