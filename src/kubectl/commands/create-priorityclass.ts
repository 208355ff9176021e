import type { Command } from "../command.ts";
import { bool, int, text } from "../flags/flag.ts";
import { createFlags, createObject } from "./create-object.ts";
import { requireName } from "./shared.ts";

export const createPriorityClassCommand: Command = {
  name: "priorityclass",
  aliases: ["pc"],
  short: "Create a priority class with the specified name",
  usage: "create priorityclass NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none] [options]",
  flags: [
    ...createFlags,
    int("value", { usage: "the value of this priority class." }),
    bool("global-default", { usage: "global-default specifies whether this PriorityClass should be considered as the default priority." }),
    text("description", { usage: "description is an arbitrary string that usually provides guidelines on when this priority class should be used." }),
    text("preemption-policy", { default: "PreemptLowerPriority", usage: "preemption-policy is the policy for preempting pods with lower priority." }),
  ],
  *run(session) {
    const name = requireName(session);
    const { flags } = session;
    const description = flags.text("description");
    const object = {
      apiVersion: "scheduling.k8s.io/v1",
      ...(description !== "" && { description }),
      ...(flags.bool("global-default") && { globalDefault: true }),
      kind: "PriorityClass",
      metadata: { name },
      preemptionPolicy: flags.text("preemption-policy"),
      value: flags.int("value"),
    };
    return yield* createObject(session, object, "priorityclass");
  },
};
