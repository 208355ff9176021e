import type { ApiResource } from "../../api/resources.ts";
import { loadFiles } from "../builder/files.ts";
import { missingResources, namedByArguments } from "../builder/arguments.ts";
import { selectedTypes } from "../builder/build.ts";
import { requireServed } from "../builder/served.ts";
import { fail } from "../failure.ts";
import type { Problem } from "../failure.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";

/** What `get` asks for, one request each: a whole type, or one name. */
export interface GetTarget {
  readonly resource: ApiResource;
  readonly namespace: string;
  /** Absent = list. */
  readonly name?: string;
}

export interface GetTargets {
  readonly targets: readonly GetTarget[];
  readonly problems: readonly Problem[];
  /** One object was named: it is printed by itself, not in a List. */
  readonly single: boolean;
}

export function* getTargets(session: Session): Task<GetTargets> {
  const { flags, args } = session;
  const filenames = flags.list("filename");
  if (filenames.length > 0) {
    const { infos, problems } = yield* loadFiles(session.context, { filenames, recursive: flags.bool("recursive"), validate: false });
    const targets = infos.map(({ resource, namespace, name }) => ({ resource, name, namespace: resource.namespaced ? namespace || session.namespace : "" }));
    return { targets, problems, single: targets.length === 1 && problems.length === 0 };
  }
  const named = namedByArguments(args);
  yield* requireServed(session, named, args);
  const namespaceOf = (resource: ApiResource) => (resource.namespaced && !flags.bool("all-namespaces") ? session.namespace : "");
  const selects = flags.text("selector") !== "" || flags.text("field-selector") !== "";
  if (named.form === "names" && !selects) {
    if (flags.bool("all-namespaces")) fail("a resource cannot be retrieved by name across all namespaces");
    return { targets: named.items.map(({ resource, name }) => ({ resource, name, namespace: namespaceOf(resource) })), problems: [], single: named.items.length === 1 };
  }
  if (named.form === "none") fail(missingResources);
  return { targets: selectedTypes(named).map((resource) => ({ resource, namespace: namespaceOf(resource) })), problems: [], single: false };
}
