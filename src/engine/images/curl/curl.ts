import { alpineExecutables, busyboxExecutables, tools, withExecutables } from "../base/executables.ts";
import { alpineFiles, busyboxFiles } from "../base/files.ts";
import { execRest } from "../base/entrypoint.ts";
import { DEFAULT_PATH, imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";

/** docker.io/curlimages/curl: its entrypoint script runs curl with what it is given. */
export const curlimagesCurl: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/curlimages/curl",
  tags: (tag) => tag === "latest" || /^[78]\.\d+\.\d+$/.test(tag),
  layers: () => [10_300_000],
  entrypoint: ["/entrypoint.sh"],
  cmd: ["curl"],
  env: { PATH: DEFAULT_PATH, CURL_CA_BUNDLE: "/cacert.pem" },
  workingDir: "/home/curl_user",
  uid: 100,
  user: "curl_user",
  files: sameFiles({ ...alpineFiles, "/home/curl_user/": "", "/cacert.pem": "" }),
  executables: withExecutables(alpineExecutables, { ...tools({ "/usr/bin/curl": "curl" }), "/entrypoint.sh": "entrypoint.sh" }),
  programs: [execRest("entrypoint.sh", "curl")],
};

/** radial/busyboxplus:curl, which the Services tutorial runs. */
export const busyboxplus: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/radial/busyboxplus",
  tags: ["latest", "base", "curl", "git"],
  layers: () => [4_200_000],
  cmd: ["/bin/sh"],
  files: sameFiles(busyboxFiles),
  executables: withExecutables(busyboxExecutables, tools({ "/usr/bin/curl": "curl" })),
};
