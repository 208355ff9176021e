import { execRest } from "../base/entrypoint.ts";
import { alpineExecutables, centosExecutables } from "../base/executables.ts";
import { alpineFiles, debianFiles, fedora42, oracle9, rocky } from "../base/files.ts";
import { imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";

/** Red Hat's kin: bash, coreutils and curl, and nothing that runs by itself. */
const gnu = { ...imageDefaults, executables: centosExecutables, settings: { flavor: "gnu" }, cmd: ["/bin/bash"] } as const;

/** No "latest": one names a release. */
export const rockylinux: ImageDefinition = { ...gnu, repository: "docker.io/library/rockylinux", tags: (tag) => /^[89](\.\d+)?(-minimal|\.\d+)?$/.test(tag), layers: () => [70_400_000], files: sameFiles(debianFiles(rocky)) };
export const rockyOnHub: ImageDefinition = { ...rockylinux, repository: "docker.io/rockylinux/rockylinux", tags: (tag) => /^(8|9|10)(\.\d+)?(-minimal|-ubi)?$/.test(tag) };
export const fedora: ImageDefinition = {
  ...gnu,
  repository: "docker.io/library/fedora",
  tags: (tag) => tag === "latest" || tag === "rawhide" || /^(2[6-9]|3\d|4[0-3])$/.test(tag),
  sameAs: (tag) => (tag === "latest" ? "42" : undefined),
  layers: () => [66_900_000],
  files: sameFiles(debianFiles(fedora42)),
};
export const oraclelinux: ImageDefinition = { ...gnu, repository: "docker.io/library/oraclelinux", tags: (tag) => /^(7|8|9|10)(\.\d+)?(-slim)?$/.test(tag), layers: () => [83_000_000], files: sameFiles(debianFiles(oracle9)) };
/** bash on Alpine. */
export const bash: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/library/bash",
  tags: (tag) => tag === "latest" || /^[3-5](\.\d+){0,2}$/.test(tag),
  sameAs: (tag) => (tag === "latest" ? "5" : undefined),
  layers: () => [3_802_452, 2_500_000],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["bash"],
  files: sameFiles(alpineFiles),
  executables: { ...alpineExecutables, "/usr/local/bin/bash": "bash", "/usr/local/bin/docker-entrypoint.sh": "bash-entrypoint" },
  programs: [execRest("bash-entrypoint", "bash")],
};
