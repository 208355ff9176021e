import { writeYaml } from "../../manifest/write-yaml.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { bool, text } from "../flags/flag.ts";
import { goJson } from "../objects.ts";
import { writeOut } from "../task.ts";
import { clientVersion, kustomizeVersion, serverVersion } from "../version.ts";

export const versionCommand: Command = {
  name: "version",
  short: "Print the client and server version information",
  usage: "version [flags] [options]",
  flags: [bool("client", { usage: "If true, shows client version only (no server required)." }), text("output", { shorthand: "o", usage: "One of 'yaml' or 'json'." })],
  *run(session) {
    const { flags } = session;
    const output = flags.text("output");
    const clientOnly = flags.bool("client");
    if (output !== "" && output !== "yaml" && output !== "json") fail("--output must be 'yaml' or 'json'");
    const details = { clientVersion: serverVersion, kustomizeVersion, ...(!clientOnly && { serverVersion }) };
    if (output === "json") yield* writeOut(`${goJson(details, "  ")}\n`);
    else if (output === "yaml") yield* writeOut(writeYaml(details));
    else yield* writeOut(`Client Version: ${clientVersion}\nKustomize Version: ${kustomizeVersion}\n${clientOnly ? "" : `Server Version: ${serverVersion.gitVersion}\n`}`);
    return 0;
  },
};
