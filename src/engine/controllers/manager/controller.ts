import type { Json } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { ApiRequest, ApiResponse, WatchEventType } from "../../apiserver/request.ts";
import type { EventSubject, EventType } from "../../events/event-object.ts";
import type { Caches } from "./caches.ts";

/**
 * What a controller asks for while it works on a key. Requests that are asked for together are sent together; the work
 * goes on when all are answered, and gets their responses in the same order. Everything else is done at once.
 */
export type Ask =
  | { readonly requests: readonly ApiRequest[] }
  | { readonly event: { readonly about: EventSubject; readonly type: EventType; readonly reason: string; readonly message: string } }
  /** The key again after so many milliseconds. */
  | { readonly after: number }
  /** A note of this controller's own, kept from one work to the next; undefined = forgotten. */
  | { readonly note: string; readonly value: Json | undefined };

/** `retry`: it went wrong, and the key is due again, ever later. */
export type Outcome = { readonly retry: true } | undefined | void;

/**
 * The work on one key: a generator over plain data, so that a restored world can go through it again with the answers it
 * got so far. It must look at nothing but its input.
 */
export type Work<T = Outcome> = Generator<Ask, T, readonly ApiResponse[]>;

/** What is looked at before the work on a key begins. */
export interface Look {
  readonly caches: Caches;
  /** Virtual milliseconds, and Unix milliseconds. */
  readonly nowMs: number;
  readonly unixMs: number;
  note(name: string): Json | undefined;
  /** False while the caches have not yet seen what this controller itself has written for the key. */
  readonly isFresh: boolean;
  /** Chance: an integer in [0, bound) of this controller's own stream. */
  draw(bound: number): number;
}

export interface Change {
  readonly resource: string;
  readonly type: WatchEventType;
  readonly object: KubernetesObject;
  /** The object as it was cached before; absent = not at all. */
  readonly old?: KubernetesObject;
}

/** One controller of kube-controller-manager: level-triggered on keys, as in upstream. */
export interface Controller<Input = unknown> {
  /** Of its queue and its journal entries, and the component that its events name: "replicaset-controller". */
  readonly name: string;
  /** The component that its events name, where it is not its name. */
  readonly component?: string;
  /** Plural names of what it watches: "replicasets". */
  readonly watches: readonly string[];
  /** Requests a second that its client may make; 20 unless said. */
  readonly qps?: number;
  /** How long a key rests after its first failure in a row, doubling with each; 5 unless said. */
  readonly retryMs?: number;
  /** Which keys a change concerns. */
  concerned(change: Change, caches: Caches): readonly string[];
  /** How long a key that a change concerns waits, so that what comes meanwhile is taken up with it; at once unless said. */
  delayMs?(change: Change, key: string, unixMs: number): number;
  /** What the work on a key needs to know, as immutable data; undefined = nothing is to be done. */
  gather(key: string, look: Look): Input | undefined;
  work(input: Input): Work;
}

/** A controller among others, its input known to nobody but itself. */
export const controller = <Input>(made: Controller<Input>): Controller => made as Controller<unknown>;
