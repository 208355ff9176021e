import { SIGNAL_NUMBERS } from "../../syscalls/signals.ts";
import type { Syscall } from "../../syscall.ts";
import { assign, assignElements, catchSignal, print, type Machine } from "../machine.ts";
import { ifsOf } from "../parameters.ts";
import type { Builtin } from "./builtin.ts";

interface ReadTask {
  readonly raw: boolean;
  readonly names: readonly string[];
  readonly timeoutMs: number | undefined;
  readonly fd: number;
  readonly text: string;
  readonly polled: boolean;
  /** So many characters are enough. */
  readonly count: number | undefined;
  /** What ends it, a newline or another character. */
  readonly end: string;
  /** Bash's: all fields are an array's. */
  readonly array?: string;
}

/** `read`: a line from standard input, split at IFS over the names. */
export const read: Builtin = (machine, argv, { answer, data }) => {
  const task = (data as ReadTask | undefined) ?? taskOf(machine, argv.slice(1));
  const fd = machine.fds[task.fd];
  if (fd === undefined) return 1;
  if (!answer) {
    if (task.timeoutMs !== undefined) return { ask: { call: "poll", fds: [fd], timeoutMs: task.timeoutMs }, data: { ...task, polled: true } };
    return { ask: readCall(task, fd), data: task };
  }
  if (!answer.ok) {
    if (answer.errno !== "EINTR") return 1;
    if (answer.signal) catchSignal(machine, answer.signal);
    return 128 + (answer.signal ? SIGNAL_NUMBERS[answer.signal] : 0);
  }
  if (task.polled) return answer.timedOut ? 1 : { ask: readCall(task, fd), data: { ...task, polled: false } };
  const line = answer.data ?? "";
  const text = task.text + line;
  if (task.count !== undefined || task.end !== "\n") return countedRead(machine, task, text, line, fd);
  // A backslash at the end of the line joins the next one.
  if (!task.raw && /(^|[^\\])(\\\\)*\\\n$/.test(text)) return { ask: { call: "read", fd, until: "line" }, data: { ...task, text: text.slice(0, -2) } };
  store(machine, task, text.replace(/\n$/, ""));
  return line.endsWith("\n") ? 0 : 1;
};

const readCall = (task: ReadTask, fd: number): Syscall => (task.count === undefined && task.end === "\n" ? { call: "read", fd, until: "line" } : { call: "read", fd, most: 1 });

/** Character by character: with -n, or -d. */
function countedRead(machine: Machine, task: ReadTask, text: string, piece: string, fd: number): ReturnType<Builtin> {
  const ended = piece === "" || piece === task.end;
  const line = ended && piece !== "" ? text.slice(0, -1) : text;
  if (!ended && (task.count === undefined || text.length < task.count)) return { ask: readCall(task, fd), data: { ...task, text } };
  store(machine, task, line);
  return piece === "" ? 1 : 0;
}

function taskOf(machine: Machine, args: readonly string[]): ReadTask {
  let raw = false;
  let timeoutMs: number | undefined;
  let fd = 0;
  let count: number | undefined;
  let end = "\n";
  let array: string | undefined;
  const rest = [...args];
  while (rest[0]?.startsWith("-") && rest[0] !== "-") {
    const option = rest.shift() ?? "";
    const letters = option.slice(1);
    if (/^[rs]+$/.test(letters)) raw ||= letters.includes("r");
    else {
      raw ||= /^[rs]+[pntuda]/.test(letters);
      const letter = letters.replace(/^[rs]+/, "");
      const value = letter.slice(1) === "" ? (rest.shift() ?? "") : letter.slice(1);
      if (letter.startsWith("p") && machine.context.isTty(machine.fds[0] ?? 0)) print(machine, 2, value);
      if (letter.startsWith("t")) timeoutMs = Math.round((Number(value) || 0) * 1000);
      if (letter.startsWith("n") || letter.startsWith("N")) count = Math.max(0, Number(value) || 0);
      if (letter.startsWith("d")) end = value === "" ? "\0" : (value[0] ?? "\0");
      if (letter.startsWith("a") && machine.bash) array = value;
      if (letter.startsWith("u")) fd = Number(value) || 0;
    }
  }
  return { raw, names: rest.length > 0 ? rest : ["REPLY"], timeoutMs, fd, text: "", polled: false, count, end, ...(array !== undefined && { array }) };
}

/** The last name takes what is left, without the white space around it. */
function store(machine: Machine, task: ReadTask, line: string): void {
  const ifs = ifsOf(machine);
  const white = [...ifs].filter((character) => " \t\n".includes(character)).join("");
  const isWhite = (character: string): boolean => white.includes(character);
  const characters = task.raw ? [...line].map((text) => ({ text, literal: false })) : unescape(line);
  let at = 0;
  const skip = (): void => {
    while (at < characters.length && !characters[at]?.literal && isWhite(characters[at]?.text ?? "")) at += 1;
  };
  if (white !== "") skip();
  /** The next field, and what parts it from the one after it. */
  const take = (): string => {
    let value = "";
    while (at < characters.length && (characters[at]?.literal || !ifs.includes(characters[at]?.text ?? ""))) {
      value += characters[at]?.text ?? "";
      at += 1;
    }
    if (white !== "") skip();
    if (at < characters.length && !characters[at]?.literal && ifs.includes(characters[at]?.text ?? "") && !isWhite(characters[at]?.text ?? "")) {
      at += 1;
      skip();
    }
    return value;
  };
  if (task.array !== undefined) {
    const values: string[] = [];
    while (at < characters.length) values.push(take());
    return assignElements(machine, task.array, values.map((value, index) => [index, value]));
  }
  for (const [index, name] of task.names.entries()) {
    if (index === task.names.length - 1) {
      let end = characters.length;
      while (end > at && !characters[end - 1]?.literal && isWhite(characters[end - 1]?.text ?? "") && white !== "") end -= 1;
      const alone = characters.slice(at, end).filter((character) => !character.literal && ifs.includes(character.text) && !isWhite(character.text)).length;
      const last = characters[end - 1];
      if (alone === 1 && last && !last.literal && ifs.includes(last.text) && !isWhite(last.text)) end -= 1;
      assign(machine, name, characters.slice(at, end).map((character) => character.text).join(""));
      return;
    }
    assign(machine, name, take());
  }
}

function unescape(line: string): { readonly text: string; readonly literal: boolean }[] {
  const characters: { text: string; literal: boolean }[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const literal = line[at] === "\\";
    if (literal) at += 1;
    if (at < line.length) characters.push({ text: line[at] ?? "", literal });
  }
  return characters;
}
