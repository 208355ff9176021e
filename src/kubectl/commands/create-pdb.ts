import { parseLabelSelector } from "../../api/labels.ts";
import type { JsonObject } from "../../api/json.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { text } from "../flags/flag.ts";
import { createFlags, createObject } from "./create-object.ts";
import { requireName } from "./shared.ts";

// Mirrors PodDisruptionBudgetOpts (kubectl/pkg/cmd/create/create_pdb.go).
export const createPdbCommand: Command = {
  name: "poddisruptionbudget",
  aliases: ["pdb"],
  short: "Create a pod disruption budget with the specified name",
  usage: "create poddisruptionbudget NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none] [options]",
  flags: [
    ...createFlags,
    text("min-available", { usage: "The minimum number or percentage of available pods this budget requires." }),
    text("max-unavailable", { usage: "The maximum number or percentage of unavailable pods this budget requires." }),
    text("selector", { usage: "A label selector to use for this budget." }),
  ],
  *run(session) {
    const name = requireName(session);
    const [min, max, selector] = ["min-available", "max-unavailable", "selector"].map((flag) => session.flags.text(flag));
    if (!selector) fail("a selector must be specified");
    if (!min && !max) fail("one of min-available or max-unavailable must be specified");
    if (min && max) fail("min-available and max-unavailable cannot be both specified");
    const spec = { ...(max && { maxUnavailable: intOrPercent(max) }), ...(min && { minAvailable: intOrPercent(min) }), selector: equalities(selector ?? "") };
    return yield* createObject(session, { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name }, spec, status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 } }, "poddisruptionbudgets");
  },
};

const intOrPercent = (value: string): number | string => (/^\d+$/.test(value) ? Number(value) : value);

// Simplified: `kubectl create poddisruptionbudget` takes over equalities of a selector only.
export function equalities(text: string): JsonObject {
  const parsed = parseLabelSelector(text);
  if (!parsed.ok) return fail(parsed.message);
  return { matchLabels: Object.fromEntries(text.split(",").map((pair) => pair.split(/==?/)).map(([key = "", value = ""]) => [key.trim(), value.trim()])) };
}
