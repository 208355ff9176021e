import { jsonEqual } from "../../api/json.ts";
import type { Json, JsonObject } from "../../api/json.ts";
import { readDocuments } from "../../manifest/read-documents.ts";
import { writeYaml } from "../../manifest/write-yaml.ts";
import { twoWayPatch } from "../apply/two-way.ts";
import { withLastApplied } from "../apply/last-applied.ts";
import { build } from "../builder/build.ts";
import { readText } from "../builder/files.ts";
import type { Info } from "../builder/info.ts";
import { call, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { letEdit } from "../edit/editor.ts";
import { header, noResults, withRefusal, type Results } from "../edit/results.ts";
import { describeProblem, fail, problemOf, throwAll, throwProblem } from "../failure.ts";
import { bool, text } from "../flags/flag.ts";
import { fieldManagerFlag, filenameFlags, outputFlags, validateFlag } from "../flags/shared-flags.ts";
import { at, goJson, stringAt, withValue } from "../objects.ts";
import { successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { fieldValidation } from "./field-validation.ts";

export const editCommand: Command = {
  name: "edit",
  short: "Edit a resource on the server",
  usage: "edit (RESOURCE/NAME | -f FILENAME) [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    validateFlag,
    fieldManagerFlag("kubectl-edit"),
    bool("output-patch", { usage: "Output the patch if the resource is edited." }),
    bool("save-config", { usage: "If true, the configuration of current object will be saved in its annotation." }),
    bool("windows-line-endings", { usage: "Defaults to the line ending native to your platform." }),
    text("subresource", { usage: "If specified, edit will operate on the subresource of the requested object." }),
  ],
  run: edit,
};

/** What a round takes beside the editor. */
const READING_MS = 20;
// Simplified: an editor that breaks the file anew each time is asked a hundred times; in life it goes on until somebody stops it.
const MOST_ROUNDS = 100;

// Mirrors EditOptions.Run (kubectl/pkg/cmd/util/editor/editoptions.go) in its normal mode.
function* edit(session: Session): Task<Outcome> {
  const subresource = session.flags.text("subresource");
  if (subresource !== "" && subresource !== "status") fail(`invalid subresource value: ${JSON.stringify(subresource)}. Must be one of [status]`);
  const { infos, problems } = yield* build(session, { args: session.args, allOfType: true });
  throwAll(problems);
  const live: Info[] = [];
  for (const info of infos) live.push({ ...info, object: withValue(yield* getObject(session, info, subresource ? { subresource } : {}), ["metadata", "managedFields"], undefined) });
  if (live.length === 0) fail("edit cancelled, no objects found");
  return yield* editing(session, live);
}

function* editing(session: Session, live: readonly Info[]): Task<number> {
  const asJson = session.flags.text("output") === "json";
  const original = print(live, asJson);
  let results = noResults;
  let kept: string | undefined;
  let file = "";
  for (let round = 1; ; round += 1) {
    const given = (asJson ? "" : header(results)) + (kept === undefined ? original : withoutComments(kept));
    const before = kept;
    const edited = yield* preserving(file, letEdit(session.context, given, asJson ? ".json" : ".yaml"));
    if (before !== undefined && (round > MOST_ROUNDS || sameContent(before, edited.text))) return yield* preserving(edited.path, refuse("Edit cancelled, no valid changes were saved."));
    yield { call: "compute", ms: READING_MS };
    if (file !== "") yield { call: "remove", path: file };
    file = edited.path;
    if (sameContent(original, edited.text)) return yield* cancelled(file, "no changes made");
    if (withoutComments(edited.text).trim() === "") return yield* cancelled(file, "saved file was empty");
    const { infos, problems } = readText(edited.text, "edited-file");
    if (problems[0]) {
      kept = edited.text;
      results = { ...noResults, reasons: [{ head: `The edited file had a syntax error: ${describeProblem(problems[0])}`, other: [] }] };
      continue;
    }
    results = yield* preserving(file, patchAll(session, live, infos));
    if (results.retryable > 0) return yield* ended(`You can run \`kubectl replace -f ${file}\` to try this update again.`);
    if (results.notFound > 0) return yield* ended(`The edits you made on deleted resources have been saved to ${JSON.stringify(file)}`);
    if (results.toEdit === 0) {
      yield { call: "remove", path: file };
      return 0;
    }
    kept = edited.text;
  }
}

function* ended(said: string): Task<number> {
  yield* writeError(`${said}\n`);
  return 1;
}

function* cancelled(file: string, why: string): Task<number> {
  yield { call: "remove", path: file };
  yield* writeError(`Edit cancelled, ${why}.\n`);
  return 0;
}

/** What goes wrong leaves the file where it is, and says so. Mirrors preservedFile. */
function* preserving<T>(file: string, work: Task<T>): Task<T> {
  try {
    return yield* work;
  } catch (error) {
    if (file !== "") yield* writeError(`A copy of your changes has been stored to ${JSON.stringify(file)}\n`);
    throw error;
  }
}

function* refuse(message: string): Task<never> {
  yield* writeError("");
  return fail(message);
}

function print(live: readonly Info[], asJson: boolean): string {
  const objects = live.map(({ object = {} }) => object);
  const [only = {}] = objects;
  const whole: JsonObject = objects.length === 1 ? only : { apiVersion: "v1", items: objects, kind: "List", metadata: {} };
  return asJson ? `${goJson(whole, "    ")}\n` : writeYaml(whole);
}

// Mirrors ManualStrip (kubectl/pkg/cmd/util/helpers.go).
const withoutComments = (given: string): string => given.split("\n").filter((line) => !/^\s*#(?!!)/.test(line)).join("\n");

/** Equal but for comments and layout; where one of them is no YAML, by its lines. Mirrors StripComments. */
function sameContent(one: string, other: string): boolean {
  const [a, b] = [contentOf(one), contentOf(other)];
  return a !== undefined && b !== undefined ? jsonEqual(a, b) : withoutComments(one) === withoutComments(other);
}

function contentOf(given: string): Json | undefined {
  const { documents, error } = readDocuments(given, "edited-file");
  return error ? undefined : documents.map(({ value }) => value);
}

// Mirrors visitToPatch.
function* patchAll(session: Session, live: readonly Info[], edited: readonly Info[]): Task<Results> {
  const printed = successPrinter(session);
  let results = noResults;
  for (const { object: given = {}, namespace } of edited) {
    const uid = stringAt(given, "metadata", "uid");
    const info = live.find(({ object }) => stringAt(object ?? {}, "metadata", "uid") === uid) ?? fail(`no original object found for ${goJson(given)}`);
    if (info.resource.namespaced && namespace !== info.namespace) fail(`the namespace from the provided object ${JSON.stringify(namespace)} does not match the namespace ${JSON.stringify(info.namespace)}. You must pass '--namespace=${namespace}' to perform this operation.`);
    const before = info.object ?? {};
    const after = session.flags.bool("save-config") ? withLastApplied(given) : given;
    if (jsonEqual(before, after)) {
      yield* writeOut(printed(given, "skipped"));
      continue;
    }
    try {
      yield* writeOut(printed(yield* patchOne(session, info, before, after), "edited"));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind !== "status") throwProblem(problem);
      const refused = withRefusal(results, problem, info);
      results = refused.results;
      yield* writeError(`${refused.said}\n`);
    }
  }
  return results;
}

function* patchOne(session: Session, { resource, namespace, name }: Info, before: JsonObject, after: JsonObject): Task<JsonObject> {
  const { flags } = session;
  const patch = twoWayPatch(before, after);
  if ([["apiVersion"], ["kind"], ["metadata", "name"]].some((path) => at(before, ...path) !== at(after, ...path))) fail("At least one of apiVersion, kind and name was changed");
  if (flags.bool("output-patch")) yield* writeOut(`Patch: ${goJson(patch)}\n`);
  const subresource = flags.text("subresource");
  const query = { fieldManager: flags.text("field-manager"), fieldValidation: fieldValidation(session) };
  return yield* call(session, { verb: "patch", patchType: "strategic", resource, namespace, name, query, body: patch, ...(subresource && { subresource }) });
}
