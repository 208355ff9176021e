import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addQuantities, canonicalQuantity, canonicalResourceAmount, compareQuantities, compareValues, isFractional, parseQuantity, quantityFormatError, quantityMilli,
  quantityNumericError, quantityOf, quantitySuffixError, quantityValue, sumQuantities,
} from "./quantity.ts";

describe("canonical form", () => {
  test.each([
    ["1.5", "1500m"], ["0.1", "100m"], ["1000m", "1"], ["1.5Gi", "1536Mi"], ["1024Mi", "1Gi"], ["1024Ki", "1Mi"], ["0.5Gi", "512Mi"],
    ["1e3", "1e3"], ["1e5", "100e3"], ["1000", "1k"], ["1500", "1500"], ["512", "512"], ["0.5Ki", "512"], ["100.5Ki", "102912"], ["1Ki", "1Ki"],
    ["0", "0"], ["-64Mi", "-64Mi"], ["+5", "5"], ["007", "7"], ["1.", "1"], [".5", "500m"], ["0.0000000001", "1n"], ["-0.0000000001", "-1n"],
    ["9Ei", "9223372036854775807"], ["24581696Ki", "24581696Ki"], ["1E", "1E"], ["1e-3", "1e-3"],
  ])("%s is written %s", (text, canonical) => expect(canonicalQuantity(text)).toBe(canonical));

  test("what a resource list holds is rounded up to a milli", () => expect(canonicalResourceAmount("0.5m")).toBe("1m"));
});

describe("refusals", () => {
  test.each([
    ["", quantityFormatError], ["lots", quantityFormatError], ["64mb", quantityFormatError], ["64MB", quantityFormatError], ["64 Mi", quantityFormatError],
    ["1.5.2", quantityFormatError], ["0,5", quantityFormatError], ["64KI", quantityFormatError], ["64K", quantitySuffixError], ["1mm", quantitySuffixError],
    ["1e", quantitySuffixError],
  ])("%j is refused", (text, message) => expect(parseQuantity(text)).toEqual({ ok: false, message }));
});

describe("arithmetic", () => {
  test.each([
    ["1", 1, 1000], ["1500m", 2, 1500], ["0.5m", 1, 1], ["64Mi", 67_108_864, 67_108_864_000], ["1k", 1000, 1_000_000], ["-1500m", -2, -1500],
  ])("%s is %d whole and %d milli", (text, value, milli) => {
    expect(quantityValue(text)).toBe(value);
    expect(quantityMilli(text)).toBe(milli);
  });
  test("a sum keeps the first format", () => {
    expect(sumQuantities(["100m", "1"])).toBe("1100m");
    expect(sumQuantities(["64Mi", "1Gi"])).toBe("1088Mi");
    expect(sumQuantities([])).toBe("0");
    expect(sumQuantities(["0", "1Gi"])).toBe("1Gi");
  });
  test("100m of memory is fractional, 100Mi is not", () => {
    expect(isFractional("100m")).toBe(true);
    expect(isFractional("100Mi")).toBe(false);
  });
});

const suffix = fc.constantFrom("", "n", "u", "m", "k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti", "e3", "E2", "e-2");
const number = fc.oneof(fc.nat().map(String), fc.tuple(fc.nat(9999), fc.nat(9999)).map(([a, b]) => `${a}.${b}`));
const quantity = fc.tuple(fc.constantFrom("", "-", "+"), number, suffix).map((parts) => parts.join(""));

describe("properties", () => {
  test("the canonical form is a fixed point and equal in value", () =>
    fc.assert(fc.property(quantity, (text) => {
      const canonical = canonicalQuantity(text) ?? "";
      expect(canonicalQuantity(canonical)).toBe(canonical);
      expect(compareQuantities(text, canonical)).toBe(0);
    })));
  test("adding is commutative in value", () =>
    fc.assert(fc.property(quantity, quantity, (a, b) => void expect(compareValues(addQuantities(quantityOf(a), quantityOf(b)), addQuantities(quantityOf(b), quantityOf(a)))).toBe(0))));
  test("comparing agrees with adding", () =>
    fc.assert(fc.property(quantity, quantity, (a, b) => {
      const sum = addQuantities(quantityOf(a), quantityOf(b));
      const grows = compareQuantities(b, "0");
      const again = addQuantities(sum, { ...quantityOf(a), value: -quantityOf(a).value });
      expect(Math.sign(grows)).toBe(again.value < 0n ? -1 : again.value > 0n ? 1 : 0);
    })));
  test("no text throws or hangs", () =>
    fc.assert(fc.property(fc.string(), (text) => {
      const result = parseQuantity(text);
      if (!result.ok) expect([quantityFormatError, quantitySuffixError, quantityNumericError]).toContain(result.message);
    })));
  test("binary amounts are capped at 2^63-1, as upstream caps them", () => expect(sumQuantities(["8Ei", "1Gi"])).toBe("9223372037928517631"));
  test("enormous exponents are told from one another without being computed", () => {
    expect(canonicalQuantity("5e999999")).toBe("5e999999");
    expect(quantityValue("5e999999")).toBeGreaterThan(1e18);
    expect(canonicalQuantity("1e-999999")).toBe("1e-9");
  });
});
