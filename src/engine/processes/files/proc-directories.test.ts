import { expect, test } from "vitest";
import { runScript } from "../test-world.ts";

const said = (script: string): string => {
  const { stdout, stderr } = runScript(script);
  return stdout + stderr;
};

test.each([
  ["ls -d /proc/1 /proc/self/fd", "/proc/1\n/proc/self/fd\n"],
  ["readlink /proc/1/cwd; readlink /proc/1/root", "/\n/\n"],
  ["readlink /proc/self/exe", "/bin/readlink\n"],
  ["ls /proc/1/fd", "0\n1\n2\n"],
  ["echo x > /tmp/f; cat /proc/1/root/tmp/f; ls /proc/1/root/tmp", "x\nf\n"],
  ["echo /proc/[0-9]*/comm", "/proc/1/comm\n"],
  ["ls /proc/999", "ls: /proc/999: No such file or directory\n"],
  ["cut -d ' ' -f 1 /proc/uptime", "7200.00\n"],
])("%s", (script, expected) => expect(said(script)).toBe(expected));
