import { centosExecutables, debianExecutables } from "../base/executables.ts";
import { bookworm, centos7, debianFiles, noble, trixie } from "../base/files.ts";
import { imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";

/** Images of whole distributions: a shell and its tools, and nothing that runs by itself. */
const gnu = { ...imageDefaults, executables: debianExecutables, settings: { flavor: "gnu" } } as const;

const trixieFiles = debianFiles(trixie);
const bookwormFiles = debianFiles(bookworm);

export const debian: ImageDefinition = {
  ...gnu,
  repository: "docker.io/library/debian",
  tags: ["latest", "stable", "trixie", "13", "bookworm", "12", "bullseye", "11", "buster", "10", "stretch", "9", "stable-slim", "trixie-slim", "bookworm-slim", "bullseye-slim", "buster-slim", "12-slim", "11-slim"],
  sameAs: (tag) => ({ latest: "trixie", stable: "trixie", "13": "trixie", "12": "bookworm", "11": "bullseye", "stable-slim": "trixie-slim" })[tag],
  layers: (tag) => [tag.endsWith("slim") ? 29_775_000 : 49_280_000],
  cmd: ["bash"],
  files: (tag) => (tag.startsWith("trixie") ? trixieFiles : bookwormFiles),
};

export const ubuntu: ImageDefinition = {
  ...gnu,
  repository: "docker.io/library/ubuntu",
  tags: ["latest", "noble", "24.04", "jammy", "22.04", "focal", "20.04", "bionic", "18.04", "xenial", "16.04", "trusty", "14.04", "rolling", "devel"],
  sameAs: (tag) => ({ latest: "24.04", noble: "24.04", jammy: "22.04", focal: "20.04", bionic: "18.04", xenial: "16.04", trusty: "14.04" })[tag],
  layers: () => [29_723_000],
  cmd: ["/bin/bash"],
  files: sameFiles(debianFiles(noble)),
};

export const centos: ImageDefinition = {
  ...gnu,
  repository: "docker.io/library/centos",
  tags: ["latest", "7", "centos7", "7.9.2009", "8", "centos8", "6", "centos6"],
  sameAs: (tag) => ({ latest: "8", centos7: "7", "7.9.2009": "7", centos8: "8", centos6: "6" })[tag],
  layers: () => [76_097_000],
  cmd: ["/bin/bash"],
  files: sameFiles(debianFiles(centos7)),
  executables: centosExecutables,
};
