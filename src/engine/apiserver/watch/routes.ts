import { wantedValue } from "../selection.ts";
import { nodeNameOf } from "../store/node-index.ts";
import type { StoreWrite } from "../store/store.ts";
import type { OpenWatcher } from "./watcher.ts";

/**
 * Which watchers a write may concern, without asking all: five hundred kubelets watch the pods of their own node. A
 * watcher stands under what its selection fixes: a node's pods, one name, one namespace, or everything of a resource.
 */
export interface Routes {
  add(watcher: OpenWatcher): void;
  remove(watcher: OpenWatcher): void;
  /** In order of registration. */
  candidates(write: StoreWrite): readonly OpenWatcher[];
}

const nodeRoute = (stored: string, nodeName: string): string => `${stored} node ${nodeName}`;
const nameRoute = (stored: string, name: string): string => `${stored} name ${name}`;
const namespaceRoute = (stored: string, namespace: string): string => `${stored} in ${namespace}`;

function routeOf({ stored, selection }: OpenWatcher): string {
  const nodeName = stored === "pods" ? wantedValue(selection, "spec.nodeName") : undefined;
  if (nodeName) return nodeRoute(stored, nodeName);
  const name = wantedValue(selection, "metadata.name");
  if (name !== undefined) return nameRoute(stored, name);
  return selection.namespace === undefined ? stored : namespaceRoute(stored, selection.namespace);
}

export function createRoutes(): Routes {
  const routes = new Map<string, Set<OpenWatcher>>();

  function* along({ resource, object, previous }: StoreWrite): Generator<string> {
    yield resource;
    yield nameRoute(resource, object.metadata.name);
    if (object.metadata.namespace) yield namespaceRoute(resource, object.metadata.namespace);
    if (resource !== "pods") return;
    const [now, before] = [nodeNameOf(object), nodeNameOf(previous)];
    if (now) yield nodeRoute(resource, now);
    if (before && before !== now) yield nodeRoute(resource, before);
  }

  return {
    add(watcher) {
      const route = routeOf(watcher);
      const there = routes.get(route);
      if (there) there.add(watcher);
      else routes.set(route, new Set([watcher]));
    },
    remove(watcher) {
      const route = routeOf(watcher);
      const there = routes.get(route);
      there?.delete(watcher);
      if (there?.size === 0) routes.delete(route);
    },
    candidates(write) {
      const found: OpenWatcher[] = [];
      for (const route of along(write)) found.push(...(routes.get(route) ?? []));
      return found.length < 2 ? found : found.sort((a, b) => a.watcher.number - b.watcher.number);
    },
  };
}
