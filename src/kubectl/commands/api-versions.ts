import { aggregatedResources, groupVersion, resources } from "../../api/resources.ts";
import type { Command } from "../command.ts";
import { metricsApi } from "../metrics/metrics-api.ts";
import { writeOut } from "../task.ts";
import { usageError } from "./shared.ts";

export const apiVersionsCommand: Command = {
  name: "api-versions",
  short: 'Print the supported API versions on the server, in the form of "group/version"',
  usage: "api-versions [options]",
  *run(session) {
    if (session.args.length > 0) usageError(session, `unexpected arguments: [${session.args.join(" ")}]`);
    const served = (yield* metricsApi(session)) === "absent" ? resources : [...resources, ...aggregatedResources];
    yield* writeOut([...new Set(served.map((r) => groupVersion(r.group, r.version)))].sort().map((v) => `${v}\n`).join(""));
    return 0;
  },
};
