/** Everything that can be said of a text without asking a cluster. */
import { parseGroupVersion, resourceFor } from "../api/resources.ts";
import type { FieldType } from "../api/schema/schema.ts";
import { typeOfKind } from "../api/schema/schema.ts";
import type { Judgement } from "./judgement.ts";
import { applyEdits } from "./judgement.ts";
import { judgeCommandFile } from "./lints/command-files.ts";
import { lintAgedPodSpec } from "./lints/aged.ts";
import { lintBehavior } from "./lints/behavior.ts";
import { lintRelativeCommand } from "./lints/commands-of-containers.ts";
import { lintDuplicateKeys } from "./lints/duplicate-keys.ts";
import { lintFields } from "./lints/fields.ts";
import type { TypesByBranch } from "./lints/fields.ts";
import { fragmentOf, lintFragment, lintPathNotation } from "./lints/fragments.ts";
import { lintIdentity } from "./lints/identity.ts";
import { lintKindAndVersion } from "./lints/kinds-and-versions.ts";
import type { LintContext, ObjectContext } from "./lints/lint-context.ts";
import { lintPastedCharacters } from "./lints/pasted-characters.ts";
import { lintPastedLines } from "./lints/pasted-lines.ts";
import { lintReferences } from "./lints/references.ts";
import { lintSelector } from "./lints/selectors.ts";
import { lintTabs } from "./lints/tabs.ts";
import { yamlLines } from "./lints/text-lines.ts";
import { lintUnsimulatedFields, lintUnsimulatedKind } from "./lints/unsimulated.ts";
import { lintMissingSpaces, lintYamlSyntax } from "./lints/yaml-syntax.ts";
import { linesOf } from "./lines.ts";
import { largestFile } from "./read-documents.ts";
import { removedVersion, versionsOf } from "./removed-versions.ts";
import type { Branch, Tree } from "./tree.ts";
import { branchAt, childAt, isMapping, isSequence, textOf, treesOf } from "./tree.ts";

/** Judges a manifest, or a text of commands if its name is none of YAML's or JSON's. In the order of the text. Never throws. */
export function judge(text: string, fileName: string): readonly Judgement[] {
  if (text.length > largestFile) return [{ range: { start: 0, end: Math.min(text.length, 1) }, severity: "error", finding: { code: "tooLarge", most: largestFile }, fixes: [] }];
  const found = isManifest(fileName) ? judgeManifest(text, fileName) : judgeCommandFile(text);
  return found.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

const isManifest = (fileName: string): boolean => /\.(?:ya?ml|json)$/i.test(fileName) || !fileName.includes(".");

/** Characters and lines that make another document of what was meant. */
export const isPasted = ({ finding }: Judgement): boolean =>
  finding.code === "fenceLine" || finding.code === "promptLine" || (finding.code === "unusualCharacter" && finding.kind !== "quote" && finding.kind !== "comma");

/** Nobody reads more. */
const mostJudgements = 500;

function judgeManifest(text: string, fileName: string): readonly Judgement[] {
  const found: Judgement[] = [];
  const context: LintContext = {
    text,
    fileName,
    lines: linesOf(text),
    trees: treesOf(text),
    report: (judgement) => void (found.length < mostJudgements && found.push(judgement)),
  };
  judgeText(context);
  const pasted = found.filter(isPasted);
  lintDuplicateKeys(context);
  for (const { document, root, range } of context.trees) {
    // What was pasted along makes another document of it: first that.
    if (root !== undefined && !pasted.some(({ range: mark }) => mark.start >= range.start && mark.start < range.end)) for (const object of objectsIn(root)) judgeObject({ ...context, document, ...identified(object) });
  }
  return withoutEcho(found, context);
}

function judgeText(context: LintContext): void {
  if (/^\s*\{/.test(context.text) && context.trees.every(({ fault }) => fault === undefined)) return;
  const lines = yamlLines(context.text, context.lines);
  lintTabs(context, lines);
  lintPastedCharacters(context, lines);
  lintPastedLines(context, lines);
  lintMissingSpaces(context, lines);
  lintYamlSyntax(context);
}

/** A document's object, or the items of a List. */
function objectsIn(root: Branch): readonly Branch[] {
  const items = childAt(root, "items");
  return textOf(childAt(root, "kind")) === "List" && isSequence(items) ? items.children.filter((item) => isMapping(item)) : [root];
}

function identified(root: Branch): Pick<ObjectContext, "root" | "apiVersion" | "kind" | "served" | "type"> {
  const [apiVersion, kind] = [textOf(childAt(root, "apiVersion")) ?? "", textOf(childAt(root, "kind")) ?? ""];
  return { root, apiVersion, kind, served: isServed(apiVersion, kind), type: typeFor(apiVersion, kind) };
}

function isServed(apiVersion: string, kind: string): boolean {
  const gv = parseGroupVersion(apiVersion);
  return gv !== undefined && resourceFor(gv.group, gv.version, kind) !== undefined;
}

/** Kinds whose fields had other names in their removed versions. */
const reshaped = new Set(["Ingress", "HorizontalPodAutoscaler", "CustomResourceDefinition", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "EndpointSlice", "Event"]);

function typeFor(apiVersion: string, kind: string): FieldType | undefined {
  if (isServed(apiVersion, kind)) return typeOfKind(apiVersion, kind);
  const instead = removedVersion(apiVersion, kind)?.instead;
  if (instead !== undefined) return reshaped.has(kind) ? undefined : typeOfKind(instead.apiVersion, instead.kind);
  const [only] = versionsOf(kind);
  return only === undefined ? undefined : typeOfKind(only, kind);
}

function judgeObject(context: ObjectContext): void {
  const { root } = context;
  const fragment = context.apiVersion === "" && context.kind === "" ? fragmentOf(root) : undefined;
  if (fragment !== undefined) {
    lintFragment(context, fragment);
    return judgeFields({ ...context, type: fragment.type });
  }
  if (!isMapping(root) || lintPathNotation(context)) return;
  lintIdentity(context);
  lintKindAndVersion(context);
  judgeFields(context);
  lintSelector(context);
  lintUnsimulatedKind(context);
}

function judgeFields(context: ObjectContext): void {
  const types = lintFields(context);
  for (const podSpec of podSpecsIn(types)) {
    lintReferences(context, podSpec, claimNames(context.root));
    lintAgedPodSpec(context, podSpec);
    lintBehavior(context, podSpec);
    lintRelativeCommand(context, podSpec);
    lintUnsimulatedFields(context, podSpec);
  }
}

const podSpecsIn = (types: TypesByBranch): readonly Branch[] =>
  [...types].flatMap(([branch, type]) => (type.kind === "struct" && type.struct.name === "PodSpec" && isMapping(branch) ? [branch] : []));

/** A StatefulSet's claims are volumes of its pods. */
const claimNames = (root: Branch): readonly string[] =>
  (branchAt(root, "spec", "volumeClaimTemplates")?.children ?? []).flatMap((claim) => textOf(branchAt(claim, "metadata", "name")) ?? []);

/** A syntax error that some fix of the same document mends is told there, in go-yaml's words. */
function withoutEcho(found: readonly Judgement[], context: LintContext): readonly Judgement[] {
  const told = new Map<Judgement, Judgement>();
  for (const fault of found) {
    const tree = fault.finding.code === "yamlSyntax" ? context.trees[fault.about?.document ?? -1] : undefined;
    if (tree === undefined) continue;
    const inside = found.filter(({ range, fixes, words }) => fixes.length > 0 && words === undefined && range.start >= tree.range.start && range.start <= tree.range.end);
    const cause = causeOf(fault, tree, inside, context);
    if (cause !== undefined) told.set(fault, cause);
  }
  const causes = new Map([...told].map(([fault, cause]) => [cause, fault]));
  return found.filter((judgement) => !told.has(judgement)).map((judgement) => {
    const fault = causes.get(judgement);
    return fault?.words === undefined ? judgement : { ...judgement, words: fault.words, ...(fault.about && { about: fault.about }) };
  });
}

/** Documents with many kinds of faults at once are not worth more tries. */
const mostTries = 3;

function causeOf(fault: Judgement, tree: Tree, inside: readonly Judgement[], { text, lines }: LintContext): Judgement | undefined {
  const sameLine = inside.find(({ range }) => lines.placeOf(range.start).line === lines.placeOf(fault.range.start).line);
  if (sameLine !== undefined) return sameLine;
  const byKind = new Map(inside.map((judgement) => [judgement.finding.code, judgement]));
  for (const { finding, fixes } of [...byKind.values()].slice(0, mostTries)) {
    const fix = fixes[0];
    const mended = fix === undefined ? undefined : treesOf(applyEdits(text, fix.edits))[tree.document];
    if (mended !== undefined && (mended.fault === undefined || mended.fault.message !== tree.fault?.message)) return inside.find((judgement) => judgement.finding.code === finding.code);
  }
  return undefined;
}
