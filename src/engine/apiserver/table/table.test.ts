import { describe, expect, test } from "vitest";
import { resources } from "../../../api/resources.ts";
import type { KubernetesObject, Table } from "../../../api/types.ts";
import { newTestWorld } from "../testing/test-world.ts";
import { columnsOf } from "./table.ts";

describe("the columns of", () => {
  // As a v1.36 cluster heads them; in parentheses what only -o wide shows.
  test.each([
    ["Pod", "NAME READY STATUS RESTARTS AGE (IP) (NODE) (NOMINATED NODE) (READINESS GATES)"],
    ["Deployment", "NAME READY UP-TO-DATE AVAILABLE AGE (CONTAINERS) (IMAGES) (SELECTOR)"],
    ["ReplicaSet", "NAME DESIRED CURRENT READY AGE (CONTAINERS) (IMAGES) (SELECTOR)"],
    ["ReplicationController", "NAME DESIRED CURRENT READY AGE (CONTAINERS) (IMAGES) (SELECTOR)"],
    ["StatefulSet", "NAME READY AGE (CONTAINERS) (IMAGES)"],
    ["DaemonSet", "NAME DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE SELECTOR AGE (CONTAINERS) (IMAGES) (SELECTOR)"],
    ["Job", "NAME STATUS COMPLETIONS DURATION AGE (CONTAINERS) (IMAGES) (SELECTOR)"],
    ["CronJob", "NAME SCHEDULE TIMEZONE SUSPEND ACTIVE LAST SCHEDULE AGE (CONTAINERS) (IMAGES) (SELECTOR)"],
    ["Service", "NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE (SELECTOR)"],
    ["Endpoints", "NAME ENDPOINTS AGE"],
    ["EndpointSlice", "NAME ADDRESSTYPE PORTS ENDPOINTS AGE"],
    ["Ingress", "NAME CLASS HOSTS ADDRESS PORTS AGE"],
    ["IngressClass", "NAME CONTROLLER PARAMETERS AGE"],
    ["NetworkPolicy", "NAME POD-SELECTOR AGE"],
    ["Node", "NAME STATUS ROLES AGE VERSION (INTERNAL-IP) (EXTERNAL-IP) (OS-IMAGE) (KERNEL-VERSION) (CONTAINER-RUNTIME)"],
    ["Event", "LAST SEEN TYPE REASON OBJECT (SUBOBJECT) (SOURCE) MESSAGE (FIRST SEEN) (COUNT) (NAME)"],
    ["Namespace", "NAME STATUS AGE"],
    ["ConfigMap", "NAME DATA AGE"],
    ["Secret", "NAME TYPE DATA AGE"],
    ["ServiceAccount", "NAME AGE"],
    ["PersistentVolume", "NAME CAPACITY ACCESS MODES RECLAIM POLICY STATUS CLAIM STORAGECLASS VOLUMEATTRIBUTESCLASS REASON AGE (VOLUMEMODE)"],
    ["PersistentVolumeClaim", "NAME STATUS VOLUME CAPACITY ACCESS MODES STORAGECLASS VOLUMEATTRIBUTESCLASS AGE (VOLUMEMODE)"],
    ["StorageClass", "NAME PROVISIONER RECLAIMPOLICY VOLUMEBINDINGMODE ALLOWVOLUMEEXPANSION AGE"],
    ["HorizontalPodAutoscaler", "NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE"],
    ["PodDisruptionBudget", "NAME MIN AVAILABLE MAX UNAVAILABLE ALLOWED DISRUPTIONS AGE"],
    ["ResourceQuota", "NAME REQUEST LIMIT AGE"],
    ["LimitRange", "NAME CREATED AT"],
    ["Role", "NAME CREATED AT"],
    ["RoleBinding", "NAME ROLE AGE (USERS) (GROUPS) (SERVICEACCOUNTS)"],
    ["PriorityClass", "NAME VALUE GLOBAL-DEFAULT AGE PREEMPTIONPOLICY"],
    ["Lease", "NAME HOLDER AGE"],
    ["ControllerRevision", "NAME CONTROLLER REVISION AGE"],
    ["RuntimeClass", "NAME HANDLER AGE"],
    ["ComponentStatus", "NAME STATUS MESSAGE ERROR"],
  ])("%s are %s", (kind, heads) => {
    expect(columnsOf(kind).map(({ name, wide }) => (wide ? `(${name.toUpperCase()})` : name.toUpperCase())).join(" ")).toBe(heads);
  });

  test("every kind can be printed of an object that says nothing", () => {
    const metadata = { name: "x", uid: "u", resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z" };
    for (const { kind, group, version } of resources) {
      if (kind === "Pod" || kind === "Event") continue;
      const object = { apiVersion: group ? `${group}/${version}` : version, kind, metadata } as KubernetesObject;
      const cells = columnsOf(kind).map(({ cell }) => cell(object, 0));
      expect(cells, kind).not.toContain(undefined);
    }
  });
});

describe("a table", () => {
  const world = newTestWorld();
  const rows = (resource: string, more: object = {}): Table["rows"][number]["cells"][] => {
    const { rows: all } = world.call("list", { resource, table: true, ...more }).body as unknown as Table;
    return all.map(({ cells }) => [...cells]);
  };

  test("of a list has a row for each object, in byte order", () => {
    for (const name of ["b", "a-1", "a"]) world.call("create", { resource: "configmaps", body: { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: { k: "v" } } });
    expect(rows("configmaps")).toEqual([["a", 1, "0s"], ["a-1", 1, "0s"], ["b", 1, "0s"]]);
  });

  test.each<{ shown: string; event: object; cells: unknown[] }>([
    {
      shown: "counted",
      event: { firstTimestamp: "2025-12-31T23:58:00Z", lastTimestamp: "2025-12-31T23:59:50Z", count: 3, source: { component: "kubelet", host: "n1" } },
      cells: ["10s", "Normal", "Test", "pod/p", "spec.containers{c}", "kubelet, n1", "said", "2m", 3],
    },
    {
      shown: "of events.k8s.io",
      event: { eventTime: "2025-12-31T23:59:30.000000Z", reportingComponent: "default-scheduler", reportingInstance: "default-scheduler-x" },
      cells: ["30s", "Normal", "Test", "pod/p", "spec.containers{c}", "default-scheduler, default-scheduler-x", "said", "30s", 1],
    },
    {
      shown: "in a series",
      event: { eventTime: "2025-12-31T23:59:30.000000Z", series: { count: 5, lastObservedTime: "2025-12-31T23:59:59.000000Z" }, reportingComponent: "s", reportingInstance: "i", action: "Act" },
      cells: ["1s", "Normal", "Test", "pod/p", "spec.containers{c}", "s, i", "said", "30s", 5],
    },
  ])("of Events $shown", ({ event, cells }) => {
    const body = {
      apiVersion: "v1", kind: "Event", metadata: { name: "e", namespace: "default" }, type: "Normal", reason: "Test", message: "said\n",
      involvedObject: { kind: "Pod", name: "p", namespace: "default", fieldPath: "spec.containers{c}" }, action: "Act", ...event,
    };
    expect(world.call("create", { resource: "events", body }).body).toMatchObject({ kind: "Event" });
    expect(rows("events")[0]?.slice(0, -1)).toEqual(cells);
    expect(rows("events", { group: "events.k8s.io" })[0]?.slice(0, -1)).toEqual(cells);
    world.call("delete", { resource: "events", name: "e" });
  });
});
