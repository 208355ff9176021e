import { resourceAt } from "../../../api/resources.ts";
import type { KubernetesObject, Status } from "../../../api/types.ts";
import type { Kernel } from "../../simulation/kernel.ts";
import { slice } from "../../simulation/slice.ts";
import { toVersion } from "../conversion.ts";
import type { LatencyProfile } from "../latency.ts";
import type { WatchEventType, WatchSpec } from "../request.ts";
import { readSelection, selects } from "../selection.ts";
import { storedUnder } from "../server-context.ts";
import { badRequest, expired, isStatus, noSuchPath } from "../status.ts";
import type { Store, StoreWrite } from "../store/store.ts";
import { asTable } from "../table/table.ts";
import { createRoutes } from "./routes.ts";
import { changeFor, type OpenWatcher, type Watcher } from "./watcher.ts";

export interface WatchHubState {
  readonly watchers: Map<string, Watcher>;
  nextNumber: number;
}

export const newWatchHubState = (): WatchHubState => slice({ watchers: new Map(), nextNumber: 1 });

/** The watch request has reached the API server. */
export interface WatchOpenPayload {
  readonly target: "kube-apiserver";
  readonly type: "WatchOpen";
  readonly id: string;
  readonly number: number;
}

export interface WatchHub {
  /** Sends the request for a watch. */
  connect(spec: WatchSpec, client: string, latencyMs: number): void;
  disconnect(id: string): void;
  opened(payload: WatchOpenPayload): void;
  /** Routes a write to everyone whom it concerns. */
  written(write: StoreWrite): void;
  /** True if somebody watches this resource and wants to hear of renewals that are computed. */
  isWatched(stored: string): boolean;
  /** Tells all watchers of a resource of a version that was computed, not written. */
  renewed(stored: string, object: KubernetesObject): void;
}

interface Deps {
  readonly kernel: Kernel;
  readonly state: WatchHubState;
  readonly store: Store;
  readonly latency: LatencyProfile;
  read(stored: string, object: KubernetesObject): KubernetesObject;
}

/** Who watches what, and who is told what when. */
export function createWatchHub({ kernel, state, store, latency, read }: Deps): WatchHub {
  const routes = createRoutes();
  const open = new Map<string, OpenWatcher>();
  for (const watcher of state.watchers.values()) if (watcher.open) join(watcher);

  function join(watcher: Watcher): OpenWatcher | Status {
    const { spec } = watcher;
    const resource = resourceAt(spec.group, spec.version, spec.resource);
    if (!resource || !resource.verbs.includes("watch")) return noSuchPath();
    const selection = readSelection(resource.kind, resource.namespaced ? spec.namespace : undefined, spec);
    if (isStatus(selection)) return selection;
    const joined: OpenWatcher = { watcher, resource, stored: storedUnder(resource), selection };
    open.set(spec.id, joined);
    routes.add(joined);
    return joined;
  }

  function deliver({ watcher, resource, stored }: OpenWatcher, type: WatchEventType, object: KubernetesObject): void {
    const version = toVersion(resource, read(stored, object));
    const shown = watcher.spec.table && type !== "BOOKMARK" ? asTable(resource, [version], kernel) : version;
    send(watcher, type, shown);
  }

  const send = ({ spec, latencyMs }: Watcher, type: WatchEventType, object: object): void =>
    kernel.schedule(kernel.now + latency.watchMs + latencyMs, { ...spec.deliver, event: { type, object } } as WatchSpec["deliver"]);

  function disconnect(id: string): void {
    state.watchers.delete(id);
    const watcher = open.get(id);
    if (!watcher) return;
    open.delete(id);
    routes.remove(watcher);
  }

  function fail(watcher: Watcher, status: Status): void {
    send(watcher, "ERROR", status);
    disconnect(watcher.spec.id);
  }

  /** What exists, as if it had just been added; or what was written after the revision that the client has seen. */
  function catchUp(joined: OpenWatcher): Status | undefined {
    const { watcher, stored, selection } = joined;
    const { resourceVersion } = watcher.spec;
    if (resourceVersion && resourceVersion !== "0") {
      const from = /^\d+$/.test(resourceVersion) ? Number(resourceVersion) : undefined;
      if (from === undefined) return badRequest(`invalid resource version "${resourceVersion}": strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`);
      const writes = store.since(from);
      if (!writes) return expired(`too old resource version: ${from} (${store.compactedRevision})`);
      for (const write of writes) {
        if (write.resource !== stored) continue;
        const change = changeFor(selection, write);
        if (change) deliver(joined, change.type, change.object);
      }
      return undefined;
    }
    const keys = selection.namespace === undefined && stored === "pods" ? podKeys(joined) : store.keys(stored, selection.namespace);
    for (const key of keys) {
      const object = store.get(stored, key);
      if (object && selects(selection, object)) deliver(joined, "ADDED", object);
    }
    return undefined;
  }

  const podKeys = ({ stored, selection }: OpenWatcher): readonly string[] => {
    const nodeName = selection.fields.find(({ field, operator }) => field === "spec.nodeName" && operator === "=")?.value;
    return nodeName ? store.podKeysOnNode(nodeName) : store.keys(stored);
  };

  return {
    connect(spec, client, latencyMs) {
      disconnect(spec.id);
      const number = state.nextNumber;
      state.nextNumber += 1;
      state.watchers.set(spec.id, kernel.freeze({ number, spec, client, latencyMs, open: false }));
      const payload: WatchOpenPayload = { target: "kube-apiserver", type: "WatchOpen", id: spec.id, number };
      kernel.schedule(kernel.now + latency.requestMs + latencyMs, payload);
    },
    disconnect,
    opened({ id, number }) {
      const watcher = state.watchers.get(id);
      if (watcher?.number !== number || watcher.open) return;
      const opened = { ...watcher, open: true };
      const joined = join(opened);
      if (isStatus(joined)) return fail(watcher, joined);
      state.watchers.set(id, opened);
      const failed = catchUp(joined);
      if (failed) return fail(opened, failed);
      if (opened.spec.bookmarks) send(opened, "BOOKMARK", bookmark(joined, store.revision));
    },
    written(write) {
      const changes = routes.candidates(write).flatMap((watcher) => {
        const change = changeFor(watcher.selection, write);
        return change ? [{ watcher, change }] : [];
      });
      if (changes.length === 0) return;
      if (kernel.journal.wants("detail")) {
        const detail = { revision: write.revision, watchers: changes.map(({ watcher, change }) => `${watcher.watcher.spec.id} ${change.type}`) };
        kernel.journal.write("detail", { actor: "kube-apiserver", type: "watch", subject: `${write.resource}/${write.key}`, detail });
      }
      for (const { watcher, change } of changes) deliver(watcher, change.type, change.object);
    },
    isWatched: (stored) => [...open.values()].some(({ watcher, stored: own }) => own === stored && !watcher.spec.onlyWritten),
    renewed(stored, object) {
      for (const watcher of open.values()) {
        if (watcher.stored === stored && !watcher.watcher.spec.onlyWritten && selects(watcher.selection, object)) deliver(watcher, "MODIFIED", object);
      }
    },
  };
}

/** An object of the watched kind that says only how far the watch has come. */
const bookmark = ({ resource }: OpenWatcher, revision: number): object => ({
  kind: resource.kind,
  apiVersion: resource.group === "" ? resource.version : `${resource.group}/${resource.version}`,
  metadata: { resourceVersion: String(revision), creationTimestamp: null, annotations: { "k8s.io/initial-events-end": "true" } },
});
