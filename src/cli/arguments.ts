import { bounds } from "../scenario/bounds.ts";
import { durationMs } from "../scenario/duration.ts";

/** What a command line asks for. */
export type Command =
  | { readonly type: "run"; readonly files: readonly string[]; readonly options: RunOptions }
  | { readonly type: "test"; readonly files: readonly string[]; readonly output: Output }
  | { readonly type: "say"; readonly text: string; readonly exitCode: number };

export type Output = "text" | "json";

export interface RunOptions {
  readonly forMs?: number;
  readonly seed?: number;
  readonly nodes?: number;
  readonly output: Output;
}

export const USAGE = `kubarium plays Kubernetes v1.36 manifests and scenarios, deterministically, on virtual time.

  kubarium run FILE... [--for 2m] [--seed 7] [--nodes 2] [-o text|json]
      Plays one scenario, or applies plain manifests at 0s to a cluster of two nodes.
  kubarium test FILE... [-o text|json]
      Plays scenarios and checks their expect blocks. Exit code 1 when one does not hold.

FILE is a path, a folder of manifests, or - for standard input.
Exit codes of run: a scenario that played, 0; plain manifests, kubectl apply's; unreadable input, 2; an engine fault, 70.
`;

const VALUE_FLAGS: Readonly<Record<string, readonly string[]>> = {
  run: ["for", "seed", "nodes", "output"],
  test: ["output"],
};

/** Reads a command line (without node and script). A mistake comes back as what to say, exit code 2. */
export function readArguments(argv: readonly string[]): Command {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") return say(USAGE, name === undefined ? 2 : 0);
  if (name === "serve") return say("kubarium serve is not built yet: this version plays scenarios (kubarium run, kubarium test).\n", 2);
  const flags = Object.hasOwn(VALUE_FLAGS, name) ? VALUE_FLAGS[name] : undefined;
  if (!flags) return mistake(`unknown command "${name}"`);
  const parsed = split(rest, flags);
  if (typeof parsed === "string") return mistake(parsed);
  if (parsed.help) return say(USAGE, 0);
  if (parsed.files.length === 0) return mistake(`kubarium ${name} needs a file`);
  const options = readOptions(parsed.values);
  if (typeof options === "string") return mistake(options);
  return name === "run" ? { type: "run", files: parsed.files, options } : { type: "test", files: parsed.files, output: options.output };
}

const say = (text: string, exitCode: number): Command => ({ type: "say", text, exitCode });
const mistake = (why: string): Command => say(`kubarium: ${why}\n(kubarium --help shows what there is)\n`, 2);

interface Split {
  readonly files: string[];
  readonly values: Map<string, string>;
  help: boolean;
}

/** Parts files from flags: --flag value, --flag=value, -o value, -ojson; after -- everything is a file. */
function split(words: readonly string[], flags: readonly string[]): Split | string {
  const result: Split = { files: [], values: new Map(), help: false };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--") return result.files.push(...words.slice(i + 1)), result;
    if (word === "--help" || word === "-h") result.help = true;
    else if (word === "-" || !word.startsWith("-")) result.files.push(word);
    else {
      const flag = readFlag(word);
      if (flag === undefined || !flags.includes(flag.name)) return `unknown flag ${word}`;
      const value = flag.value ?? words[++i];
      if (value === undefined) return `flag ${word} needs a value`;
      result.values.set(flag.name, value);
    }
  }
  return result;
}

function readFlag(word: string): { readonly name: string; readonly value: string | undefined } | undefined {
  const long = /^--([a-z]+)(?:=(.*))?$/s.exec(word);
  if (long) return { name: long[1] ?? "", value: long[2] };
  const short = /^-o(?:=?(.+))?$/s.exec(word);
  return short ? { name: "output", value: short[1] } : undefined;
}

function readOptions(values: ReadonlyMap<string, string>): RunOptions | string {
  const output = values.get("output") ?? "text";
  if (output !== "text" && output !== "json") return `-o takes text or json, not "${output}"`;
  const forMs = values.has("for") ? durationMs(values.get("for") ?? "") : undefined;
  if (typeof forMs === "object") return `--for: ${forMs.refused}`;
  if (forMs !== undefined && forMs > bounds.durationMs) return "--for: virtual time ends at 30 days";
  const seed = wholeNumber(values.get("seed"), 4_294_967_295);
  if (seed === "bad") return "--seed takes a whole number from 0 to 4294967295";
  const nodes = wholeNumber(values.get("nodes"), bounds.nodes);
  if (nodes === "bad") return `--nodes takes a whole number from 0 to ${bounds.nodes}`;
  return { output, ...(forMs === undefined ? {} : { forMs }), ...(seed === undefined ? {} : { seed }), ...(nodes === undefined ? {} : { nodes }) };
}

function wholeNumber(text: string | undefined, most: number): number | undefined | "bad" {
  if (text === undefined) return undefined;
  return /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : "bad";
}
