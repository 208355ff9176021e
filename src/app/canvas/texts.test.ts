import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpuText, memoryText } from "./amounts.ts";
import { durationText } from "./duration-text.ts";
import { elideMiddle, stemOf } from "./elide.ts";
import { podLabel } from "./pod-label.ts";
import { readVerdict } from "./verdict.ts";

describe("elideMiddle", () => {
  test.each([
    ["web-6d5f9c7b48-2kqzv", 12, "web-6…-2kqzv"],
    ["web-6d5f9c7b48-2kqzv", 30, "web-6d5f9c7b48-2kqzv"],
    ["liveness-exec", 13, "liveness-exec"],
    ["averylongname", 7, "ave…ame"],
    ["web-6d5f9c7b48-2kqzv", 6, "w…kqzv"],
    ["abc", 1, "c"],
  ])("%s in %i letters is %s", (name, letters, elided) => expect(elideMiddle(name, letters)).toBe(elided));

  test("never longer than allowed; names of one owner still differ", () => {
    const suffix = fc.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{1,20}-[a-f0-9]{9}$/), suffix, suffix, fc.integer({ min: 9, max: 40 }), (owner, a, b, letters) => {
      const [first, second] = [elideMiddle(`${owner}-${a}`, letters), elideMiddle(`${owner}-${b}`, letters)];
      expect(first.length).toBeLessThanOrEqual(letters);
      expect(first === second).toBe(a === b);
    }));
  });
});

test.each([
  ["etcd-control-plane", "Node/control-plane", "control-plane", "etcd"],
  ["kube-proxy-x7k2p", "DaemonSet/kube-proxy", "worker-1", "kube-proxy"],
  ["coredns-5d78c9869d-4zx2q", "ReplicaSet/coredns-5d78c9869d", "worker-1", "coredns"],
  ["alone", "", "worker-1", "alone"],
])("the stem of %s is %s", (name, owner, node, stem) => expect(stemOf(name, owner, node)).toBe(stem));

test("a pod is called by the columns of kubectl get pods", () => {
  expect(podLabel({ name: "web", status: "CrashLoopBackOff", readyCount: 0, containerCount: 2, restarts: 3 })).toBe("web, CrashLoopBackOff, READY 0/2, RESTARTS 3");
});

test.each([[450, "450m"], [2000, "2"], [1500, "1500m"], [0, "0"], [12_340, "12.3"]])("%i milli is %s cpu", (milli, text) => expect(cpuText(milli)).toBe(text));
test.each([[230_686_720, "220Mi"], [4_080_218_931, "3.8Gi"], [0, "0"], [1024, "1Ki"], [512, "512"]])("%i bytes are %s", (bytes, text) => expect(memoryText(bytes)).toBe(text));
test.each([[3650, "3.7 s"], [29_960, "30 s"], [252_000, "4m 12s"], [7_500_000, "2h 5m"]])("%i ms are %s", (ms, text) => expect(durationText(ms)).toBe(text));

test.each([
  ["0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.", "0/3 nodes are available", ["1 node(s) had untolerated taint(s)", "2 Insufficient cpu"]],
  ["0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: …", "0/1 nodes are available", ["1 node(s) didn't match Pod's node affinity/selector"]],
  ["no nodes available to schedule pods", "no nodes available to schedule pods", []],
])("reads the verdict %s", (message, head, reasons) => expect(readVerdict(message)).toEqual({ head, reasons }));
