import { expect, test } from "vitest";
import type { Scenario } from "../../../scenario/scenario.ts";
import { filmFault } from "./film-fault.ts";

const [one, other] = [{ name: "one" }, { name: "other" }] as unknown as readonly [Scenario, Scenario];
const broken = { message: "too many occurrences" };
const well = { liveMs: 46_000, fault: undefined, silent: false };

test.each([
  ["goes on while the cluster stands", one, well, undefined],
  ["and while it runs on", one, { ...well, liveMs: 90_000 }, undefined],
  ["ends when another scene is opened", other, well, "changed"],
  ["ends when the same scene begins afresh", one, { ...well, liveMs: 0 }, "changed"],
  ["ends when the past is changed", one, { ...well, liveMs: 30_000 }, "changed"],
  ["ends when the engine fails", one, { ...well, fault: broken }, "stopped"],
  ["ends when the cluster does not answer", one, { ...well, silent: true }, "stopped"],
] as const)("a film %s", (_, scenario, clock, fault) => expect(filmFault({ scenario: one, liveMs: 46_000, fault: undefined }, scenario, clock)).toBe(fault));

test("of a cluster that had stopped before, what was seen can be filmed", () => expect(filmFault({ scenario: one, liveMs: 46_000, fault: broken }, one, { ...well, fault: broken })).toBeUndefined());
