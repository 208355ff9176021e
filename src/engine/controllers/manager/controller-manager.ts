import { resourceByName } from "../../../api/resources.ts";
import type { ApiClient, ApiRequest, ApiResponse, WatchEvent } from "../../apiserver/request.ts";
import { createEventRecorder, newEventRecorderState, type EventRecorder, type EventRecorderState } from "../../events/recorder.ts";
import type { Component, Kernel } from "../../simulation/kernel.ts";
import type { Payload } from "../../simulation/payload.ts";
import { slice } from "../../simulation/slice.ts";
import type { Json } from "../../../api/json.ts";
import { createWorkQueue, newWorkQueueState, type WorkQueue, type WorkQueueState } from "../work-queue.ts";
import { createCaches, type CachesState } from "./caches.ts";
import type { Ask, Controller, Work } from "./controller.ts";
import { isFresh, noteOwnWrite, seeOwnWrite, type OwnWrite } from "./own-writes.ts";
import { admit } from "./rate-limit.ts";

export const CONTROLLER_MANAGER = "kube-controller-manager";
const prefix = "controllers/";

export interface ControllerManagerState {
  readonly caches: CachesState;
  /** By name. */
  readonly controllers: Map<string, ControllerState>;
}
export interface ControllerState {
  readonly queue: WorkQueueState;
  /** By key. */
  readonly running: Map<string, Running>;
  readonly notes: Map<string, Json>;
  /** By resource and object. */
  readonly awaited: Map<string, OwnWrite>;
  readonly recorder: EventRecorderState;
  /** When the bucket of its client's rate limiter is full again. */
  fullAtMs: number;
}
/** Work that waits for answers: a restored world goes through it again with those it got. */
interface Running {
  readonly input: unknown;
  readonly answers: readonly (readonly ApiResponse[])[];
  readonly asked: readonly ApiRequest[];
  /** Answers to what was asked last, as they come. */
  readonly responses: readonly (ApiResponse | undefined)[];
}

const newControllerState = (): ControllerState =>
  slice({ queue: newWorkQueueState(), running: new Map(), notes: new Map(), awaited: new Map(), recorder: newEventRecorderState(), fullAtMs: Number.MIN_SAFE_INTEGER });

/** Nothing seen yet. */
export const newControllerManagerState = (names: readonly string[]): ControllerManagerState =>
  slice({ caches: new Map(), controllers: new Map(names.map((name) => [name, newControllerState()])) });

/** To the manager: what its watches bring. */
export interface ControllerManagerPayload {
  readonly target: typeof CONTROLLER_MANAGER;
  readonly type: "WatchEvent";
  readonly resource: string;
  readonly event?: WatchEvent;
}
/** To one controller, by its name. */
export type ControllerPayload =
  | { readonly target: string; readonly type: "Sync" | "Add"; readonly key: string }
  | { readonly target: string; readonly type: "Answered"; readonly key: string; readonly index: number; readonly response?: ApiResponse }
  | { readonly target: string; readonly type: "Send"; readonly request: ApiRequest; readonly reply?: Payload };

export interface ControllerManager extends Component<ControllerManagerPayload> {
  /** Begins to watch. Once, at boot. */
  start(): void;
  /** Everybody that occurrences are addressed to by name: controllers and their event recorders. */
  readonly addressees: ReadonlyMap<string, Component<never>>;
}

interface Deps {
  readonly kernel: Kernel;
  readonly state: ControllerManagerState;
  readonly client: ApiClient;
  readonly controllers: readonly Controller[];
}

/** kube-controller-manager: shared informers, and a work queue for each controller. */
export function createControllerManager({ kernel, state, client, controllers }: Deps): ControllerManager {
  const caches = createCaches(state.caches);
  const addressees = new Map<string, Component<never>>();
  const runners = controllers.map((controller) => {
    let own = state.controllers.get(controller.name);
    if (!own) {
      own = newControllerState();
      state.controllers.set(controller.name, own);
    }
    const runner = createRunner({ kernel, client, controller, state: own, caches });
    addressees.set(`${prefix}${controller.name}`, runner);
    addressees.set(runner.recorder.target, runner.recorder);
    return { controller, runner, watches: new Set(controller.watches), state: own };
  });

  function start(): void {
    const resources = new Set(controllers.flatMap(({ watches }) => watches));
    for (const resource of resources) {
      const found = resourceByName(resource);
      if (!found) throw new Error(`no resource is called ${resource}`);
      const deliver: ControllerManagerPayload = { target: CONTROLLER_MANAGER, type: "WatchEvent", resource };
      client.watch({ id: `${CONTROLLER_MANAGER}/${resource}`, group: found.group, version: found.version, resource: found.resource, onlyWritten: true, deliver });
    }
  }

  function handle({ resource, event }: ControllerManagerPayload): void {
    const change = event && caches.apply(resource, event);
    if (!change) return;
    for (const { controller, runner, watches, state: own } of runners) {
      if (!watches.has(resource)) continue;
      seeOwnWrite(own.awaited, change);
      for (const key of controller.concerned(change, caches)) {
        const delayMs = controller.delayMs?.(change, key, kernel.startsAtMs + kernel.now) ?? 0;
        if (delayMs > 0) runner.queue.addAfter(key, delayMs);
        else runner.queue.add(key);
      }
    }
  }

  return { start, handle, addressees };
}

interface RunnerDeps {
  readonly kernel: Kernel;
  readonly client: ApiClient;
  readonly controller: Controller;
  readonly state: ControllerState;
  readonly caches: ReturnType<typeof createCaches>;
}
interface Runner extends Component<ControllerPayload> {
  readonly queue: WorkQueue;
  readonly recorder: EventRecorder;
}

/** Takes up keys of one controller, and carries out what its work asks for. */
function createRunner({ kernel, client, controller, state, caches }: RunnerDeps): Runner {
  const target = `${prefix}${controller.name}`;
  const queue = createWorkQueue({ kernel, state: state.queue, target });
  const limited: ApiClient = { ...client, send };
  const recorder = createEventRecorder({ kernel, state: state.recorder, client: limited, component: controller.component ?? controller.name, userAgent: CONTROLLER_MANAGER });
  /** Derived: made anew from `state.running` where it is missing. */
  const works = new Map<string, Work>();

  function send(request: ApiRequest, reply?: Payload): void {
    const { sendAtMs, fullAtMs } = admit(state.fullAtMs, kernel.now, controller.qps);
    state.fullAtMs = fullAtMs;
    if (sendAtMs <= kernel.now) client.send(request, reply);
    else kernel.schedule(Math.ceil(sendAtMs), { target, type: "Send", request, ...(reply && { reply }) } as ControllerPayload);
  }

  function begin(key: string): void {
    const input = controller.gather(key, {
      caches,
      nowMs: kernel.now,
      unixMs: kernel.startsAtMs + kernel.now,
      note: (name) => state.notes.get(name),
      isFresh: isFresh(state.awaited, key, kernel.now),
      draw: (bound) => kernel.draw(controller.name, bound),
    });
    if (input === undefined) return end(key, false);
    state.running.set(key, kernel.freeze({ input, answers: [], asked: [], responses: [] }));
    goOn(key, []);
  }

  /** Resumes the work on a key with answers, up to its next requests or its end. */
  function goOn(key: string, answers: readonly ApiResponse[]): void {
    const running = state.running.get(key);
    if (!running) return;
    const known = works.get(key);
    const work = known ?? again(running, controller);
    works.set(key, work);
    const isFirst = running.asked.length === 0;
    let step = isFirst ? work.next() : work.next(answers);
    while (!step.done && !("requests" in step.value && step.value.requests.length > 0)) {
      act(key, step.value);
      step = work.next([]);
    }
    if (step.done) {
      works.delete(key);
      state.running.delete(key);
      return end(key, step.value?.retry === true);
    }
    const { requests } = step.value as Extract<Ask, { requests: unknown }>;
    state.running.set(key, kernel.freeze({ input: running.input, answers: isFirst ? [] : [...running.answers, answers], asked: requests, responses: requests.map(() => undefined) }));
    requests.forEach((request, index) => send(request, { target, type: "Answered", key, index } as ControllerPayload));
  }

  function act(key: string, ask: Ask): void {
    if ("event" in ask) recorder.event(ask.event.about, ask.event.type, ask.event.reason, ask.event.message);
    else if ("after" in ask) queue.addAfter(key, Math.max(0, Math.ceil(ask.after)));
    else if ("note" in ask) {
      if (ask.value === undefined) state.notes.delete(ask.note);
      else state.notes.set(ask.note, kernel.freeze(ask.value));
    }
  }

  function end(key: string, retry: boolean): void {
    if (retry) queue.addRateLimited(key, controller.retryMs);
    else queue.forget(key);
    queue.done(key);
  }

  function answered(key: string, index: number, response: ApiResponse | undefined): void {
    const running = state.running.get(key);
    const request = running?.asked[index];
    if (!running || !request || !response) return;
    noteOwnWrite(state.awaited, caches, key, request, response, kernel.now);
    const responses = running.responses.with(index, response);
    state.running.set(key, kernel.freeze({ ...running, responses }));
    const complete = responses.filter((each) => each !== undefined);
    if (complete.length === responses.length) goOn(key, complete);
  }

  return {
    queue,
    recorder,
    handle(payload) {
      switch (payload.type) {
        case "Send": return client.send(payload.request, payload.reply);
        case "Answered": return answered(payload.key, payload.index, payload.response);
        default: {
          const key = queue.take(payload);
          if (key !== undefined) begin(key);
        }
      }
    },
  };
}

/** A restored world's work: gone through again up to where it waits, without doing anything a second time. */
function again({ input, answers, asked }: Running, controller: Controller): Work {
  const work = controller.work(input);
  if (asked.length === 0) return work;
  const past = [undefined, ...answers];
  for (const answer of past) {
    let step = answer === undefined ? work.next() : work.next(answer);
    while (!step.done && !("requests" in step.value && step.value.requests.length > 0)) step = work.next([]);
  }
  return work;
}
