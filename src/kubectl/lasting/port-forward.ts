import type { Json } from "../../api/json.ts";
import { isObject } from "../../api/json.ts";
import type { Answer } from "../../engine/processes/syscall.ts";
import { err, out, type LastingStep, type Write } from "./lasting.ts";

export interface ForwardedPort {
  readonly local: number;
  readonly remote: number;
}

/** `port-forward`: listens on the workstation, and hands each request on into the pod, until it is interrupted or the pod is lost. */
export interface PortForward {
  readonly kind: "port-forward";
  readonly namespace: string;
  readonly pod: string;
  readonly ports: readonly ForwardedPort[];
  readonly address: string;
  /** The port that is bound next; those before it are bound. */
  readonly binding: number;
  readonly failed: readonly string[];
  readonly step: "listen" | "accept" | "forward" | "respond";
  readonly requestId: number;
  readonly port: ForwardedPort;
  /** What was said of the bound ports. */
  readonly said: string;
}

export const portForward = (start: Pick<PortForward, "namespace" | "pod" | "ports" | "address">): PortForward => ({
  kind: "port-forward",
  ...start,
  binding: 0,
  failed: [],
  step: "listen",
  requestId: 0,
  port: { local: 0, remote: 0 },
  said: "",
});

// Mirrors PortForwarder (client-go/tools/portforward/portforward.go).
// Simplified: what travels is whole HTTP requests, one after the other; another protocol only finds out whether somebody listens.
export function stepPortForward(state: PortForward, answer: Answer | undefined): LastingStep {
  if (answer === undefined) return bind(state);
  switch (state.step) {
    case "listen":
      return bound(state, answer);
    case "accept":
      return accepted(state, answer);
    case "forward":
      return forwarded(state, answer);
    case "respond":
      return accept(state, []);
  }
}

function bind(state: PortForward): LastingStep {
  const port = state.ports[state.binding];
  if (port) return { writes: [], state: { ...state, step: "listen" }, wait: { call: "listen", port: port.local, address: state.address === "localhost" ? "127.0.0.1" : state.address } };
  const complaint = state.failed.join("");
  if (state.said === "") return { writes: [err(`${complaint}error: unable to listen on any of the requested ports: [${state.ports.map(({ local, remote }) => `{${local} ${remote}}`).join(" ")}]\n`)], exit: 1 };
  return accept(state, [...(complaint === "" ? [] : [err(complaint)]), out(state.said)]);
}

function bound(state: PortForward, answer: Answer): LastingStep {
  const port = state.ports[state.binding] ?? { local: 0, remote: 0 };
  const next = { ...state, binding: state.binding + 1 };
  const local = answer.ok ? (answer.number ?? port.local) : port.local;
  const both = state.address === "localhost";
  if (!answer.ok) {
    const why = answer.errno === "EACCES" ? "bind: permission denied" : "bind: address already in use";
    const tried = (both ? ["tcp4 127.0.0.1", "tcp6 [::1]"] : [`tcp4 ${state.address}`]).map((each) => `unable to create listener: Error listen ${each}:${local}: ${why}`);
    return bind({ ...next, failed: [...state.failed, `Unable to listen on port ${local}: Listeners failed to create with the following errors: [${tried.join(" ")}]\n`] });
  }
  const line = (address: string): string => `Forwarding from ${address}:${local} -> ${port.remote}\n`;
  const said = both ? line("127.0.0.1") + line("[::1]") : line(state.address);
  return bind({ ...next, said: state.said + said, ports: state.ports.map((each, index) => (index === state.binding ? { ...each, local } : each)) });
}

const accept = (state: PortForward, writes: readonly Write[]): LastingStep => ({ writes, state: { ...state, step: "accept" }, wait: { call: "accept" } });

function accepted(state: PortForward, answer: Answer): LastingStep {
  if (!answer.ok || !answer.request) return accept(state, []);
  const { request, requestId = 0 } = answer;
  const port = state.ports.find(({ local }) => local === request.port) ?? state.ports[0] ?? state.port;
  const command = { ask: "forward", namespace: state.namespace, pod: state.pod, port: port.remote, request: request as unknown as Json };
  return { writes: [out(`Handling connection for ${port.local}\n`)], state: { ...state, step: "forward", requestId, port }, wait: { call: "world", command } };
}

function forwarded(state: PortForward, answer: Answer): LastingStep {
  if (answer.ok && answer.response) return { writes: [], state: { ...state, step: "respond" }, wait: { call: "respond", id: state.requestId, response: answer.response } };
  const { local, remote } = state.port;
  const error = answer.ok && isObject(answer.world ?? null) ? String((answer.world as { readonly error?: Json }).error ?? "") : "";
  const why = error !== "" ? error : `failed to execute portforward in network namespace: failed to connect to localhost:${remote} inside namespace, IPv4: dial tcp4 127.0.0.1:${remote}: connect: connection refused IPv6 dial tcp6 [::1]:${remote}: connect: connection refused `;
  // The header of klog in front of it is left out: it only names a thread and a line.
  return { writes: [err(`"Unhandled Error" err="an error occurred forwarding ${local} -> ${remote}: error forwarding port ${remote} to pod ${state.pod}, uid : ${why}"\nerror: lost connection to pod\n`)], exit: 1 };
}
