import { describe, expect, test } from "vitest";
import type { Mark } from "../graph/model.ts";
import { createOutbox } from "./outbox.ts";
import type { TerminalOutput } from "./protocol.ts";

const mark = (atMs: number): Mark => ({ id: atMs, atMs, kind: "input", text: "ls", session: "main" });
const text = (atMs: number, said: string): TerminalOutput => ({ type: "text", session: "main", atMs, text: said });

describe("what the page is still to be told", () => {
  test("is told once", () => {
    const outbox = createOutbox();
    outbox.add([mark(1)], [text(1, "a")]);
    expect(outbox.take()).toEqual({ marks: [mark(1)], output: [text(1, "a")] });
    expect(outbox.empty).toBe(true);
    expect(outbox.take()).toEqual({ marks: [], output: [] });
  });

  test("of a future that was left: nothing but to forget it", () => {
    const outbox = createOutbox();
    outbox.add([mark(1), mark(9)], [text(1, "a"), text(9, "b")]);
    outbox.forgetAfter(5);
    outbox.forgetAfter(7);
    outbox.add([mark(6)], [text(6, "c")]);
    expect(outbox.take()).toEqual({ marks: [mark(1), mark(6)], output: [text(1, "a"), text(6, "c")], forgetAfterMs: 5 });
  });

  test("stays bounded, however long nobody asks: the newest, with a word that there was more", () => {
    const outbox = createOutbox();
    for (let i = 0; i < 3_000; i += 1) outbox.add(Array.from({ length: 100 }, (_, k) => mark(i * 100 + k)), [text(i, `${i} `.repeat(300))]);
    const { marks, output } = outbox.take();
    expect(marks.length).toBeLessThanOrEqual(200_000);
    expect(marks.at(-1)?.atMs).toBe(299_999);
    expect(output.reduce((sum, one) => sum + (one.type === "end" ? 0 : one.text.length), 0)).toBeLessThan(2_100_000);
    expect(output[0]).toMatchObject({ type: "text", text: "…\n" });
    expect(output.at(-1)).toMatchObject({ atMs: 2_999 });
  });
});
