import { aggregatedByName, aggregatedResources } from "../../api/resources.ts";
import { fail } from "../failure.ts";
import { metricsApi } from "../metrics/metrics-api.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import type { Named } from "./arguments.ts";

/** Ends the command where a type is named that only another server answers for, and none has joined. */
export function* requireServed(session: Session, named: Named, args: readonly string[]): Task<void> {
  const asked = named.form === "types" ? named.resources : named.form === "names" ? named.items.map(({ resource }) => resource) : [];
  const added = asked.find((resource) => aggregatedResources.includes(resource));
  if (!added || (yield* metricsApi(session)) !== "absent") return;
  const typed = args.flatMap((arg) => (arg.split("/")[0] ?? "").split(",")).find((word) => aggregatedByName(word) === added);
  fail(`the server doesn't have a resource type ${JSON.stringify(typed ?? added.resource)}`);
}
