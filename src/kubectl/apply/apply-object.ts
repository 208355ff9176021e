import { isObject } from "../../api/json.ts";
import type { JsonObject } from "../../api/json.ts";
import { describeInfo } from "../builder/info.ts";
import type { Info } from "../builder/info.ts";
import { call, getObject } from "../client.ts";
import type { FieldValidation } from "../commands/field-validation.ts";
import { fail, isConflict, isNotFound, problemOf, throwProblem, withSource } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { goJson, nameOf, stringAt } from "../objects.ts";
import type { DryRun } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { sleep, writeError } from "../task.ts";
import type { Task } from "../task.ts";
import { lastApplied, lastAppliedAnnotation, withLastApplied } from "./last-applied.ts";
import { threeWayPatch } from "./three-way.ts";

export interface ApplyOptions {
  readonly dryRun: DryRun;
  readonly fieldValidation: FieldValidation;
  readonly fieldManager: string;
}

export interface Applied {
  readonly object: JsonObject;
  readonly operation: "created" | "configured" | "unchanged" | "serverside-applied";
}

// Mirrors ApplyOptions.applyOneObject (kubectl/pkg/cmd/apply/apply.go), client side.
export function* applyObject(session: Session, info: Info, options: ApplyOptions): Task<Applied> {
  const { source } = info;
  const manifest = info.object ?? {};
  refuseGenerateName(manifest);
  const live = yield* currentObject(session, info);
  if (!live) {
    const created = withLastApplied(manifest);
    if (options.dryRun === "client") return { object: created, operation: "created" };
    return { object: yield* adding("creating", source, call(session, { verb: "create", resource: info.resource, namespace: info.namespace, query: queryOf(options), body: created })), operation: "created" };
  }
  if (lastApplied(live) === "") yield* writeError(missingAnnotation(info));
  if (options.dryRun === "client") {
    const patch = patchFor(live, manifest);
    return { object: live, operation: isEmpty(patch) ? "unchanged" : "configured" };
  }
  const { object, patch } = yield* patchWithRetries(session, info, live, options);
  if (stringAt(object, "metadata", "deletionTimestamp") !== "") yield* writeError(`Warning: Detected changes to resource ${nameOf(object)} which is currently being deleted.\n`);
  return { object, operation: isEmpty(patch) ? "unchanged" : "configured" };
}

export function refuseGenerateName(manifest: JsonObject): void {
  const generateName = stringAt(manifest, "metadata", "generateName");
  if (nameOf(manifest) === "" && generateName !== "") fail(`from ${generateName}: cannot use generate name with apply`);
}

function* currentObject(session: Session, info: Info): Task<JsonObject | undefined> {
  try {
    return yield* getObject(session, info);
  } catch (error) {
    const problem = problemOf(error);
    if (isNotFound(problem)) return undefined;
    return throwProblem(withSource(problem, `retrieving current configuration of:\n${describeInfo(info)}\nfrom server for:`, info.source));
  }
}

/** Conflicts are tried again over a fresh read: five times, with a second between the later ones. */
const maxRetries = 5;
const retryAfterMs = 1000;

function* patchWithRetries(session: Session, info: Info, first: JsonObject, options: ApplyOptions): Task<{ object: JsonObject; patch: JsonObject }> {
  let live = first;
  for (let retry = 0; ; retry++) {
    const patch = patchFor(live, info.object ?? {});
    if (isEmpty(patch)) return { object: live, patch };
    try {
      const { resource, namespace, name } = info;
      return { patch, object: yield* call(session, { verb: "patch", patchType: "strategic", resource, namespace, name, query: queryOf(options), body: patch }) };
    } catch (error) {
      const problem = problemOf(error);
      if (!isConflict(problem) || retry >= maxRetries) return throwProblem(patchProblem(problem, patch, info));
      if (retry >= 1) yield* sleep(retryAfterMs);
      live = yield* getObject(session, info);
    }
  }
}

const patchProblem = (problem: Problem, patch: JsonObject, info: Info): Problem =>
  withSource(withSource(problem, "patching", info.source), `applying patch:\n${goJson(patch)}\nto:\n${describeInfo(info)}\nfor:`, info.source);

const isEmpty = (patch: JsonObject): boolean => Object.keys(patch).length === 0;

function patchFor(live: JsonObject, manifest: JsonObject): JsonObject {
  return patchAgainst(live, withLastApplied(manifest));
}

/** What brings the live object to the manifest, by what was applied last. */
export const patchAgainst = (live: JsonObject, manifest: JsonObject): JsonObject => threeWayPatch(parsed(lastApplied(live)), manifest, live);

function parsed(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text === "" ? "{}" : text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const queryOf = ({ fieldManager, fieldValidation, dryRun }: ApplyOptions) => ({ fieldManager, fieldValidation, ...(dryRun === "server" && { dryRun: true }) });

function* adding<T>(verb: string, source: string, task: Task<T>): Task<T> {
  try {
    return yield* task;
  } catch (error) {
    return throwProblem(withSource(problemOf(error), verb, source));
  }
}

const missingAnnotation = (info: Info): string =>
  `Warning: resource ${info.resource.resource}/${info.name} is missing the ${lastAppliedAnnotation} annotation which is required by kubectl apply. ` +
  "kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n";
