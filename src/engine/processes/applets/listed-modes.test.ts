import { expect, test } from "vitest";
import { runScript } from "../test-world.ts";
import { modeText } from "./ls.ts";

test.each([
  { mode: 0o755, text: "drwxr-xr-x" },
  { mode: 0o2777, text: "drwxrwsrwx" },
  { mode: 0o2766, text: "drwxrwSrw-" },
  { mode: 0o4711, text: "drws--x--x" },
  { mode: 0o3777, text: "drwxrwsrwt" },
  { mode: 0o1776, text: "drwxrwxrwT" },
])("$text", ({ mode, text }) => expect(modeText({ type: "directory", mode })).toBe(text));

// Recorded from Debian's busybox 1.35.
test.each([
  { script: "printf 'a\\0b0c' | tr '\\000' X", stdout: "aXb0c" },
  { script: "echo a0b | tr '\\060' X", stdout: "aXb\n" },
  { script: "echo abc | tr '\\x61' Y", stdout: "Ybc\n" },
  { script: "printf 'a\\ab' | tr '\\a' Z", stdout: "aZb" },
])("$script", ({ script, stdout }) => expect(runScript(script).stdout).toBe(stdout));

// As a volume of the downward API stands in a container: each file is a link into what is swapped.
test("ls -L tells of what a link leads to", () => {
  const listed = runScript("mkdir -p d/..1; printf abc > d/..1/labels; ln -s ..1 d/..data; ln -s ..data/labels d/labels; ls -lL d | awk '{print $1, $5, $9}'; ls -l d | awk '{print $1, $9, $10, $11}'").stdout;
  expect(listed).toBe("total  \n-rw-r--r-- 3 labels\ntotal   \nlrwxrwxrwx labels -> ..data/labels\n");
});
