import type { JsonObject } from "../../api/json.ts";
import { groupVersion } from "../../api/resources.ts";
import type { ApiResource } from "../../api/resources.ts";
import { listObjects } from "../builder/build.ts";
import { getObject } from "../client.ts";
import { isNotFound, problemOf } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { objectsAt } from "../objects.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import type { GetTarget } from "./targets.ts";

export interface Fetched {
  readonly resource: ApiResource;
  /** An object, a list, or a Table. */
  readonly body: JsonObject;
}

/** Asks for each target; one that fails does not stop the others. */
export function* fetchAll(session: Session, targets: readonly GetTarget[], table: boolean): Task<{ found: readonly Fetched[]; problems: readonly Problem[] }> {
  const found: Fetched[] = [];
  const problems: Problem[] = [];
  const subresource = session.flags.text("subresource");
  for (const { resource, namespace, name } of targets) {
    try {
      const body =
        name === undefined
          ? yield* listObjects(session, resource, table)
          : yield* getObject(session, { resource, namespace, name }, { ...(table && { table }), ...(subresource && { subresource }) });
      found.push({ resource, body });
    } catch (error) {
      const problem = problemOf(error);
      if (!(session.flags.bool("ignore-not-found") && isNotFound(problem))) problems.push(problem);
    }
  }
  return { found, problems };
}

/** The objects of a list, each with its apiVersion and kind; or the object itself. */
export function objectsOf({ resource, body }: Fetched): readonly JsonObject[] {
  if (!Array.isArray(body["items"])) return [body];
  const meta = { apiVersion: groupVersion(resource.group, resource.version), kind: resource.kind };
  return objectsAt(body, "items").map((item) => ({ ...meta, ...item }));
}
