import { expect, test } from "vitest";
import { nodeTable, podTable, type PodTopOptions } from "./usage-table.ts";

// Expected tables: TestPrintNodeMetrics and TestPrintPodMetrics (kubectl/pkg/metricsutil/metrics_printer_test.go).
const plain = { sortBy: "", noHeaders: false, showSwap: false };
const node = (name: string, cpu: string, memory: string) => ({ metadata: { name }, usage: { cpu, memory } });
const has = (...names: readonly string[]) => new Map(names.map((name) => [name, { cpu: "10", memory: "10Gi" }]));

test.each([
  { what: "one node", metrics: [node("node1", "1", "1Gi")], nodes: ["node1"], options: {}, prints: ["NAME    CPU(cores)   CPU(%)   MEMORY(bytes)   MEMORY(%)   ", "node1   1000m        10%      1024Mi          10%         "] },
  { what: "no head", metrics: [node("node1", "1", "1Gi")], nodes: ["node1"], options: { noHeaders: true }, prints: ["node1   1000m   10%   1024Mi   10%   "] },
  { what: "a node that is silent", metrics: [node("node1", "1", "1Gi")], nodes: ["node1", "node2"], options: {}, prints: ["NAME    CPU(cores)   CPU(%)      MEMORY(bytes)   MEMORY(%)   ", "node1   1000m        10%         1024Mi          10%         ", "node2   <unknown>    <unknown>   <unknown>       <unknown>   "] },
  { what: "by memory", metrics: [node("node1", "1", "1Gi"), node("node2", "2", "5Gi")], nodes: ["node1", "node2"], options: { sortBy: "memory" }, prints: ["NAME    CPU(cores)   CPU(%)   MEMORY(bytes)   MEMORY(%)   ", "node2   2000m        20%      5120Mi          50%         ", "node1   1000m        10%      1024Mi          10%         "] },
])("nodes: $what", ({ metrics, nodes, options, prints }) => {
  expect(nodeTable(metrics, has(...nodes), { ...plain, ...options })).toBe(prints.map((line) => `${line}\n`).join(""));
});

const pod = (name: string, ...memory: readonly string[]) => ({ metadata: { name, namespace: "default" }, containers: memory.map((bytes, i) => ({ name: `container${i + 1}`, usage: { cpu: "0.2", memory: bytes } })) });
const one = pod("test", "1Gi", "1Gi");
const two = [one, pod("test-1", "3Gi", "2Gi")];

test.each<{ what: string; metrics: Parameters<typeof podTable>[0]; options: Partial<PodTopOptions>; prints: readonly string[] }>([
  { what: "one pod", metrics: [one], options: {}, prints: ["NAME   CPU(cores)   MEMORY(bytes)   ", "test   400m         2048Mi          "] },
  { what: "its containers", metrics: [one], options: { containers: true }, prints: ["POD    NAME         CPU(cores)   MEMORY(bytes)   ", "test   container1   200m         1024Mi          ", "test   container2   200m         1024Mi          "] },
  { what: "no head", metrics: [one], options: { noHeaders: true }, prints: ["test   400m   2048Mi   "] },
  { what: "by memory", metrics: two, options: { sortBy: "memory" }, prints: ["NAME     CPU(cores)   MEMORY(bytes)   ", "test-1   400m         5120Mi          ", "test     400m         2048Mi          "] },
  { what: "with their sum", metrics: two, options: { sum: true }, prints: ["NAME     CPU(cores)   MEMORY(bytes)   ", "test     400m         2048Mi          ", "test-1   400m         5120Mi          ", "         ________     ________        ", "         800m         7168Mi          "] },
])("pods: $what", ({ metrics, options, prints }) => {
  expect(podTable(metrics, { ...plain, containers: false, withNamespace: false, sum: false, ...options })).toBe(prints.map((line) => `${line}\n`).join(""));
});
