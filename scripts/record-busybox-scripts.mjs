// Records what a real busybox ash does with the scripts of a file, for src/engine/processes/sh/recorded.test.ts:
//   node scripts/record-busybox-scripts.mjs src/engine/processes/sh/recorded/<theme>.json
// Needs Debian's `busybox` package (1.35.0 at the recording) and root, for a directory /box and the answers of `id`.
// Every row's script runs as `sh -c`, alone in an empty /box, with nothing but busybox's own tools on its PATH, its standard
// input empty; the row gets its stdout, stderr and exit. Rows keep their order; nothing else is touched.
import { spawn } from "node:child_process";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [file] = process.argv.slice(2);
const LIMIT_MS = 30_000;
const bin = mkdtempSync(join(tmpdir(), "busybox-"));
execFileSync("/usr/bin/busybox", ["--install", "-s", bin]);

function record(script) {
  rmSync("/box", { recursive: true, force: true });
  mkdirSync("/box");
  return new Promise((resolve) => {
    const child = spawn("/usr/bin/busybox", ["-c", script], { argv0: "sh", cwd: "/box", env: { PATH: bin, HOME: "/root" }, stdio: ["ignore", "pipe", "pipe"], timeout: LIMIT_MS, killSignal: "SIGKILL" });
    const chunks = { stdout: [], stderr: [] };
    for (const name of ["stdout", "stderr"]) child[name].on("data", (chunk) => chunks[name].push(chunk));
    const text = (name) => Buffer.concat(chunks[name]).toString("utf8");
    child.on("close", (code, signal) => resolve({ script, stdout: text("stdout"), stderr: text("stderr"), exit: code ?? { SIGTERM: 143, SIGKILL: 137, SIGHUP: 129 }[signal] }));
  });
}

const rows = [];
for (const { script } of JSON.parse(readFileSync(file, "utf8"))) rows.push(await record(script));
writeFileSync(file, `[\n${rows.map((row) => ` ${JSON.stringify(row)}`).join(",\n")}\n]\n`);
rmSync(bin, { recursive: true });
rmSync("/box", { recursive: true, force: true });
console.log(`${rows.length} scripts recorded in ${file}`);
