import { describe, expect, test } from "vitest";
import type { Payload } from "../simulation/payload.ts";
import { Simulation } from "../simulation/simulation.ts";
import { createNetwork } from "./create-network.ts";
import type { NetworkPayload } from "./exchanges.ts";
import type { DeliverRequest } from "./sockets.ts";
import { newNetworkState } from "./state.ts";

/** A pod that serves on port 80 of node-1, with port 8080 of the node for it; what is asked, and what came of it. */
function asked(from: string, host: string, port: number, { hostIP = "", gone = false, restored = false } = {}): string {
  const simulation = new Simulation({ seed: 1, startsAtMs: 0, bootAtMs: 0, journal: "off", freeze: true });
  const state = newNetworkState();
  let network = createNetwork({ kernel: simulation, state });
  let said = "nothing";
  simulation.dispatch = (payload: Payload) => {
    if (payload.target === "network") network.handle(payload as NetworkPayload);
    else if (payload.target === "processes") network.respond((payload as DeliverRequest).requestId, { status: 200, headers: {}, body: `at ${(payload as DeliverRequest).request.to ?? ""}` });
    else {
      const { result } = payload as Payload & { readonly result: { readonly ok: boolean; readonly response?: { readonly body: string }; readonly error?: string } };
      said = result.ok ? (result.response?.body ?? "") : (result.error ?? "");
    }
  };
  network.setHost("node-1", { address: "192.168.77.11", podCidr: "10.244.0.0/24" });
  network.setHost("node-2", { address: "192.168.77.12", podCidr: "10.244.1.0/24" });
  network.attach("pod", "node-1", [{ hostIP, hostPort: 8080, port: 80 }]);
  network.listen({ namespace: "pod", port: 80, protocol: "TCP", address: "0.0.0.0", process: "node-1/7" });
  if (restored) network = createNetwork({ kernel: simulation, state });
  if (gone) network.detach("pod");
  network.http(from, { method: "GET", scheme: "http", host, port, path: "/", headers: {} }, 1000, { target: "test", type: "reply" });
  simulation.run(2000);
  return said;
}

describe("a host port", () => {
  const there = "at 10.244.0.2";
  test.each([
    { when: "it is asked for at the node's address", from: "node-2", host: "192.168.77.11", port: 8080, said: there },
    { when: "the node asks itself", from: "node-1", host: "127.0.0.1", port: 8080, said: there },
    { when: "the pod asks its node", from: "pod", host: "192.168.77.11", port: 8080, said: there },
    { when: "the world was restored", from: "node-2", host: "192.168.77.11", port: 8080, restored: true, said: there },
    { when: "it is for that address of the node", from: "node-2", host: "192.168.77.11", port: 8080, hostIP: "192.168.77.11", said: there },
  ])("leads to the pod when $when", ({ from, host, port, said, ...options }) => expect(asked(from, host, port, options)).toBe(said));

  test.each([
    { when: "another port is asked for", from: "node-2", host: "192.168.77.11", port: 80 },
    { when: "another node is", from: "node-1", host: "192.168.77.12", port: 8080 },
    { when: "it is for the loopback address only", from: "node-2", host: "192.168.77.11", port: 8080, hostIP: "127.0.0.1" },
    { when: "the pod has gone", from: "node-2", host: "192.168.77.11", port: 8080, gone: true },
  ])("leads nowhere when $when", ({ from, host, port, ...options }) => expect(asked(from, host, port, options)).toMatch(/connection refused/));
});
