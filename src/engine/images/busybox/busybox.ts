import { busyboxExecutables } from "../base/executables.ts";
import { busyboxFiles } from "../base/files.ts";
import { imageDefaults, releaseTags, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";

const versions = releaseTags(
  ["1.21", "1.22", "1.23", "1.24", "1.25", "1.26", "1.27", "1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36", "1.37"],
  ["", "-glibc", "-musl", "-uclibc"],
  9,
);
const NAMED = ["latest", "stable", "unstable", "glibc", "musl", "uclibc", "stable-glibc", "stable-musl", "stable-uclibc"];

export const busybox: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/library/busybox",
  tags: (tag) => NAMED.includes(tag) || versions(tag),
  sameAs: (tag) => (tag === "latest" || tag === "stable" ? "1.37" : undefined),
  layers: () => [2_223_685],
  cmd: ["sh"],
  files: sameFiles(busyboxFiles),
  executables: busyboxExecutables,
};

/** The copy that Kubernetes' own examples and tests pull. */
export const k8sBusybox: ImageDefinition = { ...busybox, repository: "registry.k8s.io/busybox", tags: ["latest", "1.24", "1.27", "1.27.2"] };
export const e2eBusybox: ImageDefinition = { ...busybox, repository: "registry.k8s.io/e2e-test-images/busybox", tags: (tag) => /^1\.(29|36)(\.1)?-\d+$/.test(tag) };
