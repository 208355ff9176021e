import type { ImageDefinition } from "../image.ts";
import { imageOn } from "../base/image-on.ts";
import { goServer, type GoAnswer } from "../serving/go.ts";
import { say } from "../serving/machine.ts";

/** Tells what it was asked, and who answers. */
const server = goServer({
  name: "echo-server",
  ports: (context) => [{ port: Number(context.env["PORT"] ?? 8080) || 8080 }],
  after: (context) => [say(`Echo server listening on port ${context.env["PORT"] ?? 8080}.`)],
  answer(request, context): GoAnswer {
    const headers = Object.entries(request.headers).filter(([name]) => name !== "Host").map(([name, value]) => `${name}: ${value}`).sort();
    return { status: 200, body: `Request served by ${context.hostname}\n\n${request.method} ${request.path} HTTP/1.1\n\nHost: ${request.headers["Host"] ?? request.host}\n${headers.join("\n")}\n\n${request.body ?? ""}`, acts: [say(`${request.from ?? ""}:40000 | ${request.method} ${request.path}`)] };
  },
});

export const echoServer: ImageDefinition = imageOn({
  repository: "docker.io/jmalloc/echo-server",
  tags: (tag) => tag === "latest" || /^v?0\.\d+\.\d+$/.test(tag),
  base: "scratch",
  adds: [4_600_000],
  exposedPorts: [8080],
  entrypoint: ["/bin/echo-server"],
  executables: { "/bin/echo-server": "echo-server" },
  programs: [server],
});
export const ealenEchoServer: ImageDefinition = { ...echoServer, repository: "docker.io/ealen/echo-server", tags: (tag) => tag === "latest" || /^0\.\d+\.\d+$/.test(tag), env: { ...echoServer.env, PORT: "80" }, exposedPorts: [80] };
