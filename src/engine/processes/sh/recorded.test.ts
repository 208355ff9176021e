import { describe, expect, test } from "vitest";
import { runScript, testWorld } from "../test-world.ts";
// What `busybox sh -c` (1.35.0) did with these scripts: recorded by scripts/record-busybox-scripts.mjs before ours was looked at.
import earlier from "./busybox-scripts.json";
import control from "./recorded/control.json";
import tools from "./recorded/tools.json";
import words from "./recorded/words.json";

interface Row {
  readonly script: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

const rows: readonly Row[] = [...words, ...control, ...tools];

/** Scripts with which ours does otherwise, and why. */
const MISSES: ReadonlyMap<string, string> = new Map([
  ["printf '2K\\n1M\\n3\\n' | sort -h; printf 'v1.10\\nv1.9\\nv1.2\\n' | sort -V; printf 'B\\na\\nC\\n' | sort -f", "busybox's table of options is not printed"],
  ["echo x | sed 's/x'; echo $?; echo x | sed 'k'; echo $?; sed; echo $?", "busybox's table of options is not printed"],
  ["echo 'word' | grep '\\bword\\b'; echo 'a_b c' | grep -o '\\w*' ; echo 'x y' | grep -E '^\\S+\\s\\S+$'; echo '' | grep -c '^$'; grep; echo $?", "busybox's table of options is not printed"],
  ["echo x | awk '{print $1'; echo $?; awk; echo $?", "busybox's table of options is not printed"],
  ["echo a > f; cp f g; cat g; cp f nodir/g; echo $?; mkdir d; cp f g d; ls d; cp d e; echo $?; cp -r d e; ls e; cp nosuch x; echo $?; cp f; echo $?", "busybox's table of options is not printed"],
  ["rm nosuch; echo $?; rm -f nosuch; echo $?; touch f; rm f; ls; rm; echo $?; touch -- -x; rm -- -x; mkdir d; touch d/f; rm -rf d nosuch; ls", "busybox's table of options is not printed"],
  ["basename /usr/bin/sort; basename file.txt .txt; basename /a/b/; dirname /a/b/c; dirname f; dirname /; basename /; dirname a/b/; basename; echo $?", "busybox's table of options is not printed"],
  ["cat nosuch f; echo $?; cat /; echo $?; head -n x f; echo $?; tail -n 1 nosuch; echo $?; wc nosuch; echo $?; sort nosuch; echo $?; cut -f1 nosuch; echo $?; tr; echo $?", "busybox's table of options is not printed"],
  ["touch a; ls -z; echo $?", "busybox's table of options is not printed"],
  ["sleep abc; echo $?; sleep; echo $?; sleep 0.1; echo $?; sleep -1; echo $?", "busybox's table of options is not printed"],
  ["mkdir a; touch a/x a/y; find a -type f -exec echo found {} \\; | sort; find a -name x -delete; ls a; find a -type f -exec echo all {} +; find a -empty; find a ! -name y", "Debian's build of busybox lacks it, the images have it, and busybox's table of options is not printed"],
  ["awk 'BEGIN {printf \"%5.2f|%-6s|%03d|%s\\n\", 3.14159, \"ab\", 7, \"x\"; print 1/3, 10/2, 2^10, 7%3, 1e6, 1e20, 0.1+0.2}'", "Debian's build of busybox lacks it, the images have it"],
  ["awk 'BEGIN { print -3 % 2, 2 ** 3, 1 - -1, \"a\" \"b\" == \"ab\", (1, 2) in x }'; awk 'BEGIN { $0 = \"x y z\"; print $2; $3 = \"w\"; print $0 }'", "Debian's build of busybox lacks it, the images have it"],
  ["env -i A=1 B=2 sh -c 'echo $A$B'; env A=5 sh -c 'echo $A'; env -i env; env -u HOME sh -c 'echo ${HOME:-unset}'; X=1 printenv X; printenv NOSUCH; echo $?", "Debian's build of busybox lacks it, the images have it"],
  ["nohup echo hi; nice echo nice; setsid echo setsid; time -p true 2>/dev/null; echo $?; strings f 2>/dev/null; comm 2>/dev/null; tty; echo $?; tty -s; echo $?", "Debian's build of busybox lacks it, the images have it"],
  ["mkdir d; echo 1 > d/a; echo 2 > d/b; tar cf d.tar d; rm -r d; tar tf d.tar; tar xf d.tar; cat d/a d/b; tar cf - d | tar tf -; tar xf nosuch.tar; echo $?", "a real directory keeps its names in another order"],
  ["mkfifo p; echo through fifo > p & cat p; wait; ls -l p | cut -c1; rm p; mktemp > /dev/null; echo $?; mktemp -d > /dev/null; mktemp nosuchXXX/a; echo $?", "there are no named pipes"],
  ["watch 2>/dev/null; echo $?; cal 2>/dev/null > /dev/null; bc 2>/dev/null <<X\n2+3*4\nX", "there is no bc"],
  ["x=\"a b\"; [[ $x == \"a b\" ]] && echo nosplit; [[ b > a ]] && echo gt; [[ ! -e nosuch ]] && echo not", "ash splits words between [[ and ]]"],
  ["diff <(echo a) <(echo b)", "there is no process substitution"],
  ["f() echo hi; f", "a function's body must be a compound command here"],
]);

/** Simplified: our busybox is another one, and its help ends with the usage lines. */
const spelt = (text: string): string => text.replaceAll("BusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1)", "BusyBox v1.36.1 (2023-05-18 22:34:17 UTC)");

function played(script: string): Omit<Row, "script"> {
  const world = testWorld();
  world.processes.files.mkdir("root", "/box");
  // Not the first of a PID namespace, which signals do not end.
  const namespaces = { net: "n", ipc: "n", uts: "u", pid: "worker-1", mnt: "m", user: "u", cgroup: "c" };
  const { stdout, stderr, exit } = runScript(script, { world, untilMs: 120_000, spec: { cwd: "/box", namespaces, env: { PATH: "/bin", HOME: "/root" } } });
  return { stdout, stderr, exit: exit ?? -1 };
}

describe("what busybox does", () => {
  test("is known of many scripts, and nearly all agree", () => {
    expect(rows.length).toBeGreaterThan(300);
    // The earlier recordings all agree: see busybox-scripts.test.ts.
    expect(MISSES.size).toBeLessThanOrEqual((rows.length + earlier.length) / 20);
  });

  test.each(rows.filter(({ script }) => !MISSES.has(script)))("we do too: $script", ({ script, stdout, stderr, exit }) => {
    expect(played(script)).toEqual({ stdout, stderr: spelt(stderr), exit });
  });

  test.each([...MISSES])("is missed still: %s (%s)", (script) => {
    const row = rows.find((each) => each.script === script);
    expect(row).toBeDefined();
    const { stdout, stderr, exit } = row ?? { stdout: "", stderr: "", exit: 0 };
    expect(played(script)).not.toEqual({ stdout, stderr: spelt(stderr), exit });
  });
});
