import type { JsonObject } from "../../api/json.ts";
import { rfc3339 } from "../../api/time.ts";
import type { Info } from "../builder/info.ts";
import { call } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { CommandFailure, describeProblem, fail, messageProblem, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { fieldManagerFlag, filenameFlags, outputFlags, selectorFlag } from "../flags/shared-flags.ts";
import { at, stringAt } from "../objects.ts";
import { successPrinter } from "../printers/success.ts";
import { isRollingKind } from "../rollout/status-text.ts";
import type { Session } from "../session.ts";
import { nowMs, writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { quotedName, rolloutTargets } from "./rollout-targets.ts";

/** The patch for an object, undefined where there is nothing to change; fails with what stands in the way. */
type Change = (info: Info, object: JsonObject, now: string) => JsonObject | undefined;

const restartedAt = "kubectl.kubernetes.io/restartedAt";

const command = (name: string, short: string, what: string, done: string, change: Change): Command => ({
  name,
  short,
  usage: `rollout ${name} RESOURCE`,
  flags: [...filenameFlags, ...outputFlags, selectorFlag, fieldManagerFlag("kubectl-rollout")],
  run: (session) => patchEach(session, what, done, change),
});

export const rolloutPauseCommand = command("pause", "Mark the provided resource as paused", "pause", "paused", ({ resource }, object) => {
  if (resource.kind !== "Deployment") fail("pausing is not supported");
  if (at(object, "spec", "paused") === true) fail("is already paused");
  return { spec: { paused: true } };
});

export const rolloutResumeCommand = command("resume", "Resume a paused resource", "resume", "resumed", ({ resource }, object) => {
  if (resource.kind !== "Deployment") fail("resuming is not supported");
  if (at(object, "spec", "paused") !== true) fail("is not paused");
  return { spec: { paused: null } };
});

export const rolloutRestartCommand = command("restart", "Restart a resource", "restart", "restarted", ({ resource }, object, now) => {
  if (resource.group !== "apps" || !isRollingKind(resource.kind)) fail("restarting is not supported");
  if (at(object, "spec", "paused") === true) fail("can't restart paused deployment (run rollout resume first)");
  if (stringAt(object, "spec", "template", "metadata", "annotations", restartedAt) === now) return undefined;
  return { spec: { template: { metadata: { annotations: { [restartedAt]: now } } } } };
});

// Mirrors PauseOptions.RunPause, ResumeOptions.RunResume and RestartOptions.RunRestart (kubectl/pkg/cmd/rollout).
function* patchEach(session: Session, what: string, done: string, change: Change): Task<Outcome> {
  const print = successPrinter(session);
  const { found, problems } = yield* rolloutTargets(session);
  const failed: Problem[] = [...problems];
  if (found.length === 0 && problems.length === 0) yield* writeError(`No resources found in ${session.namespace} namespace.\n`);
  for (const { info, object } of found) {
    try {
      const now = rfc3339(session.context.startsAtMs + (yield* nowMs()));
      const body = changeFor(change, info, object, now);
      if (!body) fail(`failed to create patch for ${info.name}: if ${what} has already been triggered within the past second, please wait before attempting to trigger another`);
      const { resource, namespace, name } = info;
      const patched = yield* call(session, { verb: "patch", patchType: "strategic", resource, namespace, name, query: { fieldManager: session.flags.text("field-manager") }, body });
      yield* writeOut(print(patched, done));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

/** What stands in the way is said with the object's name before it. */
function changeFor(change: Change, info: Info, object: JsonObject, now: string): JsonObject | undefined {
  try {
    return change(info, object, now);
  } catch (error) {
    throw new CommandFailure(messageProblem(`error: ${quotedName(info)} ${describeProblem(problemOf(error))}`));
  }
}
