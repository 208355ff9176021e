import type { ProcessContext, Program } from "../../processes/program.ts";
import { complain, exit, machine, say } from "../serving/machine.ts";
import { understand, type Language, type Snippet } from "./snippets.ts";

/** A command that runs program texts: from an option, from a file, from its input. */
export interface Interpreter {
  readonly name: string;
  readonly language: Language;
  /** The options that a text follows ("-c"). */
  readonly evaluate: readonly string[];
  /** Options that print something and end: "--version". */
  readonly prints: Readonly<Record<string, string>>;
  missingFile(path: string): { readonly lines: readonly string[]; readonly code: number };
}

type Doing = Snippet | "input";

const absolute = (path: string, cwd: string): string => (path.startsWith("/") ? path : `${cwd === "/" ? "" : cwd}/${path.replace(/^\.\//, "")}`);

/** Without a text it reads its input, which a Pod's container has not: it ends at once, with 0. */
export function interpreter({ name, language, evaluate, prints, missingFile }: Interpreter): Program {
  const run = (snippet: Snippet) => ({
    data: snippet as Doing,
    acts: snippet.forEver ? snippet.acts : [...snippet.acts, exit(0)],
    wait: { call: "compute", ms: 1 } as const,
  });
  const begin = (context: ProcessContext) => {
    const options = context.argv.slice(1).filter((argument) => argument !== "-u" && argument !== "-B");
    const [first] = options;
    if (first === undefined || first === "-" || first === "-i") return { data: "input" as Doing, acts: [], wait: { call: "read", fd: 0, until: "eof" } as const };
    const printed = Object.hasOwn(prints, first) ? prints[first] : undefined;
    if (printed !== undefined) return { data: "input" as Doing, acts: [say(printed), exit(0)] };
    if (evaluate.includes(first)) return run(understand(options[1] ?? "", language));
    if (first.startsWith("-")) return { data: "input" as Doing, acts: [complain(`${name}: ${first}: not simulated by Kubarium`), exit(1)] };
    const text = context.files.read(absolute(first, context.cwd));
    if (text !== undefined) return run(understand(text, language));
    const { lines, code } = missingFile(absolute(first, context.cwd));
    return { data: "input" as Doing, acts: [...lines.map(complain), exit(code)] };
  };
  return machine<Doing>({
    name,
    begin,
    onWake: (data) => (data === "input" ? { data, acts: [exit(0)] } : { data, acts: data.acts, wait: { call: "compute", ms: 1 } }),
  }) as Program;
}
