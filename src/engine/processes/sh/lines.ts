import type { Answer, Syscall } from "../syscall.ts";
import { withAliases } from "./aliases.ts";
import { codeOf } from "./compile.ts";
import { chargeParsing, print, pushCall, type Machine } from "./machine.ts";
import { promptText, sayFarewell } from "./prompt.ts";

const promptOf = (machine: Machine): string => (machine.unread === "" ? promptText(machine) : (machine.variables.get("PS2")?.value ?? "> "));

/** Reads the next command of a shell that takes them line by line, from its input or from a session. */
export function readNextLine(machine: Machine, answer: Answer | undefined): Syscall | undefined {
  const { stage } = machine;
  if (!answer || stage?.doing !== "readLine") {
    const prompts = machine.source === "stdin" && machine.interactive;
    if (prompts && stage?.doing !== "readLine") print(machine, 2, promptOf(machine));
    machine.stage = { doing: "readLine", prompted: prompts };
    if (prompts && stage?.doing !== "readLine") return undefined;
    return machine.source === "prompt" ? { call: "prompt", status: machine.status } : { call: "read", fd: 0, until: "line", edits: machine.interactive, ...(machine.interactive ? { prompt: promptOf(machine).replace(/^[^]*\n/, "") } : {}) };
  }
  machine.stage = undefined;
  const line = answer.ok ? (answer.data ?? "") : "";
  const ended = !answer.ok || (line === "" && answer.eof === true);
  const text = machine.unread + line;
  if (ended && text === "") {
    if (machine.source === "stdin") sayFarewell(machine, "\n");
    machine.source = "text";
    machine.exiting = true;
    return undefined;
  }
  const again = machine.unread !== "";
  machine.unread = "";
  if (again) chargeParsing(machine, text);
  const { problem } = codeOf(text, false, machine.bash);
  if (problem?.incomplete && !ended && machine.source === "stdin") {
    machine.unread = text;
    return undefined;
  }
  pushCall(machine, "line", { code: machine.interactive || !machine.bash ? withAliases(text, machine.aliases) : text, tail: false, pc: 0 }, false);
  return undefined;
}
