import type { Cluster } from "../engine/cluster.ts";
import { squashed, type Change } from "../graph/frame.ts";
import type { Entity, EntityKey, SessionView, ViewModel } from "../graph/model.ts";
import type { Projector } from "../graph/projector.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** Until the real projector is here: cluster, sessions and etcd's figure only. */
export function createProjector(cluster: Cluster, scenario: Scenario, from: ViewModel = new Map()): Projector {
  const model = new Map<EntityKey, Entity>(from);
  return {
    model,
    look() {
      const changes: Change[] = [];
      const put = (entity: Entity): void => {
        const before = model.get(entity.key);
        if (JSON.stringify(before) === JSON.stringify(entity)) return;
        model.set(entity.key, entity);
        changes.push({ key: entity.key, ...(before ? { before } : {}), after: entity });
      };
      put({ kind: "cluster", key: "cluster", name: scenario.name, seed: scenario.seed, version: "v1.36.3", namespace: scenario.namespace, startsAtMs: scenario.startsAtMs, files: Object.keys(scenario.files) });
      put({ kind: "part", key: "part/etcd", name: "etcd", figure: cluster.parts.server.store.revision });
      for (const session of cluster.state.workstation.sessions.values()) put(sessionView(cluster, session.name));
      return { changes: squashed([changes]), marks: [], messages: [] };
    },
  };
}

function sessionView(cluster: Cluster, name: string): SessionView {
  const { running, queue } = cluster.state.workstation.sessions.get(name)!;
  const lineOf = (number: number | null): string => {
    const action = number === null ? undefined : cluster.input(number)?.input.action;
    return action?.type === "run" ? action.line : "";
  };
  return { kind: "session", key: `session/${name}`, name, running: lineOf(running), waiting: queue.map(lineOf), lastExitCode: 0, wantsKeys: false };
}
