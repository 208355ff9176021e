import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import type { Loaded } from "../builder/files.ts";
import { getObject } from "../client.ts";
import { fail, problemOf } from "../failure.ts";
import type { Problem } from "../failure.ts";
import type { JsonObject } from "../../api/json.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";

/** What a subcommand of rollout works on: the objects as they are now, with the problems met on the way. */
export function* rolloutTargets(session: Session): Task<{ readonly found: readonly { readonly info: Info; readonly object: JsonObject }[]; readonly problems: readonly Problem[] }> {
  const { args, flags } = session;
  if (args.length === 0 && flags.list("filename").length === 0 && flags.text("kustomize") === "") fail("required resource not specified");
  const loaded: Loaded = yield* build(session, { args });
  const found: { info: Info; object: JsonObject }[] = [];
  const problems: Problem[] = [...loaded.problems];
  for (const info of loaded.infos) {
    try {
      found.push({ info, object: yield* getObject(session, info) });
    } catch (error) {
      problems.push(problemOf(error));
    }
  }
  return { found, problems };
}

/** "Deployment.apps", "Pod". Mirrors GroupKind.String. */
export const groupKind = ({ resource }: Info): string => (resource.group === "" ? resource.kind : `${resource.kind}.${resource.group}`);

/** `deployments.apps "web"`. */
export const quotedName = ({ resource, name }: Info): string => `${resource.resource}${resource.group === "" ? "" : `.${resource.group}`} ${JSON.stringify(name)}`;
