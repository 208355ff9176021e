import { describe, expect, test } from "vitest";
import { logText } from "../log-store.ts";
import { testWorld, type TestWorld } from "../test-world.ts";

/** A program at a terminal of its own. Each step: keys, and what stands on the screen a second later. */
function typed(argv: readonly string[], steps: readonly string[], spec: Parameters<TestWorld["start"]>[1] = {}) {
  const world = testWorld();
  const key = world.start(argv, { stdin: { kind: "pipe" }, stderr: { kind: "log", key: "log", stream: "stdout" }, tty: true, ...spec });
  const screen = (): string => shownOn(logText(world.processes.logs.lines("log"), "stdout"));
  let atMs = 100;
  world.simulation.run(atMs);
  const screens = steps.map((keys) => {
    world.processes.writeStdin(key, keys);
    world.simulation.run((atMs += 1_000));
    return screen();
  });
  return { world, key, screens, last: screens.at(-1) };
}

/** What a terminal shows of a text: "\b" goes back, and what is printed there stands in place of what was. */
function shownOn(text: string): string {
  const lines = [""];
  let column = 0;
  for (const character of text) {
    const line = lines.at(-1)!;
    if (character === "\n") {
      lines.push("");
      column = 0;
    } else if (character === "\x07") continue;
    else if (character === "\b") column -= 1;
    else {
      // A Chinese character stands in two places.
      const cells = character > "\u2e80" ? `${character}\0` : character;
      lines[lines.length - 1] = line.slice(0, column) + cells + line.slice(column + cells.length);
      column += cells.length;
    }
  }
  return lines.map((line) => line.replaceAll("\0", "").trimEnd()).join("\n");
}

describe("what is typed at a shell's prompt", () => {
  test("is seen as it is typed", () => {
    expect(typed(["sh"], ["e", "cho", " hi", "\r"]).screens).toEqual(["/ # e", "/ # echo", "/ # echo hi", "/ # echo hi\nhi\n/ #"]);
  });

  test.each([
    { keys: "echo hallo\x7f\x7f\x7f\x7fi\r", says: "/ # echo hi\nhi\n/ #" },
    { keys: "nonsense\x15echo hi\r", says: "/ # echo hi\nhi\n/ #" },
    { keys: "echo one two\x17three\r", says: "/ # echo one three\none three\n/ #" },
    { keys: "echo hi\x1b[D\x1b[A\t\r", says: "/ # echo hi\nhi\n/ #" },
    { keys: "echo a\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7fecho b\r", says: "/ # echo b\nb\n/ #" },
    { keys: "echo 你好\x7f们\r", says: "/ # echo 你们\n你们\n/ #" },
  ])("can be edited: $keys", ({ keys, says }) => {
    expect(typed(["sh"], [...keys.split(/(?=\x7f)|(?<=\x7f)/)]).last).toBe(says);
    expect(typed(["sh"], [keys]).last).toBe(says);
  });

  test("is dropped by Ctrl-C, and a new prompt comes", () => {
    expect(typed(["sh"], ["echo abc", "\x03", "echo def\r"]).screens).toEqual(["/ # echo abc", "/ # echo abc^C\n/ #", "/ # echo abc^C\n/ # echo def\ndef\n/ #"]);
  });

  test("ahead, while a command runs, is seen then and again when its turn comes", () => {
    expect(typed(["sh"], ["sleep 4\r", "echo", " a\recho b\r", "", ""]).screens).toEqual([
      "/ # sleep 4\n",
      "/ # sleep 4\necho",
      "/ # sleep 4\necho a\necho b\n",
      "/ # sleep 4\necho a\necho b\n/ # echo a\na\n/ # echo b\nb\n/ #",
      "/ # sleep 4\necho a\necho b\n/ # echo a\na\n/ # echo b\nb\n/ #",
    ]);
  });

  test("ahead in part is there to be finished", () => {
    expect(typed(["sh"], ["sleep 2\r", "ech", "", "o a\r"]).last).toBe("/ # sleep 2\nech/ # echo a\na\n/ #");
  });
});

describe("what is typed to a program", () => {
  test("is seen once, and given to it line by line", () => {
    const { screens } = typed(["cat"], ["on", "e\x7fE\r", "two", "\x04", "\r\x04\x04"]);
    expect(screens).toEqual(["on", "onE\nonE\n", "onE\nonE\ntwo", "onE\nonE\ntwotwo", "onE\nonE\ntwotwo\n\n"]);
  });

  test("Ctrl-C ends it, Ctrl-D its input", () => {
    const interrupted = typed(["sh", "-c", "sleep 100; :"], ["\x03"], { echoRecorded: true });
    expect(interrupted.last).toBe("^C");
    expect(typed(["sh", "-c", "cat; echo end"], ["a\r", "\x04"]).last).toBe("a\na\nend\n");
  });

  test("is seen as ^X where it is no text", () => {
    expect(typed(["cat"], ["a\x01\x1b[Ab\x7f\x7f\x7f\x7f\r"]).screens[0]).toBe("a^A\na\x01\n");
  });
});

describe("a terminal's echo", () => {
  test("that is not to be kept is only told to who listens", () => {
    const world = testWorld();
    const heard: string[] = [];
    world.processes.logs.listen((_, text) => void heard.push(text));
    const key = world.start(["cat"], { stdin: { kind: "pipe" }, tty: true, echoRecorded: false });
    world.simulation.run(10);
    world.processes.writeStdin(key, "a\r");
    world.simulation.run(20);
    expect(heard).toEqual(["a", "\n", "a\n"]);
    expect(logText(world.processes.logs.lines("log"), "stdout")).toBe("a\n");
  });

  test("who reads keys is known, and when all was read and answered", () => {
    const { world, key } = typed(["sh"], [""]);
    const state = () => [world.processes.readsKeys(key), world.processes.isSettled(key)];
    expect(state()).toEqual([true, true]);
    world.processes.writeStdin(key, "sleep 2; read x\r");
    world.simulation.run(1_500);
    expect(state()).toEqual([false, false]);
    world.simulation.run(4_000);
    expect(state()).toEqual([true, true]);
    world.processes.writeStdin(key, "half a line");
    expect(state()).toEqual([true, true]);
  });
});
