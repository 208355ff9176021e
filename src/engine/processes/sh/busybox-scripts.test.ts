import { expect, test } from "vitest";
import { runScript, testWorld } from "../test-world.ts";
// What `busybox sh -c` (1.35.0) did with these scripts in an empty directory.
import rows from "./busybox-scripts.json";

test("there are scripts to compare", () => expect(rows.length).toBeGreaterThan(140));

test.each(rows)("busybox and we agree on: $script", ({ script, stdout, stderr, exit }) => {
  const world = testWorld();
  world.processes.files.mkdir("root", "/box");
  const ran = runScript(script, { world, untilMs: 30_000, spec: { cwd: "/box", env: { PATH: "/bin", HOME: "/root" } } });
  expect({ stdout: ran.stdout, stderr: ran.stderr, exit: ran.exit }).toEqual({ stdout, stderr, exit });
});
