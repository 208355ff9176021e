import type { JsonObject } from "../../api/json.ts";
import { schemaFor } from "../../api/schema/schema.ts";
import { stringAt } from "../objects.ts";
import { diffObjects, joinPatches } from "./strategic-diff.ts";

/**
 * Mirrors CreateThreeWayMergePatch (apimachinery/pkg/util/strategicpatch/patch.go): what the manifest adds or changes
 * against the live object, and what was last applied and stands in the manifest no more.
 */
export function threeWayPatch(lastApplied: JsonObject, modified: JsonObject, live: JsonObject): JsonObject {
  const schema = schemaFor(stringAt(modified, "apiVersion"), stringAt(modified, "kind"));
  const changes = diffObjects(live, modified, schema, { ignoreDeletions: true, ignoreChangesAndAdditions: false });
  const deletions = diffObjects(lastApplied, modified, schema, { ignoreDeletions: false, ignoreChangesAndAdditions: true });
  return joinPatches(deletions, changes, schema);
}
