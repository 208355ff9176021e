import { expect, test } from "vitest";
import type { TerminalOutput } from "../../worker/protocol.ts";
import { createSessionLogs } from "./session-logs.ts";

const text = (atMs: number, said: string, session = "main"): TerminalOutput => ({ type: "text", session, atMs, text: said });

function shown(session = "main") {
  const logs = createSessionLogs();
  let screen = "";
  const end = logs.follow(session, (output) => void (screen += output.type === "text" ? output.text : ""), () => void (screen = ""));
  return { logs, end, screen: () => screen };
}

test("a screen shows what was printed, before and since", () => {
  const { logs } = shown();
  logs.take([text(1, "a"), text(2, "x", "other")], true, undefined);
  let late = "";
  logs.follow("main", (output) => void (late += output.type === "text" ? output.text : ""), () => {});
  logs.take([text(3, "b")], false, undefined);
  expect(late).toBe("ab");
});

test("where the past was changed, the words of the future that was left are gone, and the new ones follow", () => {
  const { logs, screen } = shown();
  logs.take([text(1, "a"), text(5, "b"), text(9, "c")], true, undefined);
  logs.take([text(6, "d")], false, 5);
  expect(screen()).toBe("abd");
  logs.take([], false, 7);
  expect(screen()).toBe("abd");
  logs.take([], false, 0);
  expect(screen()).toBe("");
});

test("a screen whose words all stand is not drawn anew", () => {
  const { logs, screen } = shown("other");
  logs.take([text(1, "x", "other"), text(9, "c")], true, undefined);
  let cleared = 0;
  logs.follow("other", () => {}, () => void (cleared += 1));
  logs.take([], false, 5);
  expect([screen(), cleared]).toEqual(["x", 0]);
});

test("a new world begins with empty screens; who has left hears nothing", () => {
  const { logs, end, screen } = shown();
  logs.take([text(1, "a")], true, undefined);
  logs.take([text(1, "b")], true, undefined);
  expect(screen()).toBe("b");
  end();
  logs.take([text(2, "c")], false, undefined);
  expect(screen()).toBe("b");
});
