import type { InputAction, InputRecord } from "../../engine/workstation/state.ts";
import type { JournalEntry } from "../../engine/simulation/journal.ts";
import { entryOf } from "../../engine/simulation/journal-details.ts";
import type { Clock } from "../model.ts";
import { podKey } from "../pods/pod-view.ts";
import { typedLine } from "./typed-line.ts";
import type { Bare } from "./write-marks.ts";

/** What the world knows of an input, by its number. */
export type Inputs = (input: number) => InputRecord | undefined;

/** What an entry of the journal is on the timeline. */
export function entryMark(entry: JournalEntry, inputs: Inputs): Bare | undefined {
  switch (entry.type) {
    case "input":
      return inputMark(entry, inputs);
    case "probe":
      return probeMark(entry);
    case "backoff": {
      const { podUid, what, container, fromMs, untilMs } = entryOf(entry, "backoff")!.detail;
      return clockMark(podUid, { what: what === "crash" ? "crashBackoff" : "imageBackoff", fromMs, untilMs, container });
    }
    case "pull": {
      const { podUid, what, container, untilMs } = entryOf(entry, "pull")!.detail;
      return what === "start" && untilMs !== undefined ? clockMark(podUid, { what: "pull", fromMs: entry.at, untilMs, container }) : undefined;
    }
    case "kill": {
      const { podUid, container, graceSeconds } = entryOf(entry, "kill")!.detail;
      return clockMark(podUid, { what: "grace", fromMs: entry.at, untilMs: entry.at + graceSeconds * 1000, container });
    }
    default:
      return undefined;
  }
}

const clockMark = (uid: string, clock: Clock): Bare => ({ kind: "clock", pod: podKey(uid), clock });

function probeMark(entry: JournalEntry): Bare {
  const { podUid, container, probe, result, inARow, threshold } = entryOf(entry, "probe")!.detail;
  return { kind: "probe", pod: podKey(podUid), container, probe, result: result === "error" ? "unknown" : result, inARow, threshold };
}

function inputMark({ subject, detail }: JournalEntry, inputs: Inputs): Bare | undefined {
  const number = Number(subject.slice("input/".length));
  const text = textOf(detail as InputAction, number, inputs);
  const record = inputs(number);
  return text === undefined ? undefined : { kind: "input", text, session: record?.session || (record?.input.session ?? "main") };
}

/** What a person did, in a line: a command as typed, keys when their line ends, Ctrl-C, the file that was saved. */
function textOf(action: InputAction, number: number, inputs: Inputs): string | undefined {
  if (action.type === "run") return action.line;
  if (action.type === "keys") return typedLine(number, action.keys, inputs);
  return action.type === "edit" ? action.file : "^C";
}
