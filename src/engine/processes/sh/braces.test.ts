import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runScript } from "../test-world.ts";
import { expandBraces } from "./braces.ts";

describe("braces", () => {
  // What bash 5.2 prints.
  test.each([
    { script: "echo {a,b}c{1..3}", stdout: "ac1 ac2 ac3 bc1 bc2 bc3\n" },
    { script: "echo {5..1..2} {a..e..2} {01..3} {-1..1} {A..C}", stdout: "5 3 1 a c e 01 02 03 -1 0 1 A B C\n" },
    { script: 'echo {x} {a,} \\{a,b} "{a,b}" {1..} {,} a{b {a..3}', stdout: "{x} a {a,b} {a,b} {1..} a{b {a..3}\n" },
    { script: 'echo {a,{b,c}d} ${PATH:+y}{1,2} {a,"b  c"}d f{,.bak}', stdout: "a bd cd y1 y2 ad b  cd f f.bak\n" },
    { script: "x={a,b}; echo $x a=1 --x={1,2} {a,b}=c", stdout: "{a,b} a=1 --x=1 --x=2 a=c b=c\n" },
    { script: "for i in {1..3}; do printf $i-; done; set -- {1..3}; echo $#", stdout: "1-2-3-3\n" },
    { script: "echo ~/{a,b} *{a,b}", stdout: "/root/a /root/b *a *b\n" },
  ])("in bash: $script", ({ script, stdout }) => expect(runScript(script, { shell: "bash" })).toMatchObject({ stdout, stderr: "" }));

  test("are nothing to busybox's shell", () => expect(runScript("echo {a,b} {1..3}").stdout).toBe("{a,b} {1..3}\n"));

  test("never make more words than fit", () => {
    for (const text of ["{1..999999999}", "{1..1000}{1..1000}", "{a,b}".repeat(40), "{".repeat(5000), "{".repeat(500_000), `${"{a,".repeat(200)}${"}".repeat(200)}`]) expect(expandBraces(text).length).toBeLessThanOrEqual(20_000);
  });

  test("leave a word without braces as it is", () => {
    fc.assert(fc.property(fc.string().filter((text) => !text.includes("{")), (text) => {
      expect(expandBraces(text)).toEqual([text]);
    }));
  });
});
