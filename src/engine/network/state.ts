import type { ProcessKey } from "../processes/process-table.ts";
import type { Payload } from "../simulation/payload.ts";
import { slice } from "../simulation/slice.ts";
import type { HttpRequest } from "./http.ts";
import type { PortMapping } from "./host-ports.ts";
import type { ListenerTable } from "./listener-table.ts";

export interface NetworkState {
  /** Machines by name: nodes, the workstation. */
  readonly hosts: Map<string, HostNetwork>;
  /** Pod namespaces that have an address. */
  readonly pods: Map<string, PodAddress>;
  readonly listeners: ListenerTable;
  /** Requests and connects that have not been answered. */
  readonly exchanges: Map<number, Exchange>;
  lastExchange: number;
}

export interface HostNetwork {
  readonly address: string;
  /** Where its pods' addresses come from; hosts without pods have none. */
  readonly podCidr?: string;
  /** The address handed out last, as a number. */
  readonly lastReserved?: number;
  /** False while the machine is off or cut off: nothing comes in or out. */
  readonly up: boolean;
}

export interface PodAddress {
  readonly host: string;
  readonly address: string;
  readonly portMappings?: readonly PortMapping[];
}

export interface Exchange {
  readonly id: number;
  readonly from: string;
  /** Where it goes: a namespace, the address there and the port. */
  readonly namespace: string;
  readonly address: string;
  readonly port: number;
  /** What the client dialled, before any Service's rule changed it: errors name it. */
  readonly dialled: { readonly address: string; readonly port: number };
  readonly latencyMs: number;
  /** The Service whose rule led there. */
  readonly service?: string;
  /** Absent for a bare connect. */
  readonly request?: HttpRequest;
  readonly reply: Payload;
  /** Who has been handed it. */
  readonly process?: ProcessKey;
}

export const newNetworkState = (): NetworkState =>
  slice({ hosts: new Map(), pods: new Map(), listeners: new Map(), exchanges: new Map(), lastExchange: 0 });
