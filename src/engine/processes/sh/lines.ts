import type { Answer, Syscall } from "../syscall.ts";
import { codeOf } from "./compile.ts";
import { print, pushCall, type Machine } from "./machine.ts";

/** Reads the next command of a shell that takes them line by line, from its input or from a session. */
export function readNextLine(machine: Machine, answer: Answer | undefined): Syscall | undefined {
  const { stage } = machine;
  if (!answer || stage?.doing !== "readLine") {
    const prompts = machine.source === "stdin" && machine.interactive;
    if (prompts && stage?.doing !== "readLine") print(machine, 2, machine.unread === "" ? promptText(machine) : "> ");
    machine.stage = { doing: "readLine", prompted: prompts };
    if (prompts && stage?.doing !== "readLine") return undefined;
    return machine.source === "prompt" ? { call: "prompt", status: machine.status } : { call: "read", fd: 0, until: "line" };
  }
  machine.stage = undefined;
  const line = answer.ok ? (answer.data ?? "") : "";
  const ended = !answer.ok || (line === "" && answer.eof === true);
  const text = machine.unread + line;
  if (ended && text === "") {
    machine.source = "text";
    machine.exiting = true;
    return undefined;
  }
  const { problem } = codeOf(text, false);
  if (problem?.incomplete && !ended && machine.source === "stdin") {
    machine.unread = text;
    return undefined;
  }
  machine.unread = "";
  pushCall(machine, "line", { code: text, tail: false, pc: 0 }, false);
  return undefined;
}

/** What a terminal's shell prints before a line: PS1, or what the image's shell has by default. */
function promptText(machine: Machine): string {
  const { context } = machine;
  const mark = context.uid === 0 ? "#" : "$";
  const home = machine.variables.get("HOME")?.value;
  const directory = context.cwd === home ? "~" : context.cwd;
  const redHat = machine.bash && (context.files.stat("/etc/redhat-release") ?? context.files.stat("/etc/centos-release")) !== undefined;
  const usual = machine.bash ? (redHat ? "[\\u@\\h \\W]\\$ " : "\\u@\\h:\\w\\$ ") : "\\w \\$ ";
  const text = machine.variables.get("PS1")?.value ?? usual;
  const values: Readonly<Record<string, string>> = {
    u: context.uid === 0 ? "root" : (machine.variables.get("USER")?.value ?? "user"),
    h: context.hostname.split(".")[0] ?? "",
    H: context.hostname,
    w: directory,
    W: directory === "/" || directory === "~" ? directory : directory.slice(directory.lastIndexOf("/") + 1),
    $: mark,
    s: machine.name,
    n: "\n",
    "[": "",
    "]": "",
  };
  return text.replace(/\\([uhHwWsn$[\]])/g, (_, letter: string) => values[letter] ?? "");
}
