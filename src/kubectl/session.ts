import type { ProcessContext } from "../engine/processes/program.ts";
import { kubeconfigNamespace } from "./kubeconfig.ts";
import type { Documentation } from "./explain/documentation.ts";
import type { FlagValues } from "./flags/flag-values.ts";
import type { ParsedArguments } from "./flags/parse.ts";

/** One run of one command: what was typed and where. Rebuilt from argv, never saved. */
export interface Session {
  readonly context: ProcessContext;
  /** "kubectl create configmap": for usage hints. */
  readonly commandPath: string;
  readonly flags: FlagValues;
  readonly args: readonly string[];
  readonly argsBeforeDash: number;
  /** Of --namespace, else of the kubeconfig's context, else "default". */
  readonly namespace: string;
  /** True if --namespace was given: objects of another namespace are then refused. */
  readonly namespaceGiven: boolean;
  /** Warnings printed so far: each is printed once. */
  readonly warned: Set<string>;
  readonly documentation: Documentation;
}

export function newSession(context: ProcessContext, commandPath: string, parsed: ParsedArguments, documentation: Documentation): Session {
  const given = parsed.flags.text("namespace");
  return {
    context,
    commandPath,
    ...parsed,
    namespace: given || kubeconfigNamespace(context),
    namespaceGiven: given !== "",
    warned: new Set(),
    documentation,
  };
}
