import { isObject } from "../../../api/json.ts";
import type { ConfigMap, Namespace } from "../../../api/types.ts";
import { isError, type ApiClient, type ApiRequest, type ApiResponse, type WatchEvent } from "../../apiserver/request.ts";
import type { Component, Kernel } from "../../simulation/kernel.ts";
import { slice } from "../../simulation/slice.ts";
import { applyWatchEvent } from "../informer.ts";
import { createWorkQueue, newWorkQueueState, type WorkQueuePayload, type WorkQueueState } from "../work-queue.ts";
import { DESCRIPTION_KEY, ROOT_CA_CONFIG_MAP, ROOT_CA_DESCRIPTION } from "./config-map.ts";

export const ROOT_CA_PUBLISHER = "root-ca-certificate-publisher";
type To = typeof ROOT_CA_PUBLISHER;

export interface RootCaPublisherState {
  readonly namespaces: Map<string, Namespace>;
  readonly configMaps: Map<string, ConfigMap>;
  readonly queue: WorkQueueState;
}
export const newRootCaPublisherState = (): RootCaPublisherState =>
  slice({ namespaces: new Map(), configMaps: new Map(), queue: newWorkQueueState() });

export type RootCaPublisherPayload =
  | WorkQueuePayload<To>
  | { readonly target: To; readonly type: "NamespaceEvent"; readonly event?: WatchEvent<Namespace> }
  | { readonly target: To; readonly type: "ConfigMapEvent"; readonly event?: WatchEvent<ConfigMap> }
  | { readonly target: To; readonly type: "Written"; readonly key: string; readonly response?: ApiResponse };

export interface RootCaPublisher extends Component<RootCaPublisherPayload> {
  /** Begins to watch. Once, at boot. */
  start(): void;
}

/** Every namespace has the cluster's CA in a ConfigMap. Mirrors Publisher (pkg/controller/certificates/rootcacertpublisher/publisher.go). */
export function createRootCaPublisher({ kernel, state, client, rootCa }: {
  readonly kernel: Kernel;
  readonly state: RootCaPublisherState;
  readonly client: ApiClient;
  /** The bundle to publish: PEM. */
  readonly rootCa: string;
}): RootCaPublisher {
  const target = ROOT_CA_PUBLISHER;
  const queue = createWorkQueue({ kernel, state: state.queue, target });
  const core = { group: "", version: "v1", userAgent: "kube-controller-manager" };

  function start(): void {
    const fieldSelector = `metadata.name=${ROOT_CA_CONFIG_MAP}`;
    client.watch({ id: `${target}/configmaps`, ...core, resource: "configmaps", fieldSelector, deliver: { target, type: "ConfigMapEvent" } });
    client.watch({ id: `${target}/namespaces`, ...core, resource: "namespaces", deliver: { target, type: "NamespaceEvent" } });
  }

  function sync(key: string): void {
    const request = wantedWrite(key);
    const reply: RootCaPublisherPayload = { target, type: "Written", key };
    if (request) client.send(request, reply);
    else written(key, undefined);
  }

  function wantedWrite(namespace: string): ApiRequest | undefined {
    if (state.namespaces.get(namespace)?.status.phase !== "Active") return undefined;
    const known = state.configMaps.get(`${namespace}/${ROOT_CA_CONFIG_MAP}`);
    const body = { apiVersion: "v1", kind: "ConfigMap", data: { "ca.crt": rootCa } };
    const request = { ...core, resource: "configmaps", namespace };
    if (!known) {
      return { ...request, verb: "create", body: { ...body, metadata: { name: ROOT_CA_CONFIG_MAP, namespace, annotations: { [DESCRIPTION_KEY]: ROOT_CA_DESCRIPTION } } } };
    }
    const isRight = known.data?.["ca.crt"] === rootCa && Object.keys(known.data).length === 1 && known.metadata.annotations?.[DESCRIPTION_KEY];
    if (isRight) return undefined;
    const metadata = { name: ROOT_CA_CONFIG_MAP, namespace, resourceVersion: known.metadata.resourceVersion, annotations: { ...known.metadata.annotations, [DESCRIPTION_KEY]: ROOT_CA_DESCRIPTION } };
    return { ...request, verb: "update", name: ROOT_CA_CONFIG_MAP, body: { ...body, metadata } };
  }

  // A map that appeared meanwhile is told of by the watch; a namespace that ends needs none.
  function written(key: string, response: ApiResponse | undefined): void {
    const failed = response !== undefined && isError(response) && !isSettled(response);
    if (failed) queue.addRateLimited(key);
    else queue.forget(key);
    queue.done(key);
  }

  function handle(payload: RootCaPublisherPayload): void {
    switch (payload.type) {
      case "NamespaceEvent":
        if (payload.event && applyWatchEvent(state.namespaces, payload.event)) queue.add(payload.event.object.metadata.name);
        break;
      case "ConfigMapEvent":
        if (payload.event && applyWatchEvent(state.configMaps, payload.event)) queue.add(payload.event.object.metadata.namespace ?? "");
        break;
      case "Written":
        written(payload.key, payload.response);
        break;
      default: {
        const key = queue.take(payload);
        if (key !== undefined) sync(key);
      }
    }
  }

  return { start, handle };
}

const isSettled = ({ code, body }: ApiResponse): boolean => code === 403 || code === 404 || (isObject(body) && body["reason"] === "AlreadyExists");
