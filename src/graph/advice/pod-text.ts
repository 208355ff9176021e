import { isObject } from "../../api/json.ts";
import { insertBefore, insertInto, removeEntry, replaceWord } from "../../manifest/edits.ts";
import type { TextEdit } from "../../manifest/judgement.ts";
import { branchAt, childAt, isMapping, isSequence, treesOf, type Branch } from "../../manifest/tree.ts";
import type { WrittenIn } from "../why/owners.ts";
import type { SchedulingEdit } from "../why/why.ts";

/** The text of a file with edits of a Pod that is written in it, every other character as it was; undefined: that is not possible. */
export function editedText(text: string, subjects: readonly WrittenIn[], edits: readonly SchedulingEdit[]): { readonly text: string; readonly subject: WrittenIn } | undefined {
  let edited = text;
  let subject: WrittenIn | undefined;
  for (const edit of edits) {
    const found = specIn(edited, subjects);
    const changes = found && editsOf(edited, found.spec, edit);
    if (!found || !changes) return undefined;
    subject = found.subject;
    edited = withEdits(edited, changes);
  }
  // What cannot be read any more was no edit.
  return subject && specIn(edited, subjects) && treesOf(edited).every(({ fault }) => !fault) ? { text: edited, subject } : undefined;
}

const withEdits = (text: string, edits: readonly TextEdit[]): string =>
  [...edits].sort((a, b) => b.start - a.start).reduce((all, { start, end, text: put }) => all.slice(0, start) + put + all.slice(end), text);

/** The spec of the Pod, in the document of itself or of what made it. */
function specIn(text: string, subjects: readonly WrittenIn[]): { readonly spec: Branch; readonly subject: WrittenIn } | undefined {
  const roots = treesOf(text).flatMap(({ root }) => (root ? [root, ...(branchAt(root, "items")?.children ?? [])] : []));
  for (const subject of subjects) {
    const document = roots.findLast(({ value }) => isObject(value) && value["kind"] === subject.kind && isObject(value["metadata"]) && value["metadata"]["name"] === subject.name && (value["metadata"]["namespace"] ?? subject.namespace) === subject.namespace);
    const spec = branchAt(document, ...subject.root.split("/").filter((part) => part !== ""), "spec");
    if (spec) return { spec, subject };
  }
  return undefined;
}

function editsOf(text: string, spec: Branch, edit: SchedulingEdit): readonly TextEdit[] | undefined {
  switch (edit.what) {
    case "lowerRequest":
      return lowered(text, containerIn(spec, edit.container), edit);
    case "tolerate":
      return tolerated(text, spec, edit.taint);
    case "dropSelector":
      return cut(text, branchAt(spec, "nodeSelector", edit.key));
    case "dropAffinity":
      return cut(text, branchAt(spec, "affinity", edit.of));
    case "relaxSpread": {
      // Two may have one key: the one that only prefers stands in nobody's way.
      const one = branchAt(spec, "topologySpreadConstraints")?.children.find((each) => childAt(each, "topologyKey")?.value === edit.key && childAt(each, "whenUnsatisfiable")?.value === "DoNotSchedule");
      const when = childAt(one, "whenUnsatisfiable");
      return when && [replaceWord(text, when.range, "ScheduleAnyway")];
    }
    case "dropHostPort":
      return cut(text, branchAt(containerIn(spec, edit.container), "ports")?.children.map((port) => childAt(port, "hostPort")).find((port) => port?.value === edit.port));
    default:
      return undefined;
  }
}

const containerIn = (spec: Branch, name: string): Branch | undefined =>
  [...(branchAt(spec, "containers")?.children ?? []), ...(branchAt(spec, "initContainers")?.children ?? [])].find((each) => childAt(each, "name")?.value === name);

function lowered(text: string, container: Branch | undefined, { resource, to }: Extract<SchedulingEdit, { what: "lowerRequest" }>): readonly TextEdit[] | undefined {
  if (!container) return undefined;
  const written = branchAt(container, "resources", "requests", resource);
  if (written) return [replaceWord(text, written.range, to)];
  const requests = branchAt(container, "resources", "requests");
  if (requests) return put(text, requests, [`${resource}: ${to}`], `${resource}: ${to}`);
  const resources = branchAt(container, "resources");
  // Asked for by its limit only.
  if (resources) return put(text, resources, ["requests:", `  ${resource}: ${to}`], `requests: {${resource}: ${to}}`);
  return put(text, container, ["resources:", "  requests:", `    ${resource}: ${to}`], `resources: {requests: {${resource}: ${to}}}`);
}

function tolerated(text: string, spec: Branch, taint: string): readonly TextEdit[] | undefined {
  const [, key = "", value, effect = ""] = /^([^=:]+)(?:=([^:]*))?:(.*)$/.exec(taint) ?? [];
  const fields = [`key: ${key}`, ...(value ? ["operator: Equal", `value: ${JSON.stringify(value)}`] : ["operator: Exists"]), `effect: ${effect}`];
  const item = [`- ${fields[0]}`, ...fields.slice(1).map((field) => `  ${field}`)];
  const there = branchAt(spec, "tolerations");
  if (there) return put(text, there, item, `{${fields.join(", ")}}`);
  const first = spec.children[0];
  if (spec.style === "block" && first) return insertBefore(text, first, ["tolerations:", ...item]);
  return put(text, spec, ["tolerations:", ...item], `tolerations: [{${fields.join(", ")}}]`);
}

/** At the end of a mapping or a list, as it is written: in lines, or within its brackets. */
function put(text: string, into: Branch, lines: readonly string[], flow: string): readonly TextEdit[] | undefined {
  if (into.style !== "flow") return insertInto(text, into, lines);
  if (!isMapping(into) && !isSequence(into)) return undefined;
  const at = into.range.end - 1;
  // JSON wants its keys in quotes.
  if (/^\s*"/.test(text.slice(into.range.start + 1, at))) return undefined;
  return [{ start: at, end: at, text: into.children.length > 0 ? `, ${flow}` : flow }];
}

/** Takes an entry away; with the last one what holds it. */
function cut(text: string, entry: Branch | undefined): readonly TextEdit[] | undefined {
  if (!entry?.parent) return undefined;
  const siblings = entry.parent.children;
  if (siblings.length === 1 && entry.parent.key) return cut(text, entry.parent);
  if (entry.parent.style !== "flow") return removeEntry(text, entry);
  const start = entry.key?.start ?? entry.range.start;
  const at = siblings.indexOf(entry);
  const next = siblings[at + 1];
  const before = siblings[at - 1];
  if (next) return [{ start, end: next.key?.start ?? next.range.start, text: "" }];
  return [{ start: before?.range.end ?? start, end: entry.range.end, text: "" }];
}
