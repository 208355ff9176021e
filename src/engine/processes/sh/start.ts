import type { ProcessContext } from "../program.ts";
import type { Syscall } from "../syscall.ts";
import { LONGEST_CODE } from "./machine.ts";
import { setLetter } from "./builtins/variables.ts";
import type { ShellState, Variable } from "./state.ts";

/** A new shell's state: a subshell's as it was handed over, else what the arguments say. */
export function startShell(context: ProcessContext, named: boolean): ShellState {
  const { handed } = context;
  if (isShellState(handed)) return handed;
  const bash = named || /(^-?|\/)bash$/.test(context.argv[0] ?? "");
  const fresh = freshState(context, bash);
  const args = [...context.argv.slice(1)];
  const options = { options: "", pipefail: false };
  let command = false;
  let interactive = false;
  let session = false;
  let fromStdin = false;
  while (/^[-+]/.test(args[0] ?? "")) {
    const argument = args.shift() ?? "";
    if (argument === "--" || argument === "-") break;
    if (argument === "--session") session = true;
    else if (argument.startsWith("--")) continue;
    else if (argument === "-o" || argument === "+o") {
      if (args.shift() === "pipefail") options.pipefail = argument === "-o";
    } else {
      for (const letter of argument.slice(1)) {
        if (letter === "c") command = true;
        else if (letter === "i") interactive = true;
        else if (letter === "s") fromStdin = true;
        else if (letter === "o") options.pipefail = args.shift() === "pipefail" || options.pipefail;
        else if (letter !== "l" && letter !== "s") {
          const problem = setLetter(options, letter, argument.startsWith("-"));
          if (problem !== undefined) return failing(fresh, `${problem}`, 2);
        }
      }
    }
  }
  const base: ShellState = { ...fresh, ...options };
  if (command) return fromText(base, args);
  const [file, ...parameters] = args;
  if (file === undefined || fromStdin) return { ...fromInput(base, context, interactive, session), parameters: args };
  const text = context.files.read(file) ?? undefined;
  if (text === undefined) {
    const directory = context.files.stat(file)?.type === "directory";
    if (bash) return failing(base, `${file}: ${directory ? "Is a directory" : "No such file or directory"}`, directory ? 126 : 127);
    return failing(base, directory ? `can't open '${file}': Is a directory` : `can't open '${file}': No such file or directory`, 2);
  }
  if (text.length > LONGEST_CODE) return failing(base, "out of memory", 1);
  return { ...base, name: file, parameters, code: text };
}

function fromText(base: ShellState, args: readonly string[]): ShellState {
  const [text, name = base.name, ...parameters] = args;
  if (text === undefined) return failing(base, base.bash ? "-c: option requires an argument" : "-c requires an argument", 2);
  return { ...base, name, parameters, code: text, tail: true };
}

function fromInput(base: ShellState, context: ProcessContext, wanted: boolean, session: boolean): ShellState {
  const interactive = session || wanted || context.isTty(0);
  const outbox: readonly Syscall[] = interactive ? [{ call: "signal", signal: "INT", disposition: "catch" }, { call: "signal", signal: "TERM", disposition: "catch" }] : [];
  return { ...base, source: session ? "prompt" : "stdin", interactive, outbox };
}

/** A shell that says what is wrong and ends. */
function failing(base: ShellState, message: string, status: number): ShellState {
  return { ...base, status, exiting: true, outbox: [{ call: "write", fd: 2, data: `${base.name}: ${message}\n` }] };
}

function freshState(context: ProcessContext, bash: boolean): ShellState {
  const variables = new Map<string, Variable>();
  for (const [name, value] of Object.entries(context.env)) variables.set(name, { value, exported: true, readOnly: false });
  const own = (name: string, value: string, exported = false): void => {
    if (!variables.has(name)) variables.set(name, { value, exported, readOnly: false });
  };
  variables.set("PWD", { value: context.cwd, exported: true, readOnly: false });
  variables.set("IFS", { value: " \t\n", exported: false, readOnly: false });
  own("OPTIND", "1");
  own("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  const depth = Number(context.env["SHLVL"] ?? 0) || 0;
  variables.set("SHLVL", { value: String(depth + 1), exported: true, readOnly: false });
  return {
    code: "", tail: false, pc: 0, status: 0, frames: null, words: [], argv: [], assigning: [], substituted: undefined, loopValues: undefined,
    variables, locals: null, functions: new Map(), aliases: new Map(), traps: new Map(), pendingTraps: [], parameters: [],
    name: (context.argv[0] ?? (bash ? "bash" : "sh")).replace(/^-/, ""), options: "", pipefail: false, fds: { 0: 0, 1: 1, 2: 2 }, jobs: [], lastBackground: undefined,
    shellPid: context.pidInNamespace, subshell: false, interactive: false, bash, umask: 0o022, source: "text", unread: "", tested: false, exiting: false, optionIndex: 0,
    stage: undefined, asked: undefined, outbox: [], asking: "operation", held: 0,
  };
}

const isShellState = (value: unknown): value is ShellState => typeof value === "object" && value !== null && "pendingTraps" in value && "frames" in value;
