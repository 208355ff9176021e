import { describe, expect, test } from "vitest";
import { runScript, testWorld } from "../test-world.ts";

function world() {
  const made = testWorld();
  made.processes.files.create("root", { "/etc/passwd": "root:x:0:0:root:/root:/bin/sh\nwww:x:33:1000:www:/:/bin/sh\n", "/etc/group": "root:x:0:\n", "/etc/hostname": "web\n" });
  return made;
}

describe("id", () => {
  test.each([
    { who: "root", uid: 0, gid: 0, script: "id", stdout: "uid=0(root) gid=0(root) groups=0(root)\n" },
    { who: "a user without a group of its own", uid: 1000, gid: 0, script: "id", stdout: "uid=1000 gid=0(root) groups=0(root)\n" },
    { who: "a user with a group", uid: 1000, gid: 3000, script: "id; id -g; id -u", stdout: "uid=1000 gid=3000 groups=3000\n3000\n1000\n" },
    { who: "another user, as /etc/passwd has it", uid: 0, gid: 0, script: "id www", stdout: "uid=33(www) gid=1000\n" },
  ])("of $who", ({ uid, gid, script, stdout }) => expect(runScript(script, { world: world(), spec: { uid, gid } }).stdout).toBe(stdout));
});

test("every place that names the kernel names the same", () => {
  const { stdout } = runScript("uname -r; cat /proc/sys/kernel/osrelease; cut -d' ' -f3 /proc/version");
  expect(new Set(stdout.trim().split("\n"))).toEqual(new Set(["6.1.0-41-amd64"]));
});

test("hostname -f and -d ask /etc/hosts", () => {
  const at = world();
  at.processes.files.create("hosts", { "/etc/hosts": "127.0.0.1\tlocalhost\n10.244.0.2\tweb.sub.default.svc.cluster.local\tweb\n", "/etc/hostname": "web\n" });
  expect(runScript("hostname; hostname -f; hostname -d", { world: at, spec: { root: { fs: "hosts", path: "/", readOnly: false } } }).stdout).toBe("web\nweb.sub.default.svc.cluster.local\nsub.default.svc.cluster.local\n");
});
