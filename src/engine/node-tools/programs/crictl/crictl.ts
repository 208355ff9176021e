import { posixExpression } from "../../../processes/expressions/expression.ts";
import { readOptions, type Options } from "../../../processes/applets/options.ts";
import { err, out, type Part } from "../../../processes/applets/script.ts";
import type { ProcessContext } from "../../../processes/program.ts";
import { scripted } from "../../../processes/scripted.ts";
import type { ContainerRow, ImageRow, MachineReport, RuntimeReport, SandboxRow } from "../../questions.ts";
import { columns, humanDuration, humanSize } from "../../text/human.ts";
import { ask, copyStream, refusalIn, runtime } from "../ask.ts";
import { enterContainer } from "../enter-container.ts";
import { fatal, shortId } from "../fatal.ts";
import { containerStatus, imageStatus, listedContainer, listedSandbox, sandboxStatus } from "./json.ts";
import { logLines } from "./logs.ts";

interface Call {
  readonly context: ProcessContext;
  readonly report: RuntimeReport;
  readonly options: Extract<Options, { ok: true }>;
  readonly args: readonly string[];
}
type Given = Omit<Call, "report">;

const LONG = { all: "a", quiet: "q", name: "N", namespace: "S", state: "s", label: "L", output: "o", "no-trunc": "n", pod: "p", image: "I", latest: "l", last: "Z", verbose: "v", follow: "f", tail: "T", timestamps: "t", force: "F", timeout: "W", digests: "D", interactive: "i", tty: "y", sync: "x", id: "d", previous: "P", since: "E" };

const MINIMUM = 20;
const table = (rows: readonly (readonly string[])[]): string => columns(rows, MINIMUM);
const ago = (report: RuntimeReport, atMs: number): string => `${humanDuration(report.nowMs - atMs)} ago`;
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
/** As --name and --namespace ask: a regular expression; a broken one matches nothing. */
// Mirrors matchesRegex (cri-tools cmd/crictl/util.go).
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  try {
    return posixExpression(pattern, { extended: true }).test(text);
  } catch {
    return false;
  }
}

// Mirrors getContainersList, getPodSandboxes and OutputImages (cri-tools cmd/crictl).
const commands: Readonly<Record<string, { readonly options: string; run(call: Call): Part<number> }>> = {
  pods: { options: "qvnls:N:S:L:o:d:Z:", run: pods },
  ps: { options: "aqvnls:N:L:o:p:I:d:Z:S:", run: ps },
  images: { options: "qvnDo:", run: images },
  inspect: { options: "qo:ld:", run: (call) => inspect(call, "container") },
  inspectp: { options: "qo:ld:", run: (call) => inspect(call, "pod") },
  inspecti: { options: "qo:", run: (call) => inspect(call, "image") },
  logs: { options: "fpltT:E:P", run: logs },
  exec: { options: "+iyxl", run: execute },
  stop: { options: "lW:", run: (call) => each(call, call.report.containers, "container", stopContainer) },
  rm: { options: "fFal", run: (call) => each(call, call.report.containers, "container", removeContainer) },
  stopp: { options: "", run: (call) => each(call, call.report.sandboxes, "pod sandbox", stopSandbox) },
  rmp: { options: "fFa", run: (call) => each(call, call.report.sandboxes, "pod sandbox", removeSandbox) },
  pull: { options: "", run: pull },
  stats: { options: "aqo:ld:N:p:", run: stats },
  version: { options: "", run: version },
  info: { options: "qo:", run: info },
};
const ALIASES: Readonly<Record<string, string>> = { image: "images", img: "images", i: "images" };
const NOT_HERE = ["attach", "checkpoint", "create", "events", "imagefsinfo", "metricsp", "port-forward", "rmi", "run", "runp", "start", "statsp", "update", "update-runtime-config", "config", "completion", "runtime-config"];

export const crictl = scripted("crictl", function* (context) {
  const args = context.argv.slice(1);
  while (args[0]?.startsWith("-")) args.splice(0, /^(-r|-i|-t|-c|--runtime-endpoint|--image-endpoint|--timeout|--config)$/.test(args[0]) ? 2 : 1);
  const [given = "help", ...rest] = args;
  const name = ALIASES[given] ?? given;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return yield* other(name);
  // crictl's -t of exec is a terminal; that of logs are timestamps.
  const words = rest.map((word) => (name === "exec" && /^-[it]{1,2}$/.test(word) ? word.replace("t", "y") : word.replace(/^--f$/, "-f").replace(/^-t$/, name === "stop" ? "-W" : "-t")));
  const options = readOptions(words, command.options, LONG);
  if (!options.ok) return yield* fatal(options.missingArgument ? `flag needs an argument: -${options.letter}` : `flag provided but not defined: -${options.letter.replace(/^--/, "")}`);
  const report = yield* runtime();
  if (report === "no runtime") return yield* fatal("there is no container runtime on this machine: go to a node: ssh worker-1");
  if (typeof report === "string") return yield* unreachable();
  return yield* command.run({ context, report, options, args: options.operands });
});

function* other(name: string): Part<number> {
  if (name === "help" || name === "--help") {
    yield* out(`NAME:\n   crictl - client for CRI\n\nUSAGE:\n   crictl [global options] command [command options]\n\nCOMMANDS:\n${Object.keys(commands).sort().map((each) => `   ${each}\n`).join("")}`);
    return 0;
  }
  if (NOT_HERE.includes(name)) {
    yield* err(`crictl ${name} is not simulated\n`);
    return 1;
  }
  yield* err(`No help topic for '${name}'\n`);
  return 3;
}

const SOCKET = "unix:///run/containerd/containerd.sock";
function* unreachable(): Part<number> {
  return yield* fatal(`validate service connection: validate CRI v1 runtime API for endpoint "${SOCKET}": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory"`);
}

function* pods({ report, options }: Call): Part<number> {
  const wanted = options.value("s")?.toLowerCase();
  const shown = report.sandboxes.filter(
    (pod) =>
      matches(options.value("N"), pod.name) && matches(options.value("S"), pod.namespace) && (options.value("d") === undefined || pod.id.startsWith(options.value("d") ?? "")) && labelled(pod.labels, options.value("L")) &&
      (wanted === undefined || wanted === (pod.ready ? "ready" : "notready")),
  );
  if (options.has("q")) yield* out(shown.map(({ id }) => `${id}\n`).join(""));
  else if (options.value("o") === "json") yield* out(json({ items: shown.map((pod) => listedSandbox(report, pod)) }));
  else {
    const id = (full: string): string => (options.has("n") ? full : shortId(full));
    const rows = shown.map((pod) => [id(pod.id), ago(report, pod.createdAtMs), pod.ready ? "Ready" : "NotReady", pod.name, pod.namespace, String(pod.attempt), "(default)"]);
    yield* out(table([["POD ID", "CREATED", "STATE", "NAME", "NAMESPACE", "ATTEMPT", "RUNTIME"], ...rows]));
  }
  return 0;
}

const labelled = (labels: Readonly<Record<string, string>>, wanted: string | undefined): boolean => {
  if (wanted === undefined) return true;
  const [key = "", value = ""] = wanted.split("=");
  return labels[key] === value;
};

function* ps({ report, options }: Call): Part<number> {
  const state = options.value("s")?.toLowerCase();
  const ofPod = options.value("p");
  const shown = report.containers.filter(
    (container) =>
      (options.has("a") || options.has("l") || state !== undefined || container.state === "Running") && (state === undefined || container.state.toLowerCase() === state) && matches(options.value("N"), container.name) &&
      (ofPod === undefined || container.sandboxId.startsWith(ofPod)) && (options.value("d") === undefined || container.id.startsWith(options.value("d") ?? "")) && (options.value("I") === undefined || container.image.includes(options.value("I") ?? "")),
  );
  const listed = options.has("l") ? shown.slice(0, 1) : shown;
  if (options.has("q")) yield* out(listed.map(({ id }) => `${id}\n`).join(""));
  else if (options.value("o") === "json") yield* out(json({ containers: listed.map((container) => listedContainer(report, container)) }));
  else {
    const id = (full: string): string => (options.has("n") ? full : shortId(full));
    const rows = listed.map((container) => {
      const pod = report.sandboxes.find((each) => each.id === container.sandboxId);
      return [id(container.id), options.has("n") ? container.imageId : shortId(container.imageId), ago(report, container.createdAtMs), container.state, container.name, String(container.attempt), id(container.sandboxId), pod?.name ?? "unknown", pod?.namespace ?? ""];
    });
    yield* out(table([["CONTAINER", "IMAGE", "CREATED", "STATE", "NAME", "ATTEMPT", "POD ID", "POD", "NAMESPACE"], ...rows]));
  }
  return 0;
}

function* images({ report, options, args }: Call): Part<number> {
  const shown = report.images.filter(({ tags, digests }) => args.length === 0 || [...tags, ...digests].some((name) => name.includes(args[0] ?? "")));
  if (options.has("q")) yield* out(shown.map(({ id }) => `${id}\n`).join(""));
  else if (options.value("o") === "json") yield* out(json({ images: shown.map(imageStatus) }));
  else {
    const rows = shown.flatMap((image) => imageNames(image).map(([name, tag]) => [name, tag, ...(options.has("D") ? [shortId(image.digests[0]?.split("@")[1] ?? "<none>")] : []), options.has("n") ? image.id : shortId(image.id), humanSize(image.sizeBytes)]));
    rows.sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1));
    yield* out(table([["IMAGE", "TAG", ...(options.has("D") ? ["DIGEST"] : []), "IMAGE ID", "SIZE"], ...rows]));
  }
  return 0;
}

const imageNames = ({ tags, digests }: ImageRow): readonly (readonly [string, string])[] =>
  tags.length === 0 ? [[digests[0]?.split("@")[0] ?? "<none>", "<none>"]] : tags.map((tag) => [tag.slice(0, tag.lastIndexOf(":")), tag.slice(tag.lastIndexOf(":") + 1)] as const);

/** The one that an id, or its beginning, means. */
const found = <T extends { readonly id: string }>(rows: readonly T[], id: string): T | undefined => {
  const fits = rows.filter((row) => row.id.startsWith(id) || row.id.startsWith(`sha256:${id}`));
  return fits.length === 1 ? fits[0] : undefined;
};
const notFound = (what: "container" | "pod" | "image", id: string): string =>
  what === "pod" ? `rpc error: code = NotFound desc = an error occurred when try to find sandbox: not found` : what === "image" ? `no such image "${id}" present` : `rpc error: code = NotFound desc = an error occurred when try to find container "${id}": not found`;

function* inspect({ report, args, options }: Call, what: "container" | "pod" | "image"): Part<number> {
  const ids = args.length > 0 ? args : options.has("l") ? [(what === "pod" ? report.sandboxes : report.containers)[0]?.id ?? ""] : [];
  if (ids.length === 0) return yield* fatal(what === "image" ? "ID cannot be empty" : "ID cannot be empty");
  for (const id of ids) {
    if (what === "image") {
      const image = report.images.find((each) => each.tags.some((tag) => tag === id || tag.endsWith(`/${id}`))) ?? found(report.images, id);
      if (!image) return yield* fatal(notFound("image", id));
      yield* out(json({ status: imageStatus(image) }));
    } else if (what === "pod") {
      const pod = found(report.sandboxes, id);
      if (!pod) return yield* fatal(`getting the status of the pod sandbox "${id}": ${notFound("pod", id)}`);
      yield* out(json(sandboxStatus(report, pod)));
    } else {
      const container = found(report.containers, id);
      if (!container) return yield* fatal(`getting the status of the container "${id}": ${notFound("container", id)}`);
      yield* out(json(containerStatus(report, container)));
    }
  }
  return 0;
}

function* logs({ report, args, options }: Call): Part<number> {
  const id = args[0] ?? (options.has("l") ? (report.containers[0]?.id ?? "") : "");
  if (id === "") return yield* fatal("ID cannot be empty");
  const container = found(report.containers, id);
  if (!container) return yield* fatal(notFound("container", id));
  const tail = Number(options.value("T") ?? "-1");
  const timestamps = options.has("t");
  const lines = yield* ask({ ask: "log", id: container.id, tail, follow: false, timestamps });
  for (const { fd, text } of logLines(lines, report.startsAtMs, timestamps)) yield fd === 1 ? { call: "write", fd: 1, data: text } : { call: "write", fd: 2, data: text };
  return options.has("f") && container.state === "Running" ? yield* copyStream({ ask: "log", id: container.id, tail, follow: true, timestamps }) : 0;
}

function* execute({ report, args, options, context }: Call): Part<number> {
  const [id = "", ...argv] = args;
  if (id === "") return yield* fatal("ID cannot be empty");
  if (argv.length === 0) return yield* fatal("execing command in container: no command specified");
  const container = found(report.containers, id);
  if (!container) return yield* fatal(`execing command in container: ${notFound("container", id)}`);
  if (container.state !== "Running") return yield* fatal(`execing command in container: container is in CONTAINER_${container.state.toUpperCase()} state`);
  const ended = yield* enterContainer(context, container.pid, argv, { stdin: options.has("i"), tty: options.has("y") });
  if (!ended.ok) return yield* fatal(`execing command in container: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${container.id}": OCI runtime exec failed: exec failed: unable to start container process: exec: "${argv[0]}": ${ended.reason}`);
  return ended.status === 0 ? 0 : yield* withStatus(ended.status);
}

function* withStatus(status: number): Part<number> {
  yield* fatal(`execing command in container: command terminated with exit code ${status}`);
  return status;
}

/** Does one thing to each that is named. */
function* each<T extends ContainerRow | SandboxRow>(call: Call, rows: readonly T[], what: string, act: (call: Call, row: T) => Part<number>): Part<number> {
  const ids = call.args.length > 0 ? call.args : call.options.has("a") ? rows.map(({ id }) => id) : call.options.has("l") ? rows.slice(0, 1).map(({ id }) => id) : [];
  if (ids.length === 0) return yield* fatal(call.options.has("a") ? `No ${what}s to remove` : "ID cannot be empty");
  let code = 0;
  for (const id of ids) {
    const row = found(rows, id);
    if (row) code = (yield* act(call, row)) || code;
    else code = yield* fatal(what === "container" ? `could not find container "${id}": ${notFound("container", id)}` : notFound("pod", id));
  }
  return code;
}

function* acted(answer: Parameters<typeof refusalIn>[0], doing: string, done: string): Part<number> {
  const refused = refusalIn(answer);
  if (refused !== undefined) return yield* fatal(`${doing}: ${refused}`);
  yield* out(`${done}\n`);
  return 0;
}

function* stopContainer({ options }: Call, { id }: ContainerRow): Part<number> {
  const timeoutMs = Number(options.value("W") ?? "0") * 1000;
  return yield* acted(yield* ask({ ask: "stop-container", id, timeoutMs }), `stopping the container "${id}"`, id);
}

function* removeContainer({ options }: Call, { id, state }: ContainerRow): Part<number> {
  if (state === "Running") {
    if (!options.has("f") && !options.has("F")) return yield* fatal(`removing the container "${id}": container is running, please stop it first`);
    yield* ask({ ask: "stop-container", id, timeoutMs: 0 });
  }
  return yield* acted(yield* ask({ ask: "remove-container", id }), `removing the container "${id}"`, id);
}

function* stopSandbox(_: Call, { id }: SandboxRow): Part<number> {
  return yield* acted(yield* ask({ ask: "stop-sandbox", id }), `stopping the pod sandbox "${id}"`, `Stopped sandbox ${id}`);
}

function* removeSandbox({ options }: Call, { id, ready }: SandboxRow): Part<number> {
  if (ready) {
    if (!options.has("f") && !options.has("F")) return yield* fatal(`removing the pod sandbox "${id}": pod sandbox is running, please stop it first`);
    yield* stopSandbox({} as Call, { id } as SandboxRow);
  }
  return yield* acted(yield* ask({ ask: "remove-sandbox", id }), `removing the pod sandbox "${id}"`, `Removed sandbox ${id}`);
}

function* pull({ args }: Call): Part<number> {
  const ref = args.at(-1);
  if (ref === undefined) return yield* fatal("Image name cannot be empty");
  const answer = yield* ask({ ask: "pull", ref });
  const image = (answer as { readonly value?: { readonly imageRef?: string } } | null)?.value?.imageRef ?? "";
  return yield* acted(answer, "pulling image", `Image is up to date for ${image}`);
}

// Simplified: `crictl stats` tells what CPU is used at the moment, where a real one looks twice, a second apart; its memory is what the processes hold.
function* stats({ report, options, args }: Call): Part<number> {
  const shown = report.containers.filter((container) => (options.has("a") || container.state === "Running") && (args.length === 0 || container.id.startsWith(args[0] ?? "")));
  if (options.has("q")) yield* out(shown.map(({ id }) => `${id}\n`).join(""));
  else yield* out(table([["CONTAINER", "NAME", "CPU %", "MEM", "DISK", "INODES", "SWAP"], ...shown.map((each) => [shortId(each.id), each.name, (each.cpuMicro / 10_000).toFixed(2), humanSize(each.residentBytes, 4), humanSize(each.diskBytes, 4), "0", "0B"])]));
  return 0;
}

function* version(): Part<number> {
  const machine = (yield* ask({ ask: "machine" })) as unknown as MachineReport;
  yield* out(machine.docker ? "Version:  0.1.0\nRuntimeName:  docker\nRuntimeVersion:  20.10.24\nRuntimeApiVersion:  1.41.0\n" : "Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  v2.1.9\nRuntimeApiVersion:  v1\n");
  return 0;
}

function* info(_: Given): Part<number> {
  yield* out(
    json({
      status: { conditions: [{ message: "", reason: "", status: true, type: "RuntimeReady" }, { message: "", reason: "", status: true, type: "NetworkReady" }, { message: "", reason: "", status: true, type: "ContainerdHasNoDeprecationWarnings" }] },
      cniconfig: { PluginDirs: ["/opt/cni/bin"], PluginConfDir: "/etc/cni/net.d", PluginMaxConfNum: 1, Prefix: "eth" },
      config: { containerdEndpoint: "/run/containerd/containerd.sock", rootDir: "/var/lib/containerd/io.containerd.grpc.v1.cri", stateDir: "/run/containerd/io.containerd.grpc.v1.cri" },
      golang: "go1.24",
      lastCNILoadStatus: "OK",
    }),
  );
  return 0;
}
