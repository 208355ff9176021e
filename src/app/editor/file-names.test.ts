import { expect, test } from "vitest";
import { faultOfName, freeName, nameForText, tameName } from "./file-names.ts";

test.each([
  ["pod.yaml", undefined],
  ["k8s/base/pod.yaml", undefined],
  ["清单.yaml", undefined],
  ["", "empty"],
  ["web.yaml", "taken"],
  ["my pod.yaml", "shape"],
  ["../pod.yaml", "shape"],
  ["a/../b.yaml", "shape"],
  ["/etc/passwd", "shape"],
  ["a//b", "shape"],
  ["-f", "shape"],
  ["a;rm", "shape"],
  ["x".repeat(200), "shape"],
])("%j: %s", (name, fault) => expect(faultOfName(name, ["web.yaml"])).toBe(fault));

test.each([
  ["pod.yaml", [], "pod.yaml"],
  ["pod.yaml", ["pod.yaml"], "pod-2.yaml"],
  ["pod.yaml", ["pod.yaml", "pod-2.yaml"], "pod-3.yaml"],
  ["Makefile", ["Makefile"], "Makefile-2"],
  [".env", [".env"], ".env-2"],
])("%s beside %j becomes %s", (wanted, others, name) => expect(freeName(wanted, others)).toBe(name));

test.each([
  ["C:\\Users\\me\\my pod (1).yaml", "my-pod-1-.yaml"],
  ["/tmp/x.yml", "x.yml"],
  ["...", "manifest.yaml"],
])("%j is tamed to %s", (foreign, name) => {
  expect(tameName(foreign)).toBe(name);
  expect(faultOfName(tameName(foreign), [])).toBeUndefined();
});

test.each([
  ["apiVersion: v1\nkind: Pod\n", "pod.yaml"],
  ["# nothing", "manifest.yaml"],
])("%j is kept in %s", (text, name) => expect(nameForText(text)).toBe(name));
