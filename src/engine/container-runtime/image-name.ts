import { parseReference } from "../images/reference.ts";

/** Why a name cannot be an image reference, in the parser's words; undefined when it can. */
export function imageNameProblem(name: string): string | undefined {
  const parsed = parseReference(name);
  return parsed.ok ? undefined : parsed.error;
}

/** The repository that a name means ("docker.io/library/nginx"); the name itself when it cannot be a reference. */
export function repositoryOf(name: string): string {
  const parsed = parseReference(name);
  return parsed.ok ? parsed.reference.repository : name;
}
