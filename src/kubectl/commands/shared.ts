import { absolutePath } from "../builder/files.ts";
import { fail } from "../failure.ts";
import type { Session } from "../session.ts";

/** Ends the command with a message and where to read about its use. */
export const usageError = (session: Session, message: string): never => fail(`${message}\nSee '${session.commandPath} -h' for help and examples`);

// Mirrors FilenameOptions.RequireFilenameOrKustomize (cli-runtime/pkg/resource/builder.go).
export function requireFiles(session: Session): void {
  const [files, kustomize] = [session.flags.list("filename"), session.flags.text("kustomize")];
  if (files.length === 0 && kustomize === "") fail("must specify one of -f and -k");
  if (files.length > 0 && kustomize !== "") fail("only one of -f or -k can be specified");
  if (kustomize !== "") refuseKustomize(session, kustomize);
}

const kustomizationFiles = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

// Simplified: kustomizations are not built; a directory without one is refused as in life.
function refuseKustomize(session: Session, path: string): never {
  const directory = absolutePath(session.context, path);
  const found = kustomizationFiles.some((file) => session.context.files.stat(`${directory}/${file}`));
  return fail(found ? "kustomize is not simulated: write the objects out and use -f" : `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${directory}'`);
}

/** The one NAME of `create configmap NAME`. */
export function requireName(session: Session): string {
  const before = session.argsBeforeDash >= 0 ? session.args.slice(0, session.argsBeforeDash) : session.args;
  if (before.length !== 1) usageError(session, `exactly one NAME is required, got ${before.length}`);
  return before[0] ?? "";
}
