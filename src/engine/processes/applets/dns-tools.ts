import type { DnsAnswer, DnsRecord, RecordType } from "../../network/dns/messages.ts";
import { candidates, parseResolvConf, type ResolvConf } from "../../network/dns/resolver.ts";
import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import type { Answer } from "../syscall.ts";
import { err, out, type Part } from "./script.ts";

// Mirrors nslookup's default_timeout (busybox networking/nslookup.c), in which it asks twice.
const BUSYBOX_MS = 5000;
/** dig, host and BIND's nslookup ask three times, each time for as long. */
const BIND_TRY_MS = 5000;
const BIND_TRIES = 3;

const TYPES: ReadonlySet<string> = new Set<RecordType>(["A", "AAAA", "CNAME", "SRV", "PTR", "TXT", "NS", "MX", "SOA", "ANY"]);
const asType = (word: string): RecordType | undefined => (TYPES.has(word.toUpperCase()) ? (word.toUpperCase() as RecordType) : undefined);

const ownResolver = ({ files }: ProcessContext): ResolvConf => parseResolvConf(files.read("/etc/resolv.conf") ?? "");
const isAddress = (text: string): boolean => /^\d+(\.\d+){3}$/.test(text);
const reversed = (address: string): string => `${address.split(".").toReversed().join(".")}.in-addr.arpa`;
const withoutDot = (name: string): string => name.replace(/(?!^)\.$/, "");

type Spoken = { readonly answer: DnsAnswer; readonly name?: string } | { readonly error: "refused" | "silent" };
function* question(server: string, name: string, type: RecordType): Part<Spoken> {
  const said: Answer = yield { call: "ask", server, question: { name: withoutDot(name), type } };
  if (said.ok) return { answer: said.dns ?? { status: "SERVFAIL", answers: [] } };
  return { error: said.errno === "ECONNREFUSED" ? "refused" : "silent" };
}

/** BIND's nslookup comes with dig; busybox brings its own. */
export const nslookup = scripted("nslookup", function* (context) {
  const words = context.argv.slice(1);
  const [name, server] = words.filter((word) => !word.startsWith("-"));
  if (name === undefined) return 1;
  const given = words.map((word) => /^-(?:q|type|querytype)=(\w+)$/.exec(word)?.[1]).find((word) => word !== undefined);
  const ask: Lookup = { name, server, type: given === undefined ? undefined : asType(given) };
  return context.files.stat("/usr/bin/dig") === undefined ? yield* busyboxNslookup(context, ask) : yield* bindNslookup(context, ask);
});

interface Lookup {
  readonly name: string;
  readonly server: string | undefined;
  readonly type: RecordType | undefined;
}

/**
 * Mirrors nslookup_main (busybox networking/nslookup.c): a name with a dot is asked for as it stands, one without below
 * every search domain, and each for both kinds of addresses. Simplified: answers stand in the order of the questions.
 */
function* busyboxNslookup(context: ProcessContext, lookup: Lookup): Part<number> {
  const conf = ownResolver(context);
  const server = lookup.server ?? conf.servers[0] ?? "127.0.0.1";
  const types: readonly RecordType[] = lookup.type ? [lookup.type] : isAddress(lookup.name) ? ["PTR"] : ["A", "AAAA"];
  const names = isAddress(lookup.name) ? [reversed(lookup.name)] : lookup.name.includes(".") || conf.search.length === 0 ? [lookup.name] : conf.search.map((domain) => `${lookup.name}.${domain}`);
  let text = "";
  let code = 0;
  for (const type of types) {
    for (const name of names) {
      const said = yield* question(server, name, type);
      if ("error" in said) {
        yield { call: "sleep", ms: BUSYBOX_MS };
        if (said.error === "refused") yield* err("nslookup: read: Connection refused\n".repeat(2));
        yield* out(";; connection timed out; no servers could be reached\n\n");
        return 1;
      }
      if (said.answer.status !== "NOERROR") code = 1;
      text += said.answer.status === "NOERROR" ? `${said.answer.answers.map(recordLine).join("")}\n` : `** server can't find ${name}: ${said.answer.status}\n\n`;
    }
  }
  yield* out(`Server:\t\t${server}\nAddress:\t${server}:53\n\n${text}`);
  return code;
}

function recordLine({ name, type, data }: DnsRecord): string {
  const plain = data.replace(/\.$/, "");
  switch (type) {
    case "A": case "AAAA": return `Name:\t${name}\nAddress: ${data}\n`;
    case "CNAME": return `${name}\tcanonical name = ${plain}\n`;
    case "SRV": return `${name}\tservice = ${plain}\n`;
    case "PTR": return `${name}\tname = ${plain}\n`;
    default: return `${name}\t${type.toLowerCase()} = ${plain}\n`;
  }
}

/** What BIND's tools say of a server that does not answer. */
function* unreached(server: string, error: "refused" | "silent"): Part<void> {
  yield { call: "sleep", ms: error === "silent" ? BIND_TRY_MS * BIND_TRIES : 0 };
  yield* out(`;; communications error to ${server}#53: ${error === "refused" ? "connection refused" : "timed out"}\n`.repeat(BIND_TRIES));
}

interface Searched {
  readonly name: string;
  readonly answer: DnsAnswer;
}
/** The first of a name's candidates that there is; else what was said of the last. */
function* searched(context: ProcessContext, server: string, name: string, type: RecordType): Part<Searched | { readonly error: "refused" | "silent" }> {
  let last: Searched = { name, answer: { status: "NXDOMAIN", answers: [] } };
  for (const candidate of candidates(name, ownResolver(context))) {
    const said = yield* question(server, candidate, type);
    if ("error" in said) return said;
    if (said.answer.status === "NOERROR") return { name: candidate, answer: said.answer };
    last = { name: candidate, answer: said.answer };
  }
  return last;
}

// Mirrors printmessage and detailsection (bind9 bin/dig/nslookup.c).
function* bindNslookup(context: ProcessContext, { name, server: given, type }: Lookup): Part<number> {
  const server = given ?? ownResolver(context).servers[0] ?? "127.0.0.1";
  const asked = isAddress(name) ? `${reversed(name)}.` : name;
  const said = yield* searched(context, server, asked, type ?? (isAddress(name) ? "PTR" : "A"));
  if ("error" in said) {
    yield* unreached(server, said.error);
    yield* out(";; no servers could be reached\n\n");
    return 1;
  }
  const head = `Server:\t\t${server}\nAddress:\t${server}#53\n\n`;
  const { status, answers } = said.answer;
  if (status !== "NOERROR") {
    yield* out(`${head}** server can't find ${withoutDot(name)}: ${status}\n\n`);
    return 1;
  }
  yield* out(head + (answers.length === 0 ? `*** Can't find ${name}: No answer\n\n` : `${answers.map((record) => (record.type === "A" ? recordLine(record) : recordLine(record).replace(/\n$/, ".\n"))).join("")}\n`));
  return answers.length === 0 ? 1 : 0;
}

/** Fields at their columns by tabs, or one space where the field before is too long. Mirrors indent (bind9 lib/dns/masterdump.c). */
function columns(fields: readonly string[]): string {
  const TAB = 8;
  let line = "";
  let column = 0;
  for (const [index, field] of fields.entries()) {
    line += field;
    column += field.length;
    const next = 24 + TAB * index;
    if (index === fields.length - 1) break;
    if (column >= next) {
      line += " ";
      column += 1;
    } else for (; column < next; column = column - (column % TAB) + TAB) line += "\t";
  }
  return `${line}\n`;
}
const row = ({ name, ttl, type, data }: DnsRecord): string => columns([`${name}.`, String(ttl), "IN", type, data]);
const section = (title: string, records: readonly DnsRecord[] = []): string => (records.length === 0 ? "" : `;; ${title} SECTION:\n${records.map(row).join("")}\n`);

/** Simplified: dig gives each question the same id and leaves out the time of the answer and its size. */
export const dig = scripted("dig", function* (context) {
  const args = context.argv.slice(1);
  const words = args.filter((argument) => !/^[+@-]/.test(argument) && argument.toUpperCase() !== "IN");
  const pointer = args.includes("-x");
  const type = pointer ? "PTR" : (words.map(asType).find((word) => word !== undefined) ?? "A");
  const wanted = words.find((word) => asType(word) === undefined) ?? ".";
  const name = pointer ? reversed(wanted) : wanted;
  const server = args.find((argument) => argument.startsWith("@"))?.slice(1) ?? ownResolver(context).servers[0] ?? "127.0.0.1";
  const short = args.includes("+short");
  const said = args.includes("+search") ? yield* searched(context, server, name, type) : yield* question(server, name, type);
  if ("error" in said) {
    yield* unreached(server, said.error);
    yield* out(`${short ? "" : `\n; <<>> DiG 9.18.33 <<>> ${args.join(" ")}\n;; global options: +cmd\n`};; no servers could be reached\n`);
    return 9;
  }
  const { status, answers, additional = [], authority = [] } = said.answer;
  if (short) {
    yield* out(answers.map(({ data }) => `${data}\n`).join(""));
    return 0;
  }
  const full = `${withoutDot(said.name ?? name)}.`;
  const above = answers.length > 0 ? [] : authority;
  const flags = status === "SERVFAIL" ? "qr rd" : "qr aa rd";
  yield* out(
    `\n; <<>> DiG 9.18.33 <<>> ${args.join(" ")}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 4711\n` +
    `;; flags: ${flags}; QUERY: 1, ANSWER: ${answers.length}, AUTHORITY: ${above.length}, ADDITIONAL: ${additional.length + 1}\n;; WARNING: recursion requested but not available\n\n` +
    `;; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: 1232\n;; QUESTION SECTION:\n${columns([`;${full}`, "", "IN", type])}\n` +
    `${section("ANSWER", answers)}${section("AUTHORITY", above)}${section("ADDITIONAL", additional)};; Query time: 1 msec\n;; SERVER: ${server}#53(${server}) (UDP)\n\n`,
  );
  return 0;
});

export const host = scripted("host", function* (context) {
  const args = context.argv.slice(1);
  const at = args.indexOf("-t");
  const type = at < 0 ? undefined : asType(args[at + 1] ?? "");
  const [name, given] = args.filter((argument, index) => !argument.startsWith("-") && (at < 0 || index !== at + 1));
  if (name === undefined) {
    yield* err("Usage: host [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]\n            [-R number] [-m flag] [-p port] hostname [server]\n");
    return 1;
  }
  const server = given ?? ownResolver(context).servers[0] ?? "127.0.0.1";
  const said = yield* searched(context, server, isAddress(name) ? `${reversed(name)}.` : name, type ?? (isAddress(name) ? "PTR" : "A"));
  if ("error" in said) {
    yield* unreached(server, said.error);
    yield* out(";; no servers could be reached\n");
    return 1;
  }
  if (said.answer.status !== "NOERROR") {
    yield* out(`Host ${name} not found: ${said.answer.status === "NXDOMAIN" ? 3 : 2}(${said.answer.status})\n`);
    return 1;
  }
  yield* out(said.answer.answers.map(hostLine).join(""));
  return 0;
});

const PHRASES: Partial<Record<RecordType, string>> = { A: "has address", CNAME: "is an alias for", SRV: "has SRV record", PTR: "domain name pointer" };
const hostLine = ({ name, type, data }: DnsRecord): string => `${name} ${PHRASES[type] ?? `has ${type} record`} ${data}\n`;
