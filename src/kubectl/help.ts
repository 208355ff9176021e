import type { Command } from "./command.ts";
import type { Flag } from "./flags/flag.ts";

// Simplified: `kubectl --help` is short: what a command does, its flags and how to call it, without long texts and examples.
export function commandHelp(command: Command, path: string): string {
  const parts = [command.short];
  if (command.aliases?.length) parts.push(`Aliases:\n${[command.name, ...command.aliases].join(", ")}`);
  if (command.subcommands) parts.push(`Available Commands:\n${commandLines(command.subcommands)}`);
  const flags = (command.flags ?? []).filter((f) => !f.hidden);
  if (flags.length > 0) parts.push(`Options:\n${[...flags].sort((a, b) => (a.name < b.name ? -1 : 1)).map(flagLines).join("\n\n")}`);
  parts.push(`Usage:\n  kubectl ${command.usage}`);
  if (command.subcommands) parts.push(`Use "${path} <command> --help" for more information about a given command.`);
  return `${parts.join("\n\n")}\n\nUse "kubectl options" for a list of global command-line options (applies to all commands).\n`;
}

export function flagLines(flag: Flag): string {
  const shown = flag.shorthand ? `-${flag.shorthand}, --${flag.name}` : `--${flag.name}`;
  const value = flag.type === "string" ? `'${flag.default ?? ""}'` : flag.type === "stringArray" || flag.type === "stringSlice" ? "[]" : (flag.default ?? "");
  return `    ${shown}=${value}:\n\t${flag.usage ?? ""}`;
}

const commandLines = (commands: readonly Command[]): string => commands.map((c) => `  ${c.name.padEnd(15)} ${c.short}`).join("\n");

export function rootHelp(commands: readonly Command[]): string {
  return (
    "kubectl controls the Kubernetes cluster manager.\n\n Find more information at: https://kubernetes.io/docs/reference/kubectl/\n\n" +
    `Available Commands:\n${commandLines(commands)}\n\n` +
    "Usage:\n  kubectl [flags] [options]\n\n" +
    'Use "kubectl <command> --help" for more information about a given command.\n' +
    'Use "kubectl options" for a list of global command-line options (applies to all commands).\n'
  );
}
