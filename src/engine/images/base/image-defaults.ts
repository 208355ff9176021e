import type { ImageDefinition } from "../image.ts";

/** The PATH that images of Docker's lineage set, and that runtimes give where an image sets none. */
export const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Fields that most images leave as they are. */
export const imageDefaults = {
  entrypoint: [],
  cmd: [],
  env: { PATH: DEFAULT_PATH },
  workingDir: "/",
  stopSignal: "TERM",
  exposedPorts: [],
  executables: {},
  programs: [],
} as const satisfies Partial<ImageDefinition>;

/** Files that are the same for every tag: one object, so that all containers share it. */
export const sameFiles = (files: Readonly<Record<string, string>>) => (): Readonly<Record<string, string>> => files;

/** True for "3", "3.1" and "3.1.4" where 3.1 is one of the releases, with one of the suffixes ("", "-alpine"). */
export function releaseTags(minors: readonly string[], suffixes: readonly string[] = [""], latestPatch = 40): (tag: string) => boolean {
  const majors = new Set(minors.map((minor) => minor.split(".")[0] ?? ""));
  return (tag) => {
    const match = /^(\d+(?:\.\d+)?)(?:\.(\d+))?(.*)$/.exec(tag);
    if (!match) return false;
    const [, series = "", patch, suffix = ""] = match;
    if (!suffixes.includes(suffix)) return false;
    if (!series.includes(".")) return patch === undefined && majors.has(series);
    return minors.includes(series) && (patch === undefined || Number(patch) <= latestPatch);
  };
}
