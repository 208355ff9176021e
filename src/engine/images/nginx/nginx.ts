import { alpineExecutables, debianExecutables, tools, withExecutables } from "../base/executables.ts";
import { alpineFiles, bookworm, debianFiles, type Files } from "../base/files.ts";
import { DEFAULT_PATH, imageDefaults, releaseTags } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { defaultConf, welcomePage } from "./pages.ts";
import { nginxEntrypoint } from "./entrypoint.ts";
import { nginxServer } from "./server.ts";

const MINORS = [
  "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "1.14", "1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "1.21", "1.22", "1.23", "1.24", "1.25", "1.26", "1.27", "1.28", "1.29",
];
const SUFFIXES = ["", "-alpine", "-alpine-slim", "-perl", "-bookworm", "-bullseye", "-alpine-perl", "-otel"];
const NAMED: Readonly<Record<string, string>> = { latest: "1.29", mainline: "1.29", stable: "1.28", alpine: "1.29-alpine", "stable-alpine": "1.28-alpine", "mainline-alpine": "1.29-alpine", perl: "1.29-perl" };
const versions = releaseTags(MINORS, SUFFIXES, 14);

/** The patch release that a series ends with, as far as articles show it. */
const LAST_PATCHES: Readonly<Record<string, number>> = { "1.14": 2, "1.16": 1, "1.18": 0, "1.19": 10, "1.20": 2, "1.21": 6, "1.22": 1, "1.23": 4, "1.24": 0, "1.25": 5, "1.26": 3, "1.27": 5, "1.28": 0, "1.29": 1 };

function versionOf(tag: string): string {
  const version = tag.split("-", 1)[0] ?? tag;
  return version.split(".").length > 2 ? version : `${version}.${LAST_PATCHES[version] ?? 0}`;
}

const isAlpine = (tag: string): boolean => tag.includes("alpine");
const ownFiles: Files = {
  "/docker-entrypoint.d/": "",
  "/docker-entrypoint.sh": "#!/bin/sh\n# vim:sw=4:ts=4:et\n\nset -e\n\nexec \"$@\"\n",
  "/etc/nginx/conf.d/default.conf": defaultConf,
  "/etc/nginx/nginx.conf": "user  nginx;\nworker_processes  auto;\n\nevents {\n    worker_connections  1024;\n}\n\nhttp {\n    include       /etc/nginx/mime.types;\n    include /etc/nginx/conf.d/*.conf;\n}\n",
  "/usr/share/nginx/html/50x.html": "<!DOCTYPE html>\n<html>\n<head>\n<title>Error</title>\n</head>\n<body>\n<h1>An error occurred.</h1>\n</body>\n</html>\n",
  "/usr/share/nginx/html/index.html": welcomePage,
  "/var/cache/nginx/": "",
  "/var/log/nginx/": "",
};
const onDebian: Files = { ...debianFiles(bookworm), ...ownFiles };
const onAlpine: Files = { ...alpineFiles, ...ownFiles };

const SERVER = {
  ...tools({ "/usr/bin/curl": "curl" }),
  "/usr/sbin/nginx": "nginx",
  "/docker-entrypoint.sh": "docker-entrypoint.sh",
};

const onDebianExecutables = withExecutables(debianExecutables, SERVER);
const onAlpineExecutables = withExecutables(alpineExecutables, SERVER);

const minorOf = (tag: string): number => Number(versionOf(tag).split(".")[1] ?? 0);

/** docker.io/library/nginx. */
export const nginx: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/library/nginx",
  tags: (tag) => NAMED[tag] !== undefined || versions(tag),
  sameAs: (tag) => NAMED[tag],
  layers: (tag) => (isAlpine(tag) ? [3_802_452, 1_827_412, 17_500_000] : [29_775_000, 42_400_000, 630, 955, 405, 1_210, 1_400]),
  entrypoint: ["/docker-entrypoint.sh"],
  cmd: ["nginx", "-g", "daemon off;"],
  env: { PATH: DEFAULT_PATH },
  stopSignal: "QUIT",
  exposedPorts: [80],
  files: (tag) => (isAlpine(tag) ? onAlpine : onDebian),
  executables: onDebianExecutables,
  variant: (tag) => ({
    env: { PATH: DEFAULT_PATH, NGINX_VERSION: versionOf(tag), PKG_RELEASE: isAlpine(tag) ? "1" : "1~bookworm" },
    // Images before 1.19 start nginx itself.
    ...(minorOf(tag) < 19 && { entrypoint: [] }),
    ...(isAlpine(tag) ? { executables: onAlpineExecutables, settings: {} } : {}),
  }),
  settings: { flavor: "gnu" },
  programs: [nginxServer, nginxEntrypoint],
};
