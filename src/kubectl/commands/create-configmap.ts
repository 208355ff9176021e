import type { Command } from "../command.ts";
import { array, bool } from "../flags/flag.ts";
import { createFlags, createObject } from "./create-object.ts";
import { dataSources } from "./data-sources.ts";
import { requireName } from "./shared.ts";

/** Where the data of a ConfigMap or Secret come from. */
export const dataFlags = [
  array("from-literal", { usage: "Specify a key and literal value to insert (i.e. mykey=somevalue)" }),
  array("from-file", { usage: "Key file can be specified using its file path, or a directory." }),
  array("from-env-file", { usage: "Specify the path to a file to read lines of key=val pairs." }),
  bool("append-hash", { usage: "Append a hash of the object to its name." }),
];

export const createConfigMapCommand: Command = {
  name: "configmap",
  aliases: ["cm"],
  short: "Create a config map from a local file, directory or literal value",
  usage: "create configmap NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]",
  flags: [...createFlags, ...dataFlags],
  *run(session) {
    const name = requireName(session);
    const data = dataSources(session, { kind: "ConfigMap", name });
    return yield* createObject(session, { apiVersion: "v1", ...(Object.keys(data).length > 0 && { data }), kind: "ConfigMap", metadata: { name } }, "configmap");
  },
};
