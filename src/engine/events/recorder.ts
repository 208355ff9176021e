import { asJson } from "../../api/json.ts";
import { isError, type ApiClient, type ApiResponse } from "../apiserver/request.ts";
import type { Component, Kernel } from "../simulation/kernel.ts";
import { slice } from "../simulation/slice.ts";
import { correlate, newCorrelatorState, updateCorrelator, type CorrelatorState } from "./correlator.ts";
import { eventName, moment, referenceTo, timeOf, type EventSubject, type EventType, type NewEvent } from "./event-object.ts";

export interface EventRecorderState {
  /** Recorded and not yet sent, by number: the sink takes one at a time. */
  readonly waiting: Map<number, NewEvent>;
  /** What they follow from, by number: entries of the journal. */
  readonly causes: Map<number, number>;
  readonly correlator: CorrelatorState;
  nextNumber: number;
  /** What was sent and is not yet answered. */
  sending: { readonly event: NewEvent; readonly update: boolean } | null;
}

/** Nothing recorded yet. */
export const newEventRecorderState = (): EventRecorderState =>
  slice({ waiting: new Map(), causes: new Map(), correlator: newCorrelatorState(), nextNumber: 1, sending: null });

export interface EventRecorderPayload {
  readonly target: string;
  readonly type: "EventAnswered";
  /** Put in by the API client. */
  readonly response?: ApiResponse;
}

export interface EventRecorderOptions {
  readonly kernel: Kernel;
  readonly state: EventRecorderState;
  readonly client: ApiClient;
  /** `source.component`: "kubelet", "replicaset-controller". */
  readonly component: string;
  /** `source.host`: the node's name, for kubelets. */
  readonly host?: string;
  /** Who asks, for the API server; the component unless named ("kube-controller-manager"). */
  readonly userAgent?: string;
}

/** Writes Events as client-go does: counted, combined, filtered; one request at a time, in order. */
export interface EventRecorder extends Component<EventRecorderPayload> {
  /** Where answers must be delivered: "events/kubelet/worker-1". */
  readonly target: string;
  /** Records that something happened to an object. `fieldPath` names a part of it: "spec.containers{app}". */
  event(subject: EventSubject, type: EventType, reason: string, message: string, fieldPath?: string): void;
}

/** The name under which a recorder's answers come back. */
export const eventRecorderTarget = (component: string, host = ""): string => `events/${component}${host && `/${host}`}`;

// Mirrors maxQueuedEvents (staging/src/k8s.io/client-go/tools/record/event.go): what comes faster is dropped.
const MAX_QUEUED_EVENTS = 1000;

/** client-go's tools/record: an EventRecorder and the broadcaster behind it. */
export function createEventRecorder({ kernel, state, client, component, host = "", userAgent = component }: EventRecorderOptions): EventRecorder {
  const target = eventRecorderTarget(component, host);
  const reply: EventRecorderPayload = { target, type: "EventAnswered" };

  function event(subject: EventSubject, type: EventType, reason: string, message: string, fieldPath?: string): void {
    if (state.waiting.size >= MAX_QUEUED_EVENTS) return;
    const at = moment(kernel);
    const involvedObject = referenceTo(subject, fieldPath);
    const made: NewEvent = {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: eventName(involvedObject.name ?? "", at), namespace: involvedObject.namespace || "default" },
      involvedObject,
      reason,
      message,
      source: { component, ...(host && { host }) },
      firstTimestamp: timeOf(at),
      lastTimestamp: timeOf(at),
      count: 1,
      type,
      eventTime: null,
      reportingComponent: component,
      reportingInstance: host,
    };
    state.waiting.set(state.nextNumber, kernel.freeze(made));
    state.causes.set(state.nextNumber, kernel.journal.cause);
    state.nextNumber += 1;
    sendNext();
  }

  // Mirrors recordToSink (…/record/event.go): the broadcaster's loop, which waits for each answer.
  function sendNext(): void {
    while (state.sending === null) {
      const next = takeFirst(state.waiting, state.causes);
      if (!next) return;
      const at = moment(kernel);
      const correlation = correlate(state.correlator, next.event, {
        nowMs: kernel.now,
        timestamp: timeOf(at),
        nameFor: (name) => eventName(name, at),
      });
      if (correlation.type === "Skip") continue;
      const { cause } = kernel.journal;
      kernel.journal.cause = next.cause;
      send(correlation.event, correlation.type === "Update");
      kernel.journal.cause = cause;
    }
  }

  function send(made: NewEvent, update: boolean): void {
    state.sending = kernel.freeze({ event: made, update });
    const where = { group: "", version: "v1", resource: "events", namespace: made.metadata.namespace, userAgent };
    if (update) {
      const { count = 0, lastTimestamp = null, message = "" } = made;
      client.send({ ...where, verb: "patch", name: made.metadata.name, patchType: "strategic", body: { count, lastTimestamp, message } }, reply);
    } else {
      client.send({ ...where, verb: "create", body: asJson(made) }, reply);
    }
  }

  // Mirrors recordEvent: an event that has gone in the meantime is made anew; any other refusal is final.
  function answered(response: ApiResponse | undefined): void {
    const sent = state.sending;
    state.sending = null;
    if (sent && response?.code === 404 && sent.update) {
      send(sent.event, false);
      return;
    }
    if (response && !isError(response)) updateCorrelator(state.correlator, response.body as unknown as NewEvent);
    sendNext();
  }

  return { target, event, handle: (payload) => answered(payload.response) };
}

function takeFirst(queue: Map<number, NewEvent>, causes: Map<number, number>): { readonly event: NewEvent; readonly cause: number } | undefined {
  for (const [number, event] of queue) {
    const cause = causes.get(number) ?? 0;
    queue.delete(number);
    causes.delete(number);
    return { event, cause };
  }
  return undefined;
}
