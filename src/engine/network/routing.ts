import type { DnsAnswer, DnsQuestion } from "./dns/messages.ts";

/** Where a packet really goes, and by which Service's rule; "reject" = refused, "drop" = no answer. */
export type Route = { readonly address: string; readonly port: number; readonly service?: string } | "reject" | "drop";

/** A packet as the rules of its node see it. */
export interface Packet {
  /** The namespace that sends it, its address, and the machine that it is on. */
  readonly from: string;
  readonly source: string;
  readonly node: string;
  readonly address: string;
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
  /** The machine whose own address that is. */
  readonly at: string | undefined;
}

/** What others may add to the plain network: kube-proxy's rules and the cluster's names. */
export interface Router {
  /** undefined = nobody's business. */
  route?(packet: Packet): Route | undefined;
  /** What a server of the cluster's names says, wherever one listens. */
  answer?(question: DnsQuestion): DnsAnswer;
}

/** A socket's end: an address and port in a namespace. */
export interface Place {
  readonly namespace: string;
  readonly address: string;
  readonly port: number;
}

/** `service`: the rule that led there. */
export type Destination = ({ readonly kind: "place"; readonly service?: string } & Place) | { readonly kind: "reject" | "drop" | "no-route" };
