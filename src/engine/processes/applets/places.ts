import { scripted } from "../scripted.ts";
import { normalisePath } from "../files/base-layer.ts";
import type { ProcessContext } from "../program.ts";
import { readOptions } from "./options.ts";
import { err, out } from "./script.ts";
import { refuseOption, refuseUsage } from "./usage.ts";

export const pwd = scripted("pwd", function* (context) {
  yield* out(`${context.cwd}\n`);
  return 0;
});

/** What the resolver calls a name that stands in /etc/hosts: the first name of its line. */
function canonicalName(hosts: string, name: string): string {
  const lines = hosts.split("\n").map((line) => (line.split("#")[0] ?? "").split(/\s+/).filter((word) => word !== ""));
  return lines.find(([, ...names]) => names.includes(name))?.[1] ?? name;
}

export const hostname = scripted("hostname", function* (context) {
  const options = readOptions(context.argv.slice(1), "sidf");
  if (!options.ok) return yield* refuseOption(context, "hostname", options, "[-sidf] [HOSTNAME | -F FILE]");
  if (options.has("i")) {
    const found = yield { call: "resolve", name: context.hostname };
    yield* out(`${(found.ok ? found.addresses : undefined)?.join(" ") ?? ""}\n`);
    return 0;
  }
  if (options.operands.length > 0) {
    yield* err("hostname: sethostname: Operation not permitted\n");
    return 1;
  }
  if (options.has("f") || options.has("d")) {
    const full = canonicalName(context.files.read("/etc/hosts") ?? "", context.hostname);
    yield* out(`${options.has("f") ? full : full.split(".").slice(1).join(".")}\n`);
    return 0;
  }
  yield* out(`${options.has("s") ? context.hostname.split(".")[0] : context.hostname}\n`);
  return 0;
});

export const which = scripted("which", function* (context) {
  const names = context.argv.slice(1).filter((name) => name !== "-a");
  let code = 0;
  for (const name of names) {
    const paths = name.includes("/") ? [name] : (context.env["PATH"] ?? "").split(":").map((directory) => `${directory}/${name}`);
    const found = paths.find((path) => {
      const stat = context.files.stat(path);
      return stat !== undefined && stat.type !== "directory" && (stat.mode & 0o111) !== 0;
    });
    if (found === undefined) code = 1;
    else yield* out(`${found}\n`);
  }
  return code;
});

const MOST_LINKS = 40;

/** A path with every link on the way followed. */
export function physicalPath(context: ProcessContext, path: string): string {
  let left = normalisePath(path, context.cwd).split("/").slice(1);
  let found = "";
  for (let links = 0; left.length > 0; ) {
    const [part = "", ...rest] = left;
    const stat = context.files.stat(`${found}/${part}`);
    if (stat?.type === "symlink" && stat.target !== undefined && links < MOST_LINKS) {
      links += 1;
      left = [...normalisePath(stat.target, found === "" ? "/" : found).split("/").slice(1), ...rest].filter((each) => each !== "");
      found = "";
    } else {
      found += part === "" ? "" : `/${part}`;
      left = rest;
    }
  }
  return found === "" ? "/" : found;
}

export const readlink = scripted("readlink", function* (context) {
  const options = readOptions(context.argv.slice(1), "fnv");
  const path = options.ok ? options.operands[0] : undefined;
  if (!options.ok || path === undefined) return yield* refuseUsage(context, "readlink", "[-fnv] FILE", "missing operand");
  const stat = context.files.stat(path);
  if (options.has("f")) yield* out(`${physicalPath(context, path)}\n`);
  else if (stat?.type !== "symlink") return 1;
  else yield* out(`${stat.target ?? ""}\n`);
  return 0;
});

export const realpath = scripted("realpath", function* (context) {
  let code = 0;
  for (const path of context.argv.slice(1)) {
    const stat = context.files.stat(path);
    if (!stat) {
      yield* err(`realpath: ${path}: No such file or directory\n`);
      code = 1;
    } else yield* out(`${physicalPath(context, path)}\n`);
  }
  return code;
});
