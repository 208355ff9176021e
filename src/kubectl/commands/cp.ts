import type { Pod } from "../../api/types.ts";
import { packArchive, unpackArchive, type Member } from "../../engine/processes/applets/archive.ts";
import { getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { baseOf, cleaned, parentOf, readPlace, type Place } from "../cp/places.ts";
import { runIn, type Ended } from "../cp/remote.ts";
import { fail } from "../failure.ts";
import { bool, int, text } from "../flags/flag.ts";
import { chooseContainer } from "../pods/container-choice.ts";
import { podResource } from "../pods/for-object.ts";
import type { Session } from "../session.ts";
import { writeError } from "../task.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

export const cpCommand: Command = {
  name: "cp",
  short: "Copy files and directories to and from containers",
  usage: "cp <file-spec-src> <file-spec-dest> [options]",
  flags: [
    text("container", { shorthand: "c", usage: "Container name." }),
    bool("no-preserve", { usage: "The copied file/directory's ownership and permissions will not be preserved in the container" }),
    int("retries", { usage: "Set number of retries to complete a copy operation from a container." }),
  ],
  run: cp,
};

// Mirrors CopyOptions.Run (kubectl/pkg/cmd/cp/cp.go): an archive travels through the container's own tar.
function* cp(session: Session): Task<Outcome> {
  const [from, to, ...more] = session.args;
  if (from === undefined || to === undefined || more.length > 0) return usageError(session, "source and destination are required");
  const [source, target] = [readPlace(from), readPlace(to)];
  if (source.pod !== "" && target.pod !== "") fail("one of src or dest must be a local file specification");
  if (source.path === "" || target.path === "") fail("filepath can not be empty");
  if (source.pod !== "") return yield* fromPod(session, source, target.path);
  if (target.pod !== "") return yield* toPod(session, source.path, target);
  return fail("one of src or dest must be a remote file specification");
}

function* podAt(session: Session, { pod, namespace }: Place): Task<{ readonly pod: Pod; readonly container: string }> {
  const found = (yield* getObject(session, { resource: podResource(), namespace: namespace || session.namespace, name: pod })) as unknown as Pod;
  const container = yield* chooseContainer(found, session.flags.text("container"), false);
  return { pod: found, container: container.name };
}

function* toPod(session: Session, source: string, target: Place): Task<Outcome> {
  const { files } = session.context;
  if (!files.stat(source)) fail(`${source} doesn't exist in local filesystem`);
  const { pod, container } = yield* podAt(session, target);
  const directory = yield* runIn(pod, container, ["test", "-d", target.path]);
  const path = directory.exitCode === 0 ? `${target.path.replace(/\/+$/, "")}/${baseOf(source)}` : target.path.replace(/(.)\/+$/, "$1");
  const members: Member[] = [];
  gather(session, source.replace(/(.)\/+$/, "$1"), baseOf(path), members);
  const parent = parentOf(path);
  const flags = session.flags.bool("no-preserve") ? ["--no-same-permissions", "--no-same-owner", "-xmf", "-"] : ["-xmf", "-"];
  return yield* told(yield* runIn(pod, container, ["tar", ...flags, "-C", parent], packArchive(members)));
}

function gather(session: Session, path: string, name: string, members: Member[]): void {
  const { files, startsAtMs } = session.context;
  const stat = files.stat(path);
  if (!stat) return;
  const member = { path: name, content: "", target: "", mode: stat.mode & 0o7777, uid: stat.uid, gid: stat.gid, modifiedAt: Math.floor((startsAtMs + stat.modifiedAtMs) / 1000) };
  if (stat.type === "directory") {
    const names = files.list(path) ?? [];
    // Mirrors recursiveTar: a directory has a header of its own only where it is empty.
    if (names.length === 0) members.push({ ...member, path: `${name}/`, type: "directory" });
    for (const each of names) gather(session, `${path}/${each}`, `${name}/${each}`, members);
  } else if (stat.type === "symlink") members.push({ ...member, type: "symlink", target: stat.target ?? "" });
  else members.push({ ...member, type: "file", content: files.read(path) ?? "" });
}

/** What the container's tar said, and how it ended. */
function* told({ stderr, exitCode }: Ended): Task<Outcome> {
  yield* writeError(stderr);
  if (exitCode !== 0) yield* writeError(`command terminated with exit code ${exitCode}\n`);
  return exitCode === 0 ? 0 : 1;
}

function* fromPod(session: Session, source: Place, target: string): Task<Outcome> {
  const { pod, container } = yield* podAt(session, source);
  const ended = yield* runIn(pod, container, ["tar", "cf", "-", source.path]);
  const prefix = cleaned(source.path);
  for (const member of unpackArchive(ended.stdout) ?? []) yield* unpack(session, pod, member, prefix, target.replace(/(.)\/+$/, "$1"));
  return yield* told(ended);
}

// Mirrors untarAll: names are taken relative to what was asked for.
function* unpack(session: Session, pod: Pod, member: Member, prefix: string, target: string): Task<void> {
  const name = cleaned(member.path);
  if (prefix !== "" && name !== prefix && !name.startsWith(`${prefix}/`)) return void (yield* writeError("warning: skipping file outside of the copied path\n"));
  const rest = prefix === "" ? `/${name}` : name.slice(prefix.length);
  const path = rest === "" || rest === "/" ? target : `${target}${rest}`;
  if (member.type === "directory") {
    yield { call: "mkdir", path, parents: true };
    return;
  }
  if (member.type === "symlink") {
    const { name: podName, namespace = "default" } = pod.metadata;
    yield* writeError(`warning: skipping symlink: ${JSON.stringify(path)} -> ${JSON.stringify(member.target)} (consider using "kubectl exec -n ${JSON.stringify(namespace)} ${JSON.stringify(podName)} -- tar cf - ${JSON.stringify(member.path)} | tar xf -")\n`);
    return;
  }
  const parent = parentOf(path);
  if (parent !== "." && !session.context.files.stat(parent)) yield { call: "mkdir", path: parent, parents: true };
  const written = yield { call: "writeFile", path, data: member.content };
  if (!written.ok) fail(`open ${path}: ${written.errno === "EISDIR" ? "is a directory" : written.errno === "EROFS" ? "read-only file system" : "no such file or directory"}`);
}
