import { expect, test } from "vitest";
import { playedCluster, sh, web, type PlayedCluster } from "../testing/played-cluster.ts";

const resources = (cpu: string, memory = "64Mi", more: object = {}): object => ({ requests: { cpu, memory }, limits: { cpu, memory }, ...more });
const resize = (played: PlayedCluster, wanted: object, name = "web") =>
  played.ask({ verb: "patch", resource: "pods", name, subresource: "resize", patchType: "strategic", body: { spec: { containers: [{ name: "app", resources: wanted }] } } as never });
const of = (played: PlayedCluster, reason: string, name = "web"): readonly string[] => played.events(name).filter((event) => event.startsWith(reason));

test("a resize that fits is carried out in place: conditions, events, limits of the running process", () => {
  const played = playedCluster(web({ containers: [sh("sleep 8; cat /sys/fs/cgroup/cpu.max /sys/fs/cgroup/memory.max; sleep 600", { resources: { requests: { cpu: "100m" }, limits: { cpu: "200m", memory: "64Mi" } } })] }));
  played.after(5000);
  expect(resize(played, { requests: { cpu: "150m" }, limits: { cpu: "400m", memory: "128Mi" } })).toMatchObject({ kind: "Pod", metadata: { generation: 2 } });
  played.after(15);
  const started = played.status();
  expect(started.conditions?.[0]).toMatchObject({ type: "PodResizeInProgress", status: "True", observedGeneration: 2 });
  expect(started.containerStatuses?.[0]).toMatchObject({ allocatedResources: { cpu: "150m", memory: "64Mi" }, resources: { limits: { cpu: "200m" } } });
  played.after(5000);
  const ended = played.status();
  expect(ended.conditions?.[0]).toMatchObject({ type: "PodReadyToStartContainers" });
  expect(ended.containerStatuses?.[0]).toMatchObject({ restartCount: 0, resources: { limits: { cpu: "400m", memory: "128Mi" }, requests: { cpu: "150m", memory: "64Mi" } } });
  const summary = '{"containers":[{"name":"app","resources":{"limits":{"cpu":"400m","memory":"128Mi"},"requests":{"cpu":"150m","memory":"64Mi"}}}],"generation":2}';
  expect(of(played, "Resize")).toEqual([`ResizeStarted Pod resize started: ${summary}`, `ResizeCompleted Pod resize completed: ${summary}`]);
  expect(played.log("app")).toBe("40000 100000\n134217728\n");
});

test("what a container's policy restarts for restarts it, and the new limits hold", () => {
  const resizePolicy = [{ resourceName: "memory", restartPolicy: "RestartContainer" }];
  const played = playedCluster(web({ terminationGracePeriodSeconds: 1, containers: [sh("cat /sys/fs/cgroup/memory.max; sleep 600", { resources: resources("100m"), resizePolicy })] }));
  played.after(5000);
  resize(played, resources("200m"));
  played.after(2000);
  expect(played.status().containerStatuses?.[0]).toMatchObject({ restartCount: 0, resources: { limits: { cpu: "200m" } } });
  resize(played, resources("200m", "128Mi"));
  played.after(6000);
  expect(of(played, "Killing")).toEqual(["Killing Container app resize requires restart"]);
  expect(played.status().containerStatuses?.[0]).toMatchObject({ restartCount: 1, resources: { limits: { memory: "128Mi" } } });
  expect(played.condition("PodResizeInProgress")).toBeUndefined();
  expect(of(played, "ResizeCompleted")).toHaveLength(2);
  expect(played.log("app")).toBe("134217728\n");
});

test("a resize that does not fit now waits until others have gone", () => {
  const selected = { nodeSelector: { "kubernetes.io/hostname": "worker-1" }, terminationGracePeriodSeconds: 0 };
  const played = playedCluster(
    web({ ...selected, containers: [sh("sleep 600", { resources: { requests: { cpu: "500m" } } })] }),
    web({ ...selected, containers: [sh("sleep 600", { resources: { requests: { cpu: "1200m" } } })] }, { name: "other" }),
  );
  played.after(5000);
  resize(played, { requests: { cpu: "1" } });
  played.after(1000);
  const message = "Node didn't have enough resource: cpu, requested: 1000, used: 1200, capacity: 2000";
  expect(played.condition("PodResizePending")).toMatchObject({ status: "True", reason: "Deferred", message, observedGeneration: 2 });
  expect(played.status().containerStatuses?.[0]).toMatchObject({ allocatedResources: { cpu: "500m" } });
  expect(of(played, "Resize")).toEqual([`ResizeDeferred Pod resize Deferred: {"containers":[{"name":"app","resources":{"requests":{"cpu":"1"}}}],"generation":2,"error":"${message}"}`]);
  played.ask({ verb: "delete", resource: "pods", name: "other" });
  played.after(8000);
  expect(played.condition("PodResizePending")).toBeUndefined();
  expect(played.status().containerStatuses?.[0]).toMatchObject({ allocatedResources: { cpu: "1" }, resources: { requests: { cpu: "1" } }, restartCount: 0 });
});

test("a wish that is taken back is pending no more", () => {
  const played = playedCluster(
    web({ nodeName: "worker-1", containers: [sh("sleep 600", { resources: { requests: { cpu: "500m" } } })] }),
    web({ nodeName: "worker-1", containers: [sh("sleep 600", { resources: { requests: { cpu: "1200m" } } })] }, { name: "other" }),
  );
  played.after(5000);
  resize(played, { requests: { cpu: "1" } });
  played.after(1000);
  expect(played.condition("PodResizePending")).toBeDefined();
  resize(played, { requests: { cpu: "500m" } });
  played.after(1000);
  expect(played.condition("PodResizePending")).toBeUndefined();
  expect(of(played, "ResizeStarted")).toEqual([]);
});

test("a resize beyond all that the node has is refused at the door", () => {
  const played = playedCluster(web({ containers: [sh("sleep 600", { resources: resources("100m") })] }));
  played.after(5000);
  const answer = resize(played, resources("50", "64Ti"));
  expect(answer).toMatchObject({ kind: "Status", code: 403, details: { causes: [{ reason: "NodeCapacity" }] } });
  expect((answer as { message?: string }).message).toBe(
    'pods "web" is forbidden: node didn\'t have enough allocatable resources: cpu, requested: 50000, allocatable: 2000; memory, requested: 70368744177664, allocatable: 25171656704',
  );
});

test("a memory limit below what is used is not set, and is tried again", () => {
  const image = { name: "app", image: "polinux/stress", command: ["stress"], args: ["--vm", "1", "--vm-bytes", "100M", "--vm-hang", "1"] };
  const played = playedCluster(web({ containers: [{ ...image, resources: resources("100m", "256Mi") }] }));
  played.after(20_000);
  resize(played, resources("100m", "32Mi"));
  played.after(1000);
  expect(played.condition("PodResizeInProgress")).toMatchObject({ reason: "Error", message: expect.stringMatching(/^attempting to set container "app" memory limit \(33554432\) below current usage \(\d+\)$/) });
  expect(of(played, "ResizeError")).toHaveLength(1);
  played.after(60_000);
  expect(of(played, "ResizeError")).toHaveLength(1);
  expect(played.status().containerStatuses?.[0]).toMatchObject({ restartCount: 0, resources: { limits: { memory: "256Mi" } } });
});
