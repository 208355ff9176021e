import { describe, expect, test } from "vitest";
import type { Pod } from "../../../api/types.ts";
import { podGarbage } from "./pod-garbage.ts";

interface Options {
  readonly age?: number;
  readonly phase?: string;
  readonly reason?: string;
  readonly node?: string;
  readonly leaving?: boolean;
}
const pod = (name: string, { age = 0, phase = "Running", reason, node = "node", leaving = false }: Options = {}): Pod =>
  ({
    metadata: { name, namespace: "default", uid: name, resourceVersion: "1", creationTimestamp: `2026-01-01T00:00:${String(30 - age).padStart(2, "0")}Z`, ...(leaving && { deletionTimestamp: "2026-01-01T00:01:00Z" }) },
    spec: { ...(node && { nodeName: node }) }, status: { phase, ...(reason && { reason }) },
  }) as unknown as Pod;
const found = (pods: readonly Pod[], threshold?: number): string =>
  podGarbage(pods, { isGone: (node) => node === "gone", isOutOfService: (node) => node === "broken" }, threshold).map(({ pod: each, reason }) => `${each.metadata.name} ${reason}`).join(", ");

// Counterparts of TestGCTerminated (pkg/controller/podgc/gc_controller_test.go).
describe("of pods that have ended", () => {
  const [failed, succeeded] = [{ phase: "Failed" }, { phase: "Succeeded" }];
  test.each<{ what: string; pods: readonly Pod[]; threshold: number; goes: string }>([
    { what: "none where there is no threshold", pods: [pod("a", failed), pod("b", succeeded)], threshold: 0, goes: "" },
    { what: "all but the youngest", pods: [pod("a", { ...failed, age: 2 }), pod("b", { ...succeeded, age: 1 }), pod("c", failed)], threshold: 1, goes: "a terminated, b terminated" },
    { what: "none that runs", pods: [pod("a"), pod("b")], threshold: 1, goes: "" },
    { what: "none of one", pods: [pod("a"), pod("b", failed)], threshold: 1, goes: "" },
    { what: "the older of two", pods: [pod("a"), pod("b", { ...failed, age: 1 }), pod("c", { ...succeeded, age: 2 })], threshold: 1, goes: "c terminated" },
    { what: "none of fewer than may stay", pods: [pod("a", { ...failed, age: 1 }), pod("b", { ...succeeded, age: 2 })], threshold: 5, goes: "" },
    { what: "the evicted first, whatever their age", pods: [pod("a", { ...succeeded, age: 2 }), pod("b", { ...failed, age: 1 }), pod("c", { ...failed, reason: "Evicted" })], threshold: 1, goes: "c terminated, a terminated" },
  ])("$what: $goes", ({ pods, threshold, goes }) => {
    expect(found(pods, threshold)).toBe(goes);
  });
});

// Counterparts of TestGCOrphaned and TestGCUnscheduledTerminating, and of TestGCTerminating (same file).
test.each<{ what: string; pods: readonly Pod[]; goes: string }>([
  { what: "on a node that is there", pods: [pod("a")], goes: "" },
  { what: "on a node that is gone, whatever their phase", pods: [pod("a", { node: "gone" }), pod("b", { node: "gone", phase: "Failed" })], goes: "a orphaned, b orphaned" },
  { what: "on a node that is gone, on their way out or not", pods: [pod("a", { node: "gone", leaving: true })], goes: "a orphaned" },
  { what: "without a node, on their way out", pods: [pod("a", { node: "", leaving: true }), pod("b", { node: "", phase: "Succeeded", leaving: true })], goes: "a unscheduled, b unscheduled" },
  { what: "without a node, that have ended and stay", pods: [pod("a", { node: "", phase: "Failed" })], goes: "" },
  { what: "without a node, waiting for one", pods: [pod("a", { node: "", phase: "Pending" })], goes: "" },
  { what: "on a node out of service, on their way out", pods: [pod("a", { node: "broken", leaving: true }), pod("b", { node: "broken" })], goes: "a out of service" },
  { what: "on a node in service, on their way out", pods: [pod("a", { leaving: true })], goes: "" },
])("pods $what: $goes", ({ pods, goes }) => {
  expect(found(pods)).toBe(goes);
});
