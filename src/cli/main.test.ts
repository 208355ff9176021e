import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { main } from "./main.ts";

const directory = mkdtempSync(join(tmpdir(), "kubarium-main-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const scene = (spec: string): string => `apiVersion: kubarium.dev/v1\nkind: Scenario\nspec: ${spec}\n`;
const files: Readonly<Record<string, string>> = {
  "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: main, image: nginx }] }\n",
  "bad.yaml": "apiVersion: v1\nkind: Pood\nmetadata: { name: web }\n",
  "plain.yaml": scene('{ inputs: [{ run: "false" }], until: 1s }'),
  "old.yaml": scene("{ cluster: { version: \"1.23\" }, until: 1s }"),
  "keys.yaml": scene('{ inputs: [{ at: 0s, run: "true", session: a }, { at: 500ms, keys: "x", session: a }], until: 1s }'),
  "names.yaml": scene("{ cluster: { controlPlane: node, nodes: [{ name: control-plane }] } }"),
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);

test.each([
  { line: "run pod.yaml --for 1s", code: 0, stderr: "" },
  { line: "run pod.yaml --for 1ms", code: 1, stderr: "" },
  { line: "run bad.yaml --for 1s", code: 1, stderr: "" },
  { line: "run plain.yaml", code: 0, stderr: "" },
  { line: "run old.yaml", code: 0, stderr: "kubarium: old.yaml: warning: /spec/cluster: version 1.23: its nodes show Docker and the dockershim's view of pods, as then; everything else behaves as 1.36\n" },
  { line: "test old.yaml", code: 0, stderr: "kubarium: old.yaml: warning: /spec/cluster: version 1.23: its nodes show Docker and the dockershim's view of pods, as then; everything else behaves as 1.36\n" },
  { line: "run keys.yaml", code: 0, stderr: 'kubarium: warning: keys at 500ms: nothing runs in the session "a" that would read keys: a line for its shell is given with run\n' },
  { line: "run names.yaml", code: 2, stderr: "kubarium: names.yaml:3:50: /spec/cluster/nodes/0/name: \"control-plane\" is the name of the control plane's node\n" },
])("kubarium $line: exit code $code", ({ line, code, stderr }) => {
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(main(line.split(" "), { directory })).toBe(code);
  expect(said.mock.calls.map(([text]) => String(text)).join("")).toBe(stderr);
});
