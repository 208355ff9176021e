import type { Command } from "../command.ts";
import { bool, text } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags, selectorFlag, validateFlag } from "../flags/shared-flags.ts";
import { createFromFiles } from "./create-files.ts";
import { createConfigMapCommand } from "./create-configmap.ts";
import { createDeploymentCommand } from "./create-deployment.ts";
import { createIngressCommand } from "./create-ingress.ts";
import { createCronJobCommand, createJobCommand } from "./create-job.ts";
import { createNamespaceCommand } from "./create-namespace.ts";
import { createPdbCommand } from "./create-pdb.ts";
import { createPriorityClassCommand } from "./create-priorityclass.ts";
import { createQuotaCommand } from "./create-quota.ts";
import { createClusterRoleBindingCommand, createClusterRoleCommand, createRoleBindingCommand, createRoleCommand } from "./create-rbac.ts";
import { createSecretCommand } from "./create-secret.ts";
import { createServiceAccountCommand } from "./create-serviceaccount.ts";
import { createServiceCommand } from "./create-service.ts";
import { createTokenCommand } from "./create-token.ts";

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
  subcommands: [
    createClusterRoleCommand,
    createClusterRoleBindingCommand,
    createConfigMapCommand,
    createCronJobCommand,
    createDeploymentCommand,
    createIngressCommand,
    createJobCommand,
    createNamespaceCommand,
    createPdbCommand,
    createPriorityClassCommand,
    createQuotaCommand,
    createRoleCommand,
    createRoleBindingCommand,
    createSecretCommand,
    createServiceCommand,
    createServiceAccountCommand,
    createTokenCommand,
  ],
  run: createFromFiles,
};
