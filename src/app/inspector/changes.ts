import type { EntityKey } from "../../graph/model.ts";
import { modelStore } from "../state/model-store.ts";
import { useMoment } from "../state/moment.ts";

/** When a panel is to ask anew. */

/** An entity has changed. */
export const whenEntity = (key: EntityKey) => (again: () => void): (() => void) => modelStore.onEntity(key, again);

/** Time has passed, or another moment is looked at: for what changes without the picture, such as logs and Events. */
export const whenTime = (again: () => void): (() => void) =>
  useMoment.subscribe(({ viewMs }, before) => {
    if (viewMs !== before.viewMs) again();
  });

/** Anything has changed: what something rests on lies elsewhere. */
export const whenAny = (again: () => void): (() => void) => modelStore.onAny(again);
