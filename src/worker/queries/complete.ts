import type { Cluster } from "../../engine/cluster.ts";
import type { FileReader } from "../../engine/processes/program.ts";
import { builtins, specialBuiltins } from "../../engine/processes/sh/builtins/list.ts";
import type { ShellState } from "../../engine/processes/sh/state.ts";
import type { ProcessRecord } from "../../engine/processes/state.ts";
import { completeKubectl } from "../../kubectl/completion/complete.ts";
import type { Reading } from "../../kubectl/completion/reading.ts";
import { kubeconfigNamespace, namedEntries, readKubeconfig } from "../../kubectl/kubeconfig.ts";
import type { Query } from "../protocol.ts";
import { quoted, wordAtCursor, type WordAtCursor } from "./shell-words.ts";

interface Completed {
  readonly from: number;
  readonly candidates: readonly string[];
}

/** A shell of the workstation, as completion sees it. */
interface Shell {
  readonly process: ProcessRecord;
  readonly files: FileReader;
  readonly aliases: ReadonlyMap<string, string>;
  readonly variables: readonly string[];
}

/** Commands that run the command that follows them. */
const PREFIXES = new Set(["command", "exec", "nohup", "time", "watch", "xargs"]);
const RESERVED = ["case", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in", "then", "until", "while"];
const MOST = 500;

/** Tab at a shell's prompt: commands, what kubectl's own completion offers, files. Reads only. */
export function completeLine(cluster: Cluster, { session, line, cursor }: Extract<Query, { type: "complete" }>): Completed {
  const shell = shellOf(cluster, session);
  if (!shell) return { from: cursor, candidates: [] };
  const at = wordAtCursor(line, cursor);
  const { from, candidates } = candidatesAt(cluster, shell, at);
  const sorted = [...new Set(candidates)].toSorted();
  return { from, candidates: sorted.slice(0, MOST) };
}

function candidatesAt(cluster: Cluster, shell: Shell, at: WordAtCursor): Completed {
  const { word, from, isRedirection } = at;
  if (/^\$\w*$/.test(word) && at.quote !== "'") return { from, candidates: shell.variables.filter((name) => name !== "KUBARIUM_NAMESPACE").map((name) => `$${name}`).filter((name) => name.startsWith(word)) };
  if (isRedirection) return { from, candidates: files(shell, at) };
  const words = withoutPrefixes(shell.aliases, at.words);
  if (words.length === 0) return { from, candidates: word.includes("/") ? files(shell, at) : commandsOf(shell).filter((name) => name.startsWith(word)) };
  if (words[0]?.replace(/^.*\//, "") !== "kubectl") return { from, candidates: files(shell, at, words[0] === "cd" ? "directories" : "all") };
  const completion = completeKubectl(words.slice(1), word, readingOf(cluster, shell));
  if (typeof completion.candidates !== "string") return { from: from + completion.from, candidates: completion.candidates };
  const part = { ...at, word: word.slice(completion.from), from: from + completion.from };
  return { from: part.from, candidates: files(shell, part, completion.candidates === "manifests" ? "manifests" : "all") };
}

function shellOf(cluster: Cluster, session: string): Shell | undefined {
  const { sessions } = cluster.state.workstation;
  const { processes } = cluster.state.processes;
  // A shell that is not open yet will be like the first one.
  const process = processes.get((sessions.get(session) ?? sessions.get("main"))?.process ?? "");
  const files = process && cluster.parts.processes.reader(process.key);
  if (!process || !files) return undefined;
  const { aliases = new Map(), variables = new Map() } = process.programState as Partial<ShellState>;
  return { process, files, aliases, variables: [...new Set([...variables.keys(), ...Object.keys(process.env)])] };
}

/** `watch -n 1 kubectl`, `time kubectl`, and an alias for what it stands for. */
function withoutPrefixes(aliases: ReadonlyMap<string, string>, words: readonly string[]): readonly string[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  if (PREFIXES.has(first)) return withoutPrefixes(aliases, rest.slice(Math.max(0, rest.findIndex((word) => !/^[-\d]/.test(word)))));
  const stands = aliases.get(first);
  return stands === undefined ? words : [...wordAtCursor(`${stands} `, stands.length + 1).words, ...rest];
}

function commandsOf({ process, aliases, files }: Shell): readonly string[] {
  const places = (process.env["PATH"] ?? "").split(":");
  const programs = Object.keys(process.task.executables).filter((path) => places.includes(path.slice(0, path.lastIndexOf("/")))).map((path) => path.slice(path.lastIndexOf("/") + 1));
  const scripts = places.flatMap((place) => files.list(place) ?? []);
  return [...programs, ...scripts, ...builtins.keys(), ...specialBuiltins.keys(), ...aliases.keys(), ...RESERVED].filter((name) => /^\w[\w.-]*$/.test(name));
}

/** Files and directories, these with a slash at the end; hidden ones where the name begins with a dot. */
function files({ process, files: reader }: Shell, { word, quote }: WordAtCursor, which: "all" | "directories" | "manifests" = "all"): readonly string[] {
  const slash = word.lastIndexOf("/") + 1;
  const typed = word.slice(0, slash);
  const directory = typed.startsWith("~/") ? `${process.env["HOME"] ?? ""}/${typed.slice(2)}` : typed;
  const start = word.slice(slash);
  return (reader.list(directory === "" ? "." : directory) ?? []).flatMap((name) => {
    if (!name.startsWith(start) || (name.startsWith(".") && !start.startsWith("."))) return [];
    const isDirectory = reader.stat(directory + name)?.type === "directory";
    if (!isDirectory && (which === "directories" || (which === "manifests" && !/\.(json|ya?ml)$/.test(name)))) return [];
    return [(typed.startsWith("~/") && quote === "" ? "~/" + quoted(typed.slice(2) + name, "") : quoted(typed + name, quote)) + (isDirectory ? "/" : "")];
  });
}

function readingOf(cluster: Cluster, { process, files: reader }: Shell): Reading {
  const surroundings = { env: process.env, files: reader };
  const config = readKubeconfig(surroundings);
  return {
    read: (request) => cluster.read(request),
    namespace: kubeconfigNamespace(surroundings),
    contexts: namedEntries(config, "contexts").flatMap(({ name }) => (typeof name === "string" ? [name] : [])),
  };
}
