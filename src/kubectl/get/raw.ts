import { groupVersion, resources } from "../../api/resources.ts";
import { call } from "../client.ts";
import type { Outcome } from "../command.ts";
import { throwProblem } from "../failure.ts";
import { goJson } from "../objects.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { serverVersion } from "../version.ts";

/** `get --raw PATH`. */
// Simplified: `kubectl get --raw` finds health, version and the paths of objects and lists; other paths of the API server are not there.
export function* getRaw(session: Session, path: string): Task<Outcome> {
  if (["/healthz", "/livez", "/readyz"].includes(path)) yield* writeOut("ok");
  else if (path === "/version") yield* writeOut(goJsonInOrder(serverVersion));
  else yield* writeOut(`${goJson(yield* rawObject(session, path))}\n`);
  return 0;
}

const goJsonInOrder = (value: object): string => JSON.stringify(value, null, 2);

function* rawObject(session: Session, path: string): ReturnType<typeof call> {
  const parts = path.split("?")[0]?.split("/").filter((part) => part !== "") ?? [];
  const apiVersion = parts[0] === "api" ? (parts[1] ?? "") : `${parts[1] ?? ""}/${parts[2] ?? ""}`;
  const rest = parts.slice(parts[0] === "api" ? 2 : 3);
  const scoped = rest[0] === "namespaces" && rest.length > 2;
  const [plural, name, subresource] = scoped ? rest.slice(2) : rest;
  const resource = resources.find((r) => groupVersion(r.group, r.version) === apiVersion && r.resource === plural);
  if (!resource) return throwProblem({ kind: "message", message: "Error from server (NotFound): the server could not find the requested resource", bare: true });
  return yield* call(session, {
    verb: name === undefined ? "list" : "get",
    resource,
    ...(scoped && rest[1] !== undefined && { namespace: rest[1] }),
    ...(name !== undefined && { name }),
    ...(subresource !== undefined && { subresource }),
  });
}
