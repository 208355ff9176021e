import { readOptions } from "../../../processes/applets/options.ts";
import { err, out, type Part } from "../../../processes/applets/script.ts";
import type { ProcessContext } from "../../../processes/program.ts";
import { scripted } from "../../../processes/scripted.ts";
import type { MachineReport, RuntimeReport } from "../../questions.ts";
import { columns, humanDuration, humanSize } from "../../text/human.ts";
import { logIn } from "../ssh.ts";
import { ask, copyStream, errorIn, refusalIn, runtime } from "../ask.ts";
import { enterContainer } from "../enter-container.ts";
import { logLines } from "../crictl/logs.ts";
import { dockerContainers, inspected, tagOf, type DockerContainer } from "./view.ts";
import { elsewhere, insteadOf } from "./today.ts";

/** `docker`: of a node before 1.24 the dockershim's view; today what replaced it. */
export const docker = scripted("docker", function* (context) {
  const words = context.argv.slice(1);
  const machine = (yield* ask({ ask: "machine" })) as unknown as MachineReport;
  if (!machine.docker) {
    const remote = yield* remoteOf(context);
    // Docker's own way there is TLS; here it is a login.
    if (remote) return yield* logIn(context, remote, ["docker", ...words.map(shellQuoted)], true, false);
    yield* err(machine.exists ? insteadOf(words, machine.name) : ((yield* onSomeNode(words)) ?? insteadOf(words, undefined)));
    return machine.exists ? 127 : 1;
  }
  const report = yield* runtime();
  if (typeof report === "string") {
    yield* err("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n");
    return 1;
  }
  const [command = "", ...rest] = words[0] === "container" || words[0] === "image" ? renamed(words) : words;
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (run) return yield* run(context, report, rest);
  yield* err(command === "" ? "Usage:  docker [OPTIONS] COMMAND\n" : `docker: '${command}' is not a docker command.\nSee 'docker --help'\n`);
  return 1;
});

const shellQuoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The node whose Docker the environment names, as `minikube docker-env` has set it. */
function* remoteOf({ env }: ProcessContext): Part<string | undefined> {
  const address = /^tcp:\/\/([^:/]+)/.exec(env["DOCKER_HOST"] ?? "")?.[1];
  if (address === undefined) return undefined;
  const nodes = (yield* ask({ ask: "nodes" })) as unknown as readonly MachineReport[];
  return nodes.find((node) => node.address === address && node.docker)?.name;
}

/** On a machine that is no node: where the Docker is that runs the pods, if there is one. */
function* onSomeNode(words: readonly string[]): Part<string | undefined> {
  const nodes = (yield* ask({ ask: "nodes" })) as unknown as readonly MachineReport[];
  const found = nodes.find((each) => each.docker);
  return found && elsewhere(words, found.name);
}

/** `docker container ls` and the like, by their short names. */
const renamed = ([topic, act = "", ...rest]: readonly string[]): readonly string[] =>
  topic === "image" ? (act === "ls" ? ["images", ...rest] : ["inspect", ...rest]) : act === "ls" || act === "list" ? ["ps", ...rest] : [act, ...rest];

type Run = (context: ProcessContext, report: RuntimeReport, args: readonly string[]) => Part<number>;
const commands: Readonly<Record<string, Run>> = { ps, inspect, logs, images, exec, stop: end, kill: end, rm: remove, version, info };

const LONG = { all: "a", quiet: "q", "no-trunc": "n", filter: "f", format: "F", follow: "w", tail: "T", timestamps: "t", interactive: "i", tty: "t", force: "f", time: "T", last: "L" };
const ID = 12;
const MINIMUM = 10;

function* ps(_: ProcessContext, report: RuntimeReport, args: readonly string[]): Part<number> {
  const options = readOptions(args, "aqnlf:F:", LONG);
  if (!options.ok) return yield* badFlag(options.letter);
  const filters = (options.given.get("f") ?? []).map((filter) => filter.split(/=(.*)/s));
  const shown = dockerContainers(report).filter((each) => (options.has("a") || each.running) && filters.every(([key, value = ""]) => (key === "name" ? each.name.includes(value) : key === "label" ? each.labels[value.split("=")[0] ?? ""] === value.split("=")[1] : true)));
  const id = (full: string): string => (options.has("n") ? full : full.slice(0, ID));
  if (options.has("q")) yield* out(shown.map((each) => `${id(each.id)}\n`).join(""));
  else if (options.value("F") !== undefined) yield* out(shown.map((each) => `${(options.value("F") ?? "").replace(/^table /, "").replace(/\\t/g, "\t").replace(/\{\{ *\.(\w+) *\}\}/g, (_m, field: string) => ({ ID: id(each.id), Names: each.name, Image: each.image, Status: status(report, each), Command: each.command, Ports: "" })[field] ?? "")}\n`).join(""));
  else {
    const rows = shown.map((each) => [id(each.id), options.has("n") || !each.image.startsWith("sha256:") ? each.image : each.image.slice(7, 19), quoted(each.command, options.has("n")), `${humanDuration(report.nowMs - each.createdAtMs)} ago`, status(report, each), "", each.name]);
    yield* out(columns([["CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES"], ...rows], MINIMUM));
  }
  return 0;
}

const quoted = (command: string, whole: boolean): string => JSON.stringify(whole || command.length <= 20 ? command : `${command.slice(0, 19)}…`);
const status = (report: RuntimeReport, { running, startedAtMs, finishedAtMs, exitCode }: DockerContainer): string =>
  running ? `Up ${humanDuration(report.nowMs - startedAtMs)}` : finishedAtMs < 0 ? "Created" : `Exited (${exitCode}) ${humanDuration(report.nowMs - finishedAtMs)} ago`;

function* badFlag(letter: string): Part<number> {
  yield* err(letter.startsWith("--") ? `unknown flag: ${letter}\n` : `unknown shorthand flag: '${letter}' in -${letter}\n`);
  return 125;
}

/** By id, its beginning, or name. */
const named = (report: RuntimeReport, name: string): DockerContainer | undefined => {
  const all = dockerContainers(report);
  const fits = all.filter((each) => each.name === name || each.id.startsWith(name));
  return name === "" || fits.length !== 1 ? undefined : fits[0];
};

function* missing(name: string): Part<number> {
  yield* err(`Error: No such container: ${name}\n`);
  return 1;
}

function* inspect(_: ProcessContext, report: RuntimeReport, args: readonly string[]): Part<number> {
  const options = readOptions(args, "F:s", { format: "F", size: "s", type: "F" });
  const short = args[0] === "-f" ? { format: args[1], names: args.slice(2) } : undefined;
  const format = short?.format ?? (options.ok ? options.value("F") : undefined);
  const names = short?.names ?? (options.ok ? options.operands : []);
  const found = names.map((name) => named(report, name));
  const objects = found.filter((each) => each !== undefined).map((each) => inspected(report, each));
  if (format === undefined) yield* out(`${JSON.stringify(objects, null, 4)}\n`);
  else for (const object of objects) yield* out(`${format.replace(/\{\{ *(json )?\.([\w.]+) *\}\}/g, (_m, asJson: string | undefined, path: string) => printed(path.split(".").reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], object), asJson !== undefined))}\n`);
  const lost = names.find((_name, index) => found[index] === undefined);
  if (lost === undefined) return 0;
  yield* err(`Error: No such object: ${lost}\n`);
  return 1;
}

const printed = (value: unknown, json: boolean): string => (json ? JSON.stringify(value ?? null) : typeof value === "string" ? value : value === undefined ? "<no value>" : JSON.stringify(value));

function* logs(_: ProcessContext, report: RuntimeReport, args: readonly string[]): Part<number> {
  const options = readOptions(args.map((word) => (word === "-f" ? "--follow" : word === "-n" ? "--tail" : word)), "wtT:", LONG);
  if (!options.ok) return yield* badFlag(options.letter);
  const container = named(report, options.operands[0] ?? "");
  if (!container) return yield* missing(options.operands[0] ?? "");
  if (container.sandbox) return 0;
  const tail = options.value("T") === undefined || options.value("T") === "all" ? -1 : Number(options.value("T"));
  const lines = yield* ask({ ask: "log", id: container.id, tail, follow: false, timestamps: options.has("t") });
  for (const { fd, text } of logLines(lines, report.startsAtMs, options.has("t"))) yield { call: "write", fd, data: text };
  return options.has("w") && container.running ? yield* copyStream({ ask: "log", id: container.id, tail, follow: true, timestamps: false }) : 0;
}

function* images(_: ProcessContext, report: RuntimeReport): Part<number> {
  const rows = report.images.flatMap(({ tags, id, sizeBytes }) => tags.map(tagOf).map((tag) => [tag.slice(0, tag.lastIndexOf(":")).replace(/^docker\.io\/(library\/)?/, ""), tag.slice(tag.lastIndexOf(":") + 1), id.replace("sha256:", "").slice(0, ID), "3 weeks ago", humanSize(sizeBytes)]));
  yield* out(columns([["REPOSITORY", "TAG", "IMAGE ID", "CREATED", "SIZE"], ...rows], MINIMUM));
  return 0;
}

function* exec(context: ProcessContext, report: RuntimeReport, args: readonly string[]): Part<number> {
  const options = readOptions(args, "+ite:u:w:", { interactive: "i", tty: "t" });
  if (!options.ok) return yield* badFlag(options.letter);
  const [name = "", ...argv] = options.operands;
  if (argv.length === 0) {
    yield* err('"docker exec" requires at least 2 arguments.\nSee \'docker exec --help\'.\n');
    return 1;
  }
  const container = named(report, name);
  if (!container) return yield* missing(name);
  if (!container.running) {
    yield* err(`Error response from daemon: Container ${container.id} is not running\n`);
    return 1;
  }
  const ended = yield* enterContainer(context, container.pid, argv, { stdin: options.has("i"), tty: options.has("t") });
  if (ended.ok) return ended.status;
  yield* out(`OCI runtime exec failed: exec failed: unable to start container process: exec: "${argv[0]}": ${ended.reason}: unknown\n`);
  return 126;
}

function* end(context: ProcessContext, report: RuntimeReport, args: readonly string[]): Part<number> {
  const kill = context.argv.includes("kill");
  const names = args.filter((word, index) => !word.startsWith("-") && !/^-[tsT]$/.test(args[index - 1] ?? ""));
  const at = args.indexOf("-t");
  const timeoutMs = kill ? 0 : at >= 0 ? Number(args[at + 1] ?? "10") * 1000 : 10_000;
  let code = 0;
  for (const name of names) {
    const container = named(report, name);
    if (!container) {
      code = yield* missing(name);
      continue;
    }
    const answer = container.sandbox ? yield* ask({ ask: "stop-sandbox", id: container.id }) : yield* ask({ ask: "stop-container", id: container.id, timeoutMs });
    if (errorIn(answer) === undefined) yield* out(`${name}\n`);
  }
  return code;
}

function* remove(_: ProcessContext, report: RuntimeReport, args: readonly string[]): Part<number> {
  let code = 0;
  for (const name of args.filter((word) => !word.startsWith("-"))) {
    const container = named(report, name);
    if (!container) code = yield* missing(name);
    else if (container.running && !args.includes("-f")) {
      yield* err(`Error response from daemon: You cannot remove a running container ${container.id}. Stop the container before attempting removal or force remove\n`);
      code = 1;
    } else {
      if (container.running) yield* ask(container.sandbox ? { ask: "stop-sandbox", id: container.id } : { ask: "stop-container", id: container.id, timeoutMs: 0 });
      const refused = refusalIn(yield* ask({ ask: container.sandbox ? "remove-sandbox" : "remove-container", id: container.id }));
      if (refused === undefined) yield* out(`${name}\n`);
    }
  }
  return code;
}

function* version(): Part<number> {
  yield* out("Client: Docker Engine - Community\n Version:           20.10.24\n API version:       1.41\n\nServer: Docker Engine - Community\n Engine:\n  Version:          20.10.24\n  API version:      1.41 (minimum version 1.12)\n");
  return 0;
}

function* info(context: ProcessContext, report: RuntimeReport): Part<number> {
  const all = dockerContainers(report);
  const running = all.filter((each) => each.running).length;
  yield* out(`Server:\n Containers: ${all.length}\n  Running: ${running}\n  Paused: 0\n  Stopped: ${all.length - running}\n Images: ${report.images.length}\n Server Version: 20.10.24\n Storage Driver: overlay2\n Cgroup Driver: systemd\n Name: ${context.hostname}\n`);
  return 0;
}
