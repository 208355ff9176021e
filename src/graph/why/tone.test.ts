import { describe, expect, test } from "vitest";
import { toneOf } from "./tone.ts";
import type { WhyLink } from "./why.ts";
import type { LinkWord, Question } from "./words.ts";

const step = (says: LinkWord, values: WhyLink["values"] = {}): WhyLink => ({ says, values, atMs: 0, at: { part: "pod" } });

describe("toneOf", () => {
  test.each<[string, Question, readonly WhyLink[], "bad" | "well"]>([
    ["a pod that runs", "running", [step("probePassed"), step("started"), step("pulled"), step("boundTo"), step("line")], "well"],
    ["one that runs and fails a probe", "running", [step("probeNotYet"), step("probeCommandEnded"), step("fileRemoved"), step("line")], "bad"],
    ["a pull that goes on", "creating", [step("pulling"), step("boundTo"), step("line")], "well"],
    ["an image that does not exist", "image", [step("pullBackoff"), step("imageMissing"), step("line")], "bad"],
    ["a pod that no node fits", "pending", [step("noNodeFits"), step("refusedResource"), step("line")], "bad"],
    ["a pod that the scheduler has not looked at", "pending", [step("schedulerHasNotLooked"), step("line")], "well"],
    ["a task that is done", "completed", [step("exited", { code: "0" }), step("line")], "well"],
    ["a process that ended with an error", "ended", [step("exited", { code: "1" }), step("line")], "bad"],
    ["a deletion on its way", "terminating", [step("waitsForProcess"), step("sentTerm"), step("typed")], "well"],
    ["a probe that waits for its first turn", "notReady", [step("probeWaits"), step("line")], "well"],
    ["one that was started again after it had done its work", "wasRestarted", [step("restarted"), step("exited", { code: "0" }), step("restartsAnyway"), step("line")], "well"],
    ["one that was started again after a crash", "wasRestarted", [step("restarted"), step("exited", { code: "1" }), step("line")], "bad"],
    ["a container that was killed for memory", "oomKilled", [step("memoryLimit"), step("line")], "bad"],
  ])("%s", (_, asks, links, tone) => expect(toneOf({ asks, links })).toBe(tone));
});
