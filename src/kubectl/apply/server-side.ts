import type { JsonObject } from "../../api/json.ts";
import type { Info } from "../builder/info.ts";
import { call } from "../client.ts";
import { isConflict, problemOf, throwProblem } from "../failure.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { refuseGenerateName } from "./apply-object.ts";
import type { Applied, ApplyOptions } from "./apply-object.ts";
import { lastAppliedAnnotation } from "./last-applied.ts";
import { withValue } from "../objects.ts";

const advice = `
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

// Mirrors applyOneObject's ServerSideApply branch (kubectl/pkg/cmd/apply/apply.go).
export function* applyServerSide(session: Session, info: Info, options: ApplyOptions): Task<Applied> {
  const body: JsonObject = withValue(info.object ?? {}, ["metadata", "annotations", lastAppliedAnnotation], undefined);
  refuseGenerateName(body);
  const { resource, namespace, name } = info;
  const query = {
    fieldManager: options.fieldManager,
    fieldValidation: options.fieldValidation,
    force: session.flags.bool("force-conflicts"),
    ...(options.dryRun === "server" && { dryRun: true }),
  };
  try {
    const object = yield* call(session, { verb: "patch", patchType: "apply", resource, namespace, name, query, body });
    return { object, operation: "serverside-applied" };
  } catch (error) {
    const problem = problemOf(error);
    if (isConflict(problem) && problem.kind === "status") return throwProblem({ kind: "message", message: `${problem.status.message ?? ""}${advice}` });
    return throwProblem(problem);
  }
}
