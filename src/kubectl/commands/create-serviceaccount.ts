import type { Command } from "../command.ts";
import { createFlags, createObject } from "./create-object.ts";
import { requireName } from "./shared.ts";

export const createServiceAccountCommand: Command = {
  name: "serviceaccount",
  aliases: ["sa"],
  short: "Create a service account with the specified name",
  usage: "create serviceaccount NAME [--dry-run=server|client|none] [options]",
  flags: createFlags,
  *run(session) {
    const name = requireName(session);
    return yield* createObject(session, { apiVersion: "v1", kind: "ServiceAccount", metadata: { name } }, "serviceaccount");
  },
};
