import { resourceAt } from "../../api/resources.ts";
import { build } from "../builder/build.ts";
import { call, getObject } from "../client.ts";
import type { Command } from "../command.ts";
import { fail, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { dryRunFlag, selectorFlag } from "../flags/shared-flags.ts";
import { at } from "../objects.ts";
import { dryRunOf, dryRunSuffix } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

const command = (name: "cordon" | "uncordon", short: string): Command => ({
  name,
  short,
  usage: `${name} NODE [options]`,
  flags: [selectorFlag, dryRunFlag],
  *run(session) {
    yield* cordonOrUncordon(session, name === "cordon", name);
    return 0;
  },
});

export const cordonCommand = command("cordon", "Mark node as unschedulable");
export const uncordonCommand = command("uncordon", "Mark node as schedulable");

/** Says of each node what was done; `command` is what was typed. Hands back the nodes' names. */
// Mirrors DrainCmdOptions.RunCordonOrUncordon (kubectl/pkg/cmd/drain/drain.go).
export function* cordonOrUncordon(session: Session, desired: boolean, command: string): Task<readonly string[]> {
  const { args, flags } = session;
  const word = desired ? "cordon" : "uncordon";
  if (args.length === 0 && flags.text("selector") === "") usageError(session, `USAGE: ${command} NODE [flags]`);
  const resource = resourceAt("", "v1", "nodes") ?? fail("no nodes");
  const dryRun = dryRunOf(session);
  const { infos, problems } = yield* build(session, { args: flags.text("selector") === "" && args.every((a) => a.includes("/")) ? args : ["nodes", ...args] });
  const failed: Problem[] = [...problems];
  for (const { name } of infos) {
    try {
      const node = yield* getObject(session, { resource, namespace: "", name });
      const already = (at(node, "spec", "unschedulable") === true) === desired;
      const body = { spec: { unschedulable: desired ? true : null } };
      if (!already && dryRun !== "client") yield* call(session, { verb: "patch", patchType: "strategic", resource, name, body, query: { fieldManager: "kubectl-cordon", ...(dryRun === "server" && { dryRun: true }) } });
      yield* writeOut(`node/${name} ${already ? "already " : ""}${word}ed${dryRunSuffix(dryRun)}\n`);
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return infos.map(({ name }) => name);
}
