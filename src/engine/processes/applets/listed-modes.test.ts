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
