import { asJson } from "../../api/json.ts";
import { allContainers } from "../../api/pods.ts";
import { valueAt } from "../../manifest/field-paths.ts";
import type { JournalEntry } from "../../engine/simulation/journal.ts";
import { entryOf } from "../../engine/simulation/journal-details.ts";
import { entryAt, pathsUnder } from "../../engine/processes/files/tree.ts";
import { WORKING_DIRECTORY, WORKSTATION_FILES } from "../../engine/workstation/host.ts";
import type { InputRecord } from "../../engine/workstation/state.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { Facts } from "./facts.ts";
import { link, onInput } from "./link.ts";
import { writtenIn } from "./owners.ts";
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
  const commands = writtenBy(facts);
  const found = lineApplied(facts, commands, fields);
  const newest = commands[0];
  if (!newest) return link("wasThere", {}, { atMs: Math.max(facts.createdAtMs, 0), at: onInput });
  if (!found || found.outdated) return typedLink(newest);
  const { command, manifest: { file, line, text } } = found;
  return { ...link("line", { file, line: String(line), command: verbOf(command.line) }, { atMs: command.atMs, at: onInput }), line: { file, line, text } };
}

/** The same, for what was typed rather than written in a file. */
export const typedLink = ({ line, atMs, session }: Command): WhyLink => link("typed", { command: verbOf(line), session }, { atMs, at: onInput, quote: firstLine(line) });

/** True when the field stands in the file that was applied. */
export const isWritten = (facts: Facts, field: Field): boolean => lineApplied(facts, writtenBy(facts), [field])?.manifest.written ?? false;

/** What the API server puts where no restartPolicy is written. */
export const DEFAULT_POLICY = "Always";

/** Who wrote what stands in a field: "yes" for the file (or nobody knows), "" for the API's default, else the command that made the object without a file. */
export function writerOf(facts: Facts, field: Field, value: string, byDefault: string): string {
  if (isWritten(facts, field)) return "yes";
  if (value === byDefault) return "";
  const maker = createdBy(facts);
  const made = maker && !readsFiles(maker) ? /\bkubectl\b.*?\s(run|create\s+[a-z]+)\b/.exec(maker.line)?.[1] : undefined;
  return made === undefined ? "yes" : `kubectl ${made.replace(/\s+/, " ")}`;
}

const firstLine = (text: string): string => {
  const [first = "", ...rest] = text.trim().split("\n");
  return rest.length > 0 ? `${first} …` : first;
};

/** "kubectl apply" of a line; its first word where it has no kubectl. */
export function verbOf(line: string): string {
  const found = /\bkubectl\s+(?:-\S+\s+)*([a-z][\w-]*)/.exec(line);
  return found ? `kubectl ${found[1]}` : (line.trim().split(/\s+/)[0] ?? "");
}

/** What made the pod what it is: the commands that wrote its spec, the newest first, down to the one that created it. */
function writtenBy(facts: Facts): readonly Command[] {
  const requests = facts.journal().filter((entry) => entry.subject === `pods/${facts.podKey}` && isFromPerson(entry) && writes.has(verb(entry)) && entryOf(entry, "request")?.detail.subresource === "");
  const commands = [...requests.toReversed().map((entry) => inputOf(facts, entry)), createdBy(facts)].filter((command) => command !== undefined);
  return commands.filter(({ line, atMs }, index) => commands.findIndex((other) => other.line === line && other.atMs === atMs) === index);
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
  while (at && at.type !== "input") at = at.cause > 0 && at.cause < at.id ? facts.entry(at.cause) : undefined;
  const record = at && facts.cluster.input(Number(at.subject.slice("input/".length)));
  return record && entry && commandOf(runningThen(facts, record, entry.at));
}

/** A line that waited was begun by the end of the one before it, to which the causes lead: it is the one that its shell ran then. */
function runningThen({ cluster }: Facts, found: InputRecord, atMs: number): InputRecord {
  if (found.endedAtMs === null || found.endedAtMs >= atMs) return found;
  const ran = cluster.transcript().find(({ session, startedAtMs, endedAtMs }) => session === found.session && startedAtMs !== null && startedAtMs <= atMs && (endedAtMs === null || endedAtMs >= atMs));
  return ran ?? found;
}

function commandOf({ input, session, startedAtMs }: InputRecord): Command | undefined {
  return input.action.type === "run" ? { line: input.action.line, atMs: Math.max(startedAtMs ?? input.atMs, 0), session } : undefined;
}

interface Applied {
  readonly command: Command;
  readonly manifest: ManifestLine;
  /** Something that was typed later changed what stands there. */
  readonly outdated: boolean;
}

/** The line of the field in the newest file that was applied, as it was then. */
function lineApplied(facts: Facts, commands: readonly Command[], fields: readonly Field[]): Applied | undefined {
  const subjects = writtenIn(facts.cluster, facts.pod);
  for (const [index, command] of commands.entries()) {
    for (const file of readsFiles(command) ? filesNamed(facts.cluster, command.line) : []) {
      const text = textAt(facts.cluster, file, command.atMs);
      const manifest = text === undefined ? undefined : lineOfField(file, text, subjects, fields);
      if (manifest) return { command, manifest, outdated: index > 0 && manifest.written && differs(facts, manifest) };
    }
  }
  return undefined;
}

/** True when it reads files. */
export const readsFiles = ({ line }: Command): boolean => /(^|\s)(-f|-k|--filename|--kustomize)\b/.test(line);

/** Only single values are compared: the server fills in what maps and lists leave out. */
function differs({ pod }: Facts, { value, field }: ManifestLine): boolean {
  if (value === undefined || typeof value === "object") return false;
  const spec = field.container === undefined ? pod : allContainers(pod.spec).find((container) => container.name === field.container);
  const now = spec && valueAt(asJson(spec), field.path);
  return now !== undefined && String(now) !== String(value);
}

/** The workstation's files that a command may have read: those it names, else (a directory, a pipe) all. */
export function filesNamed(cluster: Cluster, line: string): readonly string[] {
  const tree = cluster.state.processes.files.get(WORKSTATION_FILES);
  const onDisk = tree ? pathsUnder(tree, WORKING_DIRECTORY).map((path) => path.slice(WORKING_DIRECTORY.length + 1)) : [];
  const all = [...new Set([...Object.keys(cluster.options.files ?? {}), ...onDisk])].filter((path) => path !== "");
  const named = all.filter((path) => line.includes(path));
  // The longest first: "pod.yaml" is in "my-pod.yaml" too.
  return named.length > 0 ? named.sort((a, b) => b.length - a.length) : all.filter((path) => /\.(ya?ml|json)$/.test(path));
}

/** What a file held at an instant. */
export function textAt(cluster: Cluster, file: string, atMs: number): string | undefined {
  const tree = cluster.state.processes.files.get(WORKSTATION_FILES);
  const entry = tree && entryAt(tree, `${WORKING_DIRECTORY}/${file}`);
  if (entry?.type === "file" && entry.modifiedAtMs <= atMs) return entry.content;
  const edits = cluster.transcript().flatMap(({ input, startedAtMs }) => (input.action.type === "edit" && input.action.file === file && (startedAtMs ?? input.atMs) <= atMs ? [input.action.text] : []));
  return edits.at(-1) ?? cluster.options.files?.[file] ?? entry?.content;
}
