import type { JsonObject } from "../../api/json.ts";
import { twoWayPatch } from "../apply/two-way.ts";
import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import { call, getObject } from "../client.ts";
import type { Outcome } from "../command.ts";
import { fail, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool } from "../flags/flag.ts";
import type { Flag } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags, selectorFlag } from "../flags/shared-flags.ts";
import { objectsAt, stringAt, withValue } from "../objects.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";

/** Flags of every `set WHAT`. */
export const setFlags: readonly Flag[] = [
  ...filenameFlags,
  ...outputFlags,
  selectorFlag,
  dryRunFlag,
  fieldManagerFlag("kubectl-set"),
  bool("all", { usage: "Select all resources, in the namespace of the specified resource types" }),
  bool("local", { usage: "If true, the command will NOT contact api-server but run locally." }),
];

/** The object as it is to be. */
export type Edit = (info: Info, object: JsonObject) => Task<JsonObject>;

export const oneOrMoreResources = "one or more resources must be specified as <resource> <name> or <resource>/<name>";

/** Where the pod spec of a kind stands; fails for a kind that has none. */
export function podSpecPath({ resource }: Info): readonly string[] {
  switch (resource.kind) {
    case "Pod": return ["spec"];
    case "CronJob": return ["spec", "jobTemplate", "spec", "template", "spec"];
    case "Deployment": case "DaemonSet": case "ReplicaSet": case "StatefulSet": case "Job": case "ReplicationController": return ["spec", "template", "spec"];
    default: return fail(`the object is not a pod or does not have a pod template: ${resource.kind}`);
  }
}

/** Edits each object and sends what has changed; those that stay as they are are passed over in silence. */
// Mirrors SetImageOptions.Run and its like (kubectl/pkg/cmd/set).
export function* setEach(session: Session, resources: readonly string[], done: string, edit: Edit): Task<Outcome> {
  const { flags } = session;
  if (resources.length === 0 && flags.list("filename").length === 0 && !flags.bool("all")) fail(oneOrMoreResources);
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const { infos, problems } = yield* build(session, { args: resources, all: flags.bool("all") });
  const failed: Problem[] = [...problems];
  for (const info of infos) {
    try {
      const local = flags.bool("local");
      const object = local ? (info.object ?? fail("--local requires a file")) : yield* getObject(session, info);
      const modified = yield* edit(info, object);
      const patch = twoWayPatch(object, modified);
      if (Object.keys(patch).length === 0 && !local && dryRun !== "client") continue;
      const { resource, namespace, name } = info;
      const query = { fieldManager: flags.text("field-manager"), ...(dryRun === "server" && { dryRun: true }) };
      const result = local || dryRun === "client" ? modified : yield* call(session, { verb: "patch", patchType: "strategic", resource, namespace, name, query, body: patch });
      yield* writeOut(print(result, done));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

/** Edits the containers and init containers that a pattern names; says how many there were. */
// Mirrors selectContainers and selectString (kubectl/pkg/cmd/set/helper.go).
export function editContainers(info: Info, object: JsonObject, pattern: string, edit: (container: JsonObject) => JsonObject): { readonly object: JsonObject; readonly matched: number } {
  const path = podSpecPath(info);
  const expression = new RegExp(`^${pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);
  let [edited, matched] = [object, 0];
  for (const list of ["initContainers", "containers"]) {
    const containers = objectsAt(object, ...path, list);
    const changed = containers.map((container) => {
      if (!expression.test(stringAt(container, "name"))) return container;
      matched += 1;
      return edit(container);
    });
    if (containers.length > 0) edited = withValue(edited, [...path, list], changed);
  }
  return { object: edited, matched };
}
