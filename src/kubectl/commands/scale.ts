import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import { call, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool, duration, int, text } from "../flags/flag.ts";
import { dryRunFlag, filenameFlags, outputFlags, selectorFlag } from "../flags/shared-flags.ts";
import { at, stringAt } from "../objects.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";

export const scaleCommand: Command = {
  name: "scale",
  short: "Set a new size for a deployment, replica set, or replication controller",
  usage: "scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    selectorFlag,
    dryRunFlag,
    bool("all", { usage: "Select all resources in the namespace of the specified resource types" }),
    int("replicas", { usage: "The new desired number of replicas. Required." }),
    int("current-replicas", { default: "-1", usage: "Precondition for current size." }),
    text("resource-version", { usage: "Precondition for resource version." }),
    duration("timeout", { usage: "The length of time to wait before giving up on a scale operation, zero means don't wait." }),
  ],
  run: scale,
};

// Mirrors ScaleOptions.RunScale (kubectl/pkg/cmd/scale/scale.go).
function* scale(session: Session): Task<Outcome> {
  const { flags, args } = session;
  if (!flags.changed("replicas")) fail('required flag(s) "replicas" not set');
  if (flags.int("replicas") < 0) fail("The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const { infos, problems } = yield* build(session, { args, all: flags.bool("all") });
  if (infos.length === 0 && problems.length === 0) fail("no objects passed to scale");
  const failed: Problem[] = [...problems];
  for (const info of infos) {
    try {
      const object = yield* getObject(session, info);
      yield* checkPreconditions(session, info);
      const { resource, namespace, name } = info;
      const body = { spec: { replicas: flags.int("replicas") } };
      const query = { fieldManager: "kubectl", ...(dryRun === "server" && { dryRun: true }) };
      if (dryRun !== "client") yield* call(session, { verb: "patch", patchType: "merge", resource, namespace, name, subresource: "scale", query, body });
      yield* writeOut(print(object, "scaled"));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

// Mirrors ScalePrecondition.validate (kubectl/pkg/scale/scale.go).
function* checkPreconditions(session: Session, info: Info): Task<void> {
  const [wanted, version] = [session.flags.int("current-replicas"), session.flags.text("resource-version")];
  if (wanted < 0 && version === "") return;
  const current = yield* getObject(session, info, { subresource: "scale" });
  const replicas = Number(at(current, "spec", "replicas") ?? 0);
  if (wanted >= 0 && replicas !== wanted) fail(`Expected replicas to be ${wanted}, was ${replicas}`);
  const found = stringAt(current, "metadata", "resourceVersion");
  if (version !== "" && found !== version) fail(`Expected resource version to be ${version}, was ${found}`);
}
