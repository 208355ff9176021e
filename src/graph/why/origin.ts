import type { JournalEntry } from "../../engine/simulation/journal.ts";
import { entryOf } from "../../engine/simulation/journal-details.ts";
import { entryAt, pathsUnder } from "../../engine/processes/files/tree.ts";
import { WORKING_DIRECTORY, WORKSTATION_FILES } from "../../engine/workstation/host.ts";
import type { InputRecord } from "../../engine/workstation/state.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { Facts } from "./facts.ts";
import { link, onInput } from "./link.ts";
import { lineOfField, type Field, type ManifestLine } from "./manifest-lines.ts";
import type { WhyLink } from "./why.ts";

/** A line that somebody typed, and when. */
export interface Command {
  readonly line: string;
  readonly atMs: number;
  readonly session: string;
}

/** The end of a chain: the line of the file that writes the field, and the command that applied it. */
export function originOf(facts: Facts, fields: readonly Field[]): WhyLink {
  const command = appliedBy(facts);
  if (!command) return link("wasThere", {}, { atMs: Math.max(facts.createdAtMs, 0), at: onInput });
  const found = lineApplied(facts, command, fields);
  if (!found) return typedLink(command);
  const { file, line, text } = found;
  return { ...link("line", { file, line: String(line), command: verbOf(command.line) }, { atMs: command.atMs, at: onInput }), line: { file, line, text } };
}

/** The same, for what was typed rather than written in a file. */
export const typedLink = ({ line, atMs, session }: Command): WhyLink => link("typed", { command: verbOf(line), session }, { atMs, at: onInput, quote: firstLine(line) });

/** True when one of the fields stands in the file that was applied. */
export const isWritten = (facts: Facts, field: Field): boolean => {
  const command = appliedBy(facts);
  return command !== undefined && (lineApplied(facts, command, [field])?.written ?? false);
};

const firstLine = (text: string): string => {
  const [first = "", ...rest] = text.trim().split("\n");
  return rest.length > 0 ? `${first} …` : first;
};

/** "kubectl apply" of a line; its first word where it has no kubectl. */
function verbOf(line: string): string {
  const found = /\bkubectl\s+(?:-\S+\s+)*([a-z][\w-]*)/.exec(line);
  return found ? `kubectl ${found[1]}` : (line.trim().split(/\s+/)[0] ?? "");
}

/** What made the pod what it is: the last command that wrote its spec, or else the one that created it. */
export function appliedBy(facts: Facts): Command | undefined {
  const requests = facts.journal().filter(({ type, subject }) => type === "request" && subject === `pods/${facts.podKey}`);
  const written = requests.findLast((entry) => isFromPerson(entry) && writes.has(verb(entry)) && entryOf(entry, "request")?.detail.subresource === "");
  return inputOf(facts, written) ?? createdBy(facts);
}
const writes: ReadonlySet<string> = new Set(["update", "patch", "apply", "create"]);

/** The command that created it. Without a journal: the one that said so. */
export function createdBy(facts: Facts): Command | undefined {
  const stored = facts.journal().find((entry) => entryOf(entry, "store")?.detail.type === "ADDED");
  const known = inputOf(facts, stored);
  if (known) return known;
  const { name } = facts.pod.metadata;
  const said = facts.cluster.transcript().findLast(({ stdout, startedAtMs }) => startedAtMs !== null && startedAtMs <= facts.createdAtMs + 1000 && stdout.includes(`pod/${name} created`));
  return said && commandOf(said);
}

/** Who asked for it to be deleted: a command, or a part of the cluster by name; undefined when nobody knows any more. */
export function deletedBy(facts: Facts): { readonly command: Command } | { readonly part: string; readonly atMs: number } | undefined {
  const { namespace } = facts.pod.metadata;
  const subjects = [`pods/${facts.podKey}`, `pods/${namespace}`];
  const request = facts.journal().findLast((entry) => entry.type === "request" && subjects.includes(entry.subject) && verb(entry).startsWith("delete"));
  const command = inputOf(facts, request);
  if (command) return { command };
  if (request) return { part: request.actor, atMs: request.at };
  const { name } = facts.pod.metadata;
  const said = facts.cluster.transcript().findLast(({ input, startedAtMs }) => startedAtMs !== null && input.action.type === "run" && /\bdelete\b/.test(input.action.line) && input.action.line.includes(name));
  const typed = said && commandOf(said);
  return typed && { command: typed };
}

const verb = (entry: JournalEntry): string => entryOf(entry, "request")?.detail.verb ?? "";
const isFromPerson = ({ actor }: JournalEntry): boolean => actor.startsWith("workstation");

/** Climbs from an entry to the input that everything began with. */
export function inputOf(facts: Facts, entry: JournalEntry | undefined): Command | undefined {
  let at = entry;
  while (at && at.type !== "input") at = at.cause > 0 && at.cause < at.id ? facts.cluster.journalEntry(at.cause) : undefined;
  const record = at && facts.cluster.input(Number(at.subject.slice("input/".length)));
  return record && commandOf(record);
}

function commandOf({ input, session, startedAtMs }: InputRecord): Command | undefined {
  return input.action.type === "run" ? { line: input.action.line, atMs: Math.max(startedAtMs ?? input.atMs, 0), session } : undefined;
}

/** The line of the field in the file that the command read, as it was then. */
function lineApplied(facts: Facts, command: Command, fields: readonly Field[]): ManifestLine | undefined {
  const { name, namespace = "default" } = facts.pod.metadata;
  for (const file of filesNamed(facts.cluster, command.line)) {
    const text = textAt(facts.cluster, file, command.atMs);
    const found = text === undefined ? undefined : lineOfField(file, text, { namespace, name }, fields);
    if (found) return found;
  }
  return undefined;
}

/** The workstation's files that a command may have read: those it names, else (a directory, a pipe) all. */
function filesNamed(cluster: Cluster, line: string): readonly string[] {
  const tree = cluster.state.processes.files.get(WORKSTATION_FILES);
  const onDisk = tree ? pathsUnder(tree, WORKING_DIRECTORY).map((path) => path.slice(WORKING_DIRECTORY.length + 1)) : [];
  const all = [...new Set([...Object.keys(cluster.options.files ?? {}), ...onDisk])].filter((path) => path !== "");
  const named = all.filter((path) => line.includes(path));
  // The longest first: "pod.yaml" is in "my-pod.yaml" too.
  return named.length > 0 ? named.sort((a, b) => b.length - a.length) : all.filter((path) => /\.(ya?ml|json)$/.test(path));
}

/** What a file held at an instant. */
function textAt(cluster: Cluster, file: string, atMs: number): string | undefined {
  const tree = cluster.state.processes.files.get(WORKSTATION_FILES);
  const entry = tree && entryAt(tree, `${WORKING_DIRECTORY}/${file}`);
  if (entry?.type === "file" && entry.modifiedAtMs <= atMs) return entry.content;
  const edits = cluster.transcript().flatMap(({ input, startedAtMs }) => (input.action.type === "edit" && input.action.file === file && (startedAtMs ?? input.atMs) <= atMs ? [input.action.text] : []));
  return edits.at(-1) ?? cluster.options.files?.[file] ?? entry?.content;
}
