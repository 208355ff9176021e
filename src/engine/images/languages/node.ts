import { imageOn } from "../base/image-on.ts";
import { execRest } from "../base/entrypoint.ts";
import { interpreter } from "./interpreter.ts";
import { nodeLanguage } from "./snippets.ts";

const runner = interpreter({
  name: "node",
  language: nodeLanguage,
  evaluate: ["-e", "--eval"],
  prints: { "--version": "v22.19.0", "-v": "v22.19.0" },
  missingFile: (path) => ({
    lines: ["node:internal/modules/cjs/loader:1413", "  throw err;", "  ^", "", `Error: Cannot find module '${path}'`, "    at Function._resolveFilename (node:internal/modules/cjs/loader:1410:15) {", "  code: 'MODULE_NOT_FOUND',", "  requireStack: []", "}", "", "Node.js v22.19.0"],
    code: 1,
  }),
});

export const node = imageOn({
  repository: "docker.io/library/node",
  tags: (tag) => tag === "latest" || tag === "lts" || tag === "slim" || tag === "alpine" || /^([4-9]|1\d|2[0-5])(\.\d+){0,2}(-alpine(3\.\d+)?|-slim|-bookworm|-bookworm-slim|-bullseye|-bullseye-slim|-trixie|-buster)?$/.test(tag),
  sameAs: (tag) => ({ latest: "24", lts: "22", slim: "24-slim", alpine: "24-alpine" })[tag],
  base: "debian",
  adds: [24_000_000, 64_400_000, 211_000_000, 57_600_000],
  env: { NODE_VERSION: "22.19.0", YARN_VERSION: "1.22.22" },
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["node"],
  tools: { "/usr/bin/curl": "curl", "/usr/bin/wget": "wget", "/usr/local/bin/npm": "npm" },
  executables: { "/usr/local/bin/node": "node", "/usr/local/bin/docker-entrypoint.sh": "node-entrypoint" },
  programs: [runner, execRest("node-entrypoint", "node")],
});
