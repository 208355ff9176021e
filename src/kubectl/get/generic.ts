import type { JsonObject } from "../../api/json.ts";
import type { Outcome } from "../command.ts";
import { throwAll } from "../failure.ts";
import { printerOf } from "../printers/output.ts";
import type { OutputRequest } from "../printers/output.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { fetchAll, objectsOf } from "./fetch.ts";
import { sortObjects } from "./sort.ts";
import { getTargets } from "./targets.ts";

// Mirrors GetOptions.printGeneric: one named object as it is, everything else in a List.
export function* printGeneric(session: Session, output: OutputRequest): Task<Outcome> {
  const print = printerOf(output);
  const { targets, problems, single } = yield* getTargets(session);
  const fetched = yield* fetchAll(session, targets, false);
  const failed = [...problems, ...fetched.problems];
  const objects = fetched.found.flatMap(objectsOf);
  const [first] = objects;
  if (objects.length === 0 && (failed.length > 0 || single)) {
    throwAll(failed);
    return 0;
  }
  const sortBy = session.flags.text("sort-by");
  const sorted = sortBy === "" ? objects : sortObjects(objects, sortBy, (object) => object);
  const printed: JsonObject = single && first ? first : { apiVersion: "v1", items: sorted ?? [], kind: "List", metadata: { resourceVersion: "" } };
  yield* writeOut(print?.(printed) ?? "");
  throwAll(failed);
  return 0;
}
