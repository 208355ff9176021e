import { byCodeUnit, jsonEqual, type JsonObject } from "../../api/json.ts";
import { groupVersion } from "../../api/resources.ts";
import type { KubernetesObject } from "../../api/types.ts";
import { withMetadata, type Call } from "./server-context.ts";
import { changedFields, type FieldSet, fieldsV1, leafFields, parseFieldsV1, subtractFields, unionFields, valuesOf } from "./patch/field-set.ts";

/** An entry of metadata.managedFields. */
export interface ManagedFieldsEntry {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  readonly time: string;
  readonly fieldsType: "FieldsV1";
  readonly fieldsV1?: JsonObject;
  readonly subresource?: string;
}

export const managersOf = (object: KubernetesObject | undefined): readonly ManagedFieldsEntry[] =>
  (object?.metadata.managedFields ?? []) as unknown as readonly ManagedFieldsEntry[];

export const withManagers = <T extends KubernetesObject>(object: T, entries: readonly ManagedFieldsEntry[]): T =>
  withMetadata(object, { managedFields: entries as unknown as readonly JsonObject[] });

/** Who writes: the field manager that the request names, else the first part of its user agent. */
export const managerOf = ({ request }: Call): string => request.query?.fieldManager || request.userAgent.split("/")[0] || "unknown";

/** Programs whose fields are followed one by one: what people run. */
const followed = (call: Call): boolean => managerOf(call).startsWith("kubectl") || call.request.userAgent.startsWith("kubectl");

// Mirrors FieldManager.Update (staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/structuredmerge.go).
// Simplified: managedFields say of the cluster's own components that they wrote, but not which fields; a server-side apply cannot conflict with them.
/** `next` with its writer among the managers; `old` is undefined for a new object. */
export function recordManager(next: KubernetesObject, old: KubernetesObject | undefined, call: Call, time: string): KubernetesObject {
  if (call.applied) return recordApply(next, old, call, call.applied, time);
  const manager = managerOf(call);
  const apiVersion = groupVersion(call.resource.group, call.resource.version);
  const subresource = call.request.subresource;
  const isOwn = (entry: ManagedFieldsEntry): boolean =>
    entry.manager === manager && entry.operation === "Update" && entry.apiVersion === apiVersion && (entry.subresource ?? "") === (subresource ?? "");
  const before = managersOf(old);
  const written: FieldSet | undefined = followed(call) ? (old ? changedFields(old, next) : leafFields(next)) : undefined;
  const own = before.find(isOwn);
  const fields = written && unionFields(parseFieldsV1(own?.fieldsV1), written);
  const entry: ManagedFieldsEntry = {
    manager,
    operation: "Update",
    apiVersion,
    time,
    fieldsType: "FieldsV1",
    ...(fields ? { fieldsV1: fieldsV1(fields) } : own?.fieldsV1 && { fieldsV1: own.fieldsV1 }),
    ...(subresource && { subresource }),
  };
  const others = before.filter((other) => !isOwn(other));
  const yielded = written ? others.flatMap((other) => withoutFields(other, written)) : others;
  return withManagers(next, sorted([...yielded, entry]));
}

// Mirrors sortEncodedManagedFields (staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/managedfields.go).
const sorted = (entries: readonly ManagedFieldsEntry[]): readonly ManagedFieldsEntry[] => entries.toSorted((a, b) => byCodeUnit(orderOf(a), orderOf(b)));
const orderOf = ({ operation, time, manager, apiVersion, subresource = "" }: ManagedFieldsEntry): string =>
  [operation, time, manager, apiVersion, subresource].join(" ");

/** True if an apply of these fields would change nothing about who owns what. */
export function ownsAlready(object: KubernetesObject, call: Call, fields: FieldSet): boolean {
  const own = managersOf(object).find(({ manager, operation }) => manager === managerOf(call) && operation === "Apply");
  return own !== undefined && jsonEqual(own.fieldsV1, fieldsV1(fields));
}

/** What an update has changed no longer belongs to others; an entry without fields goes. */
export function withoutFields(entry: ManagedFieldsEntry, taken: FieldSet): readonly ManagedFieldsEntry[] {
  if (!entry.fieldsV1) return [entry];
  const left = subtractFields(parseFieldsV1(entry.fieldsV1), taken);
  return left.size === 0 ? [] : [{ ...entry, fieldsV1: fieldsV1(left) }];
}

/** `next` with this apply among its managers; what it took by force is no longer theirs. */
function recordApply(next: KubernetesObject, old: KubernetesObject | undefined, call: Call, owned: FieldSet, time: string): KubernetesObject {
  const apiVersion = groupVersion(call.resource.group, call.resource.version);
  const manager = managerOf(call);
  const { subresource } = call.request;
  const entry: ManagedFieldsEntry = {
    manager,
    operation: "Apply",
    apiVersion,
    time,
    fieldsType: "FieldsV1",
    fieldsV1: fieldsV1(owned),
    ...(subresource && { subresource }),
  };
  const others = managersOf(old).filter((other) => other.manager !== manager || other.operation !== "Apply");
  const changed = old ? new Set([...owned].filter((path) => !jsonEqual(valuesOf(old, owned).get(path), valuesOf(next, owned).get(path)))) : owned;
  return withManagers(next, sorted([...others.flatMap((other) => (other.operation === "Update" ? withoutFields(other, changed) : [other])), entry]));
}
