import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/* bin/kubarium.mjs in a house of its own, with a command line that only says which one it is. */
const root = resolve(import.meta.dirname, "..");
const house = mkdtempSync(join(tmpdir(), "kubarium-command-"));

beforeAll(() => {
  mkdirSync(join(house, "bin"));
  mkdirSync(join(house, "src/cli"), { recursive: true });
  for (const file of ["bin/kubarium.mjs", "scripts/bundle.mjs", "scripts/shared-shapes.mjs"]) cpSync(join(root, file), join(house, file));
  writeFileSync(join(house, "package.json"), `{"type":"module"}`);
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "dir");
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

const says = (text: string): void =>
  writeFileSync(join(house, "src/cli/main.ts"), `export const main = (argv: string[], { directory }: { directory: string }): number => { console.log(${JSON.stringify(text)}, argv.join(), directory); return 3; };\n`);

const run = (...argv: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> =>
  new Promise((done) => {
    execFile("node", [join(house, "bin/kubarium.mjs"), ...argv], { env: { ...process.env, INIT_CWD: "/somewhere" } }, (error, stdout, stderr) =>
      done({ code: error ? error.code : 0, stdout, stderr }),
    );
  });

const builds = (): readonly string[] => readdirSync(join(house, "dist/cli"));

test("it builds itself silently, passes arguments, directory and exit code on, and builds again when a source changed", async () => {
  says("first");
  expect(await run("run", "a.yaml")).toEqual({ code: 3, stdout: "first run,a.yaml /somewhere\n", stderr: "" });
  expect(builds().length).toBe(1);
  await run();
  expect(builds().length).toBe(1);
  says("second!");
  expect((await run()).stdout).toBe("second!  /somewhere\n");
});

test("several that start at once on changed sources all run the new ones, and leave no half build", async () => {
  says("all at once");
  const results = await Promise.all([run(), run(), run()]);
  expect(results.map(({ stdout, stderr }) => stdout + stderr)).toEqual(Array(3).fill("all at once  /somewhere\n"));
  expect(builds().filter((name) => name.startsWith("."))).toEqual([]);
});

test("sources that do not build are named, with exit code 70", async () => {
  writeFileSync(join(house, "src/cli/main.ts"), `import "./nowhere.ts";\n`);
  expect(await run()).toMatchObject({ code: 70, stderr: expect.stringContaining("nowhere.ts") });
});
