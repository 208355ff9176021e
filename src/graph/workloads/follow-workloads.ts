import type { EndpointSlice, Service } from "../../api/services.ts";
import type { StoreWrite } from "../../engine/apiserver/store/store.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { Entity, EntityKey, ViewModel } from "../model.ts";
import { serviceKey, serviceView } from "./service-view.ts";
import { workloadKey, workloadKinds, workloadView } from "./workload-view.ts";

/** Keeps what the model says of workloads and Services true, at the cost of what was written. */
export interface WorkloadLooks {
  /** All that is there now is to be looked at, and what the model has beyond it is to go. */
  begin(model: ViewModel): void;
  written(write: StoreWrite): void;
  look(put: (key: EntityKey, made: Entity | undefined) => void): void;
}

const SLICES = "endpointslices.discovery.k8s.io";
const SERVICE_NAME = "kubernetes.io/service-name";

export function followWorkloads({ parts, options }: Cluster): WorkloadLooks {
  const { store } = parts.server;
  /** Keys of the store, by resource. */
  const dirty = new Map<string, Set<string>>([...workloadKinds.keys(), "services"].map((resource) => [resource, new Set()]));
  const gone = new Set<EntityKey>();
  /** Keys of EndpointSlices by that of their Service. */
  const slices = new Map<string, Set<string>>();

  function sliceWritten({ type, object, previous, key }: StoreWrite): void {
    const [before, after] = [previous, type === "DELETED" ? undefined : object].map((slice) => slice && serviceOf(slice as EndpointSlice));
    for (const service of [before, after]) if (service !== undefined) dirty.get("services")!.add(service);
    if (before !== undefined && before !== after) slices.get(before)?.delete(key);
    if (type === "DELETED") slices.get(serviceOf(object as EndpointSlice) ?? "")?.delete(key);
    else if (after !== undefined) slices.set(after, (slices.get(after) ?? new Set()).add(key));
  }

  const keyOf = (resource: string, uid: string): EntityKey => (resource === "services" ? serviceKey(uid) : workloadKey(uid));

  return {
    begin(model) {
      for (const [resource, keys] of dirty) for (const key of store.keys(resource)) keys.add(key);
      for (const key of store.keys(SLICES)) {
        const service = serviceOf(store.get(SLICES, key) as EndpointSlice);
        if (service !== undefined) slices.set(service, (slices.get(service) ?? new Set()).add(key));
      }
      const there = new Set([...dirty].flatMap(([resource, keys]) => [...keys].map((key) => keyOf(resource, store.get(resource, key)!.metadata.uid))));
      for (const [key, { kind }] of model) if ((kind === "workload" || kind === "service") && !there.has(key)) gone.add(key);
    },
    written(write) {
      const { resource, type, object, key } = write;
      if (resource === SLICES) return sliceWritten(write);
      const keys = dirty.get(resource);
      if (!keys) return;
      if (type === "DELETED") gone.add(keyOf(resource, object.metadata.uid));
      keys.add(key);
    },
    look(put) {
      for (const key of gone) put(key, undefined);
      gone.clear();
      for (const [resource, keys] of dirty) {
        for (const key of keys) {
          const object = store.get(resource, key);
          if (!object) continue;
          const made = resource === "services"
            ? serviceView(object as Service, [...(slices.get(key) ?? [])].flatMap((slice) => (store.get(SLICES, slice) as EndpointSlice | undefined) ?? []), options.startsAtMs)
            : workloadView(workloadKinds.get(resource)!, object, options.startsAtMs);
          put(made.key, made);
        }
        keys.clear();
      }
    },
  };
}

const serviceOf = ({ metadata }: EndpointSlice): string | undefined => {
  const name = metadata.labels?.[SERVICE_NAME];
  return name === undefined ? undefined : `${metadata.namespace ?? ""}/${name}`;
};
