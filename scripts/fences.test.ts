import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/*
 * A fence that looks at no file is down. So each one is shown a planted fault, in a copy of the project's settings with
 * a small house of its own, and must report it with its remedy; and the real house must not be empty for any of them.
 */
const root = resolve(import.meta.dirname, "..");
const house = mkdtempSync(join(tmpdir(), "kubarium-fences-"));

const neighbours = [
  "api/json", "manifest/read", "kubectl/program", "graph/view", "scenario/scenario", "worker/host", "worker/client", "worker/protocol", "app/main", "cli/run",
  "engine/cluster", "engine/apiserver/request", "engine/apiserver/api-server", "engine/scheduler/scheduler", "engine/controllers/namespace/controller",
  "engine/kubelet/kubelet", "engine/container-runtime/cri", "engine/processes/program", "engine/images/image", "engine/network/network",
];

beforeAll(() => {
  for (const settings of [".oxlintrc.json", "tsconfig.json", "tsconfig.engine.json"]) cpSync(join(root, settings), join(house, settings));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "dir");
  for (const name of neighbours) plant(`src/${name}.ts`, "export const it = 1;\n");
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

/** What oxlint says about one planted file, as one text; the file is gone afterwards. */
function lint(path: string, text: string): string {
  plant(path, text);
  const { stdout } = spawnSync(join(root, "node_modules/.bin/oxlint"), ["-f", "json", path], { cwd: house, encoding: "utf8" });
  rmSync(join(house, path));
  const report = JSON.parse(stdout) as { number_of_files: number; diagnostics: { code: string; message: string; help?: string }[] };
  expect(report.number_of_files).toBe(1);
  return report.diagnostics.map(({ code, message, help }) => `${code}: ${message} ${help ?? ""}`).join("\n");
}

const importing = (from: string): string => `import { it } from "${from}";\nexport const that = it;\n`;

describe("an import that the house does not allow is reported, with its remedy", () => {
  const engineOnly = "imports src/api and src/engine only";
  const meet = "they meet at the API server";
  const chain = "is the one chain";
  test.each([
    { file: "src/api/planted.ts", from: "../engine/cluster.ts", says: "src/api imports nothing of ours" },
    { file: "src/api/planted.ts", from: "js-yaml", says: "src/api has no packages" },
    { file: "src/manifest/planted.ts", from: "../engine/cluster.ts", says: "src/manifest imports src/api only" },
    { file: "src/manifest/planted.ts", from: "js-yaml", says: "src/manifest has no packages" },
    { file: "src/engine/planted.ts", from: "../kubectl/program.ts", says: engineOnly },
    { file: "src/engine/planted.ts", from: "../manifest/read.ts", says: engineOnly },
    { file: "src/engine/planted.ts", from: "../scenario/scenario.ts", says: engineOnly },
    { file: "src/engine/kubelet/planted.ts", from: "../../worker/host.ts", says: engineOnly },
    { file: "src/engine/kubelet/planted.ts", from: "react", says: "The engine has no packages" },
    { file: "src/engine/kubelet/planted.ts", from: "node:fs", says: "The engine has no packages" },
    { file: "src/engine/processes/sh/planted.ts", from: "zustand", says: "unbash" },
    { file: "src/engine/simulation/planted.ts", from: "../apiserver/request.ts", says: "The simulation knows no component" },
    { file: "src/engine/apiserver/planted.ts", from: "../kubelet/kubelet.ts", says: "The API server knows its clients only by their requests" },
    { file: "src/engine/scheduler/planted.ts", from: "../kubelet/kubelet.ts", says: meet },
    { file: "src/engine/scheduler/plugins/planted.ts", from: "../../controllers/namespace/controller.ts", says: meet },
    { file: "src/engine/controllers/namespace/planted.ts", from: "../../scheduler/scheduler.ts", says: meet },
    { file: "src/engine/controllers/namespace/planted.ts", from: "../../kubelet/kubelet.ts", says: meet },
    { file: "src/engine/kubelet/planted.ts", from: "../scheduler/scheduler.ts", says: meet },
    { file: "src/engine/kubelet/planted.ts", from: "../controllers/namespace/controller.ts", says: meet },
    { file: "src/engine/container-runtime/planted.ts", from: "../kubelet/kubelet.ts", says: chain },
    { file: "src/engine/processes/planted.ts", from: "../container-runtime/cri.ts", says: chain },
    { file: "src/engine/images/nginx/planted.ts", from: "../../container-runtime/cri.ts", says: chain },
    { file: "src/engine/network/planted.ts", from: "../kubelet/kubelet.ts", says: chain },
    { file: "src/kubectl/planted.ts", from: "../engine/apiserver/api-server.ts", says: "kubectl sees the cluster as everyone does" },
    { file: "src/kubectl/commands/planted.ts", from: "../../scenario/scenario.ts", says: "kubectl is a program of the world" },
    { file: "src/kubectl/planted.ts", from: "yargs", says: "kubectl has no packages" },
    { file: "src/graph/planted.ts", from: "../app/main.ts", says: "src/graph imports" },
    { file: "src/scenario/planted.ts", from: "../engine/cluster.ts", says: "A scenario is a document" },
    { file: "src/scenario/planted.ts", from: "../kubectl/program.ts", says: "A scenario is a document" },
    { file: "src/worker/planted.ts", from: "../app/main.ts", says: "The worker knows no page" },
    { file: "src/worker/protocol.ts", from: "../engine/cluster.ts", says: "holds types only" },
    { file: "src/app/planted.ts", from: "../engine/cluster.ts", says: "The page holds no truth" },
    { file: "src/app/planted.tsx", from: "../kubectl/program.ts", says: "The page holds no truth" },
    { file: "src/app/planted.ts", from: "../worker/host.ts", says: "client.ts and protocol.ts" },
    { file: "src/cli/planted.ts", from: "../worker/host.ts", says: "it has no page and no worker" },
  ])("$file importing $from", ({ file, from, says }) => {
    const said = lint(file, importing(from));
    expect(said).toContain("no-restricted-imports");
    expect(said).toContain(says);
  });

  test("a dynamic import is no way round", () => {
    expect(lint("src/engine/planted.ts", `export const that = import("../kubectl/program.ts");\n`)).toContain(engineOnly);
  });
});

describe("an import that the house allows is not reported", () => {
  test.each([
    { file: "src/manifest/planted.ts", from: "../api/json.ts" },
    { file: "src/engine/kubelet/planted.ts", from: "../container-runtime/cri.ts" },
    { file: "src/engine/kubelet/planted.ts", from: "../../api/json.ts" },
    { file: "src/engine/processes/sh/planted.ts", from: "unbash" },
    { file: "src/engine/processes/sh/planted.ts", from: "../program.ts" },
    { file: "src/kubectl/planted.ts", from: "../engine/apiserver/request.ts" },
    { file: "src/kubectl/commands/planted.ts", from: "../../engine/processes/program.ts" },
    { file: "src/worker/planted.ts", from: "../engine/cluster.ts" },
    { file: "src/app/planted.ts", from: "../worker/client.ts" },
    { file: "src/app/planted.ts", from: "react" },
    { file: "src/cli/planted.ts", from: "../kubectl/program.ts" },
  ])("$file importing $from", ({ file, from }) => {
    expect(lint(file, importing(from))).toBe("");
  });
});

describe("what would make two runs differ is reported in src/engine and src/api, with its remedy", () => {
  const cases = [
    { code: "Date.now()", says: "Time is virtual" },
    { code: "performance.now()", says: "Time is virtual" },
    { code: "setTimeout(() => 1, 1)", says: "Time is virtual" },
    { code: "setInterval(() => 1, 1)", says: "Time is virtual" },
    { code: "crypto.randomUUID()", says: "kernel.draw" },
    { code: "Math.random()", says: "kernel.draw" },
    { code: "Math.log(2)", says: "Transcendental" },
    { code: "Math.pow(2, 0.5)", says: "Transcendental" },
    { code: "globalThis.Date", says: "The engine knows no host" },
    { code: "new Intl.Collator()", says: "byCodeUnit" },
    { code: `"a".localeCompare("b")`, says: "byCodeUnit" },
    { code: "(1e6).toLocaleString()", says: "format by hand" },
    { code: "fetch", says: "The engine knows no host" },
    { code: "Promise.resolve(1)", says: "The engine is synchronous" },
    { code: "async () => 1", says: "async is not allowed" },
  ];
  test.each(["src/engine/kubelet", "src/api"].flatMap((folder) => cases.map((one) => ({ folder, ...one }))))("$folder: $code", ({ folder, code, says }) => {
    expect(lint(`${folder}/planted.ts`, `export const that = ${code};\n`)).toContain(says);
  });
});

describe("what this project does nowhere is reported everywhere", () => {
  test.each([
    { what: "any", text: "export const that = (x: any): unknown => x;\n", rule: "no-explicit-any" },
    { what: "ts-ignore", text: "// @ts-ignore\nexport const that: number = 1;\n", rule: "ban-ts-comment" },
    { what: "a type imported as a value", text: `import { it } from "../api/json.ts";\nexport type That = typeof it;\n`, rule: "consistent-type-imports" },
    { what: "a barrel", text: `export * from "../api/json.ts";\n`, rule: "no-barrel-file" },
    { what: "an unused variable", text: "const that = 1;\nexport {};\n", rule: "no-unused-vars" },
  ])("$what", ({ text, rule }) => {
    expect(lint("src/cli/planted.ts", text)).toContain(rule);
  });

  test("an import cycle", () => {
    plant("src/cli/back.ts", importing("./planted.ts"));
    expect(lint("src/cli/planted.ts", `import { that as it } from "./back.ts";\nexport const that = it;\n`)).toContain("no-cycle");
    rmSync(join(house, "src/cli/back.ts"));
  });

  test("no file turns a rule off", () => {
    const banned = new RegExp(["(eslint|oxlint)-disable", "@ts-(ignore|nocheck|expect-error)"].join("|"));
    const sources = sourcesOf(join(root, "src"));
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.filter((path) => banned.test(readFileSync(path, "utf8")))).toEqual([]);
  });
});

describe("the engine's own TypeScript project", () => {
  const tsc = (...args: string[]) => spawnSync(join(root, "node_modules/.bin/tsc"), args, { cwd: house, encoding: "utf8" });

  test.each([
    { code: "window.name", says: "window" },
    { code: "process.env", says: "process" },
    { code: "setTimeout(() => 1, 1)", says: "setTimeout" },
    { code: "document.title", says: "document" },
  ])("does not know $code", ({ code, says }) => {
    plant("src/engine/planted.ts", `export const that = ${code};\n`);
    const { status, stdout } = tsc("-p", "tsconfig.engine.json");
    rmSync(join(house, "src/engine/planted.ts"));
    expect(status).not.toBe(0);
    expect(stdout).toContain(`planted.ts`);
    expect(stdout).toContain(says);
  });

  test("accepts the house without a fault", () => {
    expect(tsc("-p", "tsconfig.engine.json").stdout).toBe("");
  });

  test("reaches no file outside src/api and src/engine, and looks at files of both", () => {
    const files = execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.engine.json", "--listFilesOnly"], { cwd: root, encoding: "utf8" })
      .split("\n")
      .filter((path) => path.includes("/src/") && !path.includes("/node_modules/"));
    expect(files.filter((path) => path.includes("/src/api/")).length).toBeGreaterThan(2);
    expect(files.filter((path) => path.includes("/src/engine/")).length).toBeGreaterThan(10);
    expect(files.filter((path) => !/\/src\/(api|engine)\//.test(path))).toEqual([]);
  });
});

describe("every folder that a fence names is there, so that no fence guards an empty place", () => {
  const { overrides } = JSON.parse(readFileSync(join(root, ".oxlintrc.json"), "utf8")) as { overrides: { files: string[] }[] };
  const folders = overrides.flatMap(({ files }) => files).filter((glob) => glob.startsWith("src/") && !glob.startsWith("src/graph/"));
  test.each(folders)("%s", (glob) => {
    const folder = join(root, glob.replace(/\/\*\*$/, ""));
    expect(glob.endsWith("/**") ? sourcesOf(folder).length : readFileSync(folder, "utf8").length).toBeGreaterThan(0);
  });
});

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
