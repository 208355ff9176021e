import type { Command } from "../command.ts";
import { createFlags, createObject } from "./create-object.ts";
import { requireName } from "./shared.ts";

export const createNamespaceCommand: Command = {
  name: "namespace",
  aliases: ["ns"],
  short: "Create a namespace with the specified name",
  usage: "create namespace NAME [--dry-run=server|client|none] [options]",
  flags: createFlags,
  *run(session) {
    const name = requireName(session);
    return yield* createObject(session, { apiVersion: "v1", kind: "Namespace", metadata: { name }, spec: {}, status: {} });
  },
};
