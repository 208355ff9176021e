import type { JsonObject } from "../../api/json.ts";
import type { ApiResource } from "../../api/resources.ts";
import type { RequestQuery } from "../../engine/apiserver/request.ts";
import { call } from "../client.ts";
import { CommandFailure, fail, messageProblem, problemOf } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { nameOf, namespaceOf, objectsAt, withValue } from "../objects.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { missingResources, namedByArguments } from "./arguments.ts";
import type { Named } from "./arguments.ts";
import { loadFiles } from "./files.ts";
import type { Loaded } from "./files.ts";
import type { Info } from "./info.ts";
import { requireServed } from "./served.ts";
import { refuseKustomize } from "./kustomize.ts";

export interface BuildOptions {
  readonly args?: readonly string[];
  /** Check apiVersion and kind of files first. */
  readonly validate?: boolean;
  /** A type alone, without selector, means all of it (get, describe). */
  readonly allOfType?: boolean;
  /** --all was given. */
  readonly all?: boolean;
}

/**
 * Mirrors resource.Builder: the objects that files, arguments and selectors name, in order, with the problems met on the
 * way. Objects chosen by selector carry what the list answered.
 */
export function* build(session: Session, options: BuildOptions): Task<Loaded> {
  const { flags } = session;
  const filenames = flags.list("filename");
  const args = options.args ?? [];
  if (flags.text("kustomize") !== "") refuseKustomize(session.context, flags.text("kustomize"));
  if (filenames.length > 0) {
    if (args.length > 0) fail(`when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well`);
    const loaded = yield* loadFiles(session.context, { filenames, recursive: flags.bool("recursive"), validate: options.validate ?? false });
    return inNamespace(session, loaded);
  }
  const named = namedByArguments(args);
  yield* requireServed(session, named, args);
  const selects = flags.text("selector") !== "" || flags.text("field-selector") !== "" || options.all === true;
  if (selects) return yield* bySelector(session, named);
  switch (named.form) {
    case "none":
      return fail(missingResources);
    case "types":
      return options.allOfType ? yield* bySelector(session, named) : fail("resource(s) were provided, but no name was specified");
    case "names":
      if (flags.bool("all-namespaces")) fail("a resource cannot be retrieved by name across all namespaces");
      return { infos: named.items.map(({ resource, name }) => ({ resource, name, namespace: resource.namespaced ? session.namespace : "", source: "" })), problems: [] };
  }
}

export const selectorQuery = (session: Session): RequestQuery => ({
  ...(session.flags.text("selector") !== "" && { labelSelector: session.flags.text("selector") }),
  ...(session.flags.text("field-selector") !== "" && { fieldSelector: session.flags.text("field-selector") }),
});

export const listNamespace = (session: Session, resource: ApiResource): string =>
  resource.namespaced && !session.flags.bool("all-namespaces") ? session.namespace : "";

/** The types that a selector is laid over; a name beside it is refused. */
export function selectedTypes(named: Named): readonly ApiResource[] {
  if (named.form === "names") fail("name cannot be provided when a selector is specified");
  if (named.form === "none") fail("at least one resource must be specified to use a selector");
  return named.form === "types" ? named.resources : [];
}

function* bySelector(session: Session, named: Named): Task<Loaded> {
  const infos: Info[] = [];
  const problems: Problem[] = [];
  for (const resource of selectedTypes(named)) {
    try {
      for (const object of objectsAt(yield* listObjects(session, resource), "items")) {
        const whole = { apiVersion: resource.group ? `${resource.group}/${resource.version}` : resource.version, kind: resource.kind, ...object };
        infos.push({ resource, name: nameOf(object), namespace: namespaceOf(object), source: "", object: whole });
      }
    } catch (error) {
      problems.push(problemOf(error));
    }
  }
  return { infos, problems };
}

export function* listObjects(session: Session, resource: ApiResource, table = false): Task<JsonObject> {
  const query = selectorQuery(session);
  try {
    return yield* call(session, { verb: "list", resource, namespace: listNamespace(session, resource), query, ...(table && { table }) });
  } catch (error) {
    throw withSelector(error, resource, query);
  }
}

// Mirrors EnhanceListError (cli-runtime/pkg/resource/helper.go): a refused selector is named with what it was for.
function withSelector(error: unknown, resource: ApiResource, query: RequestQuery): unknown {
  const problem = problemOf(error);
  if (problem.kind !== "status" || problem.status.reason !== "BadRequest") return error;
  const { labelSelector = "", fieldSelector = "" } = query;
  if (labelSelector === "" && fieldSelector === "") return error;
  const what = `Unable to find ${JSON.stringify(`${resource.group}/${resource.version}, Resource=${resource.resource}`)} that match label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}`;
  return new CommandFailure({ kind: "status", status: { ...problem.status, message: `${what}: ${problem.status.message ?? ""}` } });
}

// Mirrors SetNamespace and RequireNamespace (cli-runtime/pkg/resource/visitor.go).
function inNamespace(session: Session, loaded: Loaded): Loaded {
  const infos: Info[] = [];
  const problems: Problem[] = [...loaded.problems];
  for (const info of loaded.infos) {
    if (!info.resource.namespaced) infos.push(info);
    else if (info.namespace === "") infos.push({ ...info, namespace: session.namespace, ...(info.object && { object: withValue(info.object, ["metadata", "namespace"], session.namespace) }) });
    else if (!session.namespaceGiven || info.namespace === session.namespace) infos.push(info);
    else problems.push(messageProblem(wrongNamespace(info.namespace, session.namespace)));
  }
  return { infos, problems };
}

const wrongNamespace = (has: string, wanted: string): string =>
  `the namespace from the provided object ${JSON.stringify(has)} does not match the namespace ${JSON.stringify(wanted)}. You must pass '--namespace=${has}' to perform this operation.`;
