import fc from "fast-check";
import { expect, test } from "vitest";
import { fractionOf, nextSpeed, speedAt, SPEED_STEPS } from "./speed.ts";

test.each([[0.1, 0], [1, 0.25], [10, 0.5], [100, 0.75], [1000, 1]])("%d× stands at %d of the scale", (speed, fraction) => {
  expect(fractionOf(speed)).toBeCloseTo(fraction);
  expect(speedAt(fraction)).toBe(speed);
});

test.each([[-1, 0.1], [2, 1000], [0.26, 1], [0.24, 1], [0.325, 2], [0.4247, 5]])("a press at %d of the scale is %d×", (fraction, speed) => expect(speedAt(fraction)).toBe(speed));

test("keys go along 1-2-5 and stop at the ends, from wherever the pointer left the slide", () => {
  let speed = 0.1;
  const seen = [speed];
  for (let press = 0; press < 20; press += 1) if (nextSpeed(speed, 1) !== speed) seen.push((speed = nextSpeed(speed, 1)));
  expect(seen).toEqual(SPEED_STEPS);
  expect(nextSpeed(3.7, 1)).toBe(5);
  expect(nextSpeed(3.7, -1)).toBe(2);
  expect(nextSpeed(1000, 1)).toBe(1000);
  expect(nextSpeed(0.1, -1)).toBe(0.1);
});

test("every place of the scale is a speed within its bounds, and farther right is never slower", () =>
  fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
    const [slow, fast] = [speedAt(Math.min(a, b)), speedAt(Math.max(a, b))];
    expect(slow).toBeGreaterThanOrEqual(0.1);
    expect(fast).toBeLessThanOrEqual(1000);
    expect(slow).toBeLessThanOrEqual(fast);
  })));
