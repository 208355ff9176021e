import type { JsonObject } from "../../api/json.ts";
import type { DeleteOptions } from "../../engine/apiserver/request.ts";
import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import { apiRequest, call } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, isNotFound, problemOf, throwAll, withSource } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool, duration, int, text } from "../flags/flag.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { allNamespacesFlag, dryRunFlag, fieldSelectorFlag, filenameFlags, selectorFlag } from "../flags/shared-flags.ts";
import { waitingFor } from "../lasting/waiting.ts";
import type { WaitTarget } from "../lasting/waiting.ts";
import { stringAt } from "../objects.ts";
import { qualifiedKind } from "../printers/output.ts";
import { dryRunOf, dryRunSuffix } from "../printers/success.ts";
import type { DryRun } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { nowMs, writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

export const deleteCommand: Command = {
  name: "delete",
  short: "Delete resources by file names, stdin, resources and names, or by resources and label selector",
  usage: "delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]",
  flags: [
    ...filenameFlags,
    selectorFlag,
    fieldSelectorFlag,
    allNamespacesFlag,
    dryRunFlag,
    bool("all", { usage: "Delete all resources, in the namespace of the specified resource types." }),
    text("cascade", { default: "background", withoutValue: "background", usage: 'Must be "background", "orphan", or "foreground".' }),
    bool("force", { usage: "If true, immediately remove resources from API and bypass graceful deletion." }),
    int("grace-period", { default: "-1", usage: "Period of time in seconds given to the resource to terminate gracefully." }),
    bool("ignore-not-found", { usage: 'Treat "resource not found" as a successful delete.' }),
    bool("now", { usage: "If true, resources are signaled for immediate shutdown (same as --grace-period=1)." }),
    bool("interactive", { shorthand: "i", usage: "If true, delete resource only when user confirms." }),
    text("output", { shorthand: "o", usage: 'Output mode. Use "-o name" for shorter output (resource/name).' }),
    text("raw", { usage: "Raw URI to DELETE to the server." }),
    duration("timeout", { usage: "The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object" }),
    bool("wait", { default: "true", usage: "If true, wait for resources to be gone before returning. This waits for finalizers." }),
  ],
  run: deleteObjects,
};

const immediateWarning =
  "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n";
const policies: Readonly<Record<string, NonNullable<DeleteOptions["propagationPolicy"]>>> = { background: "Background", foreground: "Foreground", orphan: "Orphan", true: "Background", false: "Orphan" };

// Mirrors DeleteOptions.Complete, Validate and DeleteResult (kubectl/pkg/cmd/delete/delete.go).
function* deleteObjects(session: Session): Task<Outcome> {
  const { flags, args } = session;
  const dryRun = dryRunOf(session);
  const options = deleteOptions(flags);
  const output = flags.text("output");
  if (output !== "" && output !== "name") usageError(session, `unexpected -o output mode: ${output}. We only support '-o name'`);
  const selects = flags.text("selector") !== "" || flags.text("field-selector") !== "";
  if (flags.bool("all") && flags.text("selector") !== "") fail("setting 'all' parameter but found a non empty selector. ");
  if (flags.bool("all") && flags.text("field-selector") !== "") fail("setting 'all' parameter but found a non empty selector. ");
  if (options.gracePeriodSeconds === 0 && flags.bool("force")) yield* writeError(immediateWarning);
  const { infos, problems } = yield* build(session, { args, all: flags.bool("all") });

  const failed: Problem[] = [];
  const waits: WaitTarget[] = [];
  const ignoreMissing = flags.bool("ignore-not-found") || flags.bool("all") || selects;
  let found = 0;
  let warned = false;
  for (const info of infos) {
    if (session.namespaceGiven && !info.resource.namespaced && !warned) {
      warned = true;
      yield* writeError("Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n");
    }
    found++;
    try {
      const answer = dryRun === "client" ? {} : yield* deleteOne(session, info, options, dryRun);
      yield* writeOut(output === "name" ? `${qualifiedKind(info.resource.kind, info.resource.group)}/${info.name}\n` : deletedText(info, options, dryRun));
      waits.push(waitTarget(info, answer));
    } catch (error) {
      const problem = withSource(problemOf(error), "deleting", info.source);
      if (!(ignoreMissing && isNotFound(problem))) failed.push(problem);
    }
  }
  throwAll([...problems, ...failed]);
  if (found === 0) yield* writeOut("No resources found\n");
  if (!flags.bool("wait") || dryRun !== "none" || waits.length === 0) return 0;
  const timeoutMs = flags.durationMs("timeout");
  return waitingFor(waits, { type: "deleted" }, { announce: false, deadlineMs: timeoutMs > 0 ? (yield* nowMs()) + timeoutMs : null });
}

function deleteOptions(flags: FlagValues): DeleteOptions {
  const [force, now] = [flags.bool("force"), flags.bool("now")];
  let grace = flags.int("grace-period");
  if (now && grace !== -1) fail("--now and --grace-period cannot be specified together");
  if (force && grace > 0) fail("--force and --grace-period greater than 0 cannot be specified together");
  if (now) grace = 1;
  // A grace period of 0 without --force is taken for 1, as nobody asked for an unconfirmed deletion.
  if (grace === 0 && !force) grace = 1;
  if (grace < 0 && force) grace = 0;
  const cascade = flags.text("cascade");
  const propagationPolicy = policies[cascade] ?? fail(`invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`);
  return { propagationPolicy, ...(grace >= 0 && { gracePeriodSeconds: grace }) };
}

function* deleteOne(session: Session, { resource, namespace, name }: Info, options: DeleteOptions, dryRun: DryRun): Task<JsonObject> {
  const query = dryRun === "server" ? { dryRun: true } : {};
  return yield* call(session, { verb: "delete", resource, namespace, name, query, body: { ...options } as JsonObject });
}

/** `pod "web" deleted from default namespace`. */
export function deletedText({ resource, name, namespace }: Info, options: DeleteOptions, dryRun: DryRun): string {
  const operation = options.gracePeriodSeconds === 0 ? "force deleted" : "deleted";
  const where = resource.namespaced ? ` from ${namespace} namespace` : "";
  return `${qualifiedKind(resource.kind, resource.group)} ${JSON.stringify(name)} ${operation}${where}${dryRunSuffix(dryRun)}\n`;
}

/** The answer is the object as it was, or a Status with its uid. */
function waitTarget({ resource, namespace, name }: Info, answer: JsonObject): WaitTarget {
  const uid = stringAt(answer, "kind") === "Status" ? stringAt(answer, "details", "uid") : stringAt(answer, "metadata", "uid");
  return { request: apiRequest({ verb: "get", resource, namespace, name }), uid, shown: `${qualifiedKind(resource.kind, resource.group)}/${name}` };
}
