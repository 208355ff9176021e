import { asJson, byCodeUnit, isObject, jsonEqual } from "../../../api/json.ts";
import { typeOfKind } from "../../../api/schema/schema.ts";
import type { KubernetesObject, Status } from "../../../api/types.ts";
import { decodeAs } from "../bodies.ts";
import { managersOf, managerOf, type ManagedFieldsEntry } from "../managed-fields.ts";
import { elementsOf, leafFields, parseFieldsV1, pathText, subtractFields, valuesOf, type FieldSet } from "../patch/field-set.ts";
import { mergeApplied, removeFields } from "../patch/apply-merge.ts";
import { keyOfCall, strategyOf, withMetadata, type Call, type ServerContext } from "../server-context.ts";
import { badRequest, failure, isStatus } from "../status.ts";
import { createNamed } from "./create.ts";
import { inRequestNamespace } from "./namespace-of-object.ts";
import { replace } from "./update.ts";

/** PATCH of type apply: server-side apply, with ownership field by field. */
// Mirrors FieldManager.Apply (staging/src/k8s.io/apimachinery/pkg/util/managedfields/fieldmanager.go).
export function apply(context: ServerContext, call: Call): KubernetesObject | Status {
  const { request, resource, stored } = call;
  if (!request.query?.fieldManager) return badRequest("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
  const decoded = decodeAs(resource, request.body, call);
  if (isStatus(decoded)) return decoded;
  if (decoded.metadata.managedFields) return badRequest("metadata.managedFields must be nil");
  const placed = inRequestNamespace(call, decoded);
  if (isStatus(placed)) return placed;
  const strategy = strategyOf(resource);
  const old = context.store.get(stored, keyOfCall(call));
  const owned = leafFields(placed);
  if (!old) return createNamed(context, { ...call, applied: owned }, strategy.applyDefaults(withMetadata(placed, { name: request.name ?? "" })));
  const conflicts = request.query.force ? [] : conflictsWith(old, placed, unyielding(old, owned, managerOf(call)), managerOf(call));
  if (conflicts.length > 0) return conflictStatus(conflicts);
  const dropped = droppedFields(old, owned, call);
  const kept = removeFields(asJson(old), dropped);
  const merged = mergeApplied(typeOfKind(old.apiVersion, old.kind), kept, asJson(placed)) as unknown as KubernetesObject;
  return replace(context, { ...call, applied: owned }, old, strategy.applyDefaults(merged));
}

interface Conflict {
  readonly manager: string;
  readonly apiVersion: string;
  readonly subresource?: string;
  readonly operation: string;
  readonly field: string;
  readonly time: string;
}

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** The applied fields without those that `kubectl apply` set on the client's side: server-side apply by kubectl takes them over. */
// Mirrors lastAppliedManager.Apply (staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/lastappliedmanager.go).
function unyielding(old: KubernetesObject, owned: FieldSet, manager: string): FieldSet {
  const text = old.metadata.annotations?.[LAST_APPLIED];
  if (manager !== "kubectl" || text === undefined) return owned;
  const yielded = lastAppliedFields(text);
  return new Set([...owned].filter((path) => !yielded.has(path)));
}

function lastAppliedFields(text: string): FieldSet {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && isObject(value["metadata"]) ? leafFields(value as unknown as KubernetesObject) : new Set();
  } catch {
    return new Set();
  }
}

/** The applied fields that others own with another value. */
function conflictsWith(old: KubernetesObject, applied: KubernetesObject, owned: FieldSet, manager: string): readonly Conflict[] {
  const wanted = valuesOf(applied, owned);
  const present = valuesOf(old, owned);
  return managersOf(old).flatMap((entry) => {
    if (entry.manager === manager && entry.operation === "Apply") return [];
    const theirs = parseFieldsV1(entry.fieldsV1);
    const contested = [...owned].filter((path) => theirs.has(path) && !jsonEqual(wanted.get(path), present.get(path)));
    return contested.sort(byCodeUnit).map((path) => ({ ...entry, field: pathText(path) }));
  });
}

// Mirrors NewConflictError (staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/conflict.go).
function conflictStatus(conflicts: readonly Conflict[]): Status {
  const who = ({ manager, apiVersion, subresource }: Conflict): string =>
    `conflict with "${manager}"${subresource ? ` with subresource "${subresource}"` : ""} using ${apiVersion}`;
  const groups = new Map<string, Conflict[]>();
  for (const conflict of conflicts) groups.set(who(conflict), [...(groups.get(who(conflict)) ?? []), conflict]);
  const words = [...groups].map(([said, fields]) =>
    fields.length === 1 ? `${said}: ${fields[0]!.field}` : `${said}:\n${fields.map(({ field }) => `- ${field}`).join("\n")}`,
  );
  const count = `${conflicts.length} conflict${conflicts.length === 1 ? "" : "s"}`;
  return failure(409, "Conflict", `Apply failed with ${count}: ${words.join("\n")}`, {
    causes: conflicts.map((conflict) => ({ reason: "FieldManagerConflict", message: who(conflict), field: conflict.field })),
  });
}

/** What this manager applied before, applies no longer, and nobody else owns. */
function droppedFields(old: KubernetesObject, owned: FieldSet, call: Call): FieldSet {
  const entries = managersOf(old);
  const isOwn = (entry: ManagedFieldsEntry): boolean => entry.manager === managerOf(call) && entry.operation === "Apply";
  const before = parseFieldsV1(entries.find(isOwn)?.fieldsV1);
  const others = entries.filter((entry) => !isOwn(entry)).flatMap((entry) => [...parseFieldsV1(entry.fieldsV1)]);
  const dropped = subtractFields(subtractFields(before, owned), new Set(others));
  const staying = [...owned, ...others];
  return new Set([...dropped].filter((path) => !holdsAny(path, staying)));
}

/** True of a map or an item of a list that has something left in it. */
function holdsAny(path: string, staying: readonly string[]): boolean {
  const elements = elementsOf(path);
  if (elements.at(-1) !== ".") return false;
  const inside = elements.slice(0, -1);
  return staying.some((other) => {
    const theirs = elementsOf(other);
    return inside.every((element, i) => theirs[i] === element);
  });
}
