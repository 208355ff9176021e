import { expect, test } from "vitest";
import { centosExecutables } from "../../images/base/executables.ts";
import { runScript } from "../test-world.ts";

test.each([
  { script: "printf 'a\\nb\\n' | less", stdout: "a\nb\n" },
  { script: "printf 'a\\nb\\n' | less -R", stdout: "a\nb\n" },
  { script: "echo x > /tmp/f; more /tmp/f; less -N /tmp/f", stdout: "x\nx\n" },
  { script: "less /tmp/none; echo $?", stdout: "1\n", stderr: "/tmp/none: No such file or directory\n" },
])("$script", ({ script, stdout, stderr = "" }) => expect(runScript(script)).toMatchObject({ stdout, stderr }));

test("images that have less have this one", () => expect(centosExecutables["/usr/bin/less"]).toBe("less"));
