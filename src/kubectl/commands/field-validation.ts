import { fail } from "../failure.ts";
import type { Session } from "../session.ts";

export type FieldValidation = "Strict" | "Warn" | "Ignore";

// Mirrors GetValidationDirective (kubectl/pkg/cmd/util/helpers.go): --validate as the server's fieldValidation.
export function fieldValidation(session: Session): FieldValidation {
  const value = session.flags.text("validate");
  switch (value) {
    case "strict":
    case "true":
    case "":
      return "Strict";
    case "warn":
      return "Warn";
    case "ignore":
    case "false":
      return "Ignore";
    default:
      return fail(`invalid - validate option ${JSON.stringify(value)}; must be one of: strict (or true), warn, ignore (or false)`);
  }
}
