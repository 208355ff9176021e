import type { KubernetesObject } from "../../api/types.ts";
import type { Kernel } from "../simulation/kernel.ts";
import { draw } from "../simulation/random.ts";
import type { ApiRequest, ApiResponse } from "./request.ts";
import type { Store } from "./store/store.ts";

/** A server that answers as the real one would now, over writes of its own that nobody else ever sees. */
export interface Rehearsal {
  /** `mayRetry`: the refusal would pass by itself within a second. */
  serve(request: ApiRequest): { readonly response: ApiResponse; readonly mayRetry: boolean };
}

/** The simulation as a rehearsal has it: the same time and seed, chance of its own, and nothing that it does is noticed. */
export function rehearsalKernel(kernel: Kernel): Kernel {
  const counters = new Map<string, number>();
  let place = 0;
  return {
    now: kernel.now,
    startsAtMs: kernel.startsAtMs,
    seed: kernel.seed,
    schedule: () => {},
    draw(stream, bound) {
      const counter = counters.get(stream) ?? 0;
      counters.set(stream, counter + 1);
      return draw(kernel.seed, `rehearsal/${stream}`, counter, bound);
    },
    nextPlace: () => (place += 1),
    journal: { level: "off", cause: 0, wants: () => false, write: () => 0 },
    freeze: (value) => kernel.freeze(value),
    charge: () => {},
  };
}

type Readable = Pick<Store, "revision" | "get" | "keys" | "podKeysOnNode" | "resources">;

/** What is stored, with writes over it that stay here. */
export function rehearsalStore(store: Readable): Store {
  // null: gone.
  const written = new Map<string, Map<string, KubernetesObject | null>>();
  let writes = 0;
  const get = (resource: string, key: string): KubernetesObject | undefined => {
    const own = written.get(resource)?.get(key);
    return own === undefined ? store.get(resource, key) : (own ?? undefined);
  };
  const write = (resource: string, key: string, object: KubernetesObject, gone = false): KubernetesObject => {
    writes += 1;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(store.revision + writes) } };
    const objects = written.get(resource) ?? new Map<string, KubernetesObject | null>();
    written.set(resource, objects.set(key, gone ? null : stored));
    return stored;
  };
  const keys = (resource: string, namespace?: string): readonly string[] => {
    const own = written.get(resource);
    if (own === undefined) return store.keys(resource, namespace);
    const candidates = new Set([...store.keys(resource, namespace), ...own.keys()]);
    return [...candidates].filter((key) => get(resource, key) !== undefined && (namespace === undefined || key.startsWith(`${namespace}/`))).sort();
  };
  return {
    get revision() {
      return store.revision + writes;
    },
    compactedRevision: store.revision,
    get,
    create: write,
    update: write,
    delete: (resource, key, last) => write(resource, key, last ?? get(resource, key)!, true),
    keys,
    podKeysOnNode: store.podKeysOnNode,
    resources: () => [...new Set([...store.resources(), ...written.keys()])].sort(),
    since: () => undefined,
    onWrite: () => {},
  };
}
