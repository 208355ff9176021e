import type { Command } from "./command.ts";
import { annotateCommand } from "./commands/annotate.ts";
import { apiResourcesCommand } from "./commands/api-resources.ts";
import { apiVersionsCommand } from "./commands/api-versions.ts";
import { applyCommand } from "./commands/apply.ts";
import { attachCommand } from "./commands/attach.ts";
import { authCommand } from "./commands/auth.ts";
import { autoscaleCommand } from "./commands/autoscale.ts";
import { clusterInfoCommand } from "./commands/cluster-info.ts";
import { configCommand } from "./commands/config.ts";
import { cordonCommand, uncordonCommand } from "./commands/cordon.ts";
import { cpCommand } from "./commands/cp.ts";
import { createCommand } from "./commands/create.ts";
import { debugCommand } from "./commands/debug.ts";
import { deleteCommand } from "./commands/delete.ts";
import { describeCommand } from "./commands/describe.ts";
import { diffCommand } from "./commands/diff.ts";
import { drainCommand } from "./commands/drain.ts";
import { editCommand } from "./commands/edit.ts";
import { eventsCommand } from "./commands/events.ts";
import { execCommand } from "./commands/exec.ts";
import { explainCommand } from "./commands/explain.ts";
import { exposeCommand } from "./commands/expose.ts";
import { getCommand } from "./commands/get.ts";
import { labelCommand } from "./commands/label.ts";
import { logsCommand } from "./commands/logs.ts";
import { notSimulatedCommands } from "./commands/not-simulated.ts";
import { optionsCommand } from "./commands/options.ts";
import { patchCommand } from "./commands/patch.ts";
import { portForwardCommand } from "./commands/port-forward.ts";
import { replaceCommand } from "./commands/replace.ts";
import { rolloutCommand } from "./commands/rollout.ts";
import { runCommandOfKubectl } from "./commands/run.ts";
import { scaleCommand } from "./commands/scale.ts";
import { setCommand } from "./commands/set.ts";
import { taintCommand } from "./commands/taint.ts";
import { topCommand } from "./commands/top.ts";
import { versionCommand } from "./commands/version.ts";
import { waitCommand } from "./commands/wait.ts";

/** Every command, by name. A new one is a file and a line here. */
export const commands: readonly Command[] = [
  annotateCommand,
  apiResourcesCommand,
  apiVersionsCommand,
  applyCommand,
  attachCommand,
  authCommand,
  autoscaleCommand,
  clusterInfoCommand,
  configCommand,
  cordonCommand,
  cpCommand,
  createCommand,
  debugCommand,
  deleteCommand,
  describeCommand,
  diffCommand,
  drainCommand,
  editCommand,
  eventsCommand,
  execCommand,
  explainCommand,
  exposeCommand,
  getCommand,
  labelCommand,
  logsCommand,
  optionsCommand,
  patchCommand,
  portForwardCommand,
  replaceCommand,
  rolloutCommand,
  runCommandOfKubectl,
  scaleCommand,
  setCommand,
  taintCommand,
  topCommand,
  uncordonCommand,
  versionCommand,
  waitCommand,
  ...notSimulatedCommands,
];
