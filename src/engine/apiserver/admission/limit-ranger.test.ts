import { describe, expect, test } from "vitest";
import { newTestWorld, podManifest } from "../testing/test-world.ts";

interface Amounts { readonly requests?: object; readonly limits?: object }
const limited = (item: object) => {
  const world = newTestWorld();
  world.call("create", { resource: "limitranges", body: { apiVersion: "v1", kind: "LimitRange", metadata: { name: "lr" }, spec: { limits: [item] } } as never });
  return world;
};
const create = (item: object, ...containers: readonly Amounts[]) =>
  limited(item).call("create", { body: podManifest("p", { containers: containers.map((resources, i) => ({ name: `c${i}`, image: "nginx", resources })) } as never) });

// Cases of TestPodLimitFunc (plugin/pkg/admission/limitranger/admission_test.go).
describe("a Pod outside the limits of its namespace is refused", () => {
  test.each([
    ["a request below the least", { type: "Container", min: { memory: "100Mi" }, default: { memory: "200Mi" } }, { requests: { memory: "50Mi" } }, "minimum memory usage per Container is 100Mi, but request is 50Mi"],
    ["a limit above the most", { type: "Container", max: { cpu: "1" } }, { limits: { cpu: "2" } }, "maximum cpu usage per Container is 1, but limit is 2"],
    ["a limit beyond the ratio", { type: "Container", maxLimitRequestRatio: { memory: "2" } }, { requests: { memory: "50Mi" }, limits: { memory: "200Mi" } }, "memory max limit to request ratio per Container is 2, but provided ratio is 4.000000"],
    ["a ratio without a limit", { type: "Container", maxLimitRequestRatio: { memory: "2" } }, { requests: { memory: "50Mi" } }, "memory max limit to request ratio per Container is 2, but no limit is specified or limit is 0"],
    ["a Pod that has no limit where there is a most", { type: "Pod", max: { cpu: "1" } }, {}, "maximum cpu usage per Pod is 1.  No limit is specified"],
    ["a Pod that asks for nothing where there is a least", { type: "Pod", min: { cpu: "1" } }, {}, "minimum cpu usage per Pod is 1.  No request is specified"],
    ["several faults are listed", { type: "Container", max: { cpu: "1", memory: "1Gi" } }, { limits: { cpu: "2", memory: "2Gi" } }, "[maximum cpu usage per Container is 1, but limit is 2, maximum memory usage per Container is 1Gi, but limit is 2Gi]"],
  ])("%s", (_name, item, resources, why) => {
    const { code, body } = create(item, resources);
    expect([code, (body as { message?: string }).message]).toEqual([403, `pods "p" is forbidden: ${why}`]);
  });

  test.each([
    ["at both ends", { type: "Container", min: { cpu: "50m" }, max: { cpu: "2" } }, { requests: { cpu: "50m" }, limits: { cpu: "2" } }],
    ["at the ratio", { type: "Container", maxLimitRequestRatio: { cpu: "2" } }, { requests: { cpu: "1" }, limits: { cpu: "2" } }],
  ])("within them, %s, it is not", (_name, item, resources) => expect(create(item, resources).code).toBe(201));

  test("the containers of a Pod count together", () => {
    const { body } = create({ type: "Pod", max: { cpu: "1" } }, { limits: { cpu: "600m" } }, { limits: { cpu: "600m" } });
    expect((body as { message?: string }).message).toBe('pods "p" is forbidden: maximum cpu usage per Pod is 1, but limit is 1200m');
  });
});

// As in TestMergePodResourceRequirements.
test("a container that says nothing gets the defaults, one that says something keeps it", () => {
  const { body } = create({ type: "Container", default: { cpu: "500m", memory: "1Gi" }, defaultRequest: { cpu: "100m", memory: "64Mi" } }, {}, { requests: { cpu: "200m" } });
  expect(body).toMatchObject({
    metadata: { annotations: { "kubernetes.io/limit-ranger": "LimitRanger plugin set: cpu, memory request for container c0; cpu, memory limit for container c0; memory request for container c1; cpu, memory limit for container c1" } },
    spec: { containers: [
      { resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "500m", memory: "1Gi" } } },
      { resources: { requests: { cpu: "200m", memory: "64Mi" }, limits: { cpu: "500m", memory: "1Gi" } } },
    ] },
  });
});

test("a claim is held to least and most storage", () => {
  const claim = (storage: string) => limited({ type: "PersistentVolumeClaim", min: { storage: "1Gi" }, max: { storage: "5Gi" } })
    .call("create", { resource: "persistentvolumeclaims", body: { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } } } as never });
  expect(claim("2Gi").code).toBe(201);
  expect((claim("512Mi").body as { message?: string }).message).toBe('persistentvolumeclaims "data" is forbidden: minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 512Mi');
  expect((claim("6Gi").body as { message?: string }).message).toBe('persistentvolumeclaims "data" is forbidden: maximum storage usage per PersistentVolumeClaim is 5Gi, but limit is 6Gi');
});
