import { debianExecutables } from "../base/executables.ts";
import { bookworm, debianFiles } from "../base/files.ts";
import { imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { digestOf } from "../digest.ts";
import { assumedServer } from "./server.ts";

const files = debianFiles(bookworm);

/** The entrypoint of an image that nobody knows. */
export const ASSUMED_ENTRYPOINT = "/usr/local/bin/server";

const known = new Map<string, ImageDefinition>();

/** An image outside the catalogue is taken to exist: its size follows from its name. */
export function assumedImage(repository: string): ImageDefinition {
  const image = known.get(repository) ?? assume(repository);
  known.set(repository, image);
  return image;
}

function assume(repository: string): ImageDefinition {
  const bytes = 20_000_000 + (parseInt(digestOf(repository).slice(7, 13), 16) % 80_000_000);
  return {
    ...imageDefaults,
    repository,
    tags: () => true,
    layers: () => [bytes],
    entrypoint: [],
    cmd: [ASSUMED_ENTRYPOINT],
    files: sameFiles(files),
    executables: { ...debianExecutables, [ASSUMED_ENTRYPOINT]: assumedServer.name },
    programs: [assumedServer],
    settings: { flavor: "gnu" },
  };
}

/** Names that say of themselves that they do not exist. */
const PLAINLY_MISSING = /(^|[/\-_.])(no([/\-_.]|$)|no-?such|does-?not-?exist|non-?exist|not-?exist|not-?found|missing)/;

/**
 * Where an unknown image's own command would be found: whatever it is, it is taken to be there, unless its name says
 * the contrary. Undefined when the common programs have it, or when it is plainly missing.
 */
export function assumedExecutable(command: string, executables: Readonly<Record<string, string>>): string | undefined {
  if (command === "" || PLAINLY_MISSING.test(command)) return undefined;
  const path = command.startsWith("/") ? command : `/usr/local/bin/${command.slice(command.lastIndexOf("/") + 1)}`;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const common = executables[path] !== undefined || Object.keys(executables).some((each) => each.endsWith(`/${name}`) && !command.includes("/"));
  return common ? undefined : path;
}
