import type { JsonObject } from "../../api/json.ts";
import { fail } from "../failure.ts";
import type { Session } from "../session.ts";
import { formatPrinter, qualifiedName } from "./output.ts";

export type DryRun = "none" | "client" | "server";

// Mirrors GetDryRunStrategy (kubectl/pkg/cmd/util/helpers.go).
export function dryRunOf(session: Session): DryRun {
  const value = session.flags.text("dry-run");
  switch (value) {
    case "none":
    case "client":
    case "server":
      return value;
    case "unchanged":
      return fail('--dry-run flag without a value was specified. A value must be set: "none", "server", or "client".');
    case "true":
    case "false":
      return fail(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
    default:
      return fail(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
  }
}

export const dryRunSuffix = (dryRun: DryRun): string => (dryRun === "client" ? " (dry run)" : dryRun === "server" ? " (server dry run)" : "");

/** `pod/web created`, or what -o asks for instead. */
export type SuccessPrinter = (object: JsonObject, operation: string) => string;

export function successPrinter(session: Session, dryRun: DryRun = "none"): SuccessPrinter {
  const format = formatPrinter(session);
  return (object, operation) => format?.(object) ?? `${qualifiedName(object)} ${operation}${dryRunSuffix(dryRun)}\n`;
}
