/** Field selectors: "status.phase=Running,spec.nodeName!=worker-1". */
import type { JsonObject } from "./json.ts";
import { isObject } from "./json.ts";

export interface FieldRequirement {
  readonly field: string;
  readonly operator: "=" | "!=";
  readonly value: string;
}
export type FieldSelector = readonly FieldRequirement[];
export type FieldSelectorResult = { readonly ok: true; readonly selector: FieldSelector } | { readonly ok: false; readonly message: string };

/** Reads the text form; `\,`, `\=` and `\\` stand for themselves. The message of a refusal is upstream's. */
// Mirrors fields.ParseSelector (apimachinery/pkg/fields/selector.go).
export function parseFieldSelector(text: string): FieldSelectorResult {
  const selector: FieldRequirement[] = [];
  for (const term of splitTerms(text)) {
    if (term === "") continue;
    const parts = splitTerm(term);
    if (parts === undefined) return { ok: false, message: `invalid selector: '${text}'; can't understand '${term}'` };
    const value = unescapeValue(parts.value);
    if (!value.ok) return value;
    selector.push({ field: parts.field, operator: parts.operator, value: value.text });
  }
  return { ok: true, selector };
}

/** Cuts at commas that no backslash escapes. */
function splitTerms(text: string): readonly string[] {
  const terms: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === "\\") i += 1;
    else if (text[i] === ",") {
      terms.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...terms, text.slice(start)];
}

const termShape = /^((?:[^!=]|!(?!=))*)(!=|==|=)([^]*)$/;

function splitTerm(term: string): FieldRequirement | undefined {
  const match = termShape.exec(term);
  if (match === null) return undefined;
  const [, field = "", sign = "=", value = ""] = match;
  return { field, operator: sign === "!=" ? "!=" : "=", value };
}

type UnescapeResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

// Mirrors UnescapeValue: an unescaped "," or "=" in a value, or an unknown escape, is refused.
function unescapeValue(value: string): UnescapeResult {
  let text = "";
  for (let i = 0; i < value.length; i += 1) {
    const character = value.charAt(i);
    if (character === "\\") {
      const next = value.charAt(i + 1);
      if (!"\\,=".includes(next) || next === "") return { ok: false, message: `invalid field selector: invalid escape sequence: \\${next}` };
      text += next;
      i += 1;
    } else if (character === "=" || character === ",") {
      return { ok: false, message: `invalid field selector: unescaped character in value: ${character}` };
    } else {
      text += character;
    }
  }
  return { ok: true, text };
}

/** True when every requirement holds; `valueOf` gives a field's text, "" for an absent one. */
export const matchesFields = (selector: FieldSelector, valueOf: (field: string) => string): boolean =>
  selector.every(({ field, operator, value }) => (valueOf(field) === value) === (operator === "="));

export const formatFieldSelector = (selector: FieldSelector): string =>
  selector.map(({ field, operator, value }) => `${field}${operator}${value.replace(/[\\,=]/g, "\\$&")}`).join(",");

const metadataFields = ["metadata.name", "metadata.namespace"];
const fieldsOfKind: ReadonlyMap<string, readonly string[]> = new Map([
  ["Pod", ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName"]],
  ["Node", ["spec.unschedulable"]],
  ["Namespace", ["status.phase"]],
  ["Secret", ["type"]],
  ["Service", ["spec.clusterIP", "spec.type"]],
  ["Job", ["status.successful"]],
  ["ReplicaSet", ["status.replicas"]],
  ["ReplicationController", ["status.replicas"]],
  ["CertificateSigningRequest", ["spec.signerName"]],
  ["Event", [
    "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
    "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
  ]],
]);

/** The first field of the selector that this kind cannot be selected by. */
// Mirrors the AddFieldLabelConversionFunc of each kind (pkg/apis/*/v1/conversion.go); the server answers `field label not supported: x`.
export function unsupportedField(kind: string, selector: FieldSelector): string | undefined {
  const supported = [...metadataFields, ...(fieldsOfKind.get(kind) ?? [])];
  return selector.find(({ field }) => !supported.includes(field))?.field;
}

/** The text of a selectable field of an object, as upstream's selectable fields give it. */
export function fieldOf(object: JsonObject, field: string): string {
  if (field === "source" || field === "reportingComponent") return sourceOf(object);
  const value = field.split(".").reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), object);
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return emptyTexts.get(field) ?? "";
}

const emptyTexts: ReadonlyMap<string, string> = new Map([
  ["spec.unschedulable", "false"], ["spec.hostNetwork", "false"], ["status.successful", "0"], ["status.replicas", "0"],
]);

function sourceOf(event: JsonObject): string {
  const component = isObject(event["source"]) ? event["source"]["component"] : undefined;
  const fallback = event["reportingComponent"];
  return typeof component === "string" && component !== "" ? component : typeof fallback === "string" ? fallback : "";
}
