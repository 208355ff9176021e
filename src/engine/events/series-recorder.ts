import { asJson, type JsonObject } from "../../api/json.ts";
import type { ObjectReference } from "../../api/types.ts";
import { isError, type ApiClient, type ApiResponse } from "../apiserver/request.ts";
import type { Component, Kernel } from "../simulation/kernel.ts";
import { slice } from "../simulation/slice.ts";
import { eventName, microTimeOf, moment, referenceTo, type EventSubject, type EventType, type NewEvent } from "./event-object.ts";

/** An event as the broadcaster's cache has it: what was recorded first, and how often since. */
interface CachedEvent {
  readonly event: NewEvent;
  /** Virtual milliseconds of the latest observation. */
  readonly lastMs: number;
}

export interface SeriesRecorderState {
  readonly cache: Map<string, CachedEvent>;
  /** True while an occurrence is due that ends old series. */
  sweeping: boolean;
}

/** Nothing recorded yet. */
export const newSeriesRecorderState = (): SeriesRecorderState => slice({ cache: new Map(), sweeping: false });

export type SeriesRecorderPayload =
  | { readonly target: string; readonly type: "SeriesSweep" }
  | { readonly target: string; readonly type: "SeriesAnswered"; readonly key: string; readonly response?: ApiResponse };

export interface SeriesRecorderOptions {
  readonly kernel: Kernel;
  readonly state: SeriesRecorderState;
  readonly client: ApiClient;
  /** The component's name and its instance's: "default-scheduler", "default-scheduler-control-plane". */
  readonly reportingComponent: string;
  readonly reportingInstance: string;
  readonly userAgent: string;
}

/** What an Event of the newer kind says beside its subject. */
export interface SeriesEvent {
  readonly related?: EventSubject;
  readonly type: EventType;
  readonly reason: string;
  readonly action: string;
  readonly note: string;
}

/** Writes Events in the shape of events.k8s.io/v1: no count, a series from the first repetition on. */
export interface SeriesRecorder extends Component<SeriesRecorderPayload> {
  /** Where answers must be delivered: "events/default-scheduler". */
  readonly target: string;
  /** Records that something happened to an object. */
  record(subject: EventSubject, about: SeriesEvent): void;
}

// Mirrors finishTime (staging/src/k8s.io/client-go/tools/events/event_broadcaster.go): the sweep's period and a series' patience.
const FINISH_MS = 360_000;

/** client-go's tools/events: an EventRecorder and the broadcaster behind it. */
export function createSeriesRecorder(options: SeriesRecorderOptions): SeriesRecorder {
  const { kernel, state, client, reportingComponent, reportingInstance, userAgent } = options;
  const target = `events/${reportingComponent}`;

  // Mirrors recordToSink (…/tools/events/event_broadcaster.go): the first is created, the second starts a series, later ones only count.
  function record(subject: EventSubject, about: SeriesEvent): void {
    const made = makeEvent(subject, about);
    const key = isomorphicKey(made);
    const known = state.cache.get(key);
    if (!known) {
      remember(key, made);
      create(key, made);
    } else {
      const count = (known.event.series?.count ?? 1) + 1;
      const event = { ...known.event, series: { count, lastObservedTime: made.eventTime ?? "" } };
      remember(key, event);
      if (count === 2) patch(key, event);
    }
    sweepLater();
  }

  // Simplified: the scheduler writes its Events through the core API; in life only their managedFields tell that it uses events.k8s.io.
  function makeEvent(subject: EventSubject, { related, type, reason, action, note }: SeriesEvent): NewEvent {
    const at = moment(kernel);
    const involvedObject = referenceTo(subject);
    return {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: eventName(involvedObject.name ?? "", at), namespace: involvedObject.namespace || "default" },
      involvedObject,
      reason,
      message: note,
      source: {},
      firstTimestamp: null,
      lastTimestamp: null,
      type,
      eventTime: microTimeOf(at),
      action,
      ...(related && { related: referenceTo(related) }),
      reportingComponent,
      reportingInstance,
    };
  }

  const remember = (key: string, event: NewEvent): void => {
    state.cache.set(key, kernel.freeze({ event, lastMs: kernel.now }));
  };
  const request = (event: NewEvent) => ({ group: "", version: "v1", resource: "events", namespace: event.metadata.namespace, userAgent });
  const reply = (key: string): SeriesRecorderPayload => ({ target, type: "SeriesAnswered", key });

  const create = (key: string, event: NewEvent): void =>
    client.send({ ...request(event), verb: "create", body: asJson(event) }, reply(key));

  const patch = (key: string, event: NewEvent): void =>
    client.send(
      { ...request(event), verb: "patch", name: event.metadata.name, patchType: "strategic", body: { series: { ...event.series } } as JsonObject },
      reply(key),
    );

  // Mirrors recordEvent: a series whose event has gone is made anew.
  function answered(key: string, response: ApiResponse | undefined): void {
    const known = state.cache.get(key);
    if (response && isError(response) && response.code === 404 && known?.event.series) create(key, known.event);
  }

  function sweepLater(): void {
    if (state.sweeping) return;
    state.sweeping = true;
    kernel.schedule((Math.floor(kernel.now / FINISH_MS) + 1) * FINISH_MS, { target, type: "SeriesSweep" });
  }

  // Mirrors finishSeries: what was not seen for 6 minutes is forgotten, a series with its final count.
  // Simplified: long series are not refreshed every 30 minutes, so `get events` may show their count late.
  function sweep(): void {
    state.sweeping = false;
    for (const [key, { event, lastMs }] of state.cache) {
      if (kernel.now - lastMs <= FINISH_MS) continue;
      state.cache.delete(key);
      if (event.series) patch(key, event);
    }
    if (state.cache.size > 0) sweepLater();
  }

  return {
    target,
    record,
    handle: (payload) => (payload.type === "SeriesSweep" ? sweep() : answered(payload.key, payload.response)),
  };
}

// Mirrors getKey: the object with its resourceVersion counts, the note does not. So a repetition after the object changed is a new event.
const isomorphicKey = (event: NewEvent): string =>
  [event.type, event.action, event.reason, reference(event.involvedObject), event.related && reference(event.related)].join("\u0000");

const reference = (o: ObjectReference): string =>
  [o.kind, o.namespace, o.name, o.uid, o.apiVersion, o.resourceVersion, o.fieldPath].join("\u0000");
