import type { ProcessContext, Program } from "../../processes/program.ts";
import { alpineExecutables, tools, withExecutables } from "../base/executables.ts";
import { alpineFiles, scratchFiles } from "../base/files.ts";
import { imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { slashTime } from "../serving/clock.ts";
import { goServer, type GoAnswer } from "../serving/go.ts";
import { choosing } from "../serving/choosing.ts";
import { exit, machine, say } from "../serving/machine.ts";
import { connect, entrypointTester, logsGenerator, porter, testWebserver, unknownCommand, version } from "./commands.ts";
import { grpcHealthChecking } from "./grpc-health-checking.ts";

/** How long the liveness server is well. */
const WELL_MS = 10_000;

const optionOf = (context: ProcessContext, name: string, otherwise: number): number => {
  const index = context.argv.findIndex((argument) => argument.startsWith(`--${name}`));
  const text = context.argv[index]?.split("=")[1] ?? context.argv[index + 1];
  return index < 0 ? otherwise : Number(text) || otherwise;
};

/** Well for its first ten seconds, then 500: what the documentation's liveness page shows. */
const liveness = goServer({
  name: "agnhost-liveness",
  ports: () => [{ port: 8080 }],
  answer(request, _, ageMs): GoAnswer {
    if (!request.path.startsWith("/healthz")) return { status: 404, body: "404 page not found\n" };
    return ageMs > WELL_MS ? { status: 500, body: `error: ${ageMs / 1000}` } : { status: 200, body: "ok" };
  },
});

const serveHostname = goServer({
  name: "agnhost-serve-hostname",
  ports: (context) => [{ port: optionOf(context, "port", 9376) }],
  after: (context) => [say(`${slashTime(context)} Serving on port ${optionOf(context, "port", 9376)}.`)],
  answer: (_, context) => ({ status: 200, body: context.hostname }),
});

const netexec = goServer({
  name: "agnhost-netexec",
  ports: (context) => [{ port: optionOf(context, "http-port", 8080) }],
  after: (context) => [say(`${slashTime(context)} Started HTTP server on port ${optionOf(context, "http-port", 8080)}`)],
  answer(request, context) {
    const path = request.path.split("?", 1)[0];
    if (path === "/hostname" || path === "/hostName") return { status: 200, body: context.hostname };
    if (path === "/clientip") return { status: 200, body: `${request.from ?? ""}:40000` };
    if (path === "/healthz") return { status: 200, body: "" };
    if (path === "/exit") return { status: 200, body: "", acts: [{ call: "sleep", ms: Number(/[?&]timeout=(\d+)s/.exec(request.path)?.[1] ?? 0) * 1000 }, exit(Number(/[?&]code=(\d+)/.exec(request.path)?.[1] ?? 0))] };
    const echoed = /[?&]msg=([^&]*)/.exec(request.path)?.[1];
    if (path === "/echo") return { status: 200, body: echoed ?? "" };
    return { status: 200, body: `NOW: ${slashTime(context)}` };
  },
});

/** Waits for ever. */
const pauseForEver: Program = machine<null>({
  name: "agnhost-pause",
  begin: () => ({ data: null, acts: [say("Paused")], wait: { call: "pause" } }),
  onWake: (data) => ({ data, wait: { call: "pause" } }),
}) as Program;

const BY_COMMAND: Readonly<Record<string, Program>> = {
  liveness, "serve-hostname": serveHostname, netexec, pause: pauseForEver, porter, "test-webserver": testWebserver, "logs-generator": logsGenerator, connect, "entrypoint-tester": entrypointTester,
  "grpc-health-checking": grpcHealthChecking, "no-snat-test": netexec, guestbook: netexec, "crd-conversion-webhook": pauseForEver, version,
};

/** One binary with many commands: it becomes the one that it is asked for. */
const agnhostProgram = choosing("agnhost", [...new Set([...Object.values(BY_COMMAND), unknownCommand])], ({ argv }) => (argv[1] === undefined ? unknownCommand : (BY_COMMAND[argv[1]] ?? unknownCommand)));

export const agnhost: ImageDefinition = {
  ...imageDefaults,
  repository: "registry.k8s.io/e2e-test-images/agnhost",
  tags: (tag) => /^2\.\d+(\.\d+)?$/.test(tag) && Number(tag.split(".")[1]) <= 60,
  layers: () => [51_600_000],
  entrypoint: ["/agnhost"],
  cmd: ["pause"],
  files: sameFiles(alpineFiles),
  executables: withExecutables(alpineExecutables, { ...tools({ "/usr/bin/curl": "curl" }), "/agnhost": "agnhost" }),
  programs: [agnhostProgram],
};

/** The older image of the same liveness server. */
export const livenessImage: ImageDefinition = { ...agnhost, repository: "registry.k8s.io/liveness", tags: ["latest"], entrypoint: ["/agnhost", "liveness"], cmd: [] };

/** gcr.io/google-samples/hello-app, of many a tutorial. */
const helloServer = goServer({
  name: "hello-app",
  ports: (context) => [{ port: Number(context.env["PORT"] ?? 8080) }],
  after: (context) => [say(`${slashTime(context)} Server listening on port ${context.env["PORT"] ?? 8080}`)],
  answer: (request, context) => ({
    status: 200,
    body: `Hello, world!\nVersion: ${context.env["HELLO_VERSION"] ?? "1.0.0"}\nHostname: ${context.hostname}\n`,
    acts: [say(`${slashTime(context)} Serving request: ${request.path}`)],
  }),
});

export const helloApp: ImageDefinition = {
  ...imageDefaults,
  repository: "gcr.io/google-samples/hello-app",
  tags: ["1.0", "2.0", "latest"],
  layers: () => [12_400_000],
  entrypoint: ["/hello-app"],
  exposedPorts: [8080],
  files: sameFiles(scratchFiles),
  executables: { "/hello-app": "hello-app" },
  variant: (tag) => ({ env: { ...imageDefaults.env, HELLO_VERSION: tag === "2.0" ? "2.0.0" : "1.0.0" } }),
  programs: [helloServer],
};
export const helloAppOnArtifacts: ImageDefinition = { ...helloApp, repository: "us-docker.pkg.dev/google-samples/containers/gke/hello-app" };
