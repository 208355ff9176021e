import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import { matchesPattern } from "../expressions/shell-pattern.ts";
import { isGnu } from "./flavor.ts";
import { compute, err, out } from "./script.ts";

type Test = (path: string, context: ProcessContext) => boolean;
const nameOf = (path: string): string => path.replace(/\/+$/, "").replace(/^.*\//, "") || path;
const TYPES: Readonly<Record<string, string>> = { f: "file", d: "directory", l: "symlink", c: "device", p: "fifo", s: "socket" };

interface Query {
  readonly tests: readonly Test[];
  readonly maxDepth: number;
  readonly minDepth: number;
  readonly exec: readonly string[] | undefined;
  /** One command for all: `-exec … +`. */
  readonly together: boolean;
  readonly remove: boolean;
  readonly separator: string;
}

/** Simplified: find joins its tests by "and" (with -o between groups), and knows -name, -iname, -path, -type, -empty, -size, -newer, depths, -exec, -delete. */
function readQuery(args: readonly string[]): Query | string {
  let groups: Test[][] = [[]];
  let negate = false;
  const query = { maxDepth: Infinity, minDepth: 0, exec: undefined as readonly string[] | undefined, together: false, remove: false, separator: "\n" };
  const add = (test: Test): void => {
    const negated = negate;
    groups.at(-1)?.push(negated ? (path, context) => !test(path, context) : test);
    negate = false;
  };
  for (let at = 0; at < args.length; at += 1) {
    const option = args[at] ?? "";
    const value = args[at + 1] ?? "";
    if (["-name", "-iname", "-path", "-type", "-size", "-maxdepth", "-mindepth", "-newer", "-mtime", "-mmin", "-perm", "-user"].includes(option)) at += 1;
    if (option === "-name") add((path) => matchesPattern(value, nameOf(path)));
    else if (option === "-iname") add((path) => matchesPattern(value.toLowerCase(), nameOf(path).toLowerCase()));
    else if (option === "-path") add((path) => matchesPattern(value, path));
    else if (option === "-type") add((path, { files }) => files.stat(path)?.type === TYPES[value]);
    else if (option === "-empty") add((path, { files }) => (files.list(path)?.length ?? files.stat(path)?.sizeBytes) === 0);
    else if (option === "-newer") add((path, { files }) => (files.stat(path)?.modifiedAtMs ?? 0) > (files.stat(value)?.modifiedAtMs ?? 0));
    else if (option === "-mmin" || option === "-mtime") {
      const unitMs = option === "-mmin" ? 60_000 : 86_400_000;
      add((path, context) => {
        const age = Math.floor((context.now - (context.files.stat(path)?.modifiedAtMs ?? 0)) / unitMs);
        return value.startsWith("-") ? age < Number(value.slice(1)) : value.startsWith("+") ? age > Number(value.slice(1)) : age === Number(value);
      });
    } else if (option === "-size") {
      const bytes = (Number(/\d+/.exec(value)?.[0] ?? 0) || 0) * ({ c: 1, k: 1024, M: 1024 ** 2 }[value.at(-1) ?? ""] ?? 512);
      add((path, { files }) => (value.startsWith("+") ? (files.stat(path)?.sizeBytes ?? 0) > bytes : value.startsWith("-") ? (files.stat(path)?.sizeBytes ?? 0) < bytes : (files.stat(path)?.sizeBytes ?? 0) === bytes));
    } else if (option === "-maxdepth") query.maxDepth = Number(value);
    else if (option === "-mindepth") query.minDepth = Number(value);
    else if (option === "!" || option === "-not") negate = true;
    else if (option === "-o" || option === "-or") groups.push([]);
    else if (option === "-print0") query.separator = "\0";
    else if (option === "-delete") query.remove = true;
    else if (option === "-prune") query.maxDepth = 0;
    else if (option === "-executable") add((path, { files }) => ((files.stat(path)?.mode ?? 0) & 0o111) !== 0);
    else if (option === "-exec") {
      const end = args.findIndex((argument, index) => index > at && (argument === ";" || argument === "+"));
      if (end < 0) return "-exec";
      query.exec = args.slice(at + 1, end);
      query.together = args[end] === "+";
      at = end;
    } else if (!["-print", "-a", "-and", "(", ")", "-xdev", "-L", "-H", "-perm", "-user"].includes(option)) return option;
  }
  groups = groups.filter((group) => group.length > 0);
  return { ...query, tests: groups.length === 0 ? [] : [(path, context) => groups.some((group) => group.every((test) => test(path, context)))] };
}

function walk(context: ProcessContext, path: string, depth: number, query: Query, visited: { count: number }): string[] {
  visited.count += 1;
  const own = depth >= query.minDepth && query.tests.every((test) => test(path, context)) ? [path] : [];
  const link = context.files.stat(path)?.type === "symlink";
  if (depth >= query.maxDepth || link) return own;
  return [...own, ...(context.files.list(path) ?? []).flatMap((name) => walk(context, path.endsWith("/") ? path + name : `${path}/${name}`, depth + 1, query, visited))];
}

export const find = scripted("find", function* (context) {
  const args = context.argv.slice(1);
  const first = args.findIndex((argument) => /^[-!(]/.test(argument));
  const paths = args.slice(0, first < 0 ? args.length : first);
  const query = readQuery(first < 0 ? [] : args.slice(first));
  if (typeof query === "string") {
    yield* err(isGnu(context) ? `find: unknown predicate \`${query}'\n` : `find: unrecognized: ${query}\n`);
    return 1;
  }
  let code = 0;
  for (const path of paths.length === 0 ? ["."] : paths) {
    if (!context.files.stat(path)) {
      yield* err(isGnu(context) ? `find: '${path}': No such file or directory\n` : `find: ${path}: No such file or directory\n`);
      code = 1;
      continue;
    }
    const visited = { count: 0 };
    const found = walk(context, path, 0, query, visited);
    yield* compute(visited.count);
    if (query.remove) for (const each of [...found].reverse()) yield { call: "remove", path: each };
    else if (query.exec) {
      const commands = query.together ? (found.length === 0 ? [] : [query.exec.flatMap((word) => (word === "{}" ? found : [word]))]) : found.map((each) => query.exec?.map((word) => word.replaceAll("{}", each)) ?? []);
      for (const argv of commands) {
        const child = yield { call: "spawn", argv };
        if (child.ok) yield { call: "wait", pid: child.pid ?? -1 };
        else yield* err(`find: ${query.exec[0]}: No such file or directory\n`);
      }
    } else yield* out(found.map((each) => each + query.separator).join(""));
  }
  return code;
});
