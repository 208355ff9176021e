import type { Part } from "../script.ts";
import { hardwareAddress } from "./addresses.ts";

/** One line of `ip link`. */
export interface Link {
  readonly number: number;
  readonly name: string;
  /** "" = none. */
  readonly address: string;
  readonly prefix: number;
  readonly mac: string;
  readonly kind: "loopback" | "card" | "bridge" | "pod's end" | "node's end";
  /** The network namespace of the other end of a cable: "cni-…". */
  readonly peer?: string;
}

/** A cable from a node's bridge to a pod. */
export interface Cable {
  readonly name: string;
  readonly mac: string;
  readonly peer: string;
  /** The pod's. */
  readonly address: string;
}

/** What the process's network namespace has, and a node's ends of its cables. */
export function* links(cables: readonly Cable[] = []): Part<readonly Link[]> {
  const answer = yield { call: "interfaces" };
  const found = answer.ok ? (answer.interfaces ?? []) : [];
  // Only a machine has a bridge; a pod's interface is one end of a cable.
  const isMachine = found.some(({ name }) => name === "cni0");
  const kindOf = (name: string): Link["kind"] => (name === "lo" ? "loopback" : name === "cni0" ? "bridge" : isMachine ? "card" : "pod's end");
  return [
    ...found.map(({ name, address, prefix }, index): Link => ({ number: index + 1, name, address, prefix, mac: name === "lo" ? NO_MAC : hardwareAddress(address), kind: kindOf(name) })),
    ...(isMachine ? cables : []).map(({ name, mac, peer }, index): Link => ({ number: found.length + index + 1, name, address: "", prefix: 0, mac, kind: "node's end", peer })),
  ];
}
const NO_MAC = "00:00:00:00:00:00";

/** Where a packet to anywhere leaves. */
export const outerLink = (all: readonly Link[]): Link | undefined => all.find(({ kind }) => kind === "card" || kind === "pod's end");
