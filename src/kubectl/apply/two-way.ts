import type { JsonObject } from "../../api/json.ts";
import { schemaFor } from "../../api/schema/schema.ts";
import { stringAt } from "../objects.ts";
import { diffObjects } from "./strategic-diff.ts";

/** The strategic merge patch from an object to another form of it; empty where they are equal. */
// Mirrors CreateTwoWayMergePatch (apimachinery/pkg/util/strategicpatch/patch.go).
export const twoWayPatch = (original: JsonObject, modified: JsonObject): JsonObject =>
  diffObjects(original, modified, schemaFor(stringAt(original, "apiVersion"), stringAt(original, "kind")), { ignoreDeletions: false, ignoreChangesAndAdditions: false });
