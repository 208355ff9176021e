import { withCondition } from "../../../api/conditions.ts";
import { byCodeUnit } from "../../../api/json.ts";
import type { Condition } from "../../../api/types.ts";

/** What one pass over a namespace's content found. */
export interface Leftovers {
  /** Objects that are still there, by `<resource>.<group>`, and how many hold each finalizer. */
  readonly remaining: Readonly<Record<string, number>>;
  readonly finalizers: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
}

// Mirrors namespaceConditionUpdater (pkg/controller/namespace/deletion/status_condition_utils.go).
/** The five conditions of a namespace that is being emptied; the same list if nothing changed. */
export function namespaceConditions(old: readonly Condition[] | undefined, leftovers: Leftovers, now: string): readonly Condition[] {
  let conditions = old ?? [];
  for (const wanted of wantedConditions(leftovers)) {
    const known = conditions.find(({ type }) => type === wanted.type);
    if (known && known.status === wanted.status && known.reason === wanted.reason && known.message === wanted.message) continue;
    const lastTransitionTime = known && known.status === wanted.status ? (known.lastTransitionTime ?? now) : now;
    conditions = withCondition(conditions, { ...wanted, lastTransitionTime });
  }
  return conditions;
}

function wantedConditions({ remaining, finalizers, errors }: Leftovers): readonly Condition[] {
  const left = listed(remaining, (name, count) => `${name} has ${count} resource instances`);
  const held = listed(finalizers, (name, count) => `${name} in ${count} resource instances`);
  return [
    fine("NamespaceDeletionDiscoveryFailure", "ResourcesDiscovered", "All resources successfully discovered"),
    fine("NamespaceDeletionGroupVersionParsingFailure", "ParsedGroupVersions", "All legacy kube types successfully parsed"),
    errors.length > 0
      ? bad("NamespaceDeletionContentFailure", "ContentDeletionFailed", `Failed to delete all resource types, ${errors.length} remaining: ${[...errors].sort(byCodeUnit).join(", ")}`)
      : fine("NamespaceDeletionContentFailure", "ContentDeleted", "All content successfully deleted, may be waiting on finalization"),
    left
      ? bad("NamespaceContentRemaining", "SomeResourcesRemain", `Some resources are remaining: ${left}`)
      : fine("NamespaceContentRemaining", "ContentRemoved", "All content successfully removed"),
    held
      ? bad("NamespaceFinalizersRemaining", "SomeFinalizersRemain", `Some content in the namespace has finalizers remaining: ${held}`)
      : fine("NamespaceFinalizersRemaining", "ContentHasNoFinalizers", "All content-preserving finalizers finished"),
  ];
}

const fine = (type: string, reason: string, message: string): Condition => ({ type, status: "False", reason, message });
const bad = (type: string, reason: string, message: string): Condition => ({ type, status: "True", reason, message });

const listed = (counts: Readonly<Record<string, number>>, say: (name: string, count: number) => string): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => say(name, count))
    .sort(byCodeUnit)
    .join(", ");
