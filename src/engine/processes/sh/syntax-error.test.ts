import { describe, expect, test } from "vitest";
import { runScript, testWorld } from "../test-world.ts";

const SCRIPT = "echo a\necho b; fi\necho c\n";
// What `busybox sh -c` (1.35.0) and `bash -c` (5.2) print.
const ROWS = [
  { script: "echo a\nfi\necho c", ash: ["a\n", 'sh: syntax error: unexpected "fi"\n', 2], bash: ["a\n", "bash: -c: line 2: syntax error near unexpected token `fi'\nbash: -c: line 2: `fi'\n", 2] },
  { script: "echo a; fi", ash: ["", 'sh: syntax error: unexpected "fi"\n', 2], bash: ["", "bash: -c: line 1: syntax error near unexpected token `fi'\nbash: -c: line 1: `echo a; fi'\n", 2] },
  { script: "echo a\nif true", ash: ["a\n", 'sh: syntax error: unexpected end of file (expecting "then")\n', 2], bash: ["a\n", "bash: -c: line 3: syntax error: unexpected end of file\n", 2] },
  { script: 'echo a\necho "x', ash: ["a\n", "sh: syntax error: unterminated quoted string\n", 2], bash: ["a\n", "bash: -c: line 2: unexpected EOF while looking for matching `\"'\n", 2] },
  { script: "f() { echo in; }\nf\n}", ash: ["in\n", 'sh: syntax error: unexpected "}"\n', 2], bash: ["in\n", "bash: -c: line 3: syntax error near unexpected token `}'\nbash: -c: line 3: `}'\n", 2] },
  { script: 'eval "echo a\nfi"; echo after $?', ash: ["a\n", 'sh: eval: line 1: syntax error: unexpected "fi"\n', 2], bash: ["a\nafter 2\n", "bash: eval: line 3: syntax error near unexpected token `fi'\nbash: eval: line 3: `fi'\n", 0] },
  { script: 'trap "echo bye" EXIT\necho a\ndone', ash: ["a\nbye\n", 'sh: syntax error: unexpected "done"\n', 2], bash: ["a\nbye\n", "bash: -c: line 3: syntax error near unexpected token `done'\nbash: -c: line 3: `done'\n", 2] },
  { script: ". /tmp/s.sh; echo not", ash: ["a\n", 'sh: /tmp/s.sh: line 2: syntax error: unexpected "fi"\n', 2], bash: ["a\nnot\n", "/tmp/s.sh: line 2: syntax error near unexpected token `fi'\n/tmp/s.sh: line 2: `echo b; fi'\n", 0] },
  { script: "echo a\nfor\necho b", ash: ["a\n", "sh: syntax error: bad for loop variable\n", 2], bash: ["a\n", "bash: -c: line 2: syntax error near unexpected token `newline'\nbash: -c: line 2: `for'\n", 2] },
  { script: "echo a &&", ash: ["", "sh: syntax error: unexpected end of file\n", 2], bash: ["", "bash: -c: line 2: syntax error: unexpected end of file\n", 2] },
  { script: "echo hi;;", ash: ["", 'sh: syntax error: unexpected ";;"\n', 2], bash: ["", "bash: -c: line 1: syntax error near unexpected token `;;'\nbash: -c: line 1: `echo hi;;'\n", 2] },
  { script: "echo a # fi\n\n# done\nx=1; echo $x &\nwait\nfi", ash: ["a\n1\n", 'sh: syntax error: unexpected "fi"\n', 2], bash: ["a\n1\n", "bash: -c: line 6: syntax error near unexpected token `fi'\nbash: -c: line 6: `fi'\n", 2] },
] as const;

const world = () => {
  const made = testWorld();
  made.processes.files.write("root", "/tmp/s.sh", SCRIPT);
  return made;
};

describe("the commands before a line that cannot be read", () => {
  test.each(ROWS)("have run: $script", ({ script, ash, bash }) => {
    for (const [shell, [stdout, stderr, exit]] of [["sh", ash], ["bash", bash]] as const) {
      expect(runScript(script, { shell, world: world() })).toMatchObject({ stdout, stderr, exit });
    }
  });

  test.each([
    { script: "sh /tmp/s.sh", says: '/tmp/s.sh: line 2: syntax error: unexpected "fi"\n' },
    { script: "bash /tmp/s.sh", says: "/tmp/s.sh: line 2: syntax error near unexpected token `fi'\n/tmp/s.sh: line 2: `echo b; fi'\n" },
    { script: "sh < /tmp/s.sh", says: 'sh: syntax error: unexpected "fi"\n' },
  ])("have run where a shell reads a file: $script", ({ script, says }) => {
    expect(runScript(script, { world: world() })).toMatchObject({ stdout: "a\n", stderr: says, exit: 2 });
  });
});
