import { aggregatedResources, METRICS_GROUP, parseGroupVersion, resourceAt } from "../../api/resources.ts";
import { call } from "../client.ts";
import type { Outcome } from "../command.ts";
import { throwProblem } from "../failure.ts";
import { metricsApi } from "../metrics/metrics-api.ts";
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
  else if (path.replace(/\/$/, "") === `/apis/${ADDED}`) yield* writeOut(`${yield* addedResources(session)}\n`);
  else yield* writeOut(`${goJson(yield* rawObject(session, path))}\n`);
  return 0;
}

const goJsonInOrder = (value: object): string => JSON.stringify(value, null, 2);

const notThere = (): never => throwProblem({ kind: "message", message: "Error from server (NotFound): the server could not find the requested resource", bare: true });

/** What another server says it answers for. */
function* addedResources(session: Session): Task<string> {
  const state = yield* metricsApi(session);
  if (state === "absent") return notThere();
  if (state === "silent") return throwProblem({ kind: "message", message: "Error from server (ServiceUnavailable): the server is currently unable to handle the request", bare: true });
  const resources = aggregatedResources.map(({ resource: name, namespaced, kind, verbs }) => ({ name, singularName: "", namespaced, kind, verbs }));
  return JSON.stringify({ kind: "APIResourceList", apiVersion: "v1", groupVersion: ADDED, resources });
}
const ADDED = `${METRICS_GROUP}/v1beta1`;

function* rawObject(session: Session, path: string): ReturnType<typeof call> {
  const parts = path.split("?")[0]?.split("/").filter((part) => part !== "") ?? [];
  const apiVersion = parts[0] === "api" ? (parts[1] ?? "") : `${parts[1] ?? ""}/${parts[2] ?? ""}`;
  const rest = parts.slice(parts[0] === "api" ? 2 : 3);
  const scoped = rest[0] === "namespaces" && rest.length > 2;
  const [plural, name, subresource] = scoped ? rest.slice(2) : rest;
  const { group, version } = parseGroupVersion(apiVersion) ?? { group: "", version: "" };
  const resource = resourceAt(group, version, plural ?? "");
  if (!resource) return notThere();
  return yield* call(session, {
    verb: name === undefined ? "list" : "get",
    resource,
    ...(scoped && rest[1] !== undefined && { namespace: rest[1] }),
    ...(name !== undefined && { name }),
    ...(subresource !== undefined && { subresource }),
  });
}
