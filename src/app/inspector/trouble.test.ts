import { expect, test } from "vitest";
import type { PodGlyph, PodView } from "../../graph/model.ts";
import { isTrouble, overviewOf } from "./trouble.ts";

const pod = (name: string, glyph: PodGlyph, status: string, namespace = "default"): PodView => ({ key: `pod/${name}`, name, namespace, glyph, status }) as PodView;

test("trouble comes first, the worst of it before the rest, then what somebody made, then the system", () => {
  const { pods, tallies } = overviewOf([
    pod("dns", "ready", "Running", "kube-system"),
    pod("b", "ready", "Running"),
    pod("wait", "pending", "Pending"),
    pod("a", "ready", "Running"),
    pod("crash", "crashLoop", "CrashLoopBackOff"),
    pod("new", "creating", "ContainerCreating"),
    pod("sys-crash", "crashLoop", "CrashLoopBackOff", "kube-system"),
  ]);
  expect(pods).toEqual(["pod/crash", "pod/sys-crash", "pod/wait", "pod/a", "pod/b", "pod/new", "pod/dns"]);
  expect(tallies.map(({ status, count }) => [status, count])).toEqual([["CrashLoopBackOff", 2], ["Pending", 1], ["ContainerCreating", 1], ["Running", 3]]);
});

test("one word with two glyphs is two states: Running, ready or not", () => {
  const { tallies, byStatus } = overviewOf([pod("a", "ready", "Running"), pod("b", "notReady", "Running")]);
  expect(tallies).toEqual([{ status: "Running", glyph: "notReady", count: 1 }, { status: "Running", glyph: "ready", count: 1 }]);
  expect([...byStatus.values()]).toEqual([["pod/a"], ["pod/b"]]);
});

test.each<[PodGlyph, boolean]>([["crashLoop", true], ["imagePull", true], ["pending", true], ["unknown", true], ["terminating", false], ["ready", false], ["completed", false]])("%s is trouble: %s", (glyph, trouble) => {
  expect(isTrouble(glyph)).toBe(trouble);
});
