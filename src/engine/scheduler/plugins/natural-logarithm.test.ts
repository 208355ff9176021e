import { expect, test } from "vitest";
import { naturalLogarithm } from "./natural-logarithm.ts";

test("agrees with Math.log to 15 digits for as many domains as a cluster can have", () => {
  let worst = 0;
  for (let x = 1; x <= 10_002; x += 1) worst = Math.max(worst, Math.abs(naturalLogarithm(x) - Math.log(x)));
  expect(worst).toBeLessThan(4e-15);
});
