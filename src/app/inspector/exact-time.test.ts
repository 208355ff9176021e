import { afterEach, expect, test } from "vitest";
import { takeMarks } from "../state/marks.ts";
import type { EventRow } from "../../worker/protocol.ts";
import { exactTimes } from "./exact-time.ts";

const row = (reason: string, lastAtMs: number): EventRow => ({ uid: reason + lastAtMs, type: "Normal", reason, message: "m", count: 1, firstAtMs: lastAtMs, lastAtMs, source: "kubelet" });
const mark = (id: number, atMs: number, reason: string, pod = "pod/1") => ({ id, atMs, kind: "event", pod, object: "pod/web", type: "Normal", reason, message: "m" }) as const;

afterEach(() => takeMarks([], undefined, true));

test("an Event has the instant of its mark, and its stamp where there is none", () => {
  takeMarks([mark(1, 2150, "Pulled"), mark(2, 2260, "Started"), mark(3, 2300, "Started", "pod/2"), mark(4, 46_411, "Pulled")], undefined, true);
  expect(exactTimes("pod/1", [row("Pulled", 46_000), row("Started", 2000), row("Pulled", 2000), row("Killing", 9000)])).toEqual([46_411, 2260, 2150, 9000]);
});
