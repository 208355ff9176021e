/** One exchange over the pretend network. Simplified: the network carries whole requests and responses; there are no packets to capture. */
export interface HttpRequest {
  readonly method: string;
  readonly scheme: "http" | "https";
  /** Name or address as the client wrote it. */
  readonly host: string;
  readonly port: number;
  /** With query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Filled in by the network: where it came from and where it went. */
  readonly from?: string;
  readonly to?: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly reason?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The server spoke TLS. A client of https refuses an answer without it. */
  readonly tls?: boolean;
}
