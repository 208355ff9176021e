import { normalisePath } from "../files/base-layer.ts";
import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import type { Answer } from "../syscall.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText, type Part } from "./script.ts";
import { refuseOption, refuseUsage } from "./usage.ts";

const nameIn = (directory: string, path: string): string => `${directory.replace(/\/$/, "")}/${path.replace(/\/+$/, "").replace(/^.*\//, "")}`;

/** Where each source goes: into a directory, or to the one name that is given. */
function destinations(context: ProcessContext, operands: readonly string[]): readonly (readonly [string, string])[] {
  const target = operands.at(-1) ?? "";
  const into = context.files.stat(`${target}/.`)?.type === "directory" || context.files.list(target) !== undefined;
  return operands.slice(0, -1).map((source) => [source, into ? nameIn(target, source) : target]);
}

/** Why a copy is not whole, which was said already. */
const SAID = "said";

/** `made` is the first directory that this copy has made: it is not copied into itself. */
function* copyTree(context: ProcessContext, from: string, to: string, made?: string): Part<Answer> {
  const stat = context.files.stat(from);
  if (stat?.type === "directory") {
    const path = normalisePath(from, context.cwd);
    // Mirrors copy_file (busybox libbb/copy_file.c): what the copy has made itself is left out.
    if (path === made) {
      yield* err(`cp: recursion detected, omitting directory '${from}'\n`);
      return { ok: false, errno: "EINVAL", message: SAID };
    }
    if (context.files.list(to) === undefined) {
      const making = yield { call: "mkdir", path: to, mode: stat.mode };
      if (!making.ok) return making;
    }
    let whole: Answer = { ok: true };
    for (const name of context.files.list(from) ?? []) {
      const copied: Answer = yield* copyTree(context, `${from}/${name}`, `${to}/${name}`, made ?? normalisePath(to, context.cwd));
      if (!copied.ok && copied.message !== SAID) return copied;
      if (!copied.ok) whole = copied;
    }
    return whole;
  }
  if (stat?.type === "symlink" && context.files.read(from) === undefined) return yield { call: "link", target: stat.target ?? "", path: to, symbolic: true };
  const mode = stat === undefined || stat.type === "symlink" ? 0o644 : stat.mode & 0o777;
  return yield { call: "writeFile", path: to, data: context.files.read(from) ?? "", mode };
}

const CP_USAGE = "[-arPLHpfinlsTu] SOURCE DEST\nor: cp [-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }";

export const cp = scripted("cp", function* (context) {
  const options = readOptions(context.argv.slice(1), "arRPLHpfinlsTuv", { recursive: "r", archive: "a" });
  if (!options.ok) return yield* refuseOption(context, "cp", options, CP_USAGE);
  if (options.operands.length < 2) return yield* refuseUsage(context, "cp", CP_USAGE, options.operands.length === 0 ? "missing file operand" : `missing destination file operand after '${options.operands[0]}'`);
  const recursive = options.has("r") || options.has("R") || options.has("a");
  let code = 0;
  for (const [from, to] of destinations(context, options.operands)) {
    const stat = context.files.stat(from);
    let problem: string | undefined;
    if (!stat) problem = isGnu(context) ? `cp: cannot stat '${from}': No such file or directory` : `cp: can't stat '${from}': No such file or directory`;
    else if (stat.type === "directory" && !recursive) problem = isGnu(context) ? `cp: -r not specified; omitting directory '${from}'` : `cp: omitting directory '${from}'`;
    else if (isGnu(context) && stat.type === "directory" && `${normalisePath(to, context.cwd)}/`.startsWith(`${normalisePath(from, context.cwd)}/`)) problem = `cp: cannot copy a directory, '${from}', into itself, '${to}'`;
    else {
      const copied = yield* copyTree(context, from, to);
      if (!copied.ok && copied.message === SAID) code = 1;
      else if (!copied.ok) problem = isGnu(context) ? `cp: cannot create regular file '${to}': ${errorText(copied.errno)}` : `cp: can't create '${to}': ${errorText(copied.errno)}`;
    }
    if (problem === undefined) continue;
    yield* err(`${problem}\n`);
    code = 1;
  }
  return code;
});

const MV_USAGE = "[-finT] SOURCE DEST\nor: mv [-fin] SOURCE... { -t DIRECTORY | DIRECTORY }";

export const mv = scripted("mv", function* (context) {
  const options = readOptions(context.argv.slice(1), "finTuv");
  if (!options.ok) return yield* refuseOption(context, "mv", options, MV_USAGE);
  if (options.operands.length < 2) return yield* refuseUsage(context, "mv", MV_USAGE, "missing file operand");
  let code = 0;
  for (const [from, to] of destinations(context, options.operands)) {
    let moved = yield { call: "rename", from, to };
    if (!moved.ok && moved.errno === "EXDEV") {
      moved = yield* copyTree(context, from, to);
      if (moved.ok) moved = yield { call: "remove", path: from, recursive: true };
    }
    if (moved.ok) continue;
    const text = errorText(moved.errno);
    yield* err(isGnu(context) ? (context.files.stat(from) ? `mv: cannot move '${from}' to '${to}': ${text}\n` : `mv: cannot stat '${from}': ${text}\n`) : `mv: can't rename '${from}': ${text}\n`);
    code = 1;
  }
  return code;
});

export const ln = scripted("ln", function* (context) {
  const options = readOptions(context.argv.slice(1), "sfnbvTr");
  if (!options.ok) return yield* refuseOption(context, "ln", options, "[-sfnbtv] [-S SUF] TARGET... LINK|DIR");
  const operands = options.operands.length === 1 ? [...options.operands, "."] : options.operands;
  if (operands.length < 2) return yield* refuseUsage(context, "ln", "[-sfnbtv] [-S SUF] TARGET... LINK|DIR", "missing file operand");
  let code = 0;
  for (const [target, path] of destinations(context, operands)) {
    if (options.has("f") && context.files.stat(path)) yield { call: "remove", path };
    const linked = yield { call: "link", target, path, symbolic: options.has("s") };
    if (linked.ok) continue;
    const text = errorText(linked.errno);
    yield* err(isGnu(context) ? `ln: failed to create ${options.has("s") ? "symbolic" : "hard"} link '${path}': ${text}\n` : `ln: ${path}: ${text}\n`);
    code = 1;
  }
  return code;
});
