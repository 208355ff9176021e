/** What a client asks a server for names. */
export interface DnsQuestion {
  /** Without the root's dot at its end. */
  readonly name: string;
  readonly type: RecordType;
}
export type RecordType = "A" | "AAAA" | "CNAME" | "SRV" | "PTR" | "TXT" | "NS" | "MX" | "SOA" | "ANY";

export interface DnsRecord {
  readonly name: string;
  readonly type: RecordType;
  /** Seconds. */
  readonly ttl: number;
  /** As dig writes it: an address, a name with its dot, "0 100 80 web.default.svc.cluster.local.". */
  readonly data: string;
}

type DnsStatus = "NOERROR" | "NXDOMAIN" | "SERVFAIL";

export interface DnsAnswer {
  readonly status: DnsStatus;
  readonly answers: readonly DnsRecord[];
  /** Addresses of the names that SRV records lead to. */
  readonly additional?: readonly DnsRecord[];
  /** What says that there is nothing: the zone's SOA. */
  readonly authority?: readonly DnsRecord[];
}
