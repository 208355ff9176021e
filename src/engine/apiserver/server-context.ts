import type { ApiResource } from "../../api/resources.ts";
import { rfc3339 } from "../../api/time.ts";
import type { KubernetesObject, ObjectMeta } from "../../api/types.ts";
import type { Kernel } from "../simulation/kernel.ts";
import type { KubeletConnection } from "./kubelet-connection.ts";
import type { MetricsSource } from "./metrics-source.ts";
import type { FieldSet } from "./patch/field-set.ts";
import type { ApiRequest } from "./request.ts";
import { keyOf, type Store } from "./store/store.ts";
import { qualified } from "./status.ts";
import { strategyFor, type Strategy } from "./strategies/strategy.ts";

/** What the verbs work with. */
export interface ServerContext {
  readonly kernel: Kernel;
  readonly store: Store;
  readonly kubelets: KubeletConnection;
  /** What metrics-server knows; absent where there can be none. */
  readonly metrics?: MetricsSource;
  /** The time of the cluster as objects carry it, in whole seconds. */
  timestamp(): string;
  /** An object as a reader meets it: with the renewals that are computed instead of written. */
  read(resource: string, object: KubernetesObject): KubernetesObject;
}

/** What the verbs say about an answer beside the answer. */
export interface Outcome {
  /** A new object: 201. */
  created: boolean;
  /** The refusal may pass by itself within a second: the server tries again before it answers. */
  mayRetry: boolean;
}

/** A request with its resource found, and what it has to say to the client beside its answer. */
export interface Call {
  readonly request: ApiRequest;
  readonly resource: ApiResource;
  /** Where its objects are stored: "pods", "deployments.apps". */
  readonly stored: string;
  readonly warnings: string[];
  readonly outcome: Outcome;
  /** The fields that a server-side apply sets: its manager owns them afterwards. */
  readonly applied?: FieldSet;
}

/** The rules of a resource's kind; those of the shape in which it is stored. */
export const strategyOf = (resource: ApiResource): Strategy =>
  strategyFor(resource.group === "events.k8s.io" ? "" : resource.group, resource.resource);

/** Where a resource's objects are stored: under its qualified name, whatever the version. */
// Mirrors the storage of events.k8s.io: Events of both groups are one set of objects.
export const storedUnder = (resource: ApiResource): string =>
  resource.group === "events.k8s.io" ? "events" : qualified(resource);

/** The key of the object that a request names. */
export const keyOfCall = ({ request, resource }: Call, name = request.name ?? ""): string =>
  keyOf(resource.namespaced ? request.namespace : undefined, name);

export const withMetadata = <T extends KubernetesObject>(object: T, metadata: Partial<ObjectMeta>): T => ({
  ...object,
  metadata: { ...object.metadata, ...metadata },
});

/** Wall-clock time of the cluster in Unix milliseconds. */
export const unixNow = (kernel: Kernel): number => kernel.startsAtMs + kernel.now;

/** A clock that writes a second's text once: most of what happens in it asks for the same. */
export function createTimestamps(kernel: Kernel): () => string {
  let [second, text] = [Number.NaN, ""];
  return () => {
    const now = Math.floor(unixNow(kernel) / 1000);
    if (now !== second) [second, text] = [now, rfc3339(now * 1000)];
    return text;
  };
}
