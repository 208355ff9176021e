import { describe, expect, test } from "vitest";
import type { InputAction, InputRecord } from "../../engine/workstation/state.ts";
import { typedLine } from "./typed-line.ts";

const keysOf = (text: string): readonly InputAction[] => [...text].map((keys) => ({ type: "keys", keys }));

/** What each input says on the timeline, of inputs to one session; `other` go to another one. */
function told(actions: readonly (InputAction & { readonly other?: boolean })[]): readonly (string | undefined)[] {
  const records = actions.map((action, i): InputRecord => ({
    number: i + 1, input: { atMs: i, action }, session: action.other ? "other" : "main", startedAtMs: null, endedAtMs: null, exitCode: null, stdout: "", stderr: "",
  }));
  return actions.map((action, i) => (action.type === "keys" ? typedLine(i + 1, action.keys, (number) => records[number - 1]) : "-"));
}

const lines = (actions: Parameters<typeof told>[0]): readonly string[] => told(actions).filter((text) => text !== undefined);

describe("typedLine", () => {
  test.each<[string, Parameters<typeof told>[0], readonly string[]]>([
    ["key by key, up to Enter", keysOf("ls -l\r"), ["ls -l"]],
    ["nothing while it goes on", keysOf("ls"), []],
    ["one line after the other", keysOf("ls\rexit\r"), ["ls", "exit"]],
    ["letters taken back", keysOf("echo hj\x7fi\r"), ["echo hi"]],
    ["arrows are no letters", [...keysOf("l"), { type: "keys", keys: "\x1b[D" }, ...keysOf("s\r")], ["ls"]],
    ["Enter alone", keysOf("\r"), ["⏎"]],
    ["Ctrl-C and Ctrl-D", keysOf("sle\x03\x04"), ["sle^C", "^D"]],
    ["a paste", [{ type: "keys", keys: "cd /tmp\rls\r" }], ["cd /tmp ls"]],
    ["a line after a command", [{ type: "run", line: "kubectl exec -it web -- sh" }, ...keysOf("id\r")], ["-", "id"]],
    ["two terminals at once", [...keysOf("ec"), { type: "keys", keys: "x", other: true }, ...keysOf("ho\r"), { type: "keys", keys: "\r", other: true }], ["echo", "x"]],
  ])("%s", (_, actions, expected) => expect(lines(actions)).toEqual(expected));
});
