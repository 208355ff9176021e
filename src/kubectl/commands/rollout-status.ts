import { apiRequest } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, throwAll } from "../failure.ts";
import { bool, duration, int } from "../flags/flag.ts";
import { filenameFlags, selectorFlag } from "../flags/shared-flags.ts";
import { rolloutStatus, type RolloutTarget } from "../lasting/rollout-status.ts";
import { isRollingKind } from "../rollout/status-text.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { groupKind, rolloutTargets } from "./rollout-targets.ts";

export const rolloutStatusCommand: Command = {
  name: "status",
  short: "Show the status of the rollout",
  usage: "rollout status (TYPE NAME | TYPE/NAME) [flags]",
  flags: [
    ...filenameFlags,
    selectorFlag,
    bool("watch", { shorthand: "w", default: "true", usage: "Watch the status of the rollout until it's done." }),
    int("revision", { usage: "Pin to a specific revision for showing its status. Defaults to 0 (last revision)." }),
    duration("timeout", { usage: "The length of time to wait before ending watch, zero means never. Any other values should contain a corresponding time unit (e.g. 1s, 2m, 3h)." }),
  ],
  run: status,
};

// Mirrors RolloutStatusOptions.Validate and Run (kubectl/pkg/cmd/rollout/rollout_status.go).
function* status(session: Session): Task<Outcome> {
  const { flags } = session;
  const revision = flags.int("revision");
  if (revision < 0) fail(`revision must be a positive integer: ${revision}`);
  const { found, problems } = yield* rolloutTargets(session);
  throwAll(problems);
  const targets = found.map(({ info }): RolloutTarget => {
    const { resource, namespace, name } = info;
    if (resource.group !== "apps" || !isRollingKind(resource.kind)) return fail(`no status viewer has been implemented for ${groupKind(info)}`);
    return { kind: resource.kind, request: apiRequest({ verb: "list", resource, namespace, query: { fieldSelector: `metadata.name=${name}` } }) };
  });
  return rolloutStatus(targets, { revision, follow: flags.bool("watch"), timeoutMs: flags.durationMs("timeout") });
}
