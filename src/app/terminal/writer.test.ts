import { describe, expect, test } from "vitest";
import { createWriter } from "./writer.ts";

/** A terminal that draws when it is told to. */
function paper() {
  const written: string[] = [];
  let done: (() => void) | undefined;
  return {
    written,
    write(text: string, written_: () => void) {
      written.push(text);
      done = written_;
    },
    draw(): void {
      const drawn = done;
      done = undefined;
      drawn?.();
    },
  };
}

describe("a writer", () => {
  test("makes a text only when all before it has been drawn", () => {
    const sheet = paper();
    const writer = createWriter(sheet);
    let at = 0;
    writer.print("a");
    writer.make(() => `at ${at}`);
    at = 1;
    expect(sheet.written).toEqual(["a"]);
    sheet.draw();
    expect(sheet.written).toEqual(["a", "at 1"]);
  });

  test("writes at once what was printed while the screen drew, in order", () => {
    const sheet = paper();
    const writer = createWriter(sheet);
    for (let i = 0; i < 1000; i += 1) writer.print(`${i}\n`);
    writer.make(() => "$ ");
    writer.print("b");
    for (let i = 0; i < 4; i += 1) sheet.draw();
    expect(sheet.written).toHaveLength(4);
    expect(sheet.written.join("")).toBe(`${Array.from({ length: 1000 }, (_, i) => `${i}\n`).join("")}$ b`);
  });

  test("keeps the end, by whole lines, of what no screen can draw in time", () => {
    const sheet = paper();
    const writer = createWriter(sheet);
    writer.print("first\n");
    for (let i = 0; i < 300_000; i += 1) writer.print(`line ${i}\n`);
    sheet.draw();
    const [, rest = ""] = sheet.written;
    expect(rest.length).toBeLessThanOrEqual(1_000_000);
    expect(rest).toMatch(/^…\nline \d+\n/);
    expect(rest.endsWith("line 299999\n")).toBe(true);
  });
});
