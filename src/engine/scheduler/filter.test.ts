import { describe, expect, test } from "vitest";
import { matchesNodeSelectorTerm } from "../../api/node-affinity.ts";
import { toleratesTaint } from "../../api/taints.ts";
import type { ContainerPort, Node, NodeSelectorRequirement, Toleration } from "../../api/types.ts";
import { conflicts, freePorts, takePorts, type UsedPorts } from "./cache/host-ports.ts";
import { numFeasibleNodesToFind } from "./filter.ts";

test.each([[1, 1], [99, 99], [100, 100], [200, 100], [250, 120], [1000, 420], [5000, 500], [10_000, 500]])("of %i nodes, %i that fit are enough", (all, enough) => {
  expect(numFeasibleNodesToFind(all)).toBe(enough);
});

describe("host ports", () => {
  const port = (hostPort: number, protocol: "TCP" | "UDP" = "TCP", hostIP?: string): ContainerPort => ({ containerPort: 80, hostPort, protocol, ...(hostIP && { hostIP }) });
  test.each([
    { taken: port(80), wanted: port(80), clash: true },
    { taken: port(80), wanted: port(81), clash: false },
    { taken: port(80), wanted: port(80, "UDP"), clash: false },
    { taken: port(80, "TCP", "10.0.0.1"), wanted: port(80, "TCP", "10.0.0.2"), clash: false },
    { taken: port(80, "TCP", "10.0.0.1"), wanted: port(80, "TCP", "10.0.0.1"), clash: true },
    { taken: port(80, "TCP", "10.0.0.1"), wanted: port(80), clash: true },
    { taken: port(80), wanted: port(80, "TCP", "10.0.0.1"), clash: true },
  ])("$taken and $wanted clash: $clash", ({ taken, wanted, clash }) => {
    const used: UsedPorts = new Map();
    takePorts(used, [taken]);
    expect(conflicts(used, [wanted])).toBe(clash);
    freePorts(used, [taken]);
    expect(used.size).toBe(0);
  });
});

describe("tolerations", () => {
  const taint = { key: "k", value: "v", effect: "NoSchedule" } as const;
  test.each<[Toleration, boolean]>([
    [{ key: "k", operator: "Equal", value: "v", effect: "NoSchedule" }, true],
    [{ key: "k", value: "v" }, true],
    [{ key: "k", value: "other" }, false],
    [{ key: "k", operator: "Exists" }, true],
    [{ key: "k", operator: "Exists", effect: "NoExecute" }, false],
    [{ operator: "Exists" }, true],
    [{ key: "other", operator: "Exists" }, false],
  ])("%j meets k=v:NoSchedule: %s", (toleration, meets) => {
    expect(toleratesTaint(toleration, taint)).toBe(meets);
  });
});

describe("node selector terms", () => {
  const node = { metadata: { name: "worker-1", labels: { zone: "a", cores: "8", empty: "" } } } as unknown as Node;
  test.each<[NodeSelectorRequirement, boolean]>([
    [{ key: "zone", operator: "In", values: ["a", "b"] }, true],
    [{ key: "zone", operator: "In", values: ["b"] }, false],
    [{ key: "zone", operator: "NotIn", values: ["b"] }, true],
    [{ key: "absent", operator: "NotIn", values: ["b"] }, true],
    [{ key: "empty", operator: "Exists" }, true],
    [{ key: "absent", operator: "Exists" }, false],
    [{ key: "absent", operator: "DoesNotExist" }, true],
    [{ key: "cores", operator: "Gt", values: ["4"] }, true],
    [{ key: "cores", operator: "Gt", values: ["8"] }, false],
    [{ key: "cores", operator: "Lt", values: ["16"] }, true],
    [{ key: "zone", operator: "Gt", values: ["4"] }, false],
  ])("%j matches: %s", (requirement, matches) => {
    expect(matchesNodeSelectorTerm({ matchExpressions: [requirement] }, node)).toBe(matches);
  });
  test("match fields by the node's name, and an empty term matches nothing", () => {
    expect(matchesNodeSelectorTerm({ matchFields: [{ key: "metadata.name", operator: "In", values: ["worker-1"] }] }, node)).toBe(true);
    expect(matchesNodeSelectorTerm({ matchFields: [{ key: "metadata.name", operator: "NotIn", values: ["worker-1"] }] }, node)).toBe(false);
    expect(matchesNodeSelectorTerm({}, node)).toBe(false);
  });
});
