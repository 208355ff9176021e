import { useCallback, useSyncExternalStore } from "react";
import type { Changes } from "../../graph/frame.ts";
import type { Entity, EntityKey, ViewModel } from "../../graph/model.ts";

type Kind = Entity["kind"];
type OfKind<K extends Kind> = Extract<Entity, { kind: K }>;

/**
 * The page's copy of the view model. One subscription per entity: a change of one pod draws that pod and nothing else.
 * Lists of keys change only when entities come or go.
 */
export interface ModelStore {
  readonly model: ViewModel;
  get<K extends Kind>(kind: K, key: EntityKey): OfKind<K> | undefined;
  /** Keys of a kind in the order in which they came; the same array until one comes or goes. */
  keys(kind: Kind): readonly EntityKey[];
  apply(changes: Changes, afresh: boolean): void;
  /** Called when that entity changes. Returns how to end it. */
  onEntity(key: EntityKey, listener: () => void): () => void;
  /** Called when an entity of that kind comes or goes. */
  onKeys(kind: Kind, listener: () => void): () => void;
  /** Called once per applied frame that changed anything, with the keys that changed. */
  onAny(listener: (changed: ReadonlySet<EntityKey>) => void): () => void;
}

const NONE: readonly EntityKey[] = [];

export function createModelStore(): ModelStore {
  const model = new Map<EntityKey, Entity>();
  const keys = new Map<Kind, readonly EntityKey[]>();
  const ofEntity = new Map<EntityKey, Set<() => void>>();
  const ofKind = new Map<Kind, Set<() => void>>();
  const ofAny = new Set<(changed: ReadonlySet<EntityKey>) => void>();

  const put = (key: EntityKey, after: Entity | undefined): Kind | undefined => {
    const before = model.get(key);
    if (after) model.set(key, after);
    else model.delete(key);
    if (!before === !after) return undefined;
    const kind = (after ?? before)!.kind;
    keys.set(kind, after ? [...(keys.get(kind) ?? NONE), key] : (keys.get(kind) ?? NONE).filter((other) => other !== key));
    return kind;
  };

  return {
    model,
    get: <K extends Kind>(kind: K, key: EntityKey) => {
      const entity = model.get(key);
      return entity?.kind === kind ? (entity as OfKind<K>) : undefined;
    },
    keys: (kind) => keys.get(kind) ?? NONE,
    apply(changes, afresh) {
      const changed = new Set<EntityKey>();
      const kinds = new Set<Kind>();
      const set = (key: EntityKey, after: Entity | undefined): void => {
        if (model.get(key) === after) return;
        const kind = put(key, after);
        changed.add(key);
        if (kind) kinds.add(kind);
      };
      const stays = afresh ? new Set(changes.map(({ key }) => key)) : undefined;
      if (stays) for (const key of model.keys()) if (!stays.has(key)) set(key, undefined);
      for (const { key, after } of changes) set(key, after);
      if (changed.size === 0) return;
      for (const kind of kinds) for (const listener of ofKind.get(kind) ?? []) listener();
      for (const key of changed) for (const listener of ofEntity.get(key) ?? []) listener();
      for (const listener of ofAny) listener(changed);
    },
    onEntity: (key, listener) => listen(ofEntity, key, listener),
    onKeys: (kind, listener) => listen(ofKind, kind, listener),
    onAny(listener) {
      ofAny.add(listener);
      return () => ofAny.delete(listener);
    },
  };
}

function listen<K>(all: Map<K, Set<() => void>>, key: K, listener: () => void): () => void {
  const listeners = all.get(key) ?? new Set();
  all.set(key, listeners.add(listener));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && all.get(key) === listeners) all.delete(key);
  };
}

/** The page's one model. */
export const modelStore: ModelStore = createModelStore();

/** One entity, drawn anew when it changes. */
export function useEntity<K extends Kind>(kind: K, key: EntityKey): OfKind<K> | undefined {
  const subscribe = useCallback((listener: () => void) => modelStore.onEntity(key, listener), [key]);
  return useSyncExternalStore(subscribe, () => modelStore.get(kind, key));
}

/** The keys of a kind, drawn anew when one comes or goes. */
export function useKeys(kind: Kind): readonly EntityKey[] {
  const subscribe = useCallback((listener: () => void) => modelStore.onKeys(kind, listener), [kind]);
  return useSyncExternalStore(subscribe, () => modelStore.keys(kind));
}
