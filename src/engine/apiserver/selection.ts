import { fieldOf, matchesFields, parseFieldSelector, unsupportedField, type FieldSelector } from "../../api/fields.ts";
import { asJson } from "../../api/json.ts";
import { matchesLabels, parseLabelSelector, type Selector } from "../../api/labels.ts";
import type { KubernetesObject, Status } from "../../api/types.ts";
import { badRequest } from "./status.ts";

/** Which objects of a resource a list or a watch is about. */
export interface Selection {
  readonly namespace: string | undefined;
  readonly labels: Selector;
  readonly fields: FieldSelector;
}

interface SelectionQuery {
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/** Reads the selectors of a list or watch; a 400 in upstream's words if they cannot be read. */
export function readSelection(kind: string, namespace: string | undefined, query: SelectionQuery): Selection | Status {
  const labels = parseLabelSelector(query.labelSelector ?? "");
  if (!labels.ok) return badRequest(labels.message);
  const fields = parseFieldSelector(query.fieldSelector ?? "");
  if (!fields.ok) return badRequest(fields.message);
  const unsupported = unsupportedField(kind, fields.selector);
  if (unsupported !== undefined) return badRequest(`field label not supported: ${unsupported}`);
  return { namespace, labels: labels.selector, fields: fields.selector };
}

export function selects({ namespace, labels, fields }: Selection, object: KubernetesObject): boolean {
  if (namespace !== undefined && object.metadata.namespace !== namespace) return false;
  if (labels.length > 0 && !matchesLabels(labels, object.metadata.labels)) return false;
  return fields.length === 0 || matchesFields(fields, (field) => fieldOf(asJson(object), field));
}

/** The value that a field must have to be selected, where the selector asks for one. */
export const wantedValue = ({ fields }: Selection, field: string): string | undefined =>
  fields.find((requirement) => requirement.field === field && requirement.operator !== "!=")?.value;
