import type { Json, JsonObject } from "../../api/json.ts";
import { byCodeUnit } from "../../api/json.ts";
import type { KubernetesObject } from "../../api/types.ts";
import { listAt, objectsAt, stringAt } from "../objects.ts";
import type { Sheet } from "./sheet.ts";

interface Rule {
  readonly group: string;
  readonly resource: string;
  readonly names: readonly string[];
  readonly urls: readonly string[];
  readonly verbs: readonly string[];
}

const strings = (object: JsonObject, key: string): readonly string[] => listAt(object, key).map(String);
const slice = (list: readonly string[]): string => `[${list.join(" ")}]`;

// Mirrors RoleDescriber.Describe and ClusterRoleDescriber.Describe (kubectl/pkg/describe/describe.go).
export function describeRole(sheet: Sheet, object: KubernetesObject): void {
  sheet.line(0, "Name:", object.metadata.name);
  sheet.labels("Labels", object.metadata.labels);
  sheet.annotations(object.metadata.annotations);
  sheet.line(0, "PolicyRule:");
  sheet.line(1, "Resources", "Non-Resource URLs", "Resource Names", "Verbs");
  sheet.line(1, "---------", "-----------------", "--------------", "-----");
  for (const { group, resource, names, urls, verbs } of compactRules(objectsAt(object as unknown as Json, "rules"))) {
    sheet.line(1, qualified(resource, group), slice(urls), slice(names), slice(verbs));
  }
}

/** "deployments.apps/scale". Mirrors CombineResourceGroup. */
function qualified(resource: string, group: string): string {
  const [name = "", sub] = resource.split(/\/(.*)/s);
  return `${name}${group === "" ? "" : `.${group}`}${sub === undefined ? "" : `/${sub}`}`;
}

/** One rule for each thing, with all its verbs. Mirrors BreakdownRule, CompactRules and SortableRuleSlice (component-helpers/auth/rbac/validation). */
function compactRules(rules: readonly JsonObject[]): readonly Rule[] {
  const merged = new Map<string, Rule>();
  const add = (rule: Omit<Rule, "verbs">, verbs: readonly string[]) => {
    const key = JSON.stringify([rule.group, rule.resource, rule.names, rule.urls]);
    merged.set(key, { ...rule, verbs: [...(merged.get(key)?.verbs ?? []), ...verbs] });
  };
  for (const rule of rules) {
    const verbs = strings(rule, "verbs");
    const names = strings(rule, "resourceNames");
    for (const group of strings(rule, "apiGroups")) {
      for (const resource of strings(rule, "resources")) {
        for (const one of names.length > 0 ? names.map((name) => [name]) : [[]]) add({ group, resource, names: one, urls: [] }, verbs);
      }
    }
    for (const url of strings(rule, "nonResourceURLs")) add({ group: "", resource: "", names: [], urls: [url] }, verbs);
  }
  const order = ({ verbs, group, resource, names, urls }: Rule) => `Verbs:${slice(verbs)},APIGroups:${slice(urls.length > 0 ? [] : [group])},Resources:${slice(urls.length > 0 ? [] : [resource])},ResourceNames:${slice(names)},NonResourceURLs:${slice(urls)}`;
  return [...merged.values()].sort((a, b) => byCodeUnit(order(a), order(b)));
}

// Mirrors RoleBindingDescriber.Describe and ClusterRoleBindingDescriber.Describe.
export function describeBinding(sheet: Sheet, object: KubernetesObject): void {
  const json = object as unknown as Json;
  sheet.line(0, "Name:", object.metadata.name);
  sheet.labels("Labels", object.metadata.labels);
  sheet.annotations(object.metadata.annotations);
  sheet.line(0, "Role:");
  sheet.line(1, "Kind:", stringAt(json, "roleRef", "kind"));
  sheet.line(1, "Name:", stringAt(json, "roleRef", "name"));
  sheet.line(0, "Subjects:");
  sheet.line(1, "Kind", "Name", "Namespace");
  sheet.line(1, "----", "----", "---------");
  for (const subject of objectsAt(json, "subjects")) sheet.line(1, stringAt(subject, "kind"), stringAt(subject, "name"), stringAt(subject, "namespace"));
}
