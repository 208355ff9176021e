import { describe, expect, test } from "vitest";
import { runScript } from "../test-world.ts";

describe("/dev/urandom", () => {
  test.each([
    { script: "cat /dev/urandom | tr -dc a-z | head -c 8", matches: /^[a-z]{8}$/ },
    { script: "head -c 8 /dev/urandom | base64", matches: /^[A-Za-z0-9+/]{11}=\n$/ },
    { script: "head -c 16 /dev/random | od -An -tx1 | tr -d ' \\n'", matches: /^[0-9a-f]{32}$/ },
    { script: "head -c 64 /dev/urandom | md5sum", matches: /^[0-9a-f]{32} {2}-\n$/ },
    { script: "dd if=/dev/urandom of=/tmp/x bs=10k count=2; wc -c < /tmp/x", matches: /^20480\n$/ },
    { script: "dd if=/dev/urandom bs=16 count=1 2>/dev/null | wc -c", matches: /^16\n$/ },
    { script: "a=$(head -c 9 /dev/urandom | base64); b=$(head -c 9 /dev/urandom | base64); [ \"$a\" != \"$b\" ] && echo other", matches: /^other\n$/ },
  ])("$script", ({ script, matches }) => {
    const { stdout, exit } = runScript(script);
    expect(stdout).toMatch(matches);
    expect(exit).toBe(0);
    expect(runScript(script).stdout).toBe(stdout);
  });
});

describe("$RANDOM", () => {
  test.each(["sh", "bash"])("of %s is another number below 32768 each time, the same in each run", (shell) => {
    const script = "for i in 1 2 3 4 5 6 7 8 9 10; do echo $RANDOM; done; echo $((RANDOM % 10))";
    const { stdout } = runScript(script, { shell });
    const numbers = stdout.trim().split("\n").map(Number);
    const digit = numbers.pop();
    expect(new Set(numbers).size).toBeGreaterThan(8);
    expect(numbers.every((number) => Number.isInteger(number) && number >= 0 && number < 32_768)).toBe(true);
    expect(digit).toBeLessThan(10);
    expect(runScript(script, { shell }).stdout).toBe(stdout);
  });

  test("goes on from what it is set to", () => {
    expect(runScript("RANDOM=42; a=$RANDOM; RANDOM=42; [ $a = $RANDOM ] && echo same").stdout).toBe("same\n");
  });
});

test("dd takes no more blocks than it is told", () => {
  expect(runScript("echo abcdefgh > /tmp/f; dd if=/tmp/f bs=1 count=3 2>/dev/null").stdout).toBe("abc");
});
test("nslookup says when no server can be reached", () => {
  expect(runScript("nslookup kubernetes.default; echo $?").stdout).toBe(";; connection timed out; no servers could be reached\n\n1\n");
});
