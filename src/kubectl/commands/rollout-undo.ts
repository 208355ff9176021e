import type { Json, JsonObject } from "../../api/json.ts";
import { jsonEqual } from "../../api/json.ts";
import { lastAppliedAnnotation } from "../apply/last-applied.ts";
import type { Info } from "../builder/info.ts";
import { call } from "../client.ts";
import type { ObjectRequest } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { int } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags, selectorFlag } from "../flags/shared-flags.ts";
import { at, objectAt, stringAt, withValue } from "../objects.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { DryRun } from "../printers/success.ts";
import { revisionAnnotation, revisionsOf, type Revision } from "../rollout/revisions.ts";
import { isRollingKind } from "../rollout/status-text.ts";
import type { Session } from "../session.ts";
import { writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { templateText } from "./rollout-history.ts";
import { groupKind, rolloutTargets } from "./rollout-targets.ts";

export const rolloutUndoCommand: Command = {
  name: "undo",
  short: "Undo a previous rollout",
  usage: "rollout undo (TYPE NAME | TYPE/NAME) [flags]",
  flags: [...filenameFlags, ...outputFlags, selectorFlag, dryRunFlag, fieldManagerFlag("kubectl-rollout"), int("to-revision", { usage: "The revision to rollback to. Default to 0 (last revision)." })],
  run: undo,
};

const appliedWarning = ({ resource, name }: Info): string =>
  `Warning: resource ${resource.resource}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${lastAppliedAnnotation} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`;

// Mirrors UndoOptions.RunUndo (kubectl/pkg/cmd/rollout/rollout_undo.go).
function* undo(session: Session): Task<Outcome> {
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const { found, problems } = yield* rolloutTargets(session);
  const failed: Problem[] = [...problems];
  for (const { info, object } of found) {
    try {
      if (info.resource.group !== "apps" || !isRollingKind(info.resource.kind)) fail(`no rollbacker has been implemented for ${JSON.stringify(groupKind(info))}`);
      if (stringAt(object, "metadata", "annotations", lastAppliedAnnotation) !== "") yield* writeError(appliedWarning(info));
      yield* writeOut(print(object, yield* rollBack(session, info, object, dryRun)));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

// Mirrors Rollback of the three rollbackers (kubectl/pkg/polymorphichelpers/rollback.go).
function* rollBack(session: Session, info: Info, object: JsonObject, dryRun: DryRun): Task<string> {
  const to = session.flags.int("to-revision");
  if (to < 0) fail(`unable to find specified revision ${to} in history`);
  const revisions = yield* revisionsOf(session, object);
  const isDeployment = info.resource.kind === "Deployment";
  if (to === 0 && revisions.length <= 1) fail(isDeployment ? `no rollout history found for deployment ${JSON.stringify(info.name)}` : "no last revision to roll back to");
  const revision = to === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === to);
  if (!revision) return fail(`unable to find specified revision ${to} in history`);
  if (dryRun === "client") return templateText(revision.template);
  if (at(object, "spec", "paused") === true) fail("you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again");
  const template = withoutHash(revision);
  if (jsonEqual(template, at(object, "spec", "template") ?? null)) return `skipped rollback (current template already matches revision ${to})`;
  const { resource, namespace, name } = info;
  const query = { fieldManager: session.flags.text("field-manager"), ...(dryRun === "server" && { dryRun: true }) };
  yield* call(session, { verb: "patch", resource, namespace, name, query, ...(isDeployment ? deploymentPatch(object, revision, template) : { patchType: "strategic", body: objectAt(revision.holder as unknown as JsonObject, "data") }) });
  return "rolled back";
}

function withoutHash({ template }: Revision): JsonObject {
  const labels = Object.fromEntries(Object.entries(template.metadata?.labels ?? {}).filter(([key]) => key !== "pod-template-hash"));
  return withValue(template as unknown as JsonObject, ["metadata", "labels"], labels);
}

/** They are the Deployment's own, whatever an old ReplicaSet says. */
const keptAnnotations: readonly string[] = [lastAppliedAnnotation, revisionAnnotation, "deployment.kubernetes.io/revision-history", "deployment.kubernetes.io/desired-replicas", "deployment.kubernetes.io/max-replicas", "deprecated.deployment.rollback.to"];

// Mirrors getDeploymentPatch.
function deploymentPatch(object: JsonObject, { holder }: Revision, template: JsonObject): Pick<ObjectRequest, "patchType" | "body"> {
  const kept = Object.entries(objectAt(object, "metadata", "annotations")).filter(([key]) => keptAnnotations.includes(key));
  const brought = Object.entries(holder.metadata.annotations ?? {}).filter(([key]) => !keptAnnotations.includes(key));
  const body: Json = [
    { op: "replace", path: "/spec/template", value: template },
    { op: "replace", path: "/metadata/annotations", value: Object.fromEntries([...kept, ...brought]) },
  ];
  return { patchType: "json", body };
}
