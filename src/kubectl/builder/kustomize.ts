import type { ProcessContext } from "../../engine/processes/program.ts";
import { fail } from "../failure.ts";
import { absolutePath } from "./files.ts";

const kustomizationFiles = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

// Simplified: kustomizations are not built; a directory without one is refused as in life.
export function refuseKustomize(context: ProcessContext, path: string): never {
  const directory = absolutePath(context, path);
  const found = kustomizationFiles.some((file) => context.files.stat(`${directory}/${file}`));
  return fail(found ? "kustomize is not simulated: write the objects out and use -f" : `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${directory}'`);
}
