import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

/*
 * Every example of README.md is played. A block after `<!-- file: NAME -->` is that file; a console block after
 * `<!-- run -->` holds a command and what it prints. UPDATE_README=1 writes the output anew.
 */
const root = resolve(import.meta.dirname, "..");
const path = join(root, "README.md");
const text = readFileSync(path, "utf8");
const folder = mkdtempSync(join(tmpdir(), "kubarium-readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = [...text.matchAll(/<!-- file: (\S+) -->\n```\w+\n(.*?)```/gs)].map(([, name = "", content = ""]) => ({ name, content }));
const examples = [...text.matchAll(/<!-- run -->\n```console\n\$ npm run -s kubarium -- (.*?)\n(.*?)```/gs)].map(([, command = "", output = ""]) => ({ command, output }));

for (const { name, content } of files) writeFileSync(join(folder, name), content);

const played = (command: string): string =>
  execFileSync("node", [join(root, "bin/kubarium.mjs"), ...command.split(" ")], { encoding: "utf8", env: { ...process.env, INIT_CWD: folder } });

describe("README.md", () => {
  test("has examples", () => {
    expect(files.length).toBeGreaterThan(1);
    expect(examples.length).toBeGreaterThan(1);
  });

  test.each(examples)("kubarium $command prints what stands there", ({ command, output }) => {
    const printed = played(command);
    if (process.env["UPDATE_README"]) {
      const before = readFileSync(path, "utf8");
      writeFileSync(path, before.replace(`-- ${command}\n${output}\`\`\``, () => `-- ${command}\n${printed}\`\`\``));
    } else expect(output).toBe(printed);
  });
});
