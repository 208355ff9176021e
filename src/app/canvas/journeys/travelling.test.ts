import { describe, expect, test } from "vitest";
import type { Message, Verdict } from "../../../graph/model.ts";
import { shareTo, travellingAt, type WayOf } from "./travelling.ts";

const way = [{ x: 0, y: 0 }, { x: 50, y: 0 }, { x: 100, y: 0 }];
const wayOf: WayOf = () => ({ way, viaShare: shareTo(way, way[1]!) });
const leg = (verdict: Verdict, atMs = 1000): Message => ({
  id: 1, atMs, from: "pod/a", to: "pod/b", verb: "GET", resource: "/", label: verdict === "answered" ? "200" : "GET / web", about: "pod/a", leg: { via: "service/web", verdict, asked: "GET / web", translated: "10.244.0.2:80" },
});
const at = (verdict: Verdict, viewMs: number, speed = 1, still = false) => travellingAt([leg(verdict)], viewMs, speed, wayOf, still).map(({ x, label, isEnded }) => [x, label, isEnded]);

describe("a request on the plate", () => {
  test("goes to the Service and on to the endpoint that kube-proxy chose, in 400 ms at 1x", () => {
    expect(at("sent", 1100)).toEqual([[25, "GET / web", false]]);
    expect(at("sent", 1300)).toEqual([[75, "→ 10.244.0.2:80", false]]);
    expect([at("sent", 999), at("sent", 1400)]).toEqual([[], []]);
  });
  test("is answered when it has been seen to arrive", () => {
    expect([at("answered", 1399), at("answered", 1400), at("answered", 1600), at("answered", 1800)]).toEqual([[], [[0, "200", false]], [[50, "200", false]], []]);
  });
  test("stands where it ended: at a pod that does not listen, or at a Service without endpoints", () => {
    expect([at("refused", 1399), at("refused", 1400), at("refused", 2199), at("refused", 2200)]).toEqual([[], [[100, "→ 10.244.0.2:80", true]], [[100, "→ 10.244.0.2:80", true]], []]);
    expect([at("rejected", 1200)[0]?.[0], at("rejected", 1500)[0]?.[2], at("rejected", 2200)]).toEqual([50, true, []]);
  });
  test("takes as long for the eye at 10x, has no words above it, and is not drawn above 100x", () => {
    expect(at("sent", 3000, 10)).toEqual([[50, "GET / web", false]]);
    expect(at("sent", 11_000, 50)).toEqual([[50, "", false]]);
    expect(at("sent", 11_000, 101)).toEqual([]);
  });
  test("without motion shows ends only", () => {
    expect([at("sent", 1100, 1, true), at("answered", 1500, 1, true), at("refused", 1500, 1, true)].map(([mark]) => mark?.[0])).toEqual([undefined, 100, 100]);
  });
});
