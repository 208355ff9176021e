import { isObject, jsonEqual } from "../../api/json.ts";
import type { Json, JsonObject } from "../../api/json.ts";
import type { PatchType } from "../../engine/apiserver/request.ts";
import { readDocuments } from "../../manifest/read-documents.ts";
import { build } from "../builder/build.ts";
import { absolutePath } from "../builder/files.ts";
import { call, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, problemOf, throwAll, throwProblem } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool, text } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags } from "../flags/shared-flags.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { jsonSyntaxError } from "./json-syntax.ts";

export const patchCommand: Command = {
  name: "patch",
  short: "Update fields of a resource",
  usage: "patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    dryRunFlag,
    fieldManagerFlag("kubectl-patch"),
    text("patch", { shorthand: "p", usage: "The patch to be applied to the resource JSON file." }),
    text("patch-file", { usage: "A file containing a patch to be applied to the resource." }),
    text("type", { default: "strategic", usage: "The type of patch being provided; one of [json merge strategic]" }),
    text("subresource", { usage: "If specified, patch will operate on the subresource of the requested object." }),
    bool("local", { usage: "If true, patch will operate on the content of the file, not the server-side resource." }),
  ],
  run: patch,
};

const types: readonly string[] = ["json", "merge", "strategic"];

// Mirrors PatchOptions.RunPatch (kubectl/pkg/cmd/patch/patch.go).
function* patch(session: Session): Task<Outcome> {
  const { flags, args } = session;
  const dryRun = dryRunOf(session);
  const type = flags.text("type").toLowerCase();
  if (flags.text("patch") !== "" && flags.text("patch-file") !== "") fail("cannot specify --patch and --patch-file together");
  if (flags.text("patch") === "" && flags.text("patch-file") === "") fail("must specify --patch or --patch-file containing the contents of the patch");
  if (!types.includes(type)) fail(`--type must be one of [${types.join(" ")}], not ${JSON.stringify(flags.text("type"))}`);
  const body = readPatch(patchText(session), type as PatchType);
  const { infos, problems } = yield* build(session, { args });
  if (infos.length === 0 && problems.length === 0) fail("no objects passed to patch");
  const print = successPrinter(session);
  const failed: Problem[] = [...problems];
  const subresource = flags.text("subresource");
  for (const info of infos) {
    const { resource, namespace, name } = info;
    try {
      const before = yield* getObject(session, info, subresource ? { subresource } : {});
      // Simplified: `kubectl patch --dry-run=client` asks the server too, and prints what the client would.
      const query = { fieldManager: flags.text("field-manager"), ...(dryRun !== "none" && { dryRun: true }) };
      const after = yield* call(session, { verb: "patch", patchType: type as PatchType, resource, namespace, name, query, body, ...(subresource && { subresource }) });
      yield* writeOut(print(after, unchanged(before, after) ? "patched (no change)" : "patched"));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

function patchText(session: Session): string {
  const file = session.flags.text("patch-file");
  if (file === "") return session.flags.text("patch");
  return session.context.files.read(absolutePath(session.context, file)) ?? fail(`unable to read patch file: open ${file}: no such file or directory`);
}

/** JSON as it stands, YAML otherwise. What is broken is refused in the server's words, as the text itself would travel. */
function readPatch(text: string, type: PatchType): Json {
  if (/^\s*[{[]/.test(text)) {
    const problem = jsonSyntaxError(text);
    if (problem) refuse(problem);
    return checkShape(JSON.parse(text) as Json, type);
  }
  const { documents, error } = readDocuments(text, "patch");
  if (error) fail(`unable to parse ${JSON.stringify(text)}: ${error.message.replace(/^error parsing patch: error converting YAML to JSON: /, "")}`);
  return checkShape(documents[0]?.value ?? null, type);
}

const refuse = (message: string): never => throwProblem({ kind: "message", message: `Error from server (BadRequest): ${message}`, bare: true });

function checkShape(value: Json, type: PatchType): Json {
  if (type === "json" || isObject(value)) return value;
  const what = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
  return refuse(`json: cannot unmarshal ${what} into Go value of type map[string]interface {}`);
}

/** The resource version moves with every stored change. */
function unchanged(before: JsonObject, after: JsonObject): boolean {
  const bare = (object: JsonObject): JsonObject => {
    const metadata = object["metadata"];
    return isObject(metadata) ? { ...object, metadata: { ...metadata, managedFields: null } } : object;
  };
  return jsonEqual(bare(before), bare(after));
}
