import { expect, test } from "vitest";
import type { Why, WhyPlace } from "../../graph/why/why.ts";
import { numbersOnPod } from "./numbers-on-pod.ts";

const places: readonly WhyPlace[] = [{ part: "container", container: "c" }, { part: "node" }, { part: "scheduler" }, { part: "probe", container: "c", probe: "liveness" }, { part: "input" }];
const why: Why = { pod: "pod/p", container: "c", asks: "crashing", values: {}, links: places.map((at) => ({ says: "noNodeFits", values: {}, atMs: 0, at })) };

test.each<[what: string, isCutOpen: boolean, isGrouped: boolean, numbers: string]>([
  ["all that stands on it", false, false, "1 4"],
  ["none while its detail shows them in place", true, false, ""],
  ["its node's as well, where pods stand in groups and no node is drawn", false, true, "1 2 4"],
  ["its node's alone, in groups and cut open", true, true, "2"],
])("a pod's capsule has %s", (_, isCutOpen, isGrouped, numbers) => expect(numbersOnPod(why, isCutOpen, isGrouped)).toBe(numbers));
