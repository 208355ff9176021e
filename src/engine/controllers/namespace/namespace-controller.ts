import { asJson } from "../../../api/json.ts";
import type { ApiResource } from "../../../api/resources.ts";
import { parseRfc3339, rfc3339 } from "../../../api/time.ts";
import type { Namespace, ObjectList } from "../../../api/types.ts";
import { isError, type ApiClient, type ApiResponse, type WatchEvent } from "../../apiserver/request.ts";
import type { Component, Kernel } from "../../simulation/kernel.ts";
import { slice } from "../../simulation/slice.ts";
import { applyWatchEvent } from "../informer.ts";
import { createWorkQueue, newWorkQueueState, type WorkQueuePayload, type WorkQueueState } from "../work-queue.ts";
import { namespaceConditions } from "./conditions.ts";
import { newPass, otherResources, podResource, withError, withListed, type Pass } from "./pass.ts";

export const NAMESPACE_CONTROLLER = "namespace-controller";
type To = typeof NAMESPACE_CONTROLLER;

export interface NamespaceControllerState {
  readonly namespaces: Map<string, Namespace>;
  readonly passes: Map<string, Pass>;
  readonly queue: WorkQueueState;
}
export const newNamespaceControllerState = (): NamespaceControllerState =>
  slice({ namespaces: new Map(), passes: new Map(), queue: newWorkQueueState() });

export type NamespaceControllerPayload =
  | WorkQueuePayload<To>
  | { readonly target: To; readonly type: "NamespaceEvent"; readonly event?: WatchEvent<Namespace> }
  | { readonly target: To; readonly type: "Deleted" | "Listed"; readonly key: string; readonly resource: number; readonly response?: ApiResponse }
  | { readonly target: To; readonly type: "Finalized"; readonly key: string; readonly response?: ApiResponse };

export interface NamespaceController extends Component<NamespaceControllerPayload> {
  /** Begins to watch. Once, at boot. */
  start(): void;
}

// Mirrors namespaceDeletionGracePeriod (pkg/controller/namespace/namespace_controller.go): each look waits 5 s.
const DELETION_GRACE_MS = 5000;

/** Empties namespaces that were deleted, and lets them go. Mirrors NamespaceController and namespacedResourcesDeleter. */
export function createNamespaceController({ kernel, state, client }: {
  readonly kernel: Kernel;
  readonly state: NamespaceControllerState;
  readonly client: ApiClient;
}): NamespaceController {
  const target = NAMESPACE_CONTROLLER;
  const queue = createWorkQueue({ kernel, state: state.queue, target });
  const agent = { userAgent: "kube-controller-manager" };
  const namespacesApi = { ...agent, group: "", version: "v1", resource: "namespaces" };

  function start(): void {
    client.watch({ id: `${target}/namespaces`, group: "", version: "v1", resource: "namespaces", deliver: { target, type: "NamespaceEvent" } });
  }

  function onNamespace(event: WatchEvent<Namespace>): void {
    if (!applyWatchEvent(state.namespaces, event) || event.type === "DELETED") return;
    const { deletionTimestamp, name } = event.object.metadata;
    if (deletionTimestamp !== undefined) queue.addAfter(name, DELETION_GRACE_MS);
  }

  function sync(key: string): void {
    const namespace = state.namespaces.get(key);
    if (!namespace || namespace.metadata.deletionTimestamp === undefined || !isHeld(namespace)) {
      finish(key);
      return;
    }
    setPass(key, newPass);
    empty(key, podResource);
  }

  function empty(key: string, kinds: readonly ApiResource[]): void {
    for (const { group, version, resource } of kinds) {
      client.send({ ...agent, verb: "deletecollection", group, version, resource, namespace: key }, replyFor("Deleted", key, kinds, resource));
    }
  }
  const replyFor = (type: "Deleted" | "Listed", key: string, kinds: readonly ApiResource[], resource: string): NamespaceControllerPayload => ({
    target, type, key, resource: kinds.findIndex((kind) => kind.resource === resource),
  });

  function onAnswer({ type, key, resource: index, response }: Extract<NamespaceControllerPayload, { resource: number }>): void {
    const pass = state.passes.get(key);
    const kinds = pass?.stage === "pods" ? podResource : otherResources;
    const kind = kinds[index];
    if (!pass || !kind || !response) return;
    if (isError(response)) setPass(key, withError(pass, response.body.message ?? ""));
    else if (type === "Listed") setPass(key, withListed(pass, kind, (response.body as unknown as ObjectList).items, deletedForMs(key)));
    else {
      client.send({ ...agent, verb: "list", group: kind.group, version: kind.version, resource: kind.resource, namespace: key }, replyFor("Listed", key, kinds, kind.resource));
      return;
    }
    proceed(key);
  }

  // Mirrors deleteAllContent with OrderedNamespaceDeletion: nothing else is touched while pods are left.
  function proceed(key: string): void {
    const pass = state.passes.get(key);
    if (!pass || pass.awaiting > 0) return;
    const podsAreLeft = Object.keys(pass.remaining).length > 0 || pass.errors.length > 0;
    if (pass.stage === "pods" && !podsAreLeft) {
      setPass(key, { ...pass, stage: "others", awaiting: otherResources.length });
      empty(key, otherResources);
      return;
    }
    state.passes.delete(key);
    endPass(key, pass);
  }

  function endPass(key: string, pass: Pass): void {
    const namespace = state.namespaces.get(key);
    if (namespace) writeConditions(namespace, pass);
    if (namespace && pass.estimateSeconds === 0 && pass.errors.length === 0) {
      finalize(namespace);
      return;
    }
    if (pass.errors.length > 0) queue.addRateLimited(key);
    else queue.addAfter(key, (Math.floor(pass.estimateSeconds / 2) + 1) * 1000);
    queue.done(key);
  }

  function writeConditions(namespace: Namespace, pass: Pass): void {
    const conditions = namespaceConditions(namespace.status.conditions, pass, rfc3339(kernel.startsAtMs + kernel.now));
    if (conditions === namespace.status.conditions) return;
    const body = asJson({ ...namespace, status: { ...namespace.status, conditions } });
    client.send({ ...namespacesApi, verb: "update", subresource: "status", name: namespace.metadata.name, body });
  }

  function finalize({ metadata: { resourceVersion: _, ...metadata }, spec }: Namespace): void {
    const finalizers = (spec.finalizers ?? []).filter((finalizer) => finalizer !== "kubernetes");
    const body = asJson({ apiVersion: "v1", kind: "Namespace", metadata, spec: { finalizers } });
    const reply: NamespaceControllerPayload = { target, type: "Finalized", key: metadata.name };
    client.send({ ...namespacesApi, verb: "update", subresource: "finalize", name: metadata.name, body }, reply);
  }

  function onFinalized(key: string, response: ApiResponse | undefined): void {
    const failed = response !== undefined && isError(response) && response.code !== 404;
    if (failed) {
      queue.addRateLimited(key);
      queue.done(key);
    } else finish(key);
  }

  const isHeld = ({ spec }: Namespace): boolean => spec.finalizers?.includes("kubernetes") ?? false;
  const setPass = (key: string, pass: Pass): void => void state.passes.set(key, kernel.freeze(pass));
  function deletedForMs(key: string): number {
    const deletedAtMs = parseRfc3339(state.namespaces.get(key)?.metadata.deletionTimestamp ?? "");
    return deletedAtMs === undefined ? 0 : kernel.startsAtMs + kernel.now - deletedAtMs;
  }
  function finish(key: string): void {
    queue.forget(key);
    queue.done(key);
  }

  function handle(payload: NamespaceControllerPayload): void {
    switch (payload.type) {
      case "NamespaceEvent":
        if (payload.event) onNamespace(payload.event);
        break;
      case "Deleted":
      case "Listed":
        onAnswer(payload);
        break;
      case "Finalized":
        onFinalized(payload.key, payload.response);
        break;
      default: {
        const key = queue.take(payload);
        if (key !== undefined) sync(key);
      }
    }
  }

  return { start, handle };
}
