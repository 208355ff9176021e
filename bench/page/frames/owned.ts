import type { Entity, PodView, ServiceView, WorkloadView } from "../../../src/graph/model.ts";

const deployment: WorkloadView = {
  kind: "workload", key: "workload/web", uid: "web", of: "Deployment", namespace: "default", name: "web", owner: "", createdAtMs: 0, state: "moving",
  desired: 1_000, current: 1_000, ready: 900, updated: 1_000, available: 900, revision: "1", images: ["nginx"], columns: [], conditions: [],
};
const set: WorkloadView = { ...deployment, key: "workload/web-1", uid: "web-1", of: "ReplicaSet", name: "web-1", owner: deployment.key };
const service: ServiceView = {
  kind: "service", key: "service/web", uid: "svc", namespace: "default", name: "web", createdAtMs: 0, type: "ClusterIP", clusterIP: "10.96.0.9", selector: "app=web", ports: [], endpoints: [], columns: [],
};

/** All pods of one Deployment behind one Service, and the key of the Deployment: selected, leaders go to all of them. */
export function owned(entities: readonly Entity[]): { readonly entities: readonly Entity[]; readonly select: string } {
  const pods = entities.map((entity) => (entity.kind === "pod" && entity.namespace === "default" ? { ...entity, owner: "ReplicaSet/web-1" } : entity));
  const endpoints = pods.filter((entity): entity is PodView => entity.kind === "pod" && entity.owner === "ReplicaSet/web-1").map(({ key, name }) => ({ pod: key, name, address: key, state: "ready" as const }));
  return { entities: [...pods, deployment, set, { ...service, endpoints }], select: deployment.key };
}
