/** What a manifest of a removed version needs besides the version in its place. */
import { columnOf, flowKey, indentOf, insertBefore, insertInto, lineBreakOf, removeEntry, replaceWord, sourceOfMapping } from "../edits.ts";
import type { TextEdit } from "../judgement.ts";
import { areApart, inOrder } from "../judgement.ts";
import { branchAt, childAt, isMapping, isSequence, textOf } from "../tree.ts";
import type { Branch } from "../tree.ts";

export interface Upgrade {
  readonly edits: readonly TextEdit[];
  /** Fields that it brings along: "spec.selector". */
  readonly adds: readonly string[];
}

const nothing: Upgrade = { edits: [], adds: [] };

/** The edits beside that of `apiVersion` itself; undefined where a person must decide. */
export function upgradeOf(text: string, root: Branch, apiVersion: string, kind: string): Upgrade | undefined {
  if (["CustomResourceDefinition", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "CertificateSigningRequest"].includes(kind)) return undefined;
  if (["Deployment", "DaemonSet", "ReplicaSet", "StatefulSet"].includes(kind)) return upgradeWorkload(text, root);
  if (kind === "Ingress") return upgradeIngress(text, root);
  if (kind === "HorizontalPodAutoscaler" && apiVersion === "autoscaling/v2beta1") return upgradeAutoscaler(text, root);
  return nothing;
}

const removedFields = ["rollbackTo", "templateGeneration"];

function upgradeWorkload(text: string, root: Branch): Upgrade | undefined {
  const spec = childAt(root, "spec");
  const selector = childAt(spec, "selector");
  const needed = spec !== undefined && (selector === undefined || selector.value === null) ? addSelector(text, root) : nothing;
  if (needed === undefined) return undefined;
  const removals = removedFields.flatMap((name) => {
    const field = childAt(spec, name);
    return field === undefined ? [] : (removeEntry(text, field) ?? []);
  });
  return joined([needed, { edits: removals, adds: [] }]);
}

/** A selector for exactly the labels of the pod template; labels first if it has none. */
export function addSelector(text: string, root: Branch): Upgrade | undefined {
  const spec = childAt(root, "spec");
  const template = childAt(spec, "template");
  if (spec === undefined || template === undefined) return undefined;
  const labels = branchAt(template, "metadata", "labels");
  const source = labelLines(text, labels);
  const known = source ?? [`app: ${nameFor(root)}`];
  const lines = ["selector:", "  matchLabels:", ...known.map((line) => `    ${line}`)];
  const old = childAt(spec, "selector");
  const removed = old === undefined ? [] : removeEntry(text, old);
  const inserted = insertBefore(text, template, lines);
  if (inserted === undefined || removed === undefined) return undefined;
  const selector: Upgrade = { edits: [...removed, ...inserted], adds: ["spec.selector"] };
  return source === undefined ? joined([selector, addTemplateLabels(text, template, known)]) : selector;
}

function labelLines(text: string, labels: Branch | undefined): readonly string[] | undefined {
  if (!isMapping(labels) || labels.children.length === 0) return undefined;
  const source = sourceOfMapping(text, labels);
  if (source !== undefined) return source;
  const scalars = labels.children.filter(({ children, hidden }) => children.length === 0 && !hidden);
  return scalars.map(({ key, range }) => `${text.slice(key?.start, key?.end)}: ${text.slice(range.start, range.end)}`);
}

const nameFor = (root: Branch): string => textOf(branchAt(root, "metadata", "name")) ?? "app";

function addTemplateLabels(text: string, template: Branch, labels: readonly string[]): Upgrade | undefined {
  const metadata = childAt(template, "metadata");
  const lines = ["labels:", ...labels.map((line) => `  ${line}`)];
  const first = template.children[0];
  const old = childAt(metadata, "labels");
  if (old !== undefined) return undefined;
  const edits = metadata !== undefined ? insertInto(text, metadata, lines) : first && insertBefore(text, first, ["metadata:", ...lines.map((line) => `  ${line}`)]);
  return edits && { edits, adds: ["spec.template.metadata.labels"] };
}

function joined(parts: readonly (Upgrade | undefined)[]): Upgrade | undefined {
  if (!parts.every((part) => part !== undefined)) return undefined;
  const edits = inOrder(parts.flatMap((part) => part.edits));
  return areApart(edits) ? { edits, adds: parts.flatMap((part) => part.adds) } : undefined;
}

function upgradeIngress(text: string, root: Branch): Upgrade | undefined {
  const spec = childAt(root, "spec");
  const rules = childAt(spec, "rules")?.children ?? [];
  const paths = rules.flatMap((rule) => branchAt(rule, "http", "paths")?.children ?? []);
  const fallback = childAt(spec, "backend");
  const renamed: Upgrade = fallback?.key === undefined ? nothing : { edits: [replaceWord(text, fallback.key, "defaultBackend")], adds: ["spec.defaultBackend"] };
  return joined([
    renamed,
    fallback === undefined ? nothing : upgradeBackend(text, fallback),
    ...paths.flatMap((path) => [addPathType(text, path), upgradeBackend(text, childAt(path, "backend"))]),
  ]);
}

/** ImplementationSpecific is what a path without a type meant. */
function addPathType(text: string, path: Branch): Upgrade | undefined {
  if (!isMapping(path) || childAt(path, "pathType") !== undefined) return nothing;
  const backend = childAt(path, "backend");
  if (path.style === "flow") {
    const first = path.children[0]?.key;
    return first && { edits: [{ start: first.start, end: first.start, text: `${flowKey(text, path, "pathType")}: ${flowKey(text, path, "ImplementationSpecific")}, ` }], adds: ["pathType"] };
  }
  const edits = backend === undefined ? insertInto(text, path, ["pathType: ImplementationSpecific"]) : insertBefore(text, backend, ["pathType: ImplementationSpecific"]);
  return edits && { edits, adds: ["pathType"] };
}

/** serviceName and servicePort became service.name and service.port. */
function upgradeBackend(text: string, backend: Branch | undefined): Upgrade | undefined {
  const [name, port] = [childAt(backend, "serviceName"), childAt(backend, "servicePort")];
  if (backend === undefined || name === undefined || port === undefined || backend.children.length !== 2) return childAt(backend, "serviceName") === undefined ? nothing : undefined;
  const [nameText, portText] = [name, port].map(({ range }) => text.slice(range.start, range.end));
  const kind = typeof port.value === "number" || /^\d+$/.test(String(port.value)) ? "number" : "name";
  const value = kind === "number" ? String(port.value) : portText;
  const first = backend.children[0];
  if (first?.key === undefined) return undefined;
  const end = Math.max(name.range.end, port.range.end);
  const key = (field: string): string => flowKey(text, backend, field);
  if (backend.style === "flow") return { edits: [{ ...backend.range, text: `{ ${key("service")}: { ${key("name")}: ${nameText}, ${key("port")}: { ${key(kind)}: ${value} } } }` }], adds: ["service"] };
  const margin = " ".repeat(indentOf(text, backend));
  const lines = ["service:", `  name: ${nameText}`, "  port:", `    ${kind}: ${value}`];
  return { edits: [{ start: first.key.start, end, text: lines.join(lineBreakOf(text) + margin) }], adds: ["service"] };
}

/** targetAverageUtilization and targetAverageValue became a target. */
function upgradeAutoscaler(text: string, root: Branch): Upgrade | undefined {
  const metrics = branchAt(root, "spec", "metrics");
  if (metrics !== undefined && !isSequence(metrics)) return undefined;
  return joined((metrics?.children ?? []).map((metric) => upgradeMetric(text, metric)));
}

function upgradeMetric(text: string, metric: Branch): Upgrade | undefined {
  const resource = childAt(metric, "resource");
  if (resource === undefined) return undefined;
  const [utilization, value] = [childAt(resource, "targetAverageUtilization"), childAt(resource, "targetAverageValue")];
  const target = utilization ?? value;
  if (target?.key === undefined || resource.style !== "block") return childAt(resource, "target") === undefined ? undefined : nothing;
  const margin = " ".repeat(columnOf(text, target.key.start));
  const written = text.slice(target.range.start, target.range.end);
  const lines = ["target:", `  type: ${utilization === undefined ? "AverageValue" : "Utilization"}`, `  ${utilization === undefined ? "averageValue" : "averageUtilization"}: ${written}`];
  return { edits: [{ start: target.key.start, end: target.range.end, text: lines.join(lineBreakOf(text) + margin) }], adds: ["target"] };
}
