import type { HttpResponse } from "../../network/http.ts";
import { scripted } from "../scripted.ts";
import type { Answer } from "../syscall.ts";
import { readOptions } from "./options.ts";
import { err, errorText, out, type Part } from "./script.ts";
import { refuseOption, usageText } from "./usage.ts";

const USAGE = "[-cqS] [--spider] [-O FILE] [-o LOGFILE] [-P DIR] [-U AGENT] [-T SEC] URL...";
const DEFAULT_TIMEOUT_MS = 900_000;
const MAX_REDIRECTS = 5;

interface Url {
  readonly scheme: "http" | "https";
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** Parts of an address; a bare host means http. */
export function urlOf(text: string): Url | undefined {
  const match = /^(?:(https?):\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^:/?#]+)(?::(\d+))?([/?][^#]*)?/i.exec(text);
  if (!match || (/^\w+:\/\//.test(text) && match[1] === undefined)) return undefined;
  const scheme = match[1]?.toLowerCase() === "https" ? "https" : "http";
  const path = match[4] ?? "/";
  return { scheme, host: match[2] ?? "", port: Number(match[3] ?? (scheme === "https" ? 443 : 80)), path: path.startsWith("?") ? `/${path}` : path };
}

interface Fetch {
  readonly quiet: boolean;
  readonly timeoutMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly method: string;
  readonly body: string | undefined;
}

function* fetchUrl(text: string, fetch: Fetch): Part<{ readonly url: Url; readonly response: HttpResponse } | string> {
  let url = urlOf(text);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    if (!url) return `wget: not an http or ftp url: ${text}`;
    const { scheme, host, port, path } = url;
    const numeric = /^[\d.]+$/.test(host);
    const found: Answer | undefined = numeric ? undefined : yield { call: "resolve", name: host };
    const address: string | undefined = numeric ? host : found?.ok ? found.addresses?.[0] : undefined;
    if (address === undefined) return `wget: bad address '${host}'`;
    if (!fetch.quiet) yield* err(`Connecting to ${host}${port === 80 && scheme === "http" ? "" : `:${port}`} (${address}:${port})\n`);
    const headers = { Host: port === 80 ? host : `${host}:${port}`, "User-Agent": "Wget", Connection: "close", ...fetch.headers };
    const answer: Answer = yield { call: "http", request: { method: fetch.method, scheme, host, port, path, headers, ...(fetch.body === undefined ? {} : { body: fetch.body }) }, timeoutMs: fetch.timeoutMs };
    if (!answer.ok) return answer.errno === "ETIMEDOUT" ? "wget: download timed out" : answer.errno === "ECONNRESET" ? "wget: error getting response" : `wget: can't connect to remote host (${address}): ${errorText(answer.errno)}`;
    const response = answer.response ?? { status: 502, headers: {}, body: "" };
    const location = headerOf(response, "location");
    if (response.status < 300 || response.status >= 400 || location === undefined) return { url, response };
    url = urlOf(/^https?:/i.test(location) ? location : `${scheme}://${host}:${port}${location.startsWith("/") ? "" : "/"}${location}`);
  }
  return "wget: too many redirections";
}

export const headerOf = (response: HttpResponse, name: string): string | undefined => Object.entries(response.headers).find(([key]) => key.toLowerCase() === name)?.[1];

const REASONS: Readonly<Record<number, string>> = { 200: "OK", 201: "Created", 204: "No Content", 301: "Moved Permanently", 302: "Found", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Time-out" };
const statusLine = (response: HttpResponse): string => `HTTP/1.1 ${response.status} ${response.reason ?? REASONS[response.status] ?? ""}`.trimEnd();

/** The bar that a finished download leaves. */
const progress = (name: string, bytes: number): string => `${name.slice(0, 20).padEnd(20)} 100% |********************************| ${String(bytes).padStart(5)}  0:00:00 ETA\n`;

export const wget = scripted("wget", function* (context) {
  const spec = readOptions(context.argv.slice(1), "cqSsnO:o:P:U:T:Y:t:D:H:", LONG);
  if (!spec.ok) return yield* refuseOption(context, "wget", spec, USAGE);
  const [text] = spec.operands;
  if (text === undefined) {
    yield* err(usageText("wget", USAGE));
    return 1;
  }
  const quiet = spec.has("q");
  const body = spec.value("D");
  const headers = Object.fromEntries((spec.given.get("H") ?? []).map((header) => [header.slice(0, header.indexOf(":")), header.slice(header.indexOf(":") + 1).trim()]));
  const seconds = spec.value("T");
  const fetched = yield* fetchUrl(text, { quiet, timeoutMs: seconds === undefined ? DEFAULT_TIMEOUT_MS : Number(seconds) * 1000, headers, method: body === undefined ? "GET" : "POST", body });
  if (typeof fetched === "string") {
    yield* err(`${fetched}\n`);
    return 1;
  }
  const { url, response } = fetched;
  if (spec.has("S")) yield* err(`  ${statusLine(response)}\n${Object.entries(response.headers).map(([name, value]) => `  ${name}: ${value}\n`).join("")}  \n`);
  if (response.status >= 400) {
    yield* err(`wget: server returned error: ${statusLine(response)}\n`);
    return 1;
  }
  if (spec.has("s")) {
    if (!quiet) yield* err("remote file exists\n");
    return 0;
  }
  return yield* keep(url, response, spec.value("O"), quiet);
});

function* keep(url: Url, response: HttpResponse, given: string | undefined, quiet: boolean): Part<number> {
  const name = given ?? (url.path.replace(/\?.*$/, "").replace(/^.*\//, "") || "index.html");
  if (name === "-") {
    if (!quiet) yield* err("writing to stdout\n");
    yield* out(response.body);
    if (!quiet) yield* err(`${progress("-", response.body.length)}written to stdout\n`);
    return 0;
  }
  const saved = yield { call: "writeFile", path: name, data: response.body };
  if (!saved.ok) {
    yield* err(`wget: can't open '${name}': ${errorText(saved.errno)}\n`);
    return 1;
  }
  if (!quiet) yield* err(`saving to '${name}'\n${progress(name, response.body.length)}'${name}' saved\n`);
  return 0;
}

const LONG = { spider: "s", "post-data": "D", header: "H", "no-check-certificate": "n", quiet: "q", "output-document": "O", timeout: "T", tries: "t", "user-agent": "U", "server-response": "S" } as const;
