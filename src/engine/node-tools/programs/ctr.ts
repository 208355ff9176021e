import { SANDBOX_IMAGE } from "../../images/pause/pause.ts";
import { err, out, type Part } from "../../processes/applets/script.ts";
import { scripted } from "../../processes/scripted.ts";
import type { RuntimeReport } from "../questions.ts";
import { columns, humanSize } from "../text/human.ts";
import { runtime } from "./ask.ts";
import { enterContainer } from "./enter-container.ts";

const byId = (a: readonly string[], b: readonly string[]): number => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1);

/** containerd's own client: what Kubernetes made lies in its namespace k8s.io, pause containers too. */
export const ctr = scripted("ctr", function* (context) {
  const words = context.argv.slice(1);
  let namespace = "default";
  while (words[0]?.startsWith("-")) {
    const flag = words.shift() ?? "";
    if (/^(-n|--namespace|-a|--address)$/.test(flag)) namespace = /^(-n|--namespace)$/.test(flag) ? (words.shift() ?? "") : (words.shift(), namespace);
    else if (/^(-n|--namespace)=/.test(flag)) namespace = flag.split("=")[1] ?? "";
  }
  const [topic = "", act = "", ...rest] = words;
  const report = yield* runtime();
  if (typeof report === "string") {
    yield* err('ctr: cannot access socket /run/containerd/containerd.sock: no such file or directory\n');
    return 1;
  }
  const list = act === "ls" || act === "list";
  const seen: RuntimeReport = namespace === "k8s.io" ? report : { ...report, sandboxes: [], containers: [], images: [] };
  if (/^(ns|namespaces?)$/.test(topic) && list) return yield* shown(columns([["NAME", "LABELS"], ["default", ""], ["k8s.io", ""]], 0, 1));
  if (/^(c|containers?)$/.test(topic) && list) return yield* containers(seen, rest.includes("-q"));
  if (/^(t|tasks?)$/.test(topic) && list) return yield* tasks(seen);
  if (/^(i|images?)$/.test(topic) && list) return yield* images(seen, rest.includes("-q"));
  if (/^(t|tasks?)$/.test(topic) && act === "exec") {
    const args = rest.filter((word, index) => !word.startsWith("-") && rest[index - 1] !== "--exec-id");
    const [id = "", ...argv] = args;
    const container = seen.containers.find((each) => each.id === id && each.state === "Running");
    if (!container) {
      yield* err(`ctr: container "${id}" in namespace "${namespace}": not found\n`);
      return 1;
    }
    const ended = yield* enterContainer(context, container.pid, argv, { stdin: true, tty: rest.includes("-t") || rest.includes("--tty") });
    if (ended.ok) return ended.status;
    yield* err(`ctr: OCI runtime exec failed: exec failed: unable to start container process: exec: "${argv[0]}": ${ended.reason}\n`);
    return 1;
  }
  if (topic === "version") return yield* shown("Client:\n  Version:  v2.1.9\n\nServer:\n  Version:  v2.1.9\n");
  yield* err("ctr here knows: ctr -n k8s.io containers ls, tasks ls, tasks exec --exec-id ID CONTAINER COMMAND, images ls; ctr namespaces ls\n");
  return 1;
});

function* shown(text: string): Part<number> {
  yield* out(text);
  return 0;
}

const all = (report: RuntimeReport): string[][] => [
  ...report.sandboxes.map(({ id }) => [id, SANDBOX_IMAGE, "io.containerd.runc.v2"]),
  ...report.containers.map(({ id, image }) => [id, image, "io.containerd.runc.v2"]),
];

function* containers(report: RuntimeReport, quiet: boolean): Part<number> {
  const rows = all(report).sort(byId);
  if (quiet) return yield* shown(rows.map(([id]) => `${id}\n`).join(""));
  return yield* shown(columns([["CONTAINER", "IMAGE", "RUNTIME", ""], ...rows.map((row) => [...row, ""])], 4, 4));
}

function* tasks(report: RuntimeReport): Part<number> {
  const rows = [
    ...report.sandboxes.filter(({ pid }) => pid > 0).map(({ id, pid }) => [id, String(pid), "RUNNING"]),
    ...report.containers.filter(({ state }) => state !== "Created").map(({ id, pid, state }) => [id, String(pid), state === "Running" ? "RUNNING" : "STOPPED"]),
  ];
  return yield* shown(columns([["TASK", "PID", "STATUS", ""], ...rows.sort(byId).map((row) => [...row, ""])], 4, 4));
}

function* images(report: RuntimeReport, quiet: boolean): Part<number> {
  const rows = report.images.flatMap(({ tags, digests, id, sizeBytes }) =>
    [...tags, ...digests, id].map((name) => [name, "application/vnd.oci.image.index.v1+json", digests[0]?.split("@")[1] ?? id, humanSize(sizeBytes), "linux/amd64", "io.cri-containerd.image=managed"]),
  );
  if (quiet) return yield* shown(rows.sort(byId).map(([name]) => `${name}\n`).join(""));
  return yield* shown(columns([["REF", "TYPE", "DIGEST", "SIZE", "PLATFORMS", "LABELS", ""], ...rows.sort(byId).map((row) => [...row, ""])], 1, 1));
}
