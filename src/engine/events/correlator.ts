import { slice } from "../simulation/slice.ts";
import type { NewEvent } from "./event-object.ts";

/**
 * What a recorder remembers in order not to flood the API server: which events are like which, how often each was
 * seen, and how many more an object may have.
 */
export interface CorrelatorState {
  readonly similar: Map<string, SimilarEvents>;
  readonly observed: Map<string, Observation>;
  readonly buckets: Map<string, TokenBucket>;
}
interface SimilarEvents {
  readonly messages: readonly string[];
  readonly lastMs: number;
}
interface Observation {
  readonly count: number;
  readonly firstTimestamp: string;
  readonly name: string;
}
/** `level` counts milliseconds of refill, so that it stays an integer. */
interface TokenBucket {
  readonly level: number;
  readonly atMs: number;
}

// Mirrors the defaults of EventCorrelatorOptions (staging/src/k8s.io/client-go/tools/record/events_cache.go).
const CACHE_ENTRIES = 4096;
const SIMILAR_EVENTS = 10;
const SIMILAR_WITHIN_MS = 600_000;
const SPAM_BURST = 25;
const SPAM_REFILL_MS = 300_000;
const COMBINED = "(combined from similar events): ";

/** Empty memory of a correlator. */
export const newCorrelatorState = (): CorrelatorState => slice({ similar: new Map(), observed: new Map(), buckets: new Map() });

/** What to do with an event: nothing, create it, or update the one that is there (whose name `event` then bears). */
export type Correlation =
  | { readonly type: "Skip" }
  | { readonly type: "Create"; readonly event: NewEvent }
  | { readonly type: "Update"; readonly event: NewEvent };

/** Where the clock stands when an event is correlated, and what an event made now would be called. */
export interface CorrelationTime {
  readonly nowMs: number;
  readonly timestamp: string;
  nameFor(objectName: string): string;
}

// Mirrors EventCorrelate (…/record/events_cache.go): aggregate, count, then filter; a filtered event has still been counted.
export function correlate(state: CorrelatorState, event: NewEvent, time: CorrelationTime): Correlation {
  const aggregated = aggregate(state, event, time);
  const counted = observe(state, aggregated.event, aggregated.key);
  if (!takeToken(state, spamKey(event), time.nowMs)) return { type: "Skip" };
  return { type: (counted.count ?? 0) > 1 ? "Update" : "Create", event: counted };
}

/** Takes over what the API server stored: its count and name are the ones to continue from. */
export function updateCorrelator(state: CorrelatorState, stored: NewEvent): void {
  remember(state.observed, eventKey(stored), {
    count: stored.count ?? 0,
    firstTimestamp: stored.firstTimestamp ?? "",
    name: stored.metadata.name,
  });
}

// Mirrors EventAggregator.EventAggregate: from the tenth different message within 10 minutes on, one event stands for all.
function aggregate(state: CorrelatorState, event: NewEvent, time: CorrelationTime): { event: NewEvent; key: string } {
  const key = aggregateKey(event);
  const known = state.similar.get(key);
  const fresh = known === undefined || time.nowMs - known.lastMs > SIMILAR_WITHIN_MS;
  const message = event.message ?? "";
  const before = fresh ? [] : known.messages;
  const messages = before.includes(message) ? before : [...before, message];
  const combine = messages.length >= SIMILAR_EVENTS;
  // Simplified: of many similar Events, ten messages are remembered before they are combined; here the oldest is forgotten first, in life any of them.
  remember(state.similar, key, { messages: combine ? messages.slice(1) : messages, lastMs: time.nowMs });
  return combine ? { event: combinedEvent(event, time), key } : { event, key: eventKey(event) };
}

/** Like upstream's, it bears no reporting component. */
function combinedEvent(event: NewEvent, { timestamp, nameFor }: CorrelationTime): NewEvent {
  return {
    apiVersion: event.apiVersion,
    kind: event.kind,
    metadata: { name: nameFor(event.involvedObject.name ?? ""), namespace: event.metadata.namespace },
    involvedObject: event.involvedObject,
    ...(event.reason !== undefined && { reason: event.reason }),
    message: COMBINED + (event.message ?? ""),
    ...(event.source && { source: event.source }),
    firstTimestamp: timestamp,
    lastTimestamp: timestamp,
    count: 1,
    ...(event.type !== undefined && { type: event.type }),
    eventTime: null,
    reportingComponent: "",
    reportingInstance: "",
  };
}

// Mirrors eventLogger.eventObserve.
function observe(state: CorrelatorState, event: NewEvent, key: string): NewEvent {
  const last = state.observed.get(key);
  const counted: NewEvent =
    last && last.count > 0
      ? {
          ...event,
          metadata: { ...event.metadata, name: last.name },
          firstTimestamp: last.firstTimestamp,
          count: last.count + 1,
        }
      : event;
  remember(state.observed, key, {
    count: counted.count ?? 1,
    firstTimestamp: counted.firstTimestamp ?? "",
    name: counted.metadata.name,
  });
  return counted;
}

// Mirrors EventSourceObjectSpamFilter.Filter: 25 events of one source, object and type, then one more every 5 minutes. (Measured on
// v1.36.3: Normal events still came when Warnings of the same pod no longer did, whatever their reasons.)
function takeToken(state: CorrelatorState, key: string, nowMs: number): boolean {
  const full = SPAM_BURST * SPAM_REFILL_MS;
  const bucket = state.buckets.get(key) ?? { level: full, atMs: nowMs };
  const level = Math.min(full, bucket.level + (nowMs - bucket.atMs));
  const granted = level >= SPAM_REFILL_MS;
  remember(state.buckets, key, { level: granted ? level - SPAM_REFILL_MS : level, atMs: nowMs });
  return granted;
}

/** Stores as the most recently used entry; the least recently written one makes room. */
function remember<V>(cache: Map<string, V>, key: string, value: V): void {
  cache.delete(key);
  cache.set(key, Object.freeze(value));
  if (cache.size <= CACHE_ENTRIES) return;
  for (const oldest of cache.keys()) {
    cache.delete(oldest);
    return;
  }
}

const keyOf = (...parts: readonly (string | undefined)[]): string => parts.map((part) => part ?? "").join("\u0000");
const sourceAndObject = ({ source, involvedObject: o }: NewEvent): (string | undefined)[] => [
  source?.component, source?.host, o.kind, o.namespace, o.name, o.uid, o.apiVersion,
];
const spamKey = (event: NewEvent): string => keyOf(...sourceAndObject(event), event.type);
const aggregateKey = (event: NewEvent): string =>
  keyOf("similar", ...sourceAndObject(event), event.type, event.reason, event.reportingComponent, event.reportingInstance);
const eventKey = (event: NewEvent): string =>
  keyOf(...sourceAndObject(event), event.involvedObject.fieldPath, event.type, event.reason, event.message);
