import type { Json, JsonObject } from "../api/json.ts";
import { bounds } from "./bounds.ts";
import { below, type Checks } from "./checks.ts";
import { patternFault } from "./pattern.ts";
import type { Claim, Condition, Expectation } from "./scenario.ts";

const CLAIM_FIELDS = ["object", "jsonpath", "equals", "matches", "absent"];
const FIELDS = ["at", "by", ...CLAIM_FIELDS];

/** Reads `spec.expect`. */
export const readExpectations = (value: Json | undefined, pointer: string, namespace: string, checks: Checks): readonly Expectation[] =>
  checks.list(value, pointer, bounds.expectations).map((one, i) => readExpectation(one, below(pointer, i), namespace, checks));

/** Reads expectations without a time: what shall hold now. */
export const readClaims = (value: Json | undefined, pointer: string, namespace: string, most: number, checks: Checks): readonly Claim[] =>
  checks.list(value, pointer, most).map((one, i) => {
    const at = below(pointer, i);
    return readClaim(checks.fields(one, at, CLAIM_FIELDS), at, namespace, checks);
  });

function readExpectation(value: Json, pointer: string, namespace: string, checks: Checks): Expectation {
  const fields = checks.fields(value, pointer, FIELDS);
  const mode = fields["by"] === undefined ? "at" : "by";
  if ((fields["at"] === undefined) === (fields["by"] === undefined)) checks.refuse(pointer, "an expectation has either at or by");
  return {
    mode,
    atMs: checks.duration(fields[mode] ?? 0, below(pointer, mode)),
    ...readClaim(fields, pointer, namespace, checks),
  };
}

const readClaim = (fields: JsonObject, pointer: string, namespace: string, checks: Checks): Claim => ({
  ...readObject(fields["object"], below(pointer, "object"), namespace, checks),
  holds: readCondition(fields, pointer, checks),
});

function readObject(value: Json | undefined, pointer: string, namespace: string, checks: Checks): { namespace: string; kind: string; name: string } {
  const parts = checks.text(value, pointer, 600).split("/");
  const [name, kind, given] = [...parts].reverse();
  if (parts.length < 2 || parts.length > 3 || parts.includes("")) checks.refuse(pointer, "must be kind/name or namespace/kind/name");
  return { namespace: given ?? namespace, kind: (kind ?? "").toLowerCase(), name: name ?? "" };
}

function readCondition(fields: JsonObject, pointer: string, checks: Checks): Condition {
  const given = ["equals", "matches", "absent"].filter((key) => fields[key] !== undefined);
  if (given.length > 1) checks.refuse(pointer, `an expectation says one thing, not ${given.join(" and ")}`);
  if (fields["absent"] !== undefined) return readAbsent(fields, pointer, checks);
  if (given.length === 0) {
    if (fields["jsonpath"] !== undefined) checks.refuse(pointer, "jsonpath needs equals or matches");
    return { type: "present" };
  }
  const jsonpath = checks.text(fields["jsonpath"], below(pointer, "jsonpath"), bounds.patternCharacters);
  if (fields["equals"] !== undefined) return { type: "equals", jsonpath, text: scalar(fields["equals"], below(pointer, "equals"), checks) };
  const pattern = checks.text(fields["matches"], below(pointer, "matches"), bounds.patternCharacters);
  const fault = patternFault(pattern);
  if (fault !== undefined) checks.refuse(below(pointer, "matches"), fault);
  return { type: "matches", jsonpath, pattern };
}

function readAbsent(fields: JsonObject, pointer: string, checks: Checks): Condition {
  if (fields["jsonpath"] !== undefined) checks.refuse(below(pointer, "jsonpath"), "an absent object has no fields");
  return checks.flag(fields["absent"], below(pointer, "absent")) ? { type: "absent" } : { type: "present" };
}

function scalar(value: Json, pointer: string, checks: Checks): string {
  if (typeof value === "object") checks.refuse(pointer, "must be a text, a number, true or false");
  // An object may say of itself that it is no text.
  return typeof value === "object" ? "" : String(value);
}
