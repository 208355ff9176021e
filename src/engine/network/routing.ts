/** What others may add to the plain network: kube-proxy's rules and the cluster's names. */
export interface Router {
  /** Where a packet to this address and port really goes; "reject" = refused, "drop" = no answer; undefined = nobody's business. */
  route?(from: string, address: string, port: number): { readonly address: string; readonly port: number } | "reject" | "drop" | undefined;
  /** Addresses of a name that is neither an address nor in /etc/hosts. */
  /** Absent = no server answers questions for names. */
  resolve?(namespace: string, name: string): readonly string[] | undefined;
}

/** A socket's end: an address and port in a namespace. */
export interface Place {
  readonly namespace: string;
  readonly address: string;
  readonly port: number;
}

export type Destination = ({ readonly kind: "place" } & Place) | { readonly kind: "reject" | "drop" | "no-route" };
