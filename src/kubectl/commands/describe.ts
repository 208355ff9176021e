import type { JsonObject } from "../../api/json.ts";
import type { ApiResource } from "../../api/resources.ts";
import type { KubernetesObject } from "../../api/types.ts";
import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import { call, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { describeObject } from "../describe/describers.ts";
import { fail, isNotFound, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool, int } from "../flags/flag.ts";
import { allNamespacesFlag, filenameFlags, selectorFlag } from "../flags/shared-flags.ts";
import { nameOf, namespaceOf, objectsAt } from "../objects.ts";
import type { Session } from "../session.ts";
import { writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";

export const describeCommand: Command = {
  name: "describe",
  short: "Show details of a specific resource or group of resources",
  usage: "describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]",
  flags: [
    ...filenameFlags,
    selectorFlag,
    allNamespacesFlag,
    bool("show-events", { default: "true", usage: "If true, display events related to the described object." }),
    int("chunk-size", { default: "500", usage: "Return large lists in chunks rather than all at once." }),
  ],
  run: describe,
};

// Mirrors DescribeOptions.Run (kubectl/pkg/cmd/describe/describe.go).
function* describe(session: Session): Task<Outcome> {
  const { flags, args } = session;
  if (args.length === 0 && flags.list("filename").length === 0) fail("You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list of supported resources.\n");
  const { infos, problems } = yield* build(session, { args, allOfType: true });
  const failed: Problem[] = [...problems];
  let printed = 0;
  for (const info of infos) {
    try {
      const texts = yield* describeInfo(session, info, args.length === 2);
      for (const text of texts) yield* writeOut(`${printed++ > 0 ? "\n\n" : ""}${text}`);
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  if (printed === 0 && failed.length === 0) {
    const scoped = !flags.bool("all-namespaces") && (infos[0]?.resource.namespaced ?? true);
    yield* writeError(scoped ? `No resources found in ${session.namespace} namespace.\n` : "No resources found\n");
  }
  throwAll(failed);
  return 0;
}

/** The object; or, for `describe TYPE PREFIX`, all whose names begin so. */
function* describeInfo(session: Session, info: Info, prefixes: boolean): Task<readonly string[]> {
  try {
    const object = yield* getObject(session, info);
    return [yield* describeObject(session, info.resource, object as unknown as KubernetesObject, info.object !== undefined && info.source === "")];
  } catch (error) {
    const problem = problemOf(error);
    if (!prefixes || !isNotFound(problem)) throw error;
    const matching = yield* namedWith(session, info);
    if (matching.length === 0) throw error;
    const texts: string[] = [];
    for (const object of matching) texts.push(yield* describeObject(session, info.resource, (yield* freshly(session, info.resource, object)) as unknown as KubernetesObject));
    return texts;
  }
}

function* namedWith(session: Session, { resource, namespace, name }: Info): Task<readonly JsonObject[]> {
  const listed = yield* call(session, { verb: "list", resource, namespace });
  return objectsAt(listed, "items").filter((object) => nameOf(object).startsWith(name));
}

const freshly = (session: Session, resource: ApiResource, object: JsonObject): Task<JsonObject> =>
  getObject(session, { resource, namespace: namespaceOf(object), name: nameOf(object) });
