import { refuseKustomize } from "../builder/kustomize.ts";
import { fail } from "../failure.ts";
import type { Session } from "../session.ts";

/** Ends the command with a message and where to read about its use. */
export const usageError = (session: Session, message: string): never => fail(`${message}\nSee '${session.commandPath} -h' for help and examples`);

// Mirrors FilenameOptions.RequireFilenameOrKustomize (cli-runtime/pkg/resource/builder.go).
export function requireFiles(session: Session): void {
  const [files, kustomize] = [session.flags.list("filename"), session.flags.text("kustomize")];
  if (files.length === 0 && kustomize === "") fail("must specify one of -f and -k");
  if (files.length > 0 && kustomize !== "") fail("only one of -f or -k can be specified");
  if (kustomize !== "") refuseKustomize(session.context, kustomize);
}

/** The one NAME of `create configmap NAME`. */
export function requireName(session: Session): string {
  const before = session.argsBeforeDash >= 0 ? session.args.slice(0, session.argsBeforeDash) : session.args;
  if (before.length !== 1) usageError(session, `exactly one NAME is required, got ${before.length}`);
  return before[0] ?? "";
}
