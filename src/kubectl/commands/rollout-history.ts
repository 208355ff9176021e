import type { Command, Outcome } from "../command.ts";
import { describePodTemplate } from "../describe/pod-template.ts";
import { Sheet } from "../describe/sheet.ts";
import { fail, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { int } from "../flags/flag.ts";
import { filenameFlags, outputFlags, selectorFlag } from "../flags/shared-flags.ts";
import { qualifiedName, formatPrinter } from "../printers/output.ts";
import { alignTabs, describeLayout } from "../printers/tab-writer.ts";
import { revisionsOf, withCause, type Revision } from "../rollout/revisions.ts";
import { isRollingKind } from "../rollout/status-text.ts";
import { asJson } from "../../api/json.ts";
import type { PodTemplateSpec } from "../../api/workloads.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { groupKind, rolloutTargets } from "./rollout-targets.ts";

export const rolloutHistoryCommand: Command = {
  name: "history",
  short: "View rollout history",
  usage: "rollout history (TYPE NAME | TYPE/NAME) [flags]",
  flags: [...filenameFlags, ...outputFlags, selectorFlag, int("revision", { usage: "See the details, including podTemplate of the revision specified" })],
  run: history,
};

// Mirrors RolloutHistoryOptions.Run (kubectl/pkg/cmd/rollout/rollout_history.go).
function* history(session: Session): Task<Outcome> {
  const wanted = session.flags.int("revision");
  if (wanted < 0) fail(`revision must be a positive integer: ${wanted}`);
  const print = formatPrinter(session);
  const { found, problems } = yield* rolloutTargets(session);
  const failed: Problem[] = [...problems];
  for (const { info, object } of found) {
    try {
      if (info.resource.group !== "apps" || !isRollingKind(info.resource.kind)) fail(`no history viewer has been implemented for ${JSON.stringify(groupKind(info))}`);
      const revisions = yield* revisionsOf(session, object);
      if (print) for (const { holder } of chosen(revisions, wanted)) yield* writeOut(print(asJson(holder)));
      else yield* writeOut(`${qualifiedName(object)} ${wanted > 0 ? `with revision #${wanted}` : ""}\n${historyText(revisions, wanted)}\n`);
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

function chosen(revisions: readonly Revision[], wanted: number): readonly Revision[] {
  if (wanted === 0) return revisions;
  const one = revisions.find(({ number }) => number === wanted);
  return one ? [one] : fail("unable to find the specified revision");
}

// Mirrors ViewHistory of the three viewers (kubectl/pkg/polymorphichelpers/history.go).
function historyText(revisions: readonly Revision[], wanted: number): string {
  if (revisions.length === 0) return "No rollout history found.";
  const [only] = chosen(revisions, wanted);
  if (wanted > 0 && only) return templateText(withCause(only));
  const rows = revisions.map(({ number, changeCause }) => `${number}\t${changeCause || "<none>"}\n`);
  return alignTabs(`REVISION\tCHANGE-CAUSE\n${rows.join("")}`, describeLayout);
}

/** Its tabs stay as they are: nothing aligns them here. */
export function templateText(template: PodTemplateSpec): string {
  const sheet = new Sheet(0);
  describePodTemplate(sheet, template);
  return sheet.toString();
}
