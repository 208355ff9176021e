import type { ProcessContext, Program } from "../../processes/program.ts";
import { debianExecutables, withExecutables } from "../base/executables.ts";
import { bookworm, debianFiles } from "../base/files.ts";
import { execRest } from "../base/entrypoint.ts";
import { DEFAULT_PATH, imageDefaults, releaseTags, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { redisTime } from "../serving/clock.ts";
import { httpServer, response } from "../serving/http-server.ts";
import { exit, say } from "../serving/machine.ts";
import { redisCli } from "./cli.ts";
import { configOf, execute, type Keys } from "./keys.ts";

const PORT = 6379;
const line = (context: ProcessContext, role: "C" | "M", mark: string, text: string): string => `1:${role} ${redisTime(context)} ${mark} ${text}`;

/** The commands of a client that sits on another host: redis-cli asks as this simulation's requests go. */
function commandIn(body: string | undefined): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(body ?? "");
    return Array.isArray(parsed) ? parsed.map(String) : [];
  } catch {
    return [];
  }
}

const fileOf = (context: ProcessContext): string | undefined => context.argv.slice(1).find((argument) => !argument.startsWith("-") && context.files.stat(argument)?.type === "file");

/** Simplified: Redis answers redis-cli, and no other client. */
const redisServer: Program = httpServer<Keys>({
  name: "redis-server",
  init: () => ({}),
  ports: () => [{ port: PORT }],
  before: (context) => [
    { call: "memory", bytes: 9_000_000 },
    say(line(context, "C", "*", "oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo")),
    say(line(context, "C", "*", "Redis version=7.4.5, bits=64, commit=00000000, modified=0, pid=1, just started")),
    say(fileOf(context) === undefined ? line(context, "C", "#", "Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf") : line(context, "C", "*", "Configuration loaded")),
  ],
  after: (context) => [say(line(context, "M", "*", `Running mode=standalone, port=${PORT}.`)), say(line(context, "M", "*", "Server initialized")), say(line(context, "M", "*", "Ready to accept connections tcp"))],
  portTaken: ({ port }, _, context) => ({ acts: [say(line(context, "M", "#", `Warning: Could not create server TCP listening socket *:${port}: bind: Address already in use`)), say(line(context, "M", "#", `Failed listening on port ${port} (tcp), aborting.`)), exit(1)], again: false }),
  respond(data, request, context) {
    if (request.method !== "REDIS") return { data, response: response(400, "Bad Request", {}, "-ERR unknown command\r\n") };
    const file = fileOf(context);
    const { keys, reply } = execute(data, commandIn(request.body), configOf(file === undefined ? undefined : context.files.read(file)));
    return { data: keys, response: response(200, "OK", {}, reply) };
  },
  stops: ["TERM", "INT"],
  stop: (_, signal, context) => [
    say(`1:signal-handler (${Math.floor((context.startsAtMs + context.now) / 1000)}) Received SIG${signal} scheduling shutdown...`),
    say(line(context, "M", "*", "User requested shutdown...")),
    say(line(context, "M", "*", "Saving the final RDB snapshot before exiting.")),
    say(line(context, "M", "*", "DB saved on disk")),
    say(line(context, "M", "#", "Redis is now ready to exit, bye bye...")),
    exit(0),
  ],
});

const versions = releaseTags(["2.8", "3.0", "3.2", "4.0", "5.0", "6.0", "6.2", "7.0", "7.2", "7.4", "8.0", "8.2"], ["", "-alpine", "-bookworm"]);

export const redis: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/library/redis",
  tags: (tag) => tag === "latest" || tag === "alpine" || versions(tag),
  sameAs: (tag) => (tag === "latest" ? "8.2" : tag === "alpine" ? "8.2-alpine" : undefined),
  layers: (tag) => [tag.includes("alpine") ? 16_900_000 : 45_100_000],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["redis-server"],
  env: { PATH: DEFAULT_PATH, REDIS_VERSION: "7.4.5" },
  workingDir: "/data",
  exposedPorts: [PORT],
  files: sameFiles({ ...debianFiles(bookworm), "/data/": "" }),
  executables: withExecutables(debianExecutables, { "/usr/local/bin/redis-server": "redis-server", "/usr/local/bin/redis-cli": "redis-cli", "/usr/local/bin/docker-entrypoint.sh": "redis-entrypoint" }),
  programs: [redisServer, redisCli, execRest("redis-entrypoint", "redis-server")],
  settings: { flavor: "gnu" },
};
