import type { Command } from "../command.ts";
import { fail } from "../failure.ts";

/** Commands of kubectl that are known and say plainly that they do nothing here. */
const missing: readonly (readonly [name: string, short: string, why: string])[] = [
  ["certificate", "Modify certificate resources", "certificates are not simulated"],
  ["completion", "Output shell completion code for the specified shell (bash, zsh, fish, or powershell)", "completion is built into this terminal"],
  ["kustomize", "Build a kustomization target from a directory or URL", "kustomizations are not built"],
  ["plugin", "Provides utilities for interacting with plugins", "there are no plugins"],
  ["proxy", "Run a proxy to the Kubernetes API server", "use kubectl get --raw"],
];

/** A command that says plainly that it does nothing here, and why or what does. */
export const notSimulated = (name: string, short: string, why: string, path = name, aliases: readonly string[] = []): Command => ({
  name,
  aliases,
  short,
  usage: `${path} [options]`,
  anyFlags: true,
  run: () => fail(`kubectl ${path} is not simulated: ${why}`),
});

export const notSimulatedCommands: readonly Command[] = missing.map(([name, short, why]) => notSimulated(name, short, why));
