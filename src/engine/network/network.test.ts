import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Payload } from "../simulation/payload.ts";
import { Simulation } from "../simulation/simulation.ts";
import { createNetwork } from "./create-network.ts";
import type { NetworkPayload } from "./exchanges.ts";
import type { HttpRequest } from "./http.ts";
import type { Router } from "./routing.ts";
import type { DeliverRequest } from "./sockets.ts";
import { newNetworkState } from "./state.ts";

/** Two nodes; a delivered request is answered at once unless the test says otherwise. */
function world(options: { readonly router?: Router; readonly answer?: (delivery: DeliverRequest) => void } = {}) {
  const simulation = new Simulation({ seed: 1, startsAtMs: 0, bootAtMs: 0, journal: "all", freeze: true });
  const state = newNetworkState();
  const network = createNetwork({ kernel: simulation, state, ...(options.router && { router: options.router }) });
  network.setHost("node-1", { address: "192.168.77.11", podCidr: "10.244.0.0/24" });
  network.setHost("node-2", { address: "192.168.77.12", podCidr: "10.244.1.0/24" });
  const replies: { at: number; result: unknown; name?: unknown }[] = [];
  const answer = options.answer ?? ((delivery) => network.respond(delivery.requestId, { status: 200, headers: {}, body: `seen from ${delivery.request.from}` }));
  simulation.dispatch = (payload: Payload) => {
    if (payload.target === "network") network.handle(payload as NetworkPayload);
    else if (payload.target === "processes") answer(payload as DeliverRequest);
    else replies.push({ at: simulation.now, ...(payload as Payload & { result: unknown }) });
  };
  return { simulation, state, network, replies };
}

const get = (host: string, port: number, path = "/"): HttpRequest => ({ method: "GET", scheme: "http", host, port, path, headers: {} });
const reply = { target: "test", type: "reply" };
const server = (namespace: string, port: number, address = "0.0.0.0", process = "node-1/7") => ({ namespace, port, protocol: "TCP" as const, address, process });

describe("addresses", () => {
  test("come in order from .2, and round robin after a release", () => {
    const { network } = world();
    expect(["a", "b", "c"].map((ns) => network.attach(ns, "node-1"))).toEqual(["10.244.0.2", "10.244.0.3", "10.244.0.4"]);
    network.detach("b");
    expect(network.attach("d", "node-1")).toBe("10.244.0.5");
    expect(network.attach("e", "node-2")).toBe("10.244.1.2");
  });

  test("are used up after .254, and one that was given back is found again", () => {
    const { network } = world();
    const all = Array.from({ length: 253 }, (_, i) => network.attach(`ns${i}`, "node-1"));
    expect(all.at(-1)).toBe("10.244.0.254");
    expect(network.attach("one too many", "node-1")).toBeUndefined();
    network.detach("ns7");
    expect(network.attach("another", "node-1")).toBe(all[7]);
    expect(network.rangeOf("node-1")).toBe("10.244.0.1-10.244.0.254");
  });

  test("are never held by two namespaces, and never by one that was taken down", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(12)), { maxLength: 80 }), (steps) => {
        const { network, state } = world();
        for (const [up, n] of steps) {
          if (!up) network.detach(`ns${n}`);
          else if (!state.pods.has(`ns${n}`)) network.attach(`ns${n}`, "node-1");
          const held = [...state.pods.values()].map((pod) => pod.address);
          expect(new Set(held).size).toBe(held.length);
        }
        for (const [namespace] of [...state.pods]) network.detach(namespace);
        expect(state.pods.size).toBe(0);
      }),
    );
  });
});

describe("listening", () => {
  test.each([
    { first: "0.0.0.0", second: "0.0.0.0", ok: false },
    { first: "0.0.0.0", second: "127.0.0.1", ok: false },
    { first: "::", second: "0.0.0.0", ok: false },
    { first: "127.0.0.1", second: "10.244.0.2", ok: true },
  ])("on $second where another listens on $first: $ok", ({ first, second, ok }) => {
    const { network } = world();
    network.attach("a", "node-1");
    network.listen(server("a", 80, first));
    expect(network.listen(server("a", 80, second, "node-1/8"))).toEqual(ok ? { ok, port: 80 } : { ok, errno: "EADDRINUSE" });
  });

  test("on one port is possible in two namespaces", () => {
    const { network } = world();
    network.listen(server("a", 80));
    expect(network.listen(server("b", 80, "0.0.0.0", "node-1/8")).ok).toBe(true);
  });

  test("ends with the process, and the port is free again", () => {
    const { network, state } = world();
    network.listen(server("a", 80));
    network.listen(server("a", 81));
    network.release("node-1/7");
    expect(state.listeners.size).toBe(0);
    expect(network.listen(server("a", 80, "0.0.0.0", "node-1/8")).ok).toBe(true);
  });
});

describe("a request", () => {
  test.each([
    { from: "a", to: "127.0.0.1", seen: "127.0.0.1", at: 0 },
    { from: "a", to: "localhost", seen: "127.0.0.1", at: 0 },
    { from: "a", to: "10.244.0.2", seen: "10.244.0.2", at: 0 },
    { from: "b", to: "10.244.0.2", seen: "10.244.0.3", at: 0 },
    { from: "node-1", to: "10.244.0.2", seen: "10.244.0.1", at: 0 },
    { from: "node-2", to: "10.244.0.2", seen: "192.168.77.12", at: 2 },
    { from: "c", to: "10.244.0.2", seen: "10.244.1.2", at: 2 },
  ])("from $from to $to is seen from $seen and answered at $at ms", ({ from, to, seen, at }) => {
    const { network, simulation, replies } = world();
    for (const namespace of ["a", "b"]) network.attach(namespace, "node-1");
    network.attach("c", "node-2");
    network.listen(server("a", 8080));
    network.http(from, get(to, 8080), 1000, reply);
    simulation.run(5000);
    expect(replies).toEqual([{ ...reply, at, result: { ok: true, response: { status: 200, headers: {}, body: `seen from ${seen}` } } }]);
  });

  test.each([
    { when: "nobody listens", host: "10.244.0.2", port: 8080, at: 0, error: 'Get "http://10.244.0.2:8080/": dial tcp 10.244.0.2:8080: connect: connection refused', errno: "ECONNREFUSED" },
    { when: "nobody has the address", host: "10.244.9.9", port: 80, at: 1000, error: 'Get "http://10.244.9.9:80/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)', errno: "ETIMEDOUT" },
    { when: "the name is unknown", host: "nowhere", port: 80, at: 0, error: 'Get "http://nowhere:80/": dial tcp: lookup nowhere: no such host', errno: "ENOTFOUND" },
    { when: "it listens on loopback only", host: "10.244.0.2", port: 81, at: 0, error: 'Get "http://10.244.0.2:81/": dial tcp 10.244.0.2:81: connect: connection refused', errno: "ECONNREFUSED" },
  ])("fails as Go says when $when", ({ host, port, at, error, errno }) => {
    const { network, simulation, replies } = world();
    network.attach("a", "node-1");
    network.listen(server("a", 81, "127.0.0.1"));
    network.http("node-1", get(host, port), 1000, reply);
    simulation.run(5000);
    expect(replies).toEqual([{ ...reply, at, result: { ok: false, error, errno } }]);
  });

  test("times out when the server takes too long, and the late answer is dropped", () => {
    const { network, simulation, replies, state } = world({ answer: (d) => network.respond(d.requestId, { status: 200, headers: {}, body: "" }, 3000) });
    network.attach("a", "node-1");
    network.listen(server("a", 80));
    network.http("node-1", get("10.244.0.2", 80), 1000, reply);
    simulation.run(10_000);
    expect(replies.map(({ at, result }) => [at, (result as { error: string }).error])).toEqual([
      [1000, 'Get "http://10.244.0.2:80/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)'],
    ]);
    expect(state.exchanges.size).toBe(0);
  });

  test("is reset when the server dies before it answers", () => {
    const { network, simulation, replies } = world({ answer: (d) => network.release(d.process) });
    network.attach("a", "node-1");
    network.listen(server("a", 80));
    network.http("node-1", get("10.244.0.2", 80), 1000, reply);
    simulation.run(10_000);
    expect(replies[0]?.result).toEqual({ ok: false, error: 'Get "http://10.244.0.2:80/": EOF', errno: "ECONNRESET" });
  });

  test("is reset when the server's namespace is taken down", () => {
    const { network, simulation, replies } = world({ answer: () => {} });
    network.attach("a", "node-1");
    network.listen(server("a", 80));
    network.http("node-1", get("10.244.0.2", 80), 60_000, reply);
    simulation.run(100);
    network.detach("a");
    simulation.run(200);
    expect(replies).toMatchObject([{ at: 100, result: { errno: "ECONNRESET" } }]);
  });

  test("over https is refused by a plain server's answer", () => {
    const { network, simulation, replies } = world();
    network.attach("a", "node-1");
    network.listen(server("a", 80));
    network.http("node-1", { ...get("10.244.0.2", 80), scheme: "https" }, 1000, reply);
    simulation.run(10_000);
    expect(replies[0]?.result).toMatchObject({ error: 'Get "https://10.244.0.2:80/": http: server gave HTTP response to HTTPS client' });
  });

  test("reaches a host's own server by the host's address, and none while the host is cut off", () => {
    const { network, simulation, replies } = world();
    network.listen(server("node-2", 10250, "0.0.0.0", "node-2/1"));
    network.http("node-1", get("192.168.77.12", 10250), 1000, { ...reply, name: "up" } as Payload);
    simulation.run(100);
    network.setUp("node-2", false);
    network.http("node-1", get("192.168.77.12", 10250), 1000, { ...reply, name: "down" } as Payload);
    simulation.run(5000);
    expect(replies.map(({ name, result }) => [name, (result as { ok: boolean }).ok])).toEqual([["up", true], ["down", false]]);
  });

  test("follows what the router says, and errors name what was dialled", () => {
    const router: Router = {
      route: ({ address, port }) => (address !== "10.96.0.10" ? undefined : port === 80 ? { address: "10.244.0.2", port: 8080, service: "default/web" } : "reject"),
    };
    const { network, simulation, replies } = world({ router });
    const names = { files: { hosts: "10.96.0.10 web\n" } };
    network.attach("a", "node-1");
    network.http("node-1", get("web", 80), 1000, reply, names);
    network.http("node-1", get("web", 81), 1000, reply, names);
    simulation.run(10);
    network.listen(server("a", 8080));
    network.http("node-1", get("web", 80), 1000, reply, names);
    simulation.run(20);
    expect(replies.map(({ result }) => result)).toMatchObject([
      { error: 'Get "http://web:81/": dial tcp 10.96.0.10:81: connect: connection refused' },
      { error: 'Get "http://web:80/": dial tcp 10.96.0.10:80: connect: connection refused' },
      { ok: true },
    ]);
    const steps = [...simulation.journal.entries()].filter(({ type }) => type === "hop").map(({ detail }) => (detail as { readonly step: string }).step);
    expect(steps).toEqual(["routed", "sent", "rejected", "refused", "routed", "sent", "arrived", "answered"]);
  });
});

describe("names", () => {
  const router: Router = {
    route: ({ address }) => (address === "10.96.0.10" ? { address: "10.244.0.2", port: 53 } : address === "10.96.0.11" ? "reject" : undefined),
    answer: ({ name, type }) => (name === "web.default.svc.cluster.local" ? { status: "NOERROR", answers: [{ name, type, ttl: 30, data: "10.96.1.2" }] } : { status: "NXDOMAIN", answers: [] }),
  };
  const resolv = (server: string) => ({ resolv: `nameserver ${server}\nsearch default.svc.cluster.local\noptions ndots:5\n` });
  const dns = { namespace: "dns", port: 53, protocol: "UDP" as const, address: "0.0.0.0", process: "node-1/9", names: true as const };
  test.each([
    { name: "web", server: "10.96.0.10", looked: { kind: "found", addresses: ["10.96.1.2"] } },
    { name: "other", server: "10.96.0.10", looked: { kind: "unknown" } },
    { name: "web", server: "10.96.0.11", looked: { kind: "no-server" } },
    { name: "web", server: "192.168.77.1", looked: { kind: "no-server" } },
    { name: "localhost", server: "192.168.77.1", looked: { kind: "found", addresses: ["127.0.0.1"] } },
  ])("$name by $server: $looked.kind", ({ name, server: at, looked }) => {
    const { network } = world({ router });
    network.attach("dns", "node-1");
    network.listen(dns);
    expect(network.resolve("node-1", name, resolv(at))).toEqual(looked);
  });
  test("a server that no longer listens answers nothing", () => {
    const { network } = world({ router });
    network.attach("dns", "node-1");
    network.listen(dns);
    network.release(dns.process);
    expect(network.ask("node-1", "10.96.0.10", { name: "web", type: "A" })).toBe("refused");
  });
});

describe("a connect", () => {
  test.each([
    { host: "10.244.0.2", port: 80, at: 0, result: { ok: true } },
    { host: "10.244.0.2", port: 81, at: 0, result: { ok: false, error: "dial tcp 10.244.0.2:81: connect: connection refused", errno: "ECONNREFUSED" } },
    { host: "10.250.0.2", port: 80, at: 1000, result: { ok: false, error: "dial tcp 10.250.0.2:80: i/o timeout", errno: "ETIMEDOUT" } },
    { host: "pinned", port: 80, at: 0, result: { ok: true } },
  ])("to $host:$port gives $result", ({ host, port, at, result }) => {
    const { network, simulation, replies } = world();
    network.attach("a", "node-1");
    network.listen(server("a", 80));
    network.connect("node-1", host, port, 1000, reply, { files: { hosts: "127.0.0.1 localhost\n10.244.0.2  pinned # a comment\n" } });
    simulation.run(5000);
    expect(replies).toEqual([{ ...reply, at, result }]);
  });

  test("to a free address of one's own bridge finds no route after three seconds of ARP", () => {
    const { network, simulation, replies } = world();
    network.connect("node-1", "10.244.0.99", 80, 60_000, reply);
    simulation.run(5000);
    expect(replies).toEqual([{ ...reply, at: 3060, result: { ok: false, error: "dial tcp 10.244.0.99:80: connect: no route to host", errno: "EHOSTUNREACH" } }]);
  });
});
