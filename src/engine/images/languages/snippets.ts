import type { Syscall } from "../../processes/syscall.ts";
import { complain, exit, say } from "../serving/machine.ts";

/** What a short program does: its acts, and whether it does them for ever. */
export interface Snippet {
  readonly acts: readonly Syscall[];
  readonly forEver: boolean;
}

/** How a language writes the few things that are understood of it; each pattern's first group is its value. */
export interface Language {
  readonly comment: RegExp;
  readonly ignored: RegExp;
  readonly print: RegExp;
  readonly sleep: RegExp;
  /** Of a sleep's number, in milliseconds. */
  readonly sleepUnitMs: number;
  readonly exit: RegExp;
  readonly fail: RegExp;
  failure(message: string): readonly string[];
  readonly loop: RegExp;
}

const MANY_LINES = 2000;

/**
 * Simplified: of a program's text (python -c, node -e …) only prints of plain texts, sleeps, exits, raised errors and one endless loop are
 * understood; anything else is told to be beyond this simulation, and ends with 1.
 */
export function understand(text: string, language: Language): Snippet {
  const acts: Syscall[] = [];
  let forEver = false;
  for (const statement of statementsOf(text, language)) {
    const printed = language.print.exec(statement);
    const slept = language.sleep.exec(statement);
    const left = language.exit.exec(statement);
    const failed = language.fail.exec(statement);
    if (printed) acts.push(say(unescaped(printed[1] ?? printed[2] ?? printed[3] ?? "")));
    else if (slept) acts.push({ call: "sleep", ms: Math.round(Number(slept[1] ?? 0) * language.sleepUnitMs) });
    else if (left) return { acts: [...acts, exit(Number(left[1] ?? 0) & 0xff)], forEver: false };
    else if (failed) return { acts: [...acts, ...language.failure(unescaped(failed[1] ?? "")).map(complain), exit(1)], forEver: false };
    else if (language.loop.test(statement)) forEver = true;
    else return { acts: [...acts, complain(`${statement.slice(0, 80)}: not simulated by Kubarium`), exit(1)], forEver: false };
  }
  return { acts, forEver };
}

/** A line each, or parted by semicolons that stand in no text. */
function statementsOf(text: string, { comment, ignored }: Language): readonly string[] {
  const parts = text.match(/(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^;\n"'])+/g) ?? [];
  return parts
    .slice(0, MANY_LINES)
    .map((part) => part.trim().replace(/^(while\s+(True|1|true)\s*:)\s*(.+)$/, "$1\n$3"))
    .flatMap((part) => part.split("\n"))
    .map((part) => part.trim())
    .filter((part) => part !== "" && !comment.test(part) && !ignored.test(part));
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, letter: string) => (letter === "n" ? "\n" : letter === "t" ? "\t" : letter));

const TEXT = "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'|(-?\\d+(?:\\.\\d+)?))";

export const pythonLanguage: Language = {
  comment: /^#/,
  ignored: /^(import\s|from\s|pass$)/,
  print: new RegExp(`^print\\(\\s*${TEXT}\\s*(?:,\\s*flush\\s*=\\s*True\\s*)?\\)$`),
  sleep: /^(?:time\.)?sleep\((\d+(?:\.\d+)?)\)$/,
  sleepUnitMs: 1000,
  exit: /^(?:sys\.exit|exit|quit|os\._exit)\((\d*)\)$/,
  fail: /^raise\s+\w+\(\s*["'](.*)["']\s*\)$/,
  failure: (message) => ["Traceback (most recent call last):", '  File "<string>", line 1, in <module>', `Exception: ${message}`],
  loop: /^while\s+(True|1)\s*:$/,
};

export const nodeLanguage: Language = {
  comment: /^\/\//,
  ignored: /^(?:(?:const|let|var)\s+\w+\s*=\s*require\(.*\)|\}\)?)$/,
  print: new RegExp(`^console\\.(?:log|info)\\(\\s*${TEXT}\\s*\\)$`),
  sleep: /^setTimeout\(\s*\(?\)?\s*=>\s*\{?\s*\}?\s*,\s*(\d+)\s*\)$/,
  sleepUnitMs: 1,
  exit: /^process\.exit\((\d*)\)$/,
  fail: /^throw new Error\(\s*["'](.*)["']\s*\)$/,
  failure: (message) => ["[eval]:1", "", `Error: ${message}`, "", "Node.js v22.19.0"],
  loop: /^while\s*\((?:true|1)\)\s*\{?$/,
};

export const rubyLanguage: Language = {
  comment: /^#/,
  ignored: /^(require\s|end$|\$stdout\.sync)/,
  print: new RegExp(`^puts\\s*\\(?\\s*${TEXT}\\s*\\)?$`),
  sleep: /^sleep\s*\(?\s*(\d+(?:\.\d+)?)\s*\)?$/,
  sleepUnitMs: 1000,
  exit: /^exit!?\s*\(?\s*(\d*)\s*\)?$/,
  fail: /^raise\s+["'](.*)["']$/,
  failure: (message) => [`-e:1:in '<main>': ${message} (RuntimeError)`],
  loop: /^(loop\s+do|while\s+true\s*(do)?)$/,
};

export const phpLanguage: Language = {
  comment: /^(\/\/|#)/,
  ignored: /^(<\?php|\?>|\})$/,
  print: new RegExp(`^(?:echo|print)\\s*\\(?\\s*${TEXT}\\s*\\)?$`),
  sleep: /^sleep\((\d+)\)$/,
  sleepUnitMs: 1000,
  exit: /^(?:exit|die)\s*\(?\s*(\d*)\s*\)?$/,
  fail: /^throw new \w*Exception\(\s*["'](.*)["']\s*\)$/,
  failure: (message) => [`PHP Fatal error:  Uncaught Exception: ${message} in Command line code:1`],
  loop: /^while\s*\((?:true|1)\)\s*\{?$/,
};
