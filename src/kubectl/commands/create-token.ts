import { resourceAt } from "../../api/resources.ts";
import { getObject } from "../client.ts";
import type { Command } from "../command.ts";
import { describeProblem, fail, problemOf } from "../failure.ts";
import { array, duration, text } from "../flags/flag.ts";
import { outputFlags } from "../flags/shared-flags.ts";
import { requireName } from "./shared.ts";

// Simplified: `kubectl create token` makes no token; a service account that is not there is refused as in life.
export const createTokenCommand: Command = {
  name: "token",
  short: "Request a service account token",
  usage: "create token SERVICE_ACCOUNT_NAME [options]",
  flags: [...outputFlags, array("audience"), duration("duration"), text("bound-object-kind"), text("bound-object-name"), text("bound-object-uid")],
  *run(session) {
    const name = requireName(session);
    const resource = resourceAt("", "v1", "serviceaccounts") ?? fail("no service accounts");
    try {
      yield* getObject(session, { resource, namespace: session.namespace, name });
    } catch (error) {
      fail(`failed to create token: ${describeProblem(problemOf(error))}`);
    }
    return fail("service account tokens are not simulated");
  },
};
