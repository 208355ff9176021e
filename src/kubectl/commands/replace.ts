import type { DeleteOptions } from "../../engine/apiserver/request.ts";
import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import { call, findObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, isNotFound, problemOf, throwAll, throwProblem, withSource } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool, duration, int, text } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags, validateFlag } from "../flags/shared-flags.ts";
import { stringAt, withValue } from "../objects.ts";
import type { JsonObject } from "../../api/json.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { sleep, writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { fieldValidation } from "./field-validation.ts";
import { deletedText } from "./delete.ts";
import { requireFiles, usageError } from "./shared.ts";

export const replaceCommand: Command = {
  name: "replace",
  short: "Replace a resource by file name or stdin",
  usage: "replace -f FILENAME [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    dryRunFlag,
    validateFlag,
    fieldManagerFlag("kubectl-replace"),
    bool("force", { usage: "If true, immediately remove resources from API and bypass graceful deletion." }),
    bool("save-config", { usage: "If true, the configuration of current object will be saved in its annotation." }),
    bool("wait", { usage: "If true, wait for resources to be gone before returning." }),
    int("grace-period", { default: "-1", usage: "Period of time in seconds given to the resource to terminate gracefully." }),
    text("cascade", { default: "background", withoutValue: "background", usage: 'Must be "background", "orphan", or "foreground".' }),
    text("subresource", { usage: "If specified, replace will operate on the subresource of the requested object." }),
    duration("timeout", { usage: "The length of time to wait before giving up on a delete." }),
  ],
  run: replace,
};

// Mirrors ReplaceOptions.Run (kubectl/pkg/cmd/replace/replace.go).
function* replace(session: Session): Task<Outcome> {
  const { flags, args } = session;
  if (args.length > 0) usageError(session, `Unexpected args: [${args.join(" ")}]`);
  if (flags.list("filename").length === 0 && flags.text("kustomize") === "") usageError(session, "Must specify --filename to replace");
  requireFiles(session);
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const { infos, problems } = yield* build(session, { validate: fieldValidation(session) !== "Ignore" });
  if (infos.length === 0 && problems.length === 0) fail("no objects passed to replace");
  const failed: Problem[] = [...problems];
  for (const info of infos) {
    try {
      if (dryRun === "client") yield* writeOut(print(info.object ?? {}, "replaced"));
      else yield* writeOut(print(flags.bool("force") ? yield* recreate(session, info) : yield* replaceOne(session, info, dryRun === "server"), "replaced"));
    } catch (error) {
      failed.push(withSource(problemOf(error), "replacing", info.source));
    }
  }
  throwAll(failed);
  return 0;
}

function* replaceOne(session: Session, info: Info, dry: boolean): Task<JsonObject> {
  const { resource, namespace, name, object = {} } = info;
  const live = stringAt(object, "metadata", "resourceVersion") === "" ? yield* findObject(session, info) : undefined;
  const body = live ? withValue(object, ["metadata", "resourceVersion"], stringAt(live, "metadata", "resourceVersion")) : object;
  const query = { fieldManager: session.flags.text("field-manager"), fieldValidation: fieldValidation(session), ...(dry && { dryRun: true }) };
  return yield* call(session, { verb: "update", resource, namespace, name, query, body });
}

/** How often --force looks whether the old object has gone. */
const pollMs = 1000;

function* recreate(session: Session, info: Info): Task<JsonObject> {
  const { resource, namespace, name, object = {} } = info;
  const grace = session.flags.int("grace-period");
  // Mirrors ReplaceOptions.Complete: 0 is taken for 1, and without a number the object has its own time.
  const options: DeleteOptions = { propagationPolicy: "Background", ...(grace >= 0 && { gracePeriodSeconds: Math.max(1, grace) }) };
  try {
    yield* call(session, { verb: "delete", resource, namespace, name, body: { ...options } as JsonObject });
    yield* writeOut(deletedText(info, options, "none"));
  } catch (error) {
    const problem = problemOf(error);
    if (!isNotFound(problem)) throwProblem(problem);
  }
  while (yield* findObject(session, info)) yield* sleep(pollMs);
  return yield* call(session, { verb: "create", resource, namespace, query: { fieldManager: session.flags.text("field-manager"), fieldValidation: fieldValidation(session) }, body: object });
}
