import type { Kernel } from "../simulation/kernel.ts";
import { slice } from "../simulation/slice.ts";
import type { Store, StoreWrite } from "./store/store.ts";

// Mirrors EventTTL (pkg/controlplane/apiserver/options/options.go): an Event goes one hour after its last write.
const EVENT_TTL_MS = 3_600_000;

export interface EventExpiryState {
  /** When each Event goes, the soonest first: every write puts it at the end. */
  readonly due: Map<string, number>;
  ticking: boolean;
}
export const newEventExpiryState = (): EventExpiryState => slice({ due: new Map(), ticking: false });

export interface EventsExpirePayload {
  readonly target: "kube-apiserver";
  readonly type: "EventsExpire";
}

export interface EventExpiry {
  written(write: StoreWrite): void;
  /** Deletes what is due and waits for the next. */
  tick(): void;
}

export function createEventExpiry({ kernel, state, store }: { kernel: Kernel; state: EventExpiryState; store: Store }): EventExpiry {
  function wake(): void {
    const [first] = state.due.values();
    if (state.ticking || first === undefined) return;
    state.ticking = true;
    const payload: EventsExpirePayload = { target: "kube-apiserver", type: "EventsExpire" };
    kernel.schedule(first, payload);
  }

  return {
    written({ resource, type, key }) {
      if (resource !== "events") return;
      state.due.delete(key);
      if (type === "DELETED") return;
      state.due.set(key, kernel.now + EVENT_TTL_MS);
      wake();
    },
    tick() {
      state.ticking = false;
      for (const [key, atMs] of [...state.due]) {
        if (atMs > kernel.now) break;
        store.delete("events", key);
      }
      wake();
    },
  };
}
