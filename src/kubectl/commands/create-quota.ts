import { parseQuantity } from "../../api/quantity.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { text } from "../flags/flag.ts";
import { createFlags, createObject } from "./create-object.ts";
import { requireName } from "./shared.ts";

// Mirrors QuotaOpts (kubectl/pkg/cmd/create/create_quota.go).
export const createQuotaCommand: Command = {
  name: "quota",
  aliases: ["resourcequota"],
  short: "Create a quota with the specified name",
  usage: "create quota NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none] [options]",
  flags: [
    ...createFlags,
    text("hard", { usage: "A comma-delimited set of resource=quantity pairs that define a hard limit." }),
    text("scopes", { usage: "A comma-delimited set of quota scopes that must all match each object tracked by the quota." }),
  ],
  *run(session) {
    const name = requireName(session);
    const hard = session.flags.text("hard").split(",").filter((pair) => pair !== "").map(hardLimit);
    const scopes = session.flags.text("scopes").split(",").filter((scope) => scope !== "");
    const spec = { ...(hard.length > 0 && { hard: Object.fromEntries(hard) }), ...(scopes.length > 0 && { scopes }) };
    return yield* createObject(session, { apiVersion: "v1", kind: "ResourceQuota", metadata: { name }, spec, status: {} }, "quota");
  },
};

function hardLimit(pair: string): [string, string] {
  const [key = "", value, ...more] = pair.split("=");
  if (value === undefined || more.length > 0) return fail(`Invalid argument syntax ${pair}, expected <resource>=<value>`);
  const parsed = parseQuantity(value);
  if (!parsed.ok) fail(parsed.message);
  return [key, value];
}
