import { entryOf, type FileDetail, type ProcessDetail } from "../../engine/simulation/journal-details.ts";
import type { JournalEntry } from "../../engine/simulation/journal.ts";
import { scriptFields } from "./command-fields.ts";
import type { Facts } from "./facts.ts";
import { link, onContainer, onVolume } from "./link.ts";
import type { Field } from "./manifest-lines.ts";
import { createdBy, inputOf, originOf, typedLink } from "./origin.ts";
import type { WhyLink, WhyPlace } from "./why.ts";

/** The path that a program's complaint names: "cat: can't open '/tmp/healthy': No such file or directory". */
export const pathIn = (complaint: string): string | undefined =>
  /no such file|not found|can't open|cannot (open|access)/i.test(complaint) ? /['"‘]?(\/[\w./-]+)['"’]?/.exec(complaint)?.[1] : undefined;

/** Which process took a file away before an instant, and where that stands; undefined when the journal knows of none. */
export function removal(facts: Facts, container: string, path: string, beforeMs: number): readonly WhyLink[] | undefined {
  const about = facts.journal().filter((entry) => isAbout(entry, container, path) && entry.at <= beforeMs);
  const places = new Set(about.map((entry) => entryOf(entry, "file")!.detail.place));
  const gone = facts.journal().findLast((entry) => {
    const file = entryOf(entry, "file")?.detail;
    return file !== undefined && file.what !== "create" && entry.at <= beforeMs && (places.has(file.place) || isAbout(entry, container, path));
  });
  const file = gone && entryOf(gone, "file")?.detail;
  if (!gone || !file) return undefined;
  const values = { command: baseName(file.argv[0] ?? ""), path, before: endedBefore(facts, gone, file) };
  return [link("fileRemoved", values, { atMs: gone.at, at: placeOf(facts, container, path) }), originOfProcess(facts, gone, file)];
}

function isAbout(entry: JournalEntry, container: string, path: string): boolean {
  const file = entryOf(entry, "file")?.detail;
  return file !== undefined && file.path === path && file.owner?.container === container;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** What its shell had waited for: the process of the same parent that ended last before it. */
function endedBefore(facts: Facts, { id }: JournalEntry, { process }: FileDetail): string {
  const processes = facts.journal().flatMap((entry) => {
    const detail = entryOf(entry, "process")?.detail;
    return detail && entry.id < id ? [detail] : [];
  });
  const parent = processes.find((each) => each.process === process && each.what === "start")?.parent;
  if (!parent) return "";
  const before = processes.findLast((each: ProcessDetail) => each.what === "exit" && each.parent === parent && each.process !== process);
  return before ? before.argv.join(" ") : "";
}

/** Where the file lay: on a volume, or in the container itself. */
function placeOf(facts: Facts, container: string, path: string): WhyPlace {
  const mounts = (facts.specOf(container)?.volumeMounts ?? []).filter(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath.replace(/\/$/, "")}/`));
  const deepest = mounts.sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
  return deepest ? onVolume(deepest.name) : onContainer(container);
}

/** A command of the container's own script, or of somebody who came in from outside. */
function originOfProcess(facts: Facts, entry: JournalEntry, { argv, owner, path }: FileDetail): WhyLink {
  const command = inputOf(facts, entry);
  const created = createdBy(facts);
  if (command && created && (command.atMs !== created.atMs || command.line !== created.line)) return typedLink(command);
  const name = owner?.container ?? "";
  return originOf(facts, [...removalFields(facts, name, argv, path), { container: name, path: "/name" }]);
}

const removalFields = (facts: Facts, name: string, argv: readonly string[], path: string): readonly Field[] =>
  scriptFields(facts, name, argv.join(" "), `${baseName(argv[0] ?? "")} ${argv.at(-1) ?? ""}`, `rm -f ${path}`, `rm -rf ${path}`, `rm ${path}`);
