import type { ProcessKey } from "../processes/process-table.ts";
import type { Errno } from "../processes/syscall.ts";
import type { HopDetail, HopStep } from "../simulation/journal-details.ts";
import type { Kernel } from "../simulation/kernel.ts";
import type { Payload } from "../simulation/payload.ts";
import { CLIENT_TIMEOUT, CLOSED, connectionRefused, dialTimeout, inRequest, noRouteToHost, noSuchHost, PLAIN_ANSWER_TO_TLS } from "./go-errors.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import { listenerAt } from "./listener-table.ts";
import type { ConnectResult, HttpResult } from "./network.ts";
import type { Place } from "./routing.ts";
import type { DeliverRequest } from "./sockets.ts";
import type { Exchange, NetworkState } from "./state.ts";

export type NetworkPayload =
  /** A packet reaches its destination. */
  | { readonly target: "network"; readonly type: "Arrive"; readonly id: number }
  /** An answer reaches the client. */
  | { readonly target: "network"; readonly type: "Answer"; readonly id: number; readonly response: HttpResponse }
  /** The client's patience ends. */
  | { readonly target: "network"; readonly type: "GiveUp"; readonly id: number };

interface Beginning {
  readonly from: string;
  readonly to: Place;
  readonly latencyMs: number;
  readonly timeoutMs: number;
  readonly reply: Payload;
  readonly request?: HttpRequest;
  /** What the client dialled: errors name it. */
  readonly dialled: { readonly address: string; readonly port: number };
  /** The Service's rule that chose where it goes. */
  readonly service?: string;
}

interface Unreached {
  readonly from: string;
  readonly address: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly reply: Payload;
  readonly request?: HttpRequest;
}

/** Linux gives up a connect after its SYN retries (tcp_syn_retries = 6), and an address that nobody answers ARP for after about 3 s. */
const SYN_TIMEOUT_MS = 127_000;
const ARP_TIMEOUT_MS = 3060;

/** Requests and connects under way: from the client's call to the answer that it gets. */
export function createExchanges(kernel: Kernel, state: NetworkState) {
  const later = (delayMs: number, payload: NetworkPayload): void => kernel.schedule(kernel.now + delayMs, payload);
  const answer = (atMs: number, reply: Payload, result: HttpResult | ConnectResult): void => kernel.schedule(atMs, { ...reply, result } as Payload);

  const failure = (request: HttpRequest | undefined, cause: string, errno: Errno): { readonly ok: false; readonly error: string; readonly errno: Errno } => ({
    ok: false,
    error: request ? inRequest(request, cause) : cause,
    errno,
  });

  const settle = (exchange: Exchange, delayMs: number, result: HttpResult | ConnectResult): void => {
    state.exchanges.delete(exchange.id);
    answer(kernel.now + delayMs, exchange.reply, result);
  };

  const asked = (request: HttpRequest | undefined): Partial<HopDetail> => (request ? { method: request.method, path: request.path, host: request.headers["Host"] ?? request.host } : {});

  /** A step of a request's way that ends before any listener, or the rule that decides where it leads. */
  const verdict = (step: HopStep, from: string, { target: client }: Payload, dialled: { readonly address: string; readonly port: number }, more: Partial<HopDetail>): void => {
    if (!kernel.journal.wants("detail")) return;
    const detail: HopDetail = { step, client, from, address: dialled.address, port: dialled.port, ...more };
    kernel.journal.write("detail", { actor: "network", type: "hop", subject: `namespace/${from}`, detail });
  };

  const hop = (exchange: Exchange, step: HopStep, more: Partial<HopDetail> = {}): void => {
    if (!kernel.journal.wants("detail")) return;
    const { from, namespace, address, port, request, reply: { target: client }, dialled, service } = exchange;
    const detail: HopDetail = {
      step, exchange: exchange.id, client, from, to: namespace, address, port, ...asked(request), ...more,
      ...(dialled.address !== address || dialled.port !== port ? { dialled: `${dialled.address}:${dialled.port}` } : {}), ...(service !== undefined && { service }),
    };
    kernel.journal.write("detail", { actor: "network", type: "hop", subject: `namespace/${namespace}`, detail });
  };

  const arrive = (exchange: Exchange): void => {
    const listener = listenerAt(state.listeners, exchange.namespace, exchange.address, exchange.port);
    hop(exchange, listener ? "arrived" : "refused");
    if (!listener) {
      const cause = connectionRefused(exchange.dialled.address, exchange.dialled.port);
      return settle(exchange, exchange.latencyMs, failure(exchange.request, cause, "ECONNREFUSED"));
    }
    if (!exchange.request) return settle(exchange, exchange.latencyMs, { ok: true });
    state.exchanges.set(exchange.id, kernel.freeze({ ...exchange, process: listener.process }));
    const delivery: DeliverRequest = { target: "processes", type: "DeliverRequest", process: listener.process, requestId: exchange.id, request: exchange.request };
    kernel.schedule(kernel.now, delivery);
  };

  const giveUp = (exchange: Exchange): void => {
    const { request, dialled } = exchange;
    hop(exchange, "timedOut");
    settle(exchange, 0, failure(request, request ? CLIENT_TIMEOUT : dialTimeout(dialled.address, dialled.port), "ETIMEDOUT"));
  };

  const reset = (exchange: Exchange): void => {
    hop(exchange, "reset");
    settle(exchange, exchange.latencyMs, failure(exchange.request, CLOSED, "ECONNRESET"));
  };

  return {
    begin({ from, to, latencyMs, timeoutMs, reply, request, dialled, service }: Beginning): void {
      state.lastExchange += 1;
      const id = state.lastExchange;
      const exchange: Exchange = kernel.freeze({ id, from, namespace: to.namespace, address: to.address, port: to.port, dialled, latencyMs, reply, ...(request && { request }), ...(service !== undefined && { service }) });
      state.exchanges.set(id, exchange);
      if (service !== undefined) verdict("routed", from, reply, dialled, { service, to: to.namespace, by: `${to.address}:${to.port}` });
      hop(exchange, "sent");
      later(latencyMs, { target: "network", type: "Arrive", id });
      if (Number.isFinite(timeoutMs)) later(timeoutMs, { target: "network", type: "GiveUp", id });
    },

    /** An address that leads nowhere: refused at once by a REJECT rule, or met with silence. */
    fail(kind: "reject" | "drop" | "no-route", { from, address, port, timeoutMs, reply, request }: Unreached): void {
      verdict(kind === "reject" ? "rejected" : kind === "drop" ? "dropped" : "noRoute", from, reply, { address, port }, asked(request));
      if (kind === "reject") return answer(kernel.now, reply, failure(request, connectionRefused(address, port), "ECONNREFUSED"));
      if (kind === "no-route" && timeoutMs > ARP_TIMEOUT_MS) {
        return answer(kernel.now + ARP_TIMEOUT_MS, reply, failure(request, noRouteToHost(address, port), "EHOSTUNREACH"));
      }
      const cause = request && timeoutMs < SYN_TIMEOUT_MS ? CLIENT_TIMEOUT : dialTimeout(address, port);
      answer(kernel.now + Math.min(timeoutMs, SYN_TIMEOUT_MS), reply, failure(request, cause, "ETIMEDOUT"));
    },

    /** A name that leads nowhere, or that nobody answers for. */
    unresolved(from: string, host: string): void {
      verdict("unresolved", from, { target: "", type: "" }, { address: "", port: 0 }, { host });
    },

    failLookup(name: string, reply: Payload, request: HttpRequest | undefined): void {
      answer(kernel.now, reply, failure(request, noSuchHost(name), "ENOTFOUND"));
    },

    respond(requestId: number, response: HttpResponse, afterMs = 0): void {
      const exchange = state.exchanges.get(requestId);
      if (!exchange?.request) return;
      hop(exchange, "answered", { status: response.status });
      const delayMs = afterMs + exchange.latencyMs;
      if (exchange.request.scheme === "https" && !response.tls) {
        return settle(exchange, delayMs, failure(exchange.request, PLAIN_ANSWER_TO_TLS, "ECONNRESET"));
      }
      if (delayMs === 0) return settle(exchange, 0, { ok: true, response });
      later(delayMs, { target: "network", type: "Answer", id: requestId, response });
    },

    resetOf(process: ProcessKey): void {
      for (const exchange of [...state.exchanges.values()]) if (exchange.process === process) reset(exchange);
    },

    resetTo(namespace: string): void {
      for (const exchange of [...state.exchanges.values()]) if (exchange.namespace === namespace) reset(exchange);
    },

    handle(payload: NetworkPayload): void {
      const exchange = state.exchanges.get(payload.id);
      if (!exchange) return;
      if (payload.type === "Arrive") arrive(exchange);
      else if (payload.type === "Answer") settle(exchange, 0, { ok: true, response: payload.response });
      else giveUp(exchange);
    },
  };
}
