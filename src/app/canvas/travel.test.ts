import { expect, test } from "vitest";
import type { Pipe } from "../../graph/layout/pipes.ts";
import type { Message } from "../../graph/model.ts";
import { marksAt } from "./travel.ts";

const pipe: Pipe = [{ x: 0, y: 0 }, { x: 0, y: 100 }];
const pipes = new Map([["node/a", pipe], ["workstation", pipe]]);
const message = (id: number, atMs: number, from: string, to: string): Message => ({ id, atMs, from, to, verb: "POST", resource: "events", label: `m${id}`, about: "" });

test("a message goes from who sent it to who gets it in 400 ms at 1x", () => {
  const [up] = marksAt([message(1, 1000, "node/a", "kube-apiserver")], 1100, 1, pipes, false);
  expect(up).toMatchObject({ y: 75, dy: -1 });
  const [down] = marksAt([message(1, 1000, "kube-apiserver", "node/a")], 1100, 1, pipes, false);
  expect(down).toMatchObject({ y: 25, dy: 1 });
  expect(marksAt([message(1, 1000, "node/a", "kube-apiserver")], 1400, 1, pipes, false)).toEqual([]);
  expect(marksAt([message(1, 1000, "node/a", "kube-apiserver")], 999, 1, pipes, false)).toEqual([]);
});

test("faster, it takes as long for the eye; slower, longer", () => {
  expect(marksAt([message(1, 0, "kube-apiserver", "node/a")], 2000, 10, pipes, false)[0]?.y).toBe(50);
  expect(marksAt([message(1, 0, "kube-apiserver", "node/a")], 200, 0.1, pipes, false)[0]?.y).toBe(50);
});

test("above 10x one mark per 40 ms of the page, without words; above 100x none", () => {
  const many = Array.from({ length: 100 }, (_, i) => message(i, i * 100, "kube-apiserver", "node/a"));
  const marks = marksAt(many, 10_000, 50, pipes, false);
  expect(marks.map(({ id }) => id)).toEqual([0, 20, 40, 60, 80]);
  expect(marks.every(({ label }) => label === "")).toBe(true);
  expect(marksAt(many, 10_000, 101, pipes, false)).toEqual([]);
});

test("without motion it stands half way, with its words", () => {
  for (const viewMs of [0, 150, 399]) expect(marksAt([message(1, 0, "kube-apiserver", "node/a")], viewMs, 1, pipes, true)).toMatchObject([{ y: 50, label: "m1" }]);
});
