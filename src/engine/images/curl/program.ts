import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { headerOf, urlOf } from "../../processes/applets/wget.ts";
import type { Program } from "../../processes/program.ts";
import { scripted, type Script } from "../../processes/scripted.ts";
import type { Answer, Syscall } from "../../processes/syscall.ts";

interface Options {
  readonly urls: readonly string[];
  /** Single-letter flags that are set: s, S, i, I, f, L, v, k. */
  readonly flags: ReadonlySet<string>;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

const LONG: Readonly<Record<string, string>> = { silent: "s", "show-error": "S", include: "i", head: "I", fail: "f", location: "L", verbose: "v", insecure: "k", output: "o", request: "X", header: "H", data: "d", "max-time": "m", "connect-timeout": "m", "write-out": "w", "user-agent": "A" };
const WITH_VALUE = "oXHdmwA";
const DEFAULT_TIMEOUT_MS = 300_000;
const MAX_REDIRECTS = 50;

/** Simplified: curl knows the options of everyday requests; others have no effect. */
function readOptions(argv: readonly string[]): Options {
  const urls: string[] = [];
  const flags = new Set<string>();
  const values: Record<string, string[]> = {};
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (!argument.startsWith("-") || argument === "-") urls.push(argument);
    else {
      const letters = argument.startsWith("--") ? (LONG[argument.slice(2)] ?? "") : argument.slice(1);
      for (let at = 0; at < letters.length; at += 1) {
        const letter = letters.charAt(at);
        if (!WITH_VALUE.includes(letter)) flags.add(letter);
        else {
          (values[letter] ??= []).push(letters.slice(at + 1) || (rest.shift() ?? ""));
          break;
        }
      }
    }
  }
  return { urls, flags, values };
}

const write = (fd: number, data: string): Syscall => ({ call: "write", fd, data });

/** Fetches what it is asked for, with curl's words and exit codes. */
export const curlProgram: Program = scripted("curl", function* ({ argv }): Script {
  const options = readOptions(argv.slice(1));
  if (options.urls.length === 0) {
    yield write(2, "curl: try 'curl --help' or 'curl --manual' for more information\n");
    return 2;
  }
  let status = 0;
  for (const url of options.urls) {
    const failed: number = yield* fetchOne(url, options);
    if (failed !== 0) status = failed;
  }
  return status;
}) as Program;

function* fetchOne(text: string, options: Options): Script {
  const { flags, values } = options;
  const complain = function* (code: number, message: string): Script {
    if (!flags.has("s") || flags.has("S")) yield write(2, `curl: (${code}) ${message}\n`);
    return code;
  };
  const seconds = Number(values["m"]?.at(-1) ?? 0);
  const timeoutMs = seconds > 0 ? Math.round(seconds * 1000) : DEFAULT_TIMEOUT_MS;
  let target = text;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const request = requestOf(target, options);
    if (!request) return yield* complain(3, "URL rejected: Bad hostname");
    const answer: Answer = yield* exchange(request, timeoutMs);
    if (!answer.ok) {
      if (answer.errno === "ENOTFOUND") return yield* complain(6, `Could not resolve host: ${request.host}`);
      if (answer.errno === "ETIMEDOUT") return yield* complain(28, `Connection timed out after ${timeoutMs} milliseconds`);
      if (answer.errno === "ECONNRESET") return yield* complain(52, "Empty reply from server");
      return yield* complain(7, `Failed to connect to ${request.host} port ${request.port} after 0 ms: Couldn't connect to server`);
    }
    const response = answer.response ?? { status: 502, headers: {}, body: "" };
    const location = headerOf(response, "location");
    if (flags.has("L") && response.status >= 300 && response.status < 400 && location !== undefined) {
      target = /^https?:/i.test(location) ? location : `${request.scheme}://${request.host}:${request.port}${location}`;
      continue;
    }
    if (flags.has("f") && response.status >= 400) return yield* complain(22, `The requested URL returned error: ${response.status}`);
    yield* print(response, options);
    return 0;
  }
  return yield* complain(47, `Maximum (${MAX_REDIRECTS}) redirects followed`);
}

function requestOf(text: string, { flags, values }: Options): HttpRequest | undefined {
  const url = urlOf(text);
  if (!url) return undefined;
  const own = Object.fromEntries((values["H"] ?? []).map((line) => [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]));
  const body = values["d"]?.join("&");
  const host = url.port === (url.scheme === "https" ? 443 : 80) ? url.host : `${url.host}:${url.port}`;
  const headers = { Host: host, "User-Agent": values["A"]?.at(-1) ?? "curl/8.5.0", Accept: "*/*", ...(body !== undefined && { "Content-Type": "application/x-www-form-urlencoded" }), ...own };
  return { ...url, method: values["X"]?.at(-1) ?? (flags.has("I") ? "HEAD" : body === undefined ? "GET" : "POST"), headers, ...(body !== undefined && { body }) };
}

/** The name is looked up first, so that /etc/hosts counts. */
function* exchange(request: HttpRequest, timeoutMs: number): Generator<Syscall, Answer, Answer> {
  const found = yield { call: "resolve", name: request.host };
  if (!found.ok) return { ok: false, errno: "ENOTFOUND" };
  return yield { call: "http", request: { ...request, host: found.addresses?.[0] ?? request.host }, timeoutMs };
}

function* print(response: HttpResponse, { flags, values }: Options): Generator<Syscall, void, Answer> {
  const head = `HTTP/1.1 ${response.status} ${response.reason ?? ""}\r\n${Object.entries(response.headers).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  const text = (flags.has("i") || flags.has("I") ? head : "") + (flags.has("I") ? "" : response.body);
  const file = values["o"]?.at(-1);
  if (file !== undefined && file !== "-") yield { call: "writeFile", path: file, data: text };
  else if (text !== "") yield write(1, text);
  const after = values["w"]?.at(-1);
  if (after !== undefined) yield write(1, after.replace(/%\{(http_code|response_code)\}/g, String(response.status)).replace(/\\n/g, "\n"));
}
