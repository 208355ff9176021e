import type { Changes } from "./frame.ts";
import type { EntityKey, Mark, Message, ViewModel } from "./model.ts";

/** What became visible between two looks at the world. */
export interface Seen {
  readonly changes: Changes;
  readonly marks: readonly Mark[];
  readonly messages: readonly Message[];
}

export interface LookOptions {
  /** False: messages are not wanted, and not made. */
  readonly messages?: boolean;
}

/** Keeps the view model of one running cluster. */
export interface Projector {
  /** As of the last look. */
  readonly model: ViewModel;
  /** Brings the model up to the cluster's present instant; costs as much as has changed. Never changes the world. */
  look(what?: LookOptions): Seen;
  /** The pods whose processes are wanted while there are many; with few pods all have theirs. */
  watch(pods: Iterable<EntityKey>): void;
}
