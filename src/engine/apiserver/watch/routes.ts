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

  function gather(route: string, found: OpenWatcher[]): void {
    const there = routes.get(route);
    if (there) for (const watcher of there) found.push(watcher);
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
    candidates({ resource, object, previous }) {
      const found: OpenWatcher[] = [];
      gather(resource, found);
      gather(nameRoute(resource, object.metadata.name), found);
      if (object.metadata.namespace) gather(namespaceRoute(resource, object.metadata.namespace), found);
      if (resource === "pods") {
        const [now, before] = [nodeNameOf(object), nodeNameOf(previous)];
        if (now) gather(nodeRoute(resource, now), found);
        if (before && before !== now) gather(nodeRoute(resource, before), found);
      }
      return found.length < 2 ? found : found.sort((a, b) => a.watcher.number - b.watcher.number);
    },
  };
}
