import type { ProcessContext } from "../../processes/program.ts";
import { scratchFiles } from "../base/files.ts";
import { imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { nginx } from "../nginx/nginx.ts";
import { slashTime } from "../serving/clock.ts";
import { goServer } from "../serving/go.ts";
import { complain, say } from "../serving/machine.ts";

const option = (context: ProcessContext, name: string): string | undefined => {
  const index = context.argv.findIndex((argument) => argument === `-${name}` || argument.startsWith(`-${name}=`) || argument.startsWith(`--${name}`));
  const found = context.argv[index];
  return found === undefined ? undefined : found.includes("=") ? found.slice(found.indexOf("=") + 1) : context.argv[index + 1];
};

const portOf = (context: ProcessContext): number => Number((option(context, "listen") ?? ":5678").split(":").at(-1)) || 5678;

/** `http-echo -text=hello` answers every request with the text. */
const httpEchoServer = goServer({
  name: "http-echo",
  ports: (context) => [{ port: portOf(context) }],
  after: (context) => [complain(`${slashTime(context)} [INFO] server is listening on :${portOf(context)}`)],
  answer: (request, context) => ({
    status: 200,
    body: `${option(context, "text") ?? "hello-world"}\n`,
    acts: [say(`${slashTime(context)} ${request.host}:${request.port} ${request.from ?? ""}:40000 "${request.method} ${request.path} HTTP/1.1" 200 12 "${request.headers["User-Agent"] ?? ""}" 20.000µs`)],
  }),
});

export const httpEcho: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/hashicorp/http-echo",
  tags: ["latest", "0.2.3", "1.0", "1.0.0", "alpine"],
  layers: () => [2_900_000],
  entrypoint: ["/http-echo"],
  uid: 65532,
  files: sameFiles(scratchFiles),
  executables: { "/http-echo": "http-echo" },
  programs: [httpEchoServer],
};

/** Tells who it is and what it was asked. */
const whoamiServer = goServer({
  name: "traefik-whoami",
  ports: (context) => [{ port: Number(context.env["WHOAMI_PORT_NUMBER"] ?? 80) }],
  after: (context) => [complain(`${slashTime(context)} Starting up on port ${context.env["WHOAMI_PORT_NUMBER"] ?? 80}`)],
  answer: (request, context) => ({
    status: 200,
    body: [`Hostname: ${context.hostname}`, "IP: 127.0.0.1", `IP: ${request.to ?? ""}`, `RemoteAddr: ${request.from ?? ""}:40000`, `${request.method} ${request.path} HTTP/1.1`, `Host: ${request.headers["Host"] ?? request.host}`, ...Object.entries(request.headers).filter(([name]) => name !== "Host").map(([name, value]) => `${name}: ${value}`), "", ""].join("\n"),
  }),
});

export const whoami: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/traefik/whoami",
  tags: (tag) => tag === "latest" || /^v1\.\d+(\.\d+)?$/.test(tag),
  layers: () => [2_900_000],
  entrypoint: ["/whoami"],
  exposedPorts: [80],
  files: sameFiles(scratchFiles),
  executables: { "/whoami": "traefik-whoami" },
  programs: [whoamiServer],
};

/** The nginx of the StatefulSet tutorial. */
export const nginxSlim: ImageDefinition = { ...nginx, repository: "registry.k8s.io/nginx-slim", tags: (tag) => /^0\.\d+$/.test(tag), sameAs: () => "1.27", layers: () => [61_000_000] };
export const oldNginxSlim: ImageDefinition = { ...nginxSlim, repository: "k8s.gcr.io/nginx-slim" };
