import type { DnsAnswer, DnsQuestion } from "./messages.ts";

/** The text of /etc/resolv.conf as libraries read it. */
export interface ResolvConf {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  /** A name with fewer dots is tried below the search domains first. */
  readonly ndots: number;
}

// Mirrors RES_MAXNDOTS and MAXNS (glibc resolv/resolv.h).
const MOST_NDOTS = 15;
const MOST_SERVERS = 3;

/** Reads what a file says; without a nameserver the machine itself is asked. Mirrors res_vinit (glibc resolv/res_init.c). */
export function parseResolvConf(text: string): ResolvConf {
  const servers: string[] = [];
  let search: readonly string[] = [];
  let ndots = 1;
  for (const line of text.split("\n")) {
    const [word, ...values] = line.replace(/[#;].*/, "").trim().split(/\s+/);
    if (word === "nameserver" && values[0]) servers.push(values[0]);
    else if (word === "search" || word === "domain") search = values;
    else if (word === "options") ndots = values.reduce((dots, value) => (/^ndots:\d+$/.test(value) ? Math.min(Number(value.slice(6)), MOST_NDOTS) : dots), ndots);
  }
  return { servers: servers.length > 0 ? servers.slice(0, MOST_SERVERS) : ["127.0.0.1"], search, ndots };
}

/** The names that are asked for one after the other. Mirrors __res_context_search (glibc resolv/res_query.c). */
export function candidates(name: string, { search, ndots }: ResolvConf): readonly string[] {
  if (name.endsWith(".")) return [name.slice(0, -1)];
  const below = search.map((domain) => `${name}.${domain.replace(/\.$/, "")}`);
  return name.split(".").length - 1 >= ndots ? [name, ...below] : [...below, name];
}

/** "no-server": nobody answers; "refused": a machine says at once that nobody listens. */
export type Asked = DnsAnswer | "no-server" | "refused";

export type Looked = { readonly kind: "found"; readonly addresses: readonly string[] } | { readonly kind: "unknown" | "no-server" };

/** The addresses of a name by the servers of a resolv.conf, each asked when the one before it did not answer. */
export function lookUp(name: string, conf: ResolvConf, ask: (server: string, question: DnsQuestion) => Asked): Looked {
  for (const candidate of candidates(name, conf)) {
    const answer = firstAnswer(conf.servers, (server) => ask(server, { name: candidate, type: "A" }));
    if (answer === undefined) return { kind: "no-server" };
    const addresses = answer.answers.filter(({ type }) => type === "A").map(({ data }) => data);
    if (addresses.length > 0) return { kind: "found", addresses };
  }
  return { kind: "unknown" };
}

function firstAnswer(servers: readonly string[], ask: (server: string) => Asked): DnsAnswer | undefined {
  for (const server of servers) {
    const answer = ask(server);
    if (typeof answer !== "string") return answer;
  }
  return undefined;
}
