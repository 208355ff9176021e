import { byteLength, splitBytes } from "../bytes.ts";
import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText } from "./script.ts";
import { sizeOf } from "./sizes.ts";
import { refuseOption, refuseUsage } from "./usage.ts";

export const truncate = scripted("truncate", function* (context) {
  const options = readOptions(context.argv.slice(1), "cs:", { size: "s" });
  if (!options.ok) return yield* refuseOption(context, "truncate", options, "[-c] -s SIZE FILE...");
  const [, sign = "", text = ""] = /^([-+]?)(.*)$/.exec(options.value("s") ?? "") ?? [];
  const size = sizeOf(text);
  if (options.operands.length === 0 || !options.has("s")) return yield* refuseUsage(context, "truncate", "[-c] -s SIZE FILE...", "you must specify either '--size' or '--reference'");
  if (size === undefined) {
    yield* err(isGnu(context) ? `truncate: Invalid number: '${text}'\n` : `truncate: invalid number '${text}'\n`);
    return 1;
  }
  let code = 0;
  for (const file of options.operands) {
    const old = context.files.read(file);
    if (old === undefined && options.has("c")) continue;
    const present = byteLength(old ?? "");
    const wanted = sign === "" ? size : Math.max(0, sign === "+" ? present + size : present - size);
    const written = yield { call: "writeFile", path: file, data: splitBytes(old ?? "", wanted)[0] + "\0".repeat(Math.max(0, wanted - present)) };
    if (written.ok) continue;
    yield* err(isGnu(context) ? `truncate: cannot open '${file}' for writing: ${errorText(written.errno)}\n` : `truncate: ${file}: open: ${errorText(written.errno)}\n`);
    code = 1;
  }
  return code;
});

export const unlink = scripted("unlink", function* (context) {
  const [, path] = context.argv;
  if (path === undefined) return yield* refuseUsage(context, "unlink", "FILE", "missing operand");
  const removed = yield { call: "remove", path };
  if (removed.ok) return 0;
  yield* err(isGnu(context) ? `unlink: cannot unlink '${path}': ${errorText(removed.errno)}\n` : `unlink: can't remove file '${path}': ${errorText(removed.errno)}\n`);
  return 1;
});

/** Copies with a mode, or makes directories with -d. */
export const install = scripted("install", function* (context) {
  const options = readOptions(context.argv.slice(1), "cdDpsm:o:g:t:", { mode: "m", directory: "d" });
  if (!options.ok) return yield* refuseOption(context, "install", options, "[-cdDsp] [-o USER] [-g GRP] [-m MODE] [-t DIR] [SOURCE]... DEST");
  const mode = parseInt(options.value("m") ?? "755", 8);
  if (options.has("d")) {
    for (const path of options.operands) yield { call: "mkdir", path, parents: true, mode };
    return 0;
  }
  const target = options.value("t") ?? options.operands.at(-1) ?? "";
  const sources = options.has("t") ? options.operands : options.operands.slice(0, -1);
  let code = 0;
  for (const source of sources) {
    const text = context.files.read(source);
    const path = context.files.list(target) === undefined ? target : `${target.replace(/\/$/, "")}/${source.replace(/^.*\//, "")}`;
    const parent = path.replace(/\/[^/]*$/, "");
    if (options.has("D") && parent !== path && parent !== "") yield { call: "mkdir", path: parent, parents: true };
    const written = text === undefined ? ({ ok: false, errno: "ENOENT" } as const) : yield { call: "writeFile", path, data: text, mode };
    if (written.ok) continue;
    yield* err(isGnu(context) ? `install: cannot stat '${source}': ${errorText(written.errno)}\n` : `install: can't stat '${source}': ${errorText(written.errno)}\n`);
    code = 1;
  }
  return code;
});

/** Simplified: there is no full-screen editor here. */
export const vi = scripted("vi", function* (context) {
  const [, file = "FILE"] = context.argv;
  if (/\/kubectl-edit-\w+\.(yaml|json)$/.test(file)) yield* err(`${context.argv[0] ?? "vi"}: a full-screen editor is not simulated by Kubarium; name a command that changes the file: KUBE_EDITOR='sed -i s/old/new/' kubectl edit …\n`);
  else yield* err(`${context.argv[0] ?? "vi"}: a full-screen editor is not simulated by Kubarium; write the file with: cat > ${file} <<'EOF'\nor change it with: sed -i 's/old/new/' ${file}\n`);
  return 1;
});
