import { describe, expect, test } from "vitest";
import { copySlice } from "../../simulation/slice.ts";
import { logText } from "../log-store.ts";
import type { ProcessKey } from "../process-table.ts";
import { testWorld, type TestWorld } from "../test-world.ts";

interface Session {
  readonly world: TestWorld;
  readonly key: ProcessKey;
  type(line: string): void;
  interrupt(): void;
  run(untilMs: number): void;
  stdout(): string;
}

/** A shell at a terminal that is fed from outside, as `kubectl exec -it` feeds it; what is typed is not among what it prints. */
function session(argv: readonly string[] = ["sh"], spec: Parameters<TestWorld["start"]>[1] = {}): Session {
  const world = testWorld();
  const key = world.start(argv, { stdin: { kind: "pipe" }, stderr: { kind: "log", key: "log", stream: "stdout" }, tty: true, echoRecorded: false, ...spec });
  return {
    world,
    key,
    type: (line) => world.processes.writeStdin(key, `${line}\n`),
    interrupt: () => world.processes.writeStdin(key, "\x03"),
    run: (untilMs) => world.simulation.run(untilMs),
    stdout: () => logText(world.processes.logs.lines("log"), "stdout"),
  };
}

const running = ({ world }: Session): string[] => world.processes.ofHost("worker-1").slice(1).filter(({ state }) => state !== "zombie").map((process) => process.argv.join(" "));

describe("what an interactive shell runs", () => {
  test.each([
    { line: "timeout 2 sleep 10; echo $?", says: "143", atMs: 2000 },
    { line: "timeout 2 sh -c 'sleep 10; :'; echo $?", says: "143", atMs: 2000 },
    { line: "timeout -s KILL 2 sleep 10; echo $?", says: "137", atMs: 2000 },
    { line: "timeout 1 sh -c 'trap \"\" TERM; sleep 5; :'; echo $?", says: "0", atMs: 5000 },
    { line: "timeout -k 1 1 sh -c 'trap \"\" TERM; sleep 5; :'; echo $?", says: "137", atMs: 2000 },
    { line: "timeout 5 sleep 1; echo $?", says: "0", atMs: 1000 },
    { line: "sleep 10 & kill %1; wait $!; echo $?", says: "143", atMs: 0 },
    { line: "sleep 10 & kill -INT $!; wait $!; echo $?", says: "130", atMs: 0 },
    { line: "yes | head -n 1; echo after", says: "y\nafter", atMs: 0 },
    { line: "yes | (read a; sleep 1; echo $a)", says: "y", atMs: 1000 },
    { line: "kill -TERM $$; echo alive", says: "alive", atMs: 0 },
  ])("gets the signals it did not ask to ignore: $line", ({ line, says, atMs }) => {
    const shell = session();
    shell.type(line);
    const text = (): string => shell.stdout().replaceAll("/ # ", "");
    shell.run(Math.max(0, atMs - 1));
    if (atMs > 0) expect(text()).not.toContain(says);
    shell.run(atMs + 1);
    expect(text()).toContain(`${says}\n`);
  });
});

describe("GNU's timeout", () => {
  test.each([
    { line: "timeout 2 sleep 10; echo $?", says: "124" },
    { line: "timeout -s KILL 2 sleep 10; echo $?", says: "137" },
  ])("says $says after $line", ({ line, says }) => {
    const shell = session(["bash"], { settings: { flavor: "gnu" } });
    shell.type(line);
    shell.run(2001);
    expect(shell.stdout()).toContain(`${says}\n`);
  });
});

describe("Ctrl-C", () => {
  test.each([
    { line: "sleep 100; echo not this", left: [], says: "130" },
    { line: "sleep 100 | cat; echo not this", left: [], says: "130" },
    { line: "(sleep 100; echo nor this); echo not this", left: [], says: "130" },
    { line: "while :; do sleep 1; done; echo not this", left: [], says: "130" },
    { line: "while :; do :; done; echo not this", left: [], says: "130" },
    { line: "sh -c 'trap \"exit 7\" TERM; while :; do :; done' & sleep 1; kill $!; wait $!; echo after $?; sleep 9", left: [], says: "after 7" },
    { line: "sleep 200 & sleep 100; echo not this", left: ["sleep 200"], says: "130" },
    { line: "sh -c 'trap \"echo caught\" INT; sleep 9; echo went on'", left: [], says: "caught\nwent on\n" },
    { line: "sh -c 'trap \"exit 7\" INT; sleep 9; :'; echo after $?", left: [], says: "after 7" },
    { line: "trap 'echo mine' INT; sleep 100; echo goes on", left: [], says: "mine\ngoes on" },
  ])("ends what runs in the foreground: $line", ({ line, left, says }) => {
    const shell = session();
    shell.type(line);
    shell.run(5500);
    shell.interrupt();
    shell.type("echo $?");
    shell.run(6000);
    expect(shell.stdout()).toContain(says);
    expect(shell.stdout()).not.toContain("not this");
    expect(running(shell)).toEqual(left);
  });

  test("drops a line that is being typed, and ends nothing where nothing runs", () => {
    const shell = session();
    shell.run(10);
    shell.interrupt();
    shell.type("echo here");
    shell.run(20);
    expect(shell.stdout()).toContain("here\n");
    expect(shell.world.exits).toEqual([]);
  });
});

describe("process groups", () => {
  test.each([
    { script: "sh -c 'sleep 50 & sleep 60; :' & sleep 1; kill 0; echo not reached", left: [], exit: undefined },
    { script: "set -m; sh -c 'sleep 50 & sleep 60; :' & sleep 1; kill -TERM -- -$!; sleep 1; echo alive", left: [], exit: 0 },
    { script: "set -m; sleep 70 & set +m; kill -9 -$!; sleep 1", left: [], exit: 0 },
  ])("are signalled as a whole: $script", ({ script, left, exit }) => {
    const world = testWorld();
    // The first process of a namespace would ignore what is sent from inside.
    world.start(["sh", "-c", "sleep 3600; :"]);
    world.start(["sh", "-c", `${script}; :`]);
    world.simulation.run(3000);
    expect(world.exits.map(({ exitCode, signal }) => (signal === undefined ? exitCode : undefined))).toEqual([exit]);
    expect(world.processes.ofHost("worker-1").slice(2).filter(({ state }) => state !== "zombie").map(({ argv }) => argv.join(" "))).toEqual(left);
  });
});

describe("a shell at a terminal", () => {
  const debian = { settings: { flavor: "gnu" }, env: { PATH: "/bin", HOME: "/root" } };
  test.each([
    { argv: ["sh"], keys: "cd /root\nPS1='$ '\n", says: "/ # cd /root\n~ # PS1='$ '\n$ " },
    { argv: ["/bin/sh"], keys: "exit 3\n", says: "/ # exit 3\n", exit: 3 },
    { argv: ["sh"], keys: "echo hi\n\x04", says: "/ # echo hi\nhi\n/ # \n", exit: 0 },
    { argv: ["sh"], keys: "false\n\x04", says: "/ # false\n/ # \n", exit: 1 },
    { argv: ["sh"], keys: "if true\nthen echo yes\nfi\n", says: "/ # if true\n> then echo yes\n> fi\nyes\n/ # " },
    { argv: ["sh"], keys: "echo 'a\nb'\n", says: "/ # echo 'a\n> b'\na\nb\n/ # " },
    { argv: ["sh"], keys: "nosuch\necho $?\n", says: "/ # nosuch\nsh: nosuch: not found\n/ # echo $?\n127\n/ # " },
    { argv: ["sh"], keys: "fi\necho $?\n", says: '/ # fi\nsh: syntax error: unexpected "fi"\n/ # echo $?\n2\n/ # ' },
    { argv: ["sh"], keys: "cat\none\ntwo\n\x04echo after\n", says: "/ # cat\none\ntwo\n/ # echo after\nafter\n/ # " },
    { argv: ["sh"], keys: "read a b\nx y z\necho $b\n", says: "/ # read a b\n/ # echo $b\ny z\n/ # " },
    { argv: ["sh"], keys: "tty -s; [ -t 0 ] && echo terminal\n", says: "/ # tty -s; [ -t 0 ] && echo terminal\nterminal\n/ # " },
    { argv: ["bash"], spec: debian, keys: "exit\n", says: "root@web:/# exit\nexit\n", exit: 0 },
    { argv: ["bash"], spec: debian, keys: "cd\n\x04", says: "root@web:/# cd\nroot@web:~# exit\n", exit: 0 },
    { argv: ["bash"], spec: debian, keys: "done\n", says: "root@web:/# done\nbash: syntax error near unexpected token `done'\nroot@web:/# " },
    { argv: ["bash"], spec: debian, release: "/etc/redhat-release", keys: "cd /tmp\n", says: "[root@web /]# cd /tmp\n[root@web tmp]# " },
    { argv: ["sh"], spec: debian, release: "/etc/debian_version", keys: "echo hi\n", says: "# echo hi\nhi\n# " },
  ])("$argv with $keys", ({ argv, keys, says, exit, spec = {}, release }) => {
    const world = testWorld();
    if (release !== undefined) world.processes.files.write("root", release, "");
    const key = world.start(argv, { hostname: "web", stdin: { kind: "pipe" }, stderr: { kind: "log", key: "log", stream: "stdout" }, tty: true, ...spec });
    world.simulation.run(10);
    world.processes.writeStdin(key, keys);
    world.simulation.run(1000);
    expect(logText(world.processes.logs.lines("log"), "stdout")).toBe(says);
    expect(world.exits[0]?.exitCode).toBe(exit);
  });

  test("hears the keys that are signals, and goes on", () => {
    const shell = session();
    shell.type("sleep 100");
    shell.run(2000);
    shell.world.processes.writeStdin(shell.key, "\x03");
    shell.type("echo $?");
    shell.run(2010);
    expect(shell.stdout()).toBe("/ # \n/ # 130\n/ # ");
    expect(running(shell)).toEqual([]);
  });

  test("that is restored between two keys goes on as it was", () => {
    const { world, key, type, stdout } = session();
    type("x=1; sleep 1; echo $x");
    world.simulation.run(500);
    world.restore(copySlice(world.state));
    world.processes.writeStdin(key, "echo ty");
    world.restore(copySlice(world.state));
    world.processes.writeStdin(key, "ped\n");
    world.simulation.run(2000);
    expect(stdout()).toBe("/ # 1\n/ # typed\n/ # ");
  });
});

describe("aliases", () => {
  // What `busybox sh -i` (1.35.0) and `bash -i` (5.2) print.
  const lines = 'alias k="echo kay" ll="ls -l"\nalias\nalias nope; echo $?\nk x\ntype k\ncommand -v k\nunalias k; k; echo $?\nunalias k; echo $?\nalias a="b " b="echo" c=sea\na c\nalias echo="echo -n"; alias d="echo dee; echo"\nd um | cat\nunalias -a; alias\n';
  test.each([
    { shell: "sh", says: "k='echo kay'\nll='ls -l'\nalias: nope not found\n1\nkay x\nk is an alias for echo kay\nalias k='echo kay'\nkay\n0\nunalias: k not found\n1\nsea\ndeeum" },
    { shell: "bash", says: "alias k='echo kay'\nalias ll='ls -l'\nbash: alias: nope: not found\n1\nkay x\nk is aliased to `echo kay'\nalias k='echo kay'\nkay\n0\nbash: unalias: k: not found\n1\nsea\ndeeum" },
  ])("in $shell stand for what was said, from the next line on", ({ shell, says }) => {
    const world = testWorld();
    const key = world.start([shell, "-i"], { env: { PATH: "/bin", HOME: "/root", PS1: "" }, stdin: { kind: "pipe" }, stderr: { kind: "log", key: "log", stream: "stdout" } });
    world.processes.writeStdin(key, lines);
    world.simulation.run(1000);
    expect(logText(world.processes.logs.lines("log"), "stdout")).toBe(says);
  });

  test.each(["alias a=b b=a\na\n", "alias a='a a a'\na; a; a\n", "alias a='a; a '\na a\n", "alias x='x x '\nx x x\n"])("that name one another come to an end: %s", (keys) => {
    const world = testWorld();
    const key = world.start(["sh", "-i"], { stdin: { kind: "pipe" } });
    world.processes.writeStdin(key, keys);
    world.simulation.run(1000);
    expect(logText(world.processes.logs.lines("log"), "stderr")).toContain("not found");
  });
});

describe("jobs", () => {
  // The states are those that bash 5.2 and busybox 1.35 print.
  test.each([
    { argv: ["bash"], keys: "sleep 5 & sleep 3 | cat & sleep 1; jobs; kill %1; sleep 1; jobs; jobs\n", says: "[1]-  Running                 sleep 5 &\n[2]+  Running                 sleep 3 | cat &\n[1]-  Terminated              sleep 5\n[2]+  Running                 sleep 3 | cat &\n[2]+  Running                 sleep 3 | cat &\n" },
    { argv: ["bash"], keys: "(exit 3) & true & sleep 1; jobs; fg; kill %7\n", says: "[1]-  Exit 3                  (exit 3)\n[2]+  Done                    true\nbash: fg: current: no such job\nbash: kill: %7: no such job\n" },
    { argv: ["sh"], keys: "sleep 5 & sleep 1; jobs; kill -9 %sleep; sleep 1; jobs; fg\n", says: "[1]+  Running                    sleep 5\n[1]+  Killed                     sleep 5\nsh: fg: No current job\n" },
    { argv: ["sh"], keys: "sleep 2 & fg; echo $?; jobs\n", says: "sleep 2\n0\n" },
  ])("$argv lists and takes them: $keys", ({ argv, keys, says }) => {
    const shell = session(argv, { env: { PATH: "/bin", HOME: "/root", PS1: "" } });
    shell.world.processes.writeStdin(shell.key, keys);
    shell.run(10_000);
    expect(shell.stdout()).toBe(says);
  });

  test("in the foreground again hear Ctrl-C", () => {
    const shell = session();
    shell.type("sleep 100 & sleep 1; fg; echo $?");
    shell.run(3000);
    shell.interrupt();
    shell.run(3100);
    expect(shell.stdout()).toBe("/ # sleep 100\n130\n/ # ");
  });
});
