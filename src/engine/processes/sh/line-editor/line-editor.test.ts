import { describe, expect, test } from "vitest";
import { logText } from "../../log-store.ts";
import { testWorld } from "../../test-world.ts";

/** What a terminal shows: it knows "\b", "\r", erasing to the end and clearing. */
function shownOn(text: string): string {
  let lines = [""];
  let [row, column] = [0, 0];
  for (const [piece] of text.matchAll(/\x1b\[[0-9;]*[A-Za-z]|[^]/gu)) {
    const line = lines[row] ?? "";
    if (piece === "\n") [row, column] = [row + 1, 0];
    else if (piece === "\r") column = 0;
    else if (piece === "\b") column -= 1;
    else if (piece === "\x1b[J") lines = [...lines.slice(0, row), line.slice(0, column)];
    else if (piece === "\x1b[H") [row, column] = [0, 0];
    else if (piece !== "\x07") {
      lines[row] = line.slice(0, column).padEnd(column) + piece + line.slice(column + 1);
      column += 1;
    }
    lines[row] ??= "";
  }
  return lines.map((line) => line.trimEnd()).join("\n");
}

function typed(keys: readonly string[], shell = "sh") {
  const world = testWorld();
  world.processes.files.create("root", { "/box/": "", "/box/readme.txt": "text\n", "/box/results.log": "", "/box/dir/inner": "x\n", "/box/two words": "blank\n" });
  const key = world.start([shell], { stdin: { kind: "pipe" }, stderr: { kind: "log", key: "log", stream: "stdout" }, tty: true, cwd: "/box" });
  let atMs = 100;
  world.simulation.run(atMs);
  for (const each of keys) {
    world.processes.writeStdin(key, each);
    world.simulation.run((atMs += 1_000));
  }
  return { screen: shownOn(logText(world.processes.logs.lines("log"), "stdout")), out: world.processes.files.read("root", "/box/out") };
}

const [UP, DOWN, RIGHT, LEFT] = ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"];
const [HOME, END, DELETE] = ["\x1b[H", "\x1b[F", "\x1b[3~"];

// What `busybox ash` (1.35.0) does with the same keys at a pseudo-terminal: what its commands wrote to the file `out`.
const ROWS: readonly (readonly [keys: string, out: string])[] = [
  [`echo ac > out${LEFT.repeat(7)}b\r`, "abc\n"],
  [`cho hi > out${HOME}e\r`, "hi\n"],
  ["cho hi > out\x01e\r", "hi\n"],
  [`cho hi > ou${HOME}e${END}t\r`, "hi\n"],
  ["cho hi > ou\x01e\x05t\r", "hi\n"],
  [`echo abc > out${LEFT.repeat(8)}${DELETE}\r`, "ac\n"],
  [`echo abc > out${LEFT.repeat(6)}\x7f\r`, "ab\n"],
  ["echo one > out; echo two\x01\x0becho three > out\r", "three\n"],
  [`echo one two > out${LEFT.repeat(6)}\x17\r`, "one\n"],
  [`wrong ${HOME}${RIGHT.repeat(6)}\x15echo kill > out\r`, "kill\n"],
  [`echo first >> out\r${UP}\r`, "first\nfirst\n"],
  [`echo 1 >> out\recho 2 >> out\r${UP}${UP}\r`, "1\n2\n1\n"],
  [`echo 1 >> out\recho 2 >> out\r${UP}${UP}${DOWN}\r`, "1\n2\n2\n"],
  [`echo 1 >> out\recho draft${UP}${DOWN} >> out\r`, "1\ndraft\n"],
  [`echo 1 >> out\r${UP}${LEFT.repeat(7)}\x7f5\r`, "1\n5\n"],
  ["echo 1 >> out\recho 2 >> out\r\x10\x10\x0e\r", "1\n2\n2\n"],
  ["cat read\t> out\r", "text\n"],
  ["cat dir/in\t> out\r", "x\n"],
  ["cat di\tin\t> out\r", "x\n"],
  ["ec\thi > out\r", "hi\n"],
  ["cat two\t> out\r", "blank\n"],
  ["echo re\t > out\r", "re\n"],
  ["echo ab\x04 > out\r", "ab\n"],
  [`echo abc > out${LEFT.repeat(8)}\x04\r`, "ac\n"],
  ["echo x y > out\x1bb\x1bbz\r", "x zy\n"],
];

describe("a line at a shell's prompt", () => {
  test.each(ROWS)("%j writes %j", (keys, out) => {
    // Key by key, all at once, and typed ahead while a command runs.
    expect(typed(keys.match(/\x1b\[[0-9;]*[A-Z~]|\x1b[a-z]|[^]/g) ?? []).out).toBe(out);
    expect(typed([keys]).out).toBe(out);
    // Ctrl-D does something else while no shell reads.
    if (!keys.includes("\x04")) expect(typed([`sleep 1\r${keys}`, ""]).out).toBe(out);
  });

  test("is shown as it stands", () => {
    expect(typed(["echo ac", LEFT, "b"]).screen).toBe("/box # echo abc");
    expect(typed(["echo long line\r", "ls", UP, DOWN]).screen).toBe("/box # echo long line\nlong line\n/box # ls");
    expect(typed(["echo abc", "\x01", "\x0b"]).screen).toBe("/box #");
    expect(typed(["echo hi\r", "ec", "\x0c"]).screen).toBe("/box # ec");
  });

  // Debian's build has no Ctrl-R; busybox's own default, and bash, have.
  test.each([["echo alpha >> out\recho beta >> out\r\x12alp\r", "alpha\nbeta\nalpha\n"], ["echo a1 >> out\recho a2 >> out\r\x12a\x12\r", "a1\na2\na1\n"]])("%j writes %j", (keys, out) => expect(typed([keys]).out).toBe(out));

  test("Ctrl-R shows what it finds, and leaves it to be run", () => {
    expect(typed(["echo alpha\r", "true\r", "\x12", "al"]).screen).toBe("/box # echo alpha\nalpha\n/box # true\n(reverse-i-search)'al': echo alpha");
    expect(typed(["echo alpha\r", "true\r", "\x12", "al", "\r"]).screen).toBe("/box # echo alpha\nalpha\n/box # true\n/box # echo alpha\nalpha\n/box #");
  });

  test("a second Tab lists the ways on", () => {
    expect(typed(["cat re\t", "\t"]).screen).toBe("/box # cat re\nreadme.txt   results.log\n/box # cat re");
  });

  test("bash edits too", () => {
    expect(typed([`echo ac > out${LEFT.repeat(7)}b\r`, UP, "\r"], "bash").out).toBe("abc\n");
  });
});
