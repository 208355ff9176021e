import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { askedCommands } from "../src/app/share/asked-commands.ts";
import { play } from "../src/cli/play.ts";
import { decodeLink } from "../src/scenario/link/link.ts";

/*
 * Every example of README.md, and of the Chinese one beside it, is played. A block after `<!-- file: NAME -->` is that
 * file; a console block after `<!-- run -->` holds a command and what it prints. UPDATE_README=1 writes the output anew.
 */
const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "kubarium-readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const played = (command: string): string =>
  execFileSync("node", [join(root, "bin/kubarium.mjs"), ...command.split(" ")], { encoding: "utf8", env: { ...process.env, INIT_CWD: folder } });

const LINK = /http:\/\/localhost:4173\/(#v=[^)\s]+)/;
const englishLink = LINK.exec(readFileSync(join(root, "README.md"), "utf8"))?.[1];

describe.each(["README.md", "README.zh.md"])("%s", (name) => {
  const path = join(root, name);
  const text = readFileSync(path, "utf8");
  const files = [...text.matchAll(/<!-- file: (\S+) -->\n```\w+\n(.*?)```/gs)].map(([, file = "", content = ""]) => ({ file, content }));
  const examples = [...text.matchAll(/<!-- run -->\n```console\n\$ npm run -s kubarium -- (.*?)\n(.*?)```/gs)].map(([, command = "", output = ""]) => ({ command, output }));
  for (const { file, content } of files) writeFileSync(join(folder, file), content);

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

  test("its link plays the Pod that it shows, to the moment of the third failure", () => {
    const fragment = LINK.exec(text)?.[1];
    expect(fragment).toBe(englishLink);
    const link = decodeLink(fragment ?? "");
    if (!link.ok) throw new Error(link.problem.code);
    const { scenario, view } = link.scene;
    expect(scenario.files["pod.yaml"]).toBe(files.find(({ file }) => file === "pod.yaml")?.content);
    const { report } = play(scenario, { forMs: view.atMs! });
    expect(report.pods.at(-1)).toMatchObject({ name: "liveness-exec", status: "Running", restarts: 0 });
    expect(report.events.filter(({ reason }) => reason === "Unhealthy").at(-1)).toMatchObject({ count: 3 });
    expect(report.events.some(({ reason }) => reason === "Killing")).toBe(true);
    // No digest is in it: it shows what each version makes of it.
    expect(link.scene.digest).toBe("");
  });

  test("its links that are written by hand, its pictures and its pages are there", () => {
    const [, asked = ""] = /localhost:4173\/(\?run=[^)\s]+)/.exec(text) ?? [];
    expect(askedCommands(asked)).toEqual(["kubectl run web --image=nginx"]);
    const paths = [...text.matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].map(([, target = ""]) => target);
    expect(paths.length).toBeGreaterThan(4);
    for (const target of paths) expect([target, existsSync(join(root, target))]).toEqual([target, true]);
  });
});
