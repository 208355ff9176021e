import { build } from "../builder/build.ts";
import { call } from "../client.ts";
import type { Outcome } from "../command.ts";
import { fail, problemOf, throwAll, withSource } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { withLastApplied } from "../apply/last-applied.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { requireFiles, usageError } from "./shared.ts";
import { fieldValidation } from "./field-validation.ts";

// Mirrors CreateOptions.RunCreate (kubectl/pkg/cmd/create/create.go).
export function* createFromFiles(session: Session): Task<Outcome> {
  const { flags, args } = session;
  if (args.length > 0) usageError(session, `Unexpected args: [${args.join(" ")}]`);
  const fields = fieldValidation(session);
  requireFiles(session);
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const { infos, problems } = yield* build(session, { validate: fields !== "Ignore" });
  const failed: Problem[] = [];
  for (const info of infos) {
    const { resource, namespace, source } = info;
    const body = flags.bool("save-config") ? withLastApplied(info.object ?? {}) : (info.object ?? {});
    if (dryRun === "client") {
      yield* writeOut(print(body, "created"));
      continue;
    }
    const query = { fieldManager: flags.text("field-manager"), fieldValidation: fields, ...(dryRun === "server" && { dryRun: true }) };
    try {
      const created = yield* call(session, { verb: "create", resource, namespace, query, body });
      yield* writeOut(print(created, "created"));
    } catch (error) {
      failed.push(withSource(problemOf(error), "creating", source));
    }
  }
  if (infos.length === 0 && problems.length === 0) fail("no objects passed to create");
  throwAll([...failed, ...problems]);
  return 0;
}
