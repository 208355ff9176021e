import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { bool, text } from "../flags/flag.ts";
import { allNamespacesFlag, fieldSelectorFlag, selectorFlag } from "../flags/shared-flags.ts";

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

const topFlags = {
  node: [bool("show-capacity", { usage: "Print node resources based on Capacity instead of Allocatable(default) of the nodes." })],
  pod: [allNamespacesFlag, fieldSelectorFlag, bool("containers", { usage: "If present, print usage of containers within a pod." }), bool("sum", { usage: "Print the sum of the resource usage." })],
} as const;

// Simplified: there is no metrics server, so `kubectl top` says what it says in a cluster without one.
export const topCommand: Command = {
  name: "top",
  short: "Display resource (CPU/memory) usage",
  usage: "top [flags] [options]",
  subcommands: (["node", "pod"] as const).map((name) => ({
    name,
    aliases: [`${name}s`, ...(name === "node" ? ["no"] : ["po"])],
    short: `Display resource (CPU/memory) usage of ${name}s`,
    usage: `top ${name} [NAME | -l label] [options]`,
    flags: [
      selectorFlag,
      text("sort-by", { usage: "If non-empty, sort the list using specified field. The field can be either 'cpu' or 'memory'." }),
      bool("no-headers", { usage: "If present, print output without headers." }),
      bool("show-swap", { usage: "Print swap resources related to swap memory." }),
      bool("use-protocol-buffers", { default: "true", usage: "Enables using protocol-buffers to access Metrics API." }),
      ...topFlags[name],
    ],
    run: ({ flags, args }) => (args.length > 0 && flags.text("selector") !== "" ? fail("only one of NAME or --selector can be provided") : fail("Metrics API not available")),
  })),
};
