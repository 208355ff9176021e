import { debianExecutables, tools, withExecutables } from "../base/executables.ts";
import { bookworm, debianFiles } from "../base/files.ts";
import { imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { kubiaServer } from "./server.ts";

const files = { ...debianFiles(bookworm), "/app.js": "const http = require('http');\nconst os = require('os');\n" };

const hit = (hostname: string): string => `You've hit ${hostname}\n`;

/** The images of «Kubernetes in Action»: node.js, with curl in them as their base image has it. */
function kubiaImage(repository: string, tags: readonly string[], server: ImageDefinition["programs"][number], variant?: ImageDefinition["variant"], programs: ImageDefinition["programs"] = [server]): ImageDefinition {
  return {
    ...imageDefaults,
    repository,
    tags,
    layers: () => [250_000_000],
    entrypoint: ["node", "app.js"],
    exposedPorts: [8080],
    files: sameFiles(files),
    executables: executablesFor(server.name),
    ...(variant && { variant }),
    programs,
    settings: { flavor: "gnu" },
  };
}

const executablesFor = (program: string) => withExecutables(debianExecutables, { ...tools({ "/usr/bin/curl": "curl", "/bin/ps": "ps" }), "/usr/local/bin/node": program });

const plain = kubiaServer("kubia", (_, { hostname }) => ({ status: 200, body: hit(hostname) }));
const v1 = kubiaServer("kubia-v1", (_, { hostname }) => ({ status: 200, body: `This is v1 running in pod ${hostname}\n` }));
const v2 = kubiaServer("kubia-v2", (_, { hostname }) => ({ status: 200, body: `This is v2 running in pod ${hostname}\n` }));
const v3 = kubiaServer("kubia-v3", (count, { hostname }) =>
  count >= 5 ? { status: 500, body: `Some internal error has occurred! This is pod ${hostname}\n` } : { status: 200, body: `This is v3 running in pod ${hostname}\n` },
);
const v4 = kubiaServer("kubia-v4", (_, { hostname }) => ({ status: 200, body: `This is v4 running in pod ${hostname}\n` }));
const unhealthyServer = kubiaServer("kubia-unhealthy", (count, { hostname }) =>
  count > 5 ? { status: 500, body: "I'm not well. Please restart me!" } : { status: 200, body: hit(hostname) },
);

const versions: Readonly<Record<string, ImageDefinition["programs"][number]>> = { latest: plain, v1, v2, v3, v4 };

export const kubia = kubiaImage("docker.io/luksa/kubia", Object.keys(versions), plain, (tag) => ({ executables: executablesFor(versions[tag]?.name ?? plain.name) }), Object.values(versions));
/** Answers 500 from its sixth request on. */
export const kubiaUnhealthy = kubiaImage("docker.io/luksa/kubia-unhealthy", ["latest"], unhealthyServer);
