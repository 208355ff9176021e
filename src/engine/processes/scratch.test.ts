import { test } from "vitest";
import { writeSync, appendFileSync } from "node:fs";
const log = (...a: unknown[]) => appendFileSync("/tmp/d/log", a.join(" ") + "\n");
import { md5, sha256 } from "./applets/hashes.ts";
import { runScript, testWorld } from "./test-world.ts";
test("x", () => {
  log("start"); log(md5([]), sha256([]), md5([...Buffer.from("a b\nc d\n")]));
  for (const s of ["ls -la /; ls /bin | head -3", "ps; top -bn1", "echo hello | sed 's/l/L/g' | tr a-z A-Z", "seq 5 | sort -rn | head -2 | wc -l", "yes | head -2", "dd if=/dev/zero of=/x bs=1M count=3; ls -l /x; du -s /", "timeout 2 sleep 10; echo $?; date", "find / -name passwd; grep -n root /etc/passwd | cut -d: -f1,3", "printf '%s-%03d\\n' a 5 b 6; echo abc | md5sum", "x=5; until [ $x -eq 0 ]; do x=$((x-1)); sleep 1; done; date +%s; stat -c '%s %n' /etc/passwd", "wget -O- http://web/; wget http://127.0.0.1:80/", "cat nosuch; head nosuch; cp a b; mkdir /a/b; mkdir -p /a/b/c && touch /a/b/c/d && find /a", "nc -l -p 80 & sleep 1; nc -l -p 80"]) {
    const t = performance.now();
    log("> " + s); const r = runScript(s, { untilMs: 700_000 });
    log(s + "\n" + r.stdout + "E " + r.stderr + r.exit + " " + r.atMs + " " + (performance.now() - t).toFixed(1));
  }
  for (let round = 0; round < 3; round++) {
    const w = testWorld({ freeze: false });
    const t = performance.now();
    for (let i = 0; i < 1000; i++) w.start(["sh", "-c", "while true; do sleep 1; done"], { namespaces: { net: "n", ipc: "n", uts: "u", pid: "p" + i, mnt: "m", user: "u", cgroup: "c" }, stdout: { kind: "log", key: "l" + i, stream: "stdout" } });
    w.simulation.run(600_000);
    const ms = performance.now() - t;
    log("1000 sleep loops", ms, "ms", (ms * 1000) / 600_000, "us each");
    const w2 = testWorld({ freeze: false });
    w2.processes.files.write("root", "/tmp/x", "ok\n");
    const t2 = performance.now();
    for (let i = 0; i < 20_000; i++) { w2.start(["cat", "/tmp/x"], { stdout: { kind: "log", key: "e" + i, stream: "stdout" }, onExit: { target: "test", type: "Exited" } }); w2.simulation.run(i); w2.processes.logs.lines("e" + i); w2.processes.logs.drop("e" + i); }
    log("exec cat", ((performance.now() - t2) * 1000) / 20_000, "us");
  }
}, 120_000);
