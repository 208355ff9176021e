import type { JsonObject } from "../../api/json.ts";
import { resourceFor } from "../../api/resources.ts";
import { withLastApplied } from "../apply/last-applied.ts";
import { call } from "../client.ts";
import type { Outcome } from "../command.ts";
import { fail, problemOf, throwProblem } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool } from "../flags/flag.ts";
import type { Flag } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, outputFlags, validateFlag } from "../flags/shared-flags.ts";
import { groupOf, kindOf, withValue } from "../objects.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { fieldValidation } from "./field-validation.ts";

/** Flags of every `create KIND NAME`. */
export const createFlags: readonly Flag[] = [
  ...outputFlags,
  dryRunFlag,
  validateFlag,
  fieldManagerFlag("kubectl-create"),
  bool("save-config", { usage: "If true, the configuration of current object will be saved in its annotation." }),
];

/**
 * Creates one generated object and says so. `what` is the noun of `failed to create NOUN: …`; without it the API's error
 * stands by itself.
 */
export function* createObject(session: Session, object: JsonObject, what?: string): Task<Outcome> {
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const resource = resourceFor(groupOf(object), version(object), kindOf(object));
  if (!resource) return fail(`no matches for kind ${JSON.stringify(kindOf(object))}`);
  const placed = resource.namespaced && (session.namespaceGiven || session.namespace !== "default") ? withValue(object, ["metadata", "namespace"], session.namespace) : object;
  const body = session.flags.bool("save-config") ? withLastApplied(placed) : placed;
  if (dryRun === "client") {
    yield* writeOut(print(body, "created"));
    return 0;
  }
  const query = { fieldManager: session.flags.text("field-manager"), fieldValidation: fieldValidation(session), ...(dryRun === "server" && { dryRun: true }) };
  try {
    const created = yield* call(session, { verb: "create", resource, namespace: session.namespace, query, body });
    yield* writeOut(print(created, "created"));
    return 0;
  } catch (error) {
    return throwProblem(failedToCreate(problemOf(error), what));
  }
}

const failedToCreate = (problem: Problem, what: string | undefined): Problem =>
  what !== undefined && problem.kind === "status" ? { kind: "message", message: `failed to create ${what}: ${problem.status.message ?? ""}` } : problem;

const version = (object: JsonObject): string => String(object["apiVersion"]).split("/").at(-1) ?? "";
