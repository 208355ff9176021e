import { alpineExecutables } from "../base/executables.ts";
import { alpineFiles } from "../base/files.ts";
import { imageDefaults, releaseTags, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";

const versions = releaseTags(Array.from({ length: 20 }, (_, i) => `3.${i + 3}`), [""], 12);

export const alpine: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/library/alpine",
  tags: (tag) => tag === "latest" || tag === "edge" || versions(tag),
  sameAs: (tag) => (tag === "latest" || tag === "3" ? "3.22" : undefined),
  layers: () => [3_802_452],
  cmd: ["/bin/sh"],
  files: sameFiles(alpineFiles),
  executables: alpineExecutables,
};
