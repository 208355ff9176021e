import { describe, expect, test } from "vitest";
import { runScript, testWorld } from "../test-world.ts";

const said = (script: string, namespaces: Readonly<Record<string, string>> = {}): string =>
  runScript(`{ ${script}; } 2>&1`, { world: testWorld(), spec: { namespaces: { net: "n", ipc: "worker-1", uts: "u", pid: "p", mnt: "m", user: "worker-1", cgroup: "c", ...namespaces } } }).stdout;

describe("/proc/PID/ns", () => {
  test("names the machine's own namespaces as Linux does, and time, which is never another", () => {
    expect(said("readlink /proc/self/ns/ipc; readlink /proc/1/ns/user; readlink /proc/self/ns/time")).toBe("ipc:[4026531839]\nuser:[4026531837]\ntime:[4026531834]\n");
  });
  test("differs where the namespace does", () => {
    expect(said("readlink /proc/self/ns/net")).toMatch(/^net:\[\d{10}\]\n$/);
    expect(said("readlink /proc/self/ns/net")).toBe(said("readlink /proc/1/ns/net"));
    expect(said("readlink /proc/self/ns/net", { net: "other" })).not.toBe(said("readlink /proc/self/ns/net"));
  });
  test("can be listed", () => {
    expect(said("ls /proc/1/ns")).toBe("cgroup\nipc\nmnt\nnet\npid\npid_for_children\ntime\ntime_for_children\nuser\nuts\n");
    expect(said("ls -l /proc/self/ns/uts")).toMatch(/^lrwxrwxrwx .* \/proc\/self\/ns\/uts -> uts:\[\d+\]\n$/);
  });
  test("has nothing else, and nothing of a process that is not there", () => {
    expect(said("readlink /proc/self/ns/disk; echo $?; ls /proc/999/ns")).toBe("1\nls: /proc/999/ns: No such file or directory\n");
  });
});
