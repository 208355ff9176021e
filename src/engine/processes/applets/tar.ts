import { normalisePath } from "../files/base-layer.ts";
import { matchesPattern } from "../expressions/shell-pattern.ts";
import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import { packArchive, unpackArchive, type Member } from "./archive.ts";
import { formatDate } from "./date.ts";
import { isGnu } from "./flavor.ts";
import { changedByGzip } from "./gzip.ts";
import { contentOf, err, errorText, MOST_HELD, out, type Part } from "./script.ts";
import { usageText } from "./usage.ts";

/** What a command line asks for: c, x or t, and how. `kubectl cp` runs `tar cf - …` and `tar -xmf - -C …`. */
interface Task {
  readonly act: "c" | "x" | "t";
  readonly file: string;
  readonly flags: ReadonlySet<string>;
  readonly directory: string;
  readonly excluded: readonly string[];
  readonly strip: number;
  readonly operands: readonly string[];
}

const TAKES = new Set(["f", "C", "T", "X"]);
const LONG: Readonly<Record<string, string>> = { "--create": "c", "--extract": "x", "--get": "x", "--list": "t", "--verbose": "v", "--gzip": "z", "--gunzip": "z", "--to-stdout": "O", "--touch": "m", "--no-same-owner": "o", "--no-same-permissions": "", "--warning": "", "--numeric-owner": "", "--same-permissions": "p", "--preserve-permissions": "p" };

function readTask(argv: readonly string[]): Task | string {
  const flags = new Set<string>();
  const values: Record<string, string> = {};
  const excluded: string[] = [];
  const operands: string[] = [];
  let strip = 0;
  const rest = [...argv];
  // The first word may be letters without a dash.
  if (rest[0] !== undefined && !rest[0].startsWith("-")) rest[0] = `-${rest[0]}`;
  while (rest.length > 0) {
    const word = rest.shift() ?? "";
    if (word === "--") {
      operands.push(...rest.splice(0));
    } else if (word.startsWith("--")) {
      const [name = "", value] = word.split(/=(.*)/s);
      if (name === "--exclude") excluded.push(value ?? rest.shift() ?? "");
      else if (name === "--strip-components") strip = Number(value ?? rest.shift()) || 0;
      else if (name === "--file") values["f"] = value ?? rest.shift() ?? "";
      else if (name === "--directory") values["C"] = value ?? rest.shift() ?? "";
      else if (Object.hasOwn(LONG, name)) flags.add(LONG[name] ?? "");
      else return `unrecognized option '${word}'`;
    } else if (word.startsWith("-") && word !== "-") {
      for (let at = 1; at < word.length; at += 1) {
        const letter = word[at] ?? "";
        if (!/[cxtvzmOopkahjJfCTXPS]/.test(letter)) return `invalid option -- '${letter}'`;
        if (!TAKES.has(letter)) {
          flags.add(letter);
          continue;
        }
        // Old-style letters take their values from the words that follow.
        const attached = letter === "f" && at < word.length - 1 && /^[cxtvzmOop]+$/.test(word.slice(at + 1)) ? "" : word.slice(at + 1);
        values[letter] = attached === "" ? (rest.shift() ?? "") : attached;
        if (attached !== "") break;
      }
    } else operands.push(word);
  }
  const acts = (["c", "x", "t"] as const).filter((act) => flags.has(act));
  const [act] = acts;
  if (act === undefined || acts.length > 1) return "";
  return { act, file: values["f"] ?? "-", flags, directory: values["C"] ?? ".", excluded, strip, operands };
}

export const tar = scripted("tar", function* (context) {
  const task = readTask(context.argv.slice(1));
  if (typeof task === "string") {
    if (isGnu(context)) yield* err(task === "" ? "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.\n" : `tar: ${task}\nTry 'tar --help' or 'tar --usage' for more information.\n`);
    else yield* err((task === "" ? "" : `tar: ${task}\n`) + usageText("tar", "c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [-T FILE] [-X FILE] [LONGOPT]... [FILE]..."));
    return isGnu(context) ? 2 : 1;
  }
  return task.act === "c" ? yield* create(context, task) : yield* read(context, task);
});

const inDirectory = (context: ProcessContext, task: Task, path: string): string => normalisePath(path, normalisePath(task.directory, context.cwd));

function* create(context: ProcessContext, task: Task): Part<number> {
  if (task.operands.length === 0) {
    yield* err(isGnu(context) ? "tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.\n" : "tar: empty archive\n");
    return isGnu(context) ? 2 : 1;
  }
  if (context.files.stat(normalisePath(task.directory, context.cwd))?.type !== "directory") return yield* missing(context, "can't change directory to", task.directory);
  const members: Member[] = [];
  let code = 0;
  if (task.operands.some((path) => path.startsWith("/")) && !task.flags.has("P")) yield* err(isGnu(context) ? "tar: Removing leading `/' from member names\n" : "tar: removing leading '/' from member names\n");
  for (const path of task.operands) {
    if (!context.files.stat(inDirectory(context, task, path))) {
      yield* err(isGnu(context) ? `tar: ${path}: Cannot stat: No such file or directory\n` : `tar: ${path}: No such file or directory\n`);
      code = isGnu(context) ? 2 : 1;
    } else gather(context, task, path.replace(/\/+$/, "") || "/", members);
  }
  if (task.flags.has("v")) yield { call: "write", fd: task.file === "-" ? 2 : 1, data: members.map(({ path }) => `${path}\n`).join("") };
  if (members.reduce((sum, { content }) => sum + content.length, 0) > MOST_HELD) {
    yield* err("tar: out of memory\n");
    return 1;
  }
  const packed = packArchive(members);
  const text = task.flags.has("z") ? changedByGzip(packed, false) : packed;
  if (code !== 0) yield* err(isGnu(context) ? "tar: Exiting with failure status due to previous errors\n" : "tar: error exit delayed from previous errors\n");
  if (typeof text !== "string") return 1;
  if (task.file === "-") {
    yield* out(text);
    return code;
  }
  const written = yield { call: "writeFile", path: task.file, data: text };
  if (!written.ok) return yield* missing(context, "can't open", task.file);
  return code;
}

function gather(context: ProcessContext, task: Task, path: string, members: Member[]): void {
  const place = inDirectory(context, task, path);
  const stat = context.files.stat(place);
  if (!stat || stat.type === "device" || task.excluded.some((pattern) => matchesPattern(pattern, path) || matchesPattern(pattern, path.replace(/^.*\//, "")))) return;
  const name = task.flags.has("P") ? path : path.replace(/^\/+/, "");
  const base = { mode: stat.mode, uid: stat.uid, gid: stat.gid, modifiedAt: Math.floor((context.startsAtMs + stat.modifiedAtMs) / 1000), content: "", target: "" };
  const followed = task.flags.has("h") && stat.type === "symlink" ? context.files.read(place) : undefined;
  if (stat.type === "directory") {
    if (name !== "") members.push({ ...base, path: `${name}/`, type: "directory" });
    for (const each of context.files.list(place) ?? []) gather(context, task, path === "/" ? `/${each}` : `${path}/${each}`, members);
  } else if (stat.type === "symlink" && followed === undefined) members.push({ ...base, path: name, type: "symlink", target: stat.target ?? "" });
  else members.push({ ...base, path: name, type: "file", content: followed ?? context.files.read(place) ?? "" });
}

function* missing(context: ProcessContext, what: string, path: string): Part<number> {
  const reason = errorText("ENOENT");
  yield* err(isGnu(context) ? `tar: ${path}: Cannot open: ${reason}\ntar: Error is not recoverable: exiting now\n` : `tar: ${what} '${path}': ${reason}\n`);
  return isGnu(context) ? 2 : 1;
}

function* read(context: ProcessContext, task: Task): Part<number> {
  const content = yield* contentOf(task.file);
  if (!content.ok) return yield* missing(context, "can't open", task.file);
  if (content.text.length > 2 * MOST_HELD) {
    yield* err("tar: out of memory\n");
    return 1;
  }
  const packed = task.flags.has("z") || content.text.startsWith("\x1f\udc8b");
  const text = packed ? changedByGzip(content.text, true) : content.text;
  const members = typeof text === "string" ? unpackArchive(text) : undefined;
  if (!members) {
    yield* err(isGnu(context) ? "tar: This does not look like a tar archive\ntar: Exiting with failure status due to previous errors\n" : typeof text === "string" && text === "" ? "tar: short read\n" : "tar: invalid tar magic\n");
    return isGnu(context) ? 2 : 1;
  }
  if (task.act === "x" && context.files.stat(normalisePath(task.directory, context.cwd))?.type !== "directory") return yield* missing(context, "can't change directory to", task.directory);
  const wanted = members.filter(({ path }) => task.operands.length === 0 || task.operands.some((operand) => path === operand || path.replace(/\/$/, "") === operand.replace(/\/$/, "") || path.startsWith(`${operand.replace(/\/$/, "")}/`)));
  let code = 0;
  for (const member of wanted) {
    if (task.act === "t") yield* out(`${task.flags.has("v") ? longLine(member) : member.path}\n`);
    else if (task.flags.has("O")) yield* out(member.content);
    else {
      if (task.flags.has("v")) yield* out(`${member.path}\n`);
      if (!(yield* extract(context, task, member))) code = isGnu(context) ? 2 : 1;
    }
  }
  return code;
}

const RIGHTS = "rwxrwxrwx";
const longLine = (member: Member): string => {
  const letters = [...RIGHTS].map((letter, index) => ((member.mode >> (8 - index)) & 1 ? letter : "-")).join("");
  return `${{ file: "-", directory: "d", symlink: "l" }[member.type]}${letters} ${member.uid}/${member.gid} ${String(member.content.length).padStart(9)} ${formatDate(member.modifiedAt * 1000, "%F %T")} ${member.path}${member.type === "symlink" ? ` -> ${member.target}` : ""}`;
};

/** Puts one member in its place; directories on the way are made. A path never leaves the directory. */
function* extract(context: ProcessContext, task: Task, member: Member): Part<boolean> {
  const parts = member.path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) {
    yield* err(isGnu(context) ? `tar: ${member.path}: Member name contains '..'\n` : `tar: name with '..' encountered: '${member.path}'\n`);
    return false;
  }
  const path = parts.slice(task.strip).join("/");
  if (path === "") return true;
  const place = inDirectory(context, task, path);
  const parent = place.slice(0, place.lastIndexOf("/"));
  if (parent !== "" && context.files.stat(parent) === undefined) yield { call: "mkdir", path: parent, parents: true };
  const done = yield member.type === "directory"
    ? { call: "mkdir", path: place, parents: true, mode: member.mode & 0o777 }
    : member.type === "symlink"
      ? { call: "link", target: member.target, path: place, symbolic: true }
      : { call: "writeFile", path: place, data: member.content, mode: member.mode & 0o777 };
  if (done.ok) return true;
  yield* err(isGnu(context) ? `tar: ${member.path}: Cannot open: ${errorText(done.errno)}\n` : `tar: can't create '${member.path}': ${errorText(done.errno)}\n`);
  return false;
}
