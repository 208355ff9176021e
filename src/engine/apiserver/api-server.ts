import { resourceFor, parseGroupVersion } from "../../api/resources.ts";
import type { KubernetesObject } from "../../api/types.ts";
import type { RequestDetail } from "../simulation/journal-details.ts";
import type { Component, Kernel } from "../simulation/kernel.ts";
import type { Payload } from "../simulation/payload.ts";
import { slice } from "../simulation/slice.ts";
import { API_SERVICES, withAvailability } from "./aggregated/api-service.ts";
import { dispatch, readCall } from "./dispatch.ts";
import { createEventExpiry, newEventExpiryState, type EventExpiryState, type EventsExpirePayload } from "./event-expiry.ts";
import type { KubeletConnection } from "./kubelet-connection.ts";
import type { LatencyProfile } from "./latency.ts";
import type { MetricsSource } from "./metrics-source.ts";
import { createRenewals, newRenewalsState, type Renewals, type RenewalsState, type RenewalTickPayload } from "./renewals.ts";
import type { ApiClient, ApiRequest, ApiResponse, WatchSpec } from "./request.ts";
import { rehearsalKernel, rehearsalStore, type Rehearsal } from "./rehearsal.ts";
import { createTimestamps, storedUnder, strategyOf, type Call, type ServerContext } from "./server-context.ts";
import { isStatus } from "./status.ts";
import { createStore, keyOf, newStoreState, type Store, type StoreState, type StoreWrite } from "./store/store.ts";
import { tableOf } from "./table/table.ts";
import { createWatchHub, newWatchHubState, type WatchHubState, type WatchOpenPayload } from "./watch/watch-hub.ts";

export interface ApiServerState {
  readonly store: StoreState;
  readonly watches: WatchHubState;
  readonly renewals: RenewalsState;
  readonly eventExpiry: EventExpiryState;
}

/** An empty cluster. */
export const newApiServerState = (): ApiServerState =>
  slice({ store: newStoreState(), watches: newWatchHubState(), renewals: newRenewalsState(), eventExpiry: newEventExpiryState() });

/** A request has arrived. */
export interface RequestPayload {
  readonly target: "kube-apiserver";
  readonly type: "Request";
  readonly request: ApiRequest;
  readonly client: string;
  readonly latencyMs: number;
  readonly reply?: Payload;
  /** How often it was tried before, and how long it waits between. */
  readonly tried?: number;
  readonly retryMs?: number;
}
export type ApiServerPayload = RequestPayload | WatchOpenPayload | RenewalTickPayload | EventsExpirePayload;

export interface ClientOptions {
  /** Who asks, for the journal: "kubelet worker-1", "kubectl". */
  readonly name: string;
  /** Of the way between, beyond the profile's. */
  readonly latencyMs?: number;
}

export interface ApiServer extends Component<ApiServerPayload> {
  /** Answers a request now. Never throws for what the request says. */
  serve(request: ApiRequest): ApiResponse;
  /** Makes a server beside this one to ask what would happen: nothing of the world changes, not even its chance. */
  rehearse(): Rehearsal;
  client(options: ClientOptions): ApiClient;
  /** Stores an object as it is, with its uid and times: for what exists before t=0. */
  install(object: KubernetesObject): KubernetesObject;
  /** Calls back at every write, in order of revision. */
  onWrite(callback: (write: StoreWrite) => void): void;
  /** What is stored, for those who look on without asking: the digest, the picture, the command line. */
  readonly store: Pick<Store, "revision" | "get" | "keys" | "resources" | "since" | "compactedRevision">;
  readonly renewals: Pick<Renewals, "start" | "stop">;
}

export interface ApiServerDeps {
  readonly kernel: Kernel;
  readonly state: ApiServerState;
  readonly latency: LatencyProfile;
  readonly kubelets: KubeletConnection;
  readonly metrics?: MetricsSource;
}

// Mirrors getServiceAccount (plugin/pkg/admission/serviceaccount/admission.go): ten looks, 100 to 200 ms apart.
const TRIES = 10;
const RETRY_MS = 100;

const mutating: ReadonlySet<string> = new Set(["create", "update", "patch", "delete", "deletecollection"]);

export function createApiServer({ kernel, state, latency, kubelets, metrics }: ApiServerDeps): ApiServer {
  const store = createStore({ kernel, state: state.store });
  const renewals = createRenewals({
    kernel,
    state: state.renewals,
    store,
    isWatched: () => hub.isWatched("leases.coordination.k8s.io"),
    renewed: (stored, object) => hub.renewed(stored, object),
  });
  const read = (resource: string, object: KubernetesObject): KubernetesObject => (resource === API_SERVICES ? withAvailability(store, object) : renewals.read(resource, object));
  const hub = createWatchHub({ kernel, state: state.watches, store, latency, read });
  const expiry = createEventExpiry({ kernel, state: state.eventExpiry, store });
  const context: ServerContext = { kernel, store, kubelets, ...(metrics && { metrics }), timestamp: createTimestamps(kernel), read };
  store.onWrite((write) => {
    journalWrite(kernel, write);
    expiry.written(write);
    hub.written(write);
  });

  const perform = (request: ApiRequest): ReturnType<Rehearsal["serve"]> => answerTo(context, request);

  function rehearse(): Rehearsal {
    const quiet = rehearsalKernel(kernel);
    const rehearsed: ServerContext = { ...context, kernel: quiet, store: rehearsalStore(store), timestamp: createTimestamps(quiet) };
    return { serve: (request) => answerTo(rehearsed, request) };
  }

  function handleRequest(payload: RequestPayload): void {
    const { request, client, latencyMs, reply, tried = 1 } = payload;
    const { response, mayRetry } = perform(request);
    if (mayRetry && tried < TRIES) {
      const retryMs = payload.retryMs ?? RETRY_MS + kernel.draw("serviceaccount-retry", RETRY_MS);
      kernel.schedule(kernel.now + retryMs, { ...payload, tried: tried + 1, retryMs } as RequestPayload);
      return;
    }
    if (kernel.journal.wants("detail")) {
      kernel.journal.write("detail", { actor: "kube-apiserver", type: "response", subject: subjectOf(request), detail: { to: client, code: response.code } });
    }
    if (reply) kernel.schedule(kernel.now + latency.responseMs + latencyMs, { ...reply, response } as Payload);
  }

  function client({ name, latencyMs = 0 }: ClientOptions): ApiClient {
    return {
      send(request, reply) {
        const { journal } = kernel;
        const { cause } = journal;
        if (journal.wants("detail")) journal.write("detail", { actor: name, type: "request", subject: subjectOf(request), detail: requestDetail(request) });
        const commitMs = mutating.has(request.verb) ? latency.etcdWriteMs : 0;
        const payload: RequestPayload = { target: "kube-apiserver", type: "Request", request, client: name, latencyMs, ...(reply && { reply }) };
        kernel.schedule(kernel.now + latency.requestMs + commitMs + latencyMs, payload);
        // What the sender does next does not follow from its request.
        journal.cause = cause;
      },
      watch: (spec: WatchSpec) => hub.connect(spec, name, latencyMs),
      unwatch: (id) => hub.disconnect(id),
    };
  }

  return {
    serve: (request) => perform(request).response,
    rehearse,
    client,
    install(object) {
      const gv = parseGroupVersion(object.apiVersion);
      const resource = gv && resourceFor(gv.group, gv.version, object.kind);
      if (!resource) throw new Error(`no resource for ${object.apiVersion} ${object.kind}`);
      const { namespace, name } = object.metadata;
      return store.create(storedUnder(resource), keyOf(resource.namespaced ? namespace : undefined, name), strategyOf(resource).applyDefaults(object));
    },
    onWrite: store.onWrite,
    store,
    renewals,
    handle(payload) {
      switch (payload.type) {
        case "Request":
          return handleRequest(payload);
        case "WatchOpen":
          hub.opened(payload);
          return renewals.wake();
        case "RenewalTick":
          return renewals.tick();
        case "EventsExpire":
          return expiry.tick();
      }
    },
  };
}

function answerTo(context: ServerContext, request: ApiRequest): ReturnType<Rehearsal["serve"]> {
  const call = readCall(request);
  if (isStatus(call)) return { response: { code: call.code, body: call, warnings: [] }, mayRetry: false };
  const answer = dispatch(context, call);
  const code = isStatus(answer) ? answer.code : call.outcome.created ? 201 : 200;
  const body = request.table && !isStatus(answer) ? tableOf(call.resource, answer, context.kernel) : answer;
  const response = { code, body: body as ApiResponse["body"], warnings: warningsOf(call) };
  return { response, mayRetry: code >= 400 && call.outcome.mayRetry };
}

/** Said once each, in order. */
const warningsOf = (call: Call): readonly string[] => [...new Set(call.warnings)];

const subjectOf = ({ resource, namespace, name, body }: ApiRequest): string => [resource, namespace, name ?? (body as Said | undefined)?.metadata?.name].filter(Boolean).join("/");

/** What of a request's body says in a word what it is for. */
interface Said {
  readonly metadata?: { readonly name?: string };
  readonly reason?: unknown;
  readonly status?: { readonly phase?: unknown };
  readonly involvedObject?: { readonly kind?: string; readonly namespace?: string; readonly name?: string };
}

function requestDetail({ verb, subresource = "", resource, body }: ApiRequest): RequestDetail {
  const said = body as Said | undefined;
  const about = resource === "events" ? said?.reason : subresource === "status" ? said?.status?.phase : undefined;
  const { kind = "", namespace, name } = (resource === "events" && said?.involvedObject) || {};
  const object = [kind.toLowerCase(), namespace, name].filter(Boolean).join("/");
  return { verb, subresource, ...(typeof about === "string" && { about }), ...(object !== "" && { object }) };
}

function journalWrite(kernel: Kernel, { type, resource, key, revision }: StoreWrite): void {
  if (!kernel.journal.wants("detail")) return;
  kernel.journal.write("detail", { actor: "etcd", type: "store", subject: `${resource}/${key}`, detail: { type, revision } });
}
