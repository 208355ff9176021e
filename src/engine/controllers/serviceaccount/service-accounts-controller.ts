import type { Namespace, ServiceAccount } from "../../../api/types.ts";
import { isError, type ApiClient, type ApiResponse, type WatchEvent } from "../../apiserver/request.ts";
import type { Component, Kernel } from "../../simulation/kernel.ts";
import { slice } from "../../simulation/slice.ts";
import { applyWatchEvent } from "../informer.ts";
import { createWorkQueue, newWorkQueueState, type WorkQueuePayload, type WorkQueueState } from "../work-queue.ts";

export const SERVICE_ACCOUNTS_CONTROLLER = "serviceaccount-controller";
type To = typeof SERVICE_ACCOUNTS_CONTROLLER;

export interface ServiceAccountsState {
  readonly namespaces: Map<string, Namespace>;
  readonly accounts: Map<string, ServiceAccount>;
  readonly queue: WorkQueueState;
}
export const newServiceAccountsState = (): ServiceAccountsState =>
  slice({ namespaces: new Map(), accounts: new Map(), queue: newWorkQueueState() });

export type ServiceAccountsPayload =
  | WorkQueuePayload<To>
  | { readonly target: To; readonly type: "NamespaceEvent"; readonly event?: WatchEvent<Namespace> }
  | { readonly target: To; readonly type: "AccountEvent"; readonly event?: WatchEvent<ServiceAccount> }
  | { readonly target: To; readonly type: "Created"; readonly key: string; readonly response?: ApiResponse };

export interface ServiceAccountsController extends Component<ServiceAccountsPayload> {
  /** Begins to watch. Once, at boot. */
  start(): void;
}

const DEFAULT_ACCOUNT = "default";

/** Every namespace has an account `default`. Mirrors ServiceAccountsController (pkg/controller/serviceaccount/serviceaccounts_controller.go). */
export function createServiceAccountsController({ kernel, state, client }: {
  readonly kernel: Kernel;
  readonly state: ServiceAccountsState;
  readonly client: ApiClient;
}): ServiceAccountsController {
  const target = SERVICE_ACCOUNTS_CONTROLLER;
  const queue = createWorkQueue({ kernel, state: state.queue, target });
  const core = { group: "", version: "v1", userAgent: "kube-controller-manager" };

  function start(): void {
    const fieldSelector = `metadata.name=${DEFAULT_ACCOUNT}`;
    client.watch({ id: `${target}/accounts`, ...core, resource: "serviceaccounts", fieldSelector, deliver: { target, type: "AccountEvent" } });
    client.watch({ id: `${target}/namespaces`, ...core, resource: "namespaces", deliver: { target, type: "NamespaceEvent" } });
  }

  function sync(namespace: string): void {
    const known = state.namespaces.get(namespace);
    if (!known || known.status.phase !== "Active" || state.accounts.has(`${namespace}/${DEFAULT_ACCOUNT}`)) {
      finish(namespace);
      return;
    }
    const reply: ServiceAccountsPayload = { target, type: "Created", key: namespace };
    const body = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: DEFAULT_ACCOUNT, namespace } };
    client.send({ ...core, verb: "create", resource: "serviceaccounts", namespace, body }, reply);
  }

  // An account that is there after all is as good; a namespace that ends needs none.
  function created(key: string, response: ApiResponse | undefined): void {
    const failed = response !== undefined && isError(response) && response.code !== 409 && response.code !== 404 && response.code !== 403;
    if (failed) queue.addRateLimited(key);
    else queue.forget(key);
    queue.done(key);
  }

  function finish(key: string): void {
    queue.forget(key);
    queue.done(key);
  }

  function handle(payload: ServiceAccountsPayload): void {
    switch (payload.type) {
      case "NamespaceEvent":
        if (payload.event && applyWatchEvent(state.namespaces, payload.event)) queue.add(payload.event.object.metadata.name);
        break;
      case "AccountEvent":
        if (payload.event && applyWatchEvent(state.accounts, payload.event)) queue.add(payload.event.object.metadata.namespace ?? "");
        break;
      case "Created":
        created(payload.key, payload.response);
        break;
      default: {
        const key = queue.take(payload);
        if (key !== undefined) sync(key);
      }
    }
  }

  return { start, handle };
}
