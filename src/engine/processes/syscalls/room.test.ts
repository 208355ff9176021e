import { expect, test } from "vitest";
import { runScript, testWorld } from "../test-world.ts";

test.each([
  { script: "echo hello > /cache/a && cat /cache/a", stdout: "hello\n", stderr: "" },
  { script: "head -c 3000 /dev/zero > /cache/a; head -c 3000 /dev/zero > /cache/a; echo $?", stdout: "0\n", stderr: "" },
  { script: "dd if=/dev/zero of=/cache/a bs=1k count=5; echo $?", stdout: "1\n", stderr: "dd: error writing '/cache/a': No space left on device\n" },
  { script: "dd if=/dev/zero of=/cache/a bs=4k count=1 2>/dev/null; cp /cache/a /cache/b; rm /cache/a; echo x > /cache/b && cat /cache/b", stdout: "x\n" },
  { script: "df -k /cache | tail -1", stdout: "tmpfs                        4         0         4   0% /cache\n", stderr: "" },
])("a file system in memory is full at its size: $script", ({ script, stdout, stderr }) => {
  const world = testWorld();
  world.processes.files.mkdir("node", "/volume", { mode: 0o777 });
  const mounts = [{ path: "/cache", fs: "node", source: "/volume", readOnly: false, tmpfs: { directory: "/volume", sizeBytes: 4096 } }];
  const ran = runScript(script, { world, spec: { mounts } });
  expect(ran.stdout).toBe(stdout);
  if (stderr !== undefined) expect(ran.stderr).toContain(stderr);
});
