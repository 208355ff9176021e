import type { InputRecord } from "../../engine/workstation/state.ts";

/** Enter, Ctrl-C and Ctrl-D end what is typed to a program. */
const ENDS = /[\r\n\x03\x04]/;
/** Of arrows and other keys that move: they are no letters. */
const MOVES = /\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Z])?/g;
/** Longer lines are told from here on. */
const MOST_KEYS = 1_000;

/**
 * What was typed to a program with a terminal, as the line that these keys end; undefined while it goes on. Read from
 * the world's inputs, so that a world that was gone back to tells the same.
 */
export function typedLine(number: number, keys: string, record: (number: number) => InputRecord | undefined): string | undefined {
  if (!ENDS.test(keys)) return undefined;
  const session = record(number)?.session;
  let line = keys;
  for (let before = number - 1; before > Math.max(0, number - MOST_KEYS); before -= 1) {
    const earlier = record(before);
    if (!earlier || earlier.session !== session) continue;
    const { action } = earlier.input;
    if (action.type !== "keys" || ENDS.test(action.keys)) break;
    line = action.keys + line;
  }
  return asSeen(line);
}

/** Letters that were taken back are not seen, nor keys that are none. */
function asSeen(keys: string): string {
  const seen: string[] = [];
  for (const key of keys.replaceAll(MOVES, "")) {
    if (key === "\x7f" || key === "\b") seen.pop();
    else if (key === "\x03") seen.push("^C");
    else if (key === "\x04") seen.push("^D");
    else if (key >= " ") seen.push(key);
    else if (key !== "\t") seen.push(" ");
  }
  return seen.join("").trim() || "⏎";
}
