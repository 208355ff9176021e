import { applyObject } from "../apply/apply-object.ts";
import type { ApplyOptions } from "../apply/apply-object.ts";
import { applyServerSide } from "../apply/server-side.ts";
import { build } from "../builder/build.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool, int, list, text } from "../flags/flag.ts";
import { dryRunFlag, filenameFlags, outputFlags, selectorFlag, timeoutFlag, validateFlag } from "../flags/shared-flags.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { fieldValidation } from "./field-validation.ts";
import { requireFiles, usageError } from "./shared.ts";

export const applyCommand: Command = {
  name: "apply",
  short: "Apply a configuration to a resource by file name or stdin",
  usage: "apply (-f FILENAME | -k DIRECTORY) [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    selectorFlag,
    dryRunFlag,
    validateFlag,
    bool("server-side", { usage: "If true, apply runs in the server instead of the client." }),
    bool("force-conflicts", { usage: "If true, server-side apply will force the changes against conflicts." }),
    text("field-manager", { default: "kubectl-client-side-apply", usage: "Name of the manager used to track field ownership." }),
    bool("force", { usage: "If true, immediately remove resources from API and bypass graceful deletion." }),
    int("grace-period", { default: "-1", usage: "Period of time in seconds given to the resource to terminate gracefully." }),
    text("cascade", { default: "background", withoutValue: "background", usage: 'Must be "background", "orphan", or "foreground".' }),
    bool("overwrite", { default: "true", usage: "Automatically resolve conflicts by using values from the modified configuration." }),
    bool("prune", { usage: "Automatically delete resource objects that do not appear in the configs." }),
    bool("all", { usage: "Select all resources in the namespace of the specified resource types." }),
    list("prune-allowlist", { usage: "Overwrite the default allowlist with <group/version/kind> for --prune" }),
    bool("openapi-patch", { default: "true", usage: "If true, use openapi to calculate diff." }),
    bool("wait", { usage: "If true, wait for resources to be gone before returning." }),
    timeoutFlag("0s"),
  ],
  run: apply,
};

function* apply(session: Session): Task<Outcome> {
  const { flags, args } = session;
  const dryRun = dryRunOf(session);
  const serverSide = flags.bool("server-side");
  if (args.length > 0) usageError(session, `Unexpected args: [${args.join(" ")}]`);
  requireFiles(session);
  if (flags.bool("force-conflicts") && !serverSide) fail("--force-conflicts only works with --server-side");
  if (dryRun === "client" && serverSide) fail("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
  if (flags.bool("force") && serverSide) fail("--force cannot be used with --server-side");
  // Simplified: `kubectl apply --prune` deletes nothing and says so.
  if (flags.bool("prune")) fail("--prune is not simulated: delete what is no longer in the files with kubectl delete");
  const options: ApplyOptions = { dryRun, fieldValidation: fieldValidation(session), fieldManager: serverSide && !flags.changed("field-manager") ? "kubectl" : flags.text("field-manager") };
  const print = successPrinter(session, dryRun);
  const { infos, problems } = yield* build(session, { validate: options.fieldValidation !== "Ignore" });
  if (infos.length === 0 && problems.length === 0) fail("no objects passed to apply");
  const failed: Problem[] = [];
  for (const info of infos) {
    try {
      const { object, operation } = yield* serverSide ? applyServerSide(session, info, options) : applyObject(session, info, options);
      yield* writeOut(print(object, operation));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll([...problems, ...failed]);
  return 0;
}
