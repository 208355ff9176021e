import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../api/json.ts";
import type { Pod, Status } from "../../../api/types.ts";
import type { ApiResponse } from "../request.ts";
import { newTestWorld, podManifest, type TestWorld } from "../testing/test-world.ts";

let world: TestWorld;
const createClass = (more: JsonObject): ApiResponse =>
  world.call("create", { group: "node.k8s.io", resource: "runtimeclasses", body: { apiVersion: "node.k8s.io/v1", kind: "RuntimeClass", metadata: { name: "kata" }, handler: "kata", ...more } });
const createPod = (spec: JsonObject): ApiResponse => world.call("create", { body: podManifest("web", spec) });
const message = (response: ApiResponse): string | undefined => (response.body as Status).message;

beforeEach(() => {
  world = newTestWorld();
});

describe("a pod with a runtime class", () => {
  test.each<{ when: string; runtime?: JsonObject; spec: JsonObject; says: string }>([
    { when: "there is no such class", spec: { runtimeClassName: "kata" }, says: 'pod rejected: RuntimeClass "kata" not found' },
    {
      when: "its overhead is another",
      runtime: { overhead: { podFixed: { cpu: "250m" } } },
      spec: { runtimeClassName: "kata", overhead: { cpu: "1" } },
      says: "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead",
    },
    {
      when: "it sets an overhead that the class does not",
      runtime: {},
      spec: { runtimeClassName: "kata", overhead: { cpu: "1" } },
      says: "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead",
    },
    {
      when: "it sets an overhead and has no class",
      spec: { overhead: { cpu: "1" } },
      says: "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead",
    },
    {
      when: "its node selector contradicts the class's",
      runtime: { scheduling: { nodeSelector: { runtime: "kata" } } },
      spec: { runtimeClassName: "kata", nodeSelector: { runtime: "runc" } },
      says: "conflict: runtimeClass.scheduling.nodeSelector[runtime] = kata; pod.spec.nodeSelector[runtime] = runc",
    },
  ])("is refused when $when", ({ runtime, spec, says }) => {
    if (runtime) expect(createClass(runtime).code).toBe(201);
    expect(message(createPod(spec))).toBe(`pods "web" is forbidden: ${says}`);
  });

  test("gets the class's overhead, node selector and tolerations", () => {
    createClass({
      overhead: { podFixed: { cpu: "250m" } },
      scheduling: { nodeSelector: { runtime: "kata" }, tolerations: [{ key: "kata", operator: "Exists", effect: "NoSchedule" }] },
    });
    const { spec } = createPod({ runtimeClassName: "kata", nodeSelector: { disk: "ssd" }, tolerations: [{ key: "kata", operator: "Equal", value: "a", effect: "NoSchedule" }] }).body as Pod;
    expect(spec.overhead).toEqual({ cpu: "250m" });
    expect(spec.nodeSelector).toEqual({ disk: "ssd", runtime: "kata" });
    // The class's toleration covers the pod's own, which goes.
    expect((spec.tolerations ?? []).map(({ key, operator }) => `${key} ${operator}`)).toEqual([
      "node.kubernetes.io/not-ready Exists", "node.kubernetes.io/unreachable Exists", "kata Exists",
    ]);
  });
});
