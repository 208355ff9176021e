import type { Command } from "../command.ts";
import { bool, text } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags, selectorFlag, validateFlag } from "../flags/shared-flags.ts";
import { createFromFiles } from "./create-files.ts";
import { createConfigMapCommand } from "./create-configmap.ts";
import { createDeploymentCommand } from "./create-deployment.ts";
import { createNamespaceCommand } from "./create-namespace.ts";
import { createSecretCommand } from "./create-secret.ts";
import { createServiceAccountCommand } from "./create-serviceaccount.ts";

export const createCommand: Command = {
  name: "create",
  short: "Create a resource from a file or from stdin",
  usage: "create -f FILENAME [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    selectorFlag,
    dryRunFlag,
    validateFlag,
    fieldManagerFlag("kubectl-create"),
    bool("save-config", { usage: "If true, the configuration of current object will be saved in its annotation." }),
    bool("edit", { usage: "Edit the API resource before creating" }),
    bool("windows-line-endings", { usage: "Only relevant if --edit=true." }),
    text("raw", { usage: "Raw URI to POST to the server." }),
  ],
  subcommands: [createConfigMapCommand, createDeploymentCommand, createNamespaceCommand, createSecretCommand, createServiceAccountCommand],
  run: createFromFiles,
};
