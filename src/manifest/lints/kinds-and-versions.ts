import { groupVersion, parseGroupVersion, resourceByName, resourceFor, resources } from "../../api/resources.ts";
import { replaceWord } from "../edits.ts";
import type { Fix } from "../judgement.ts";
import { areApart, inOrder } from "../judgement.ts";
import { nearMatch } from "../near-match.ts";
import { removedVersion, versionsOf } from "../removed-versions.ts";
import type { RemovedVersion } from "../removed-versions.ts";
import { childAt } from "../tree.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, valueMark } from "./lint-context.ts";
import { upgradeOf } from "./upgrade.ts";
import { noMatchWords } from "./words.ts";

/** A kind and version that nobody serves: removed, renamed, or misspelt. */
export function lintKindAndVersion(context: ObjectContext): void {
  const { apiVersion, kind } = context;
  if (apiVersion === "" || kind === "") return;
  const gv = parseGroupVersion(apiVersion);
  if (gv !== undefined && resourceFor(gv.group, gv.version, kind) !== undefined) return;
  const removed = removedVersion(apiVersion, kind);
  if (removed !== undefined) return reportRemoved(context, removed);
  if (versionsOf(kind).length > 0) return reportVersion(context);
  reportKind(context);
}

function reportRemoved(context: ObjectContext, { removedIn, instead }: RemovedVersion): void {
  const { text, root, apiVersion, kind } = context;
  const version = childAt(root, "apiVersion");
  if (version === undefined) return;
  context.report({
    range: valueMark(version, text),
    severity: "error",
    finding: { code: "removedVersion", kind, apiVersion, removedIn, ...(instead && { instead: instead.kind === kind ? instead.apiVersion : `${instead.apiVersion} ${instead.kind}` }) },
    words: noMatchWords(context),
    fixes: instead === undefined ? [] : upgradeFix(context, instead),
    about: about(context, "/apiVersion", "/kind"),
  });
}

function upgradeFix({ text, root, apiVersion, kind }: ObjectContext, instead: NonNullable<RemovedVersion["instead"]>): readonly Fix[] {
  const [version, kindBranch] = [childAt(root, "apiVersion"), childAt(root, "kind")];
  const upgrade = upgradeOf(text, root, apiVersion, instead.kind);
  if (version === undefined || kindBranch === undefined || upgrade === undefined) return [];
  const renamed = instead.kind === kind ? [] : [replaceWord(text, kindBranch.range, instead.kind)];
  const edits = inOrder([replaceWord(text, version.range, instead.apiVersion), ...renamed, ...upgrade.edits]);
  return areApart(edits) ? [{ title: { code: "upgrade", to: instead.apiVersion, adds: [...new Set(upgrade.adds)] }, edits }] : [];
}

function reportVersion(context: ObjectContext): void {
  const { text, root, apiVersion, kind } = context;
  const version = childAt(root, "apiVersion");
  const versions = versionsOf(kind);
  if (version === undefined) return;
  context.report({
    range: valueMark(version, text),
    severity: "error",
    finding: { code: "unknownVersion", kind, apiVersion, versions },
    words: parseGroupVersion(apiVersion) === undefined ? `unexpected GroupVersion string: ${apiVersion}` : noMatchWords(context),
    fixes: versions.map((value) => ({ title: { code: "useValue", value }, edits: [replaceWord(text, version.range, value)] })),
    about: about(context, "/apiVersion", ""),
  });
}

function reportKind(context: ObjectContext): void {
  const { text, root, apiVersion, kind } = context;
  const branch = childAt(root, "kind");
  const meant = kindMeant(kind, apiVersion);
  // What somebody else defines is nobody's misspelling.
  if (branch === undefined || (meant === undefined && isForeign(apiVersion))) return;
  context.report({
    range: valueMark(branch, text),
    severity: "error",
    finding: { code: "unknownKind", kind, ...(meant !== undefined && { meant }) },
    words: noMatchWords(context),
    fixes: meant === undefined ? [] : kindFix(context, meant),
    about: about(context, "/kind", "/apiVersion"),
  });
}

const isForeign = (apiVersion: string): boolean => {
  const gv = parseGroupVersion(apiVersion);
  return gv !== undefined && gv.group.includes(".") && !resources.some(({ group }) => group === gv.group);
};

function kindMeant(kind: string, apiVersion: string): string | undefined {
  if (isForeign(apiVersion)) return undefined;
  return nearMatch(kind, new Set(resources.map((resource) => resource.kind))) ?? resourceByName(kind)?.kind;
}

function kindFix({ text, root, apiVersion }: ObjectContext, meant: string): readonly Fix[] {
  const [kind, version] = [childAt(root, "kind"), childAt(root, "apiVersion")];
  if (kind === undefined || version === undefined) return [];
  const gv = parseGroupVersion(apiVersion);
  const served = gv !== undefined && resourceFor(gv.group, gv.version, meant) !== undefined;
  const old = served ? undefined : removedVersion(apiVersion, meant);
  const upgrade = old === undefined ? undefined : upgradeOf(text, root, apiVersion, meant);
  const to = served || (old !== undefined && upgrade === undefined) ? apiVersion : (old?.instead?.apiVersion ?? firstVersion(meant));
  const versionEdit = to === apiVersion ? [] : [replaceWord(text, version.range, to)];
  const edits = inOrder([replaceWord(text, kind.range, meant), ...versionEdit, ...(upgrade?.edits ?? [])]);
  return areApart(edits) ? [{ title: { code: "rename", to: meant }, edits }] : [];
}

function firstVersion(kind: string): string {
  const found = resources.find((resource) => resource.kind === kind);
  return found === undefined ? "v1" : groupVersion(found.group, found.version);
}
