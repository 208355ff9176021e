import type { HttpRequest, HttpResponse } from "../../network/http.ts";

/** What a redirecting answer means to a probe. */
export type Redirect = { readonly kind: "follow"; readonly request: HttpRequest } | { readonly kind: "elsewhere" } | { readonly kind: "tooMany" } | { readonly kind: "none" };

const MOST_REDIRECTS = 10;
const codes: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const URL_SHAPE = /^(https?):\/\/([^/:?#]+)(?::(\d+))?([^#]*)/i;

// Mirrors RedirectChecker (pkg/probe/http/http.go): followed while the host name stays the same, ten times at most.
export function redirectOf(request: HttpRequest, { status, headers }: HttpResponse, followed: number): Redirect {
  const location = Object.entries(headers).find(([name]) => name.toLowerCase() === "location")?.[1];
  if (!codes.has(status) || location === undefined || location === "") return { kind: "none" };
  const target = resolve(request, location);
  if (target.host !== request.host) return { kind: "elsewhere" };
  return followed >= MOST_REDIRECTS ? { kind: "tooMany" } : { kind: "follow", request: target };
}

function resolve(request: HttpRequest, location: string): HttpRequest {
  const absolute = URL_SHAPE.exec(location);
  if (absolute) {
    const scheme = absolute[1]!.toLowerCase() === "https" ? "https" : "http";
    const path = absolute[4] === "" || absolute[4]?.startsWith("?") ? `/${absolute[4]}` : absolute[4]!;
    return { ...request, scheme, host: absolute[2]!, port: absolute[3] === undefined ? (scheme === "https" ? 443 : 80) : Number(absolute[3]), path };
  }
  if (location.startsWith("/")) return { ...request, path: location };
  return { ...request, path: `${request.path.replace(/[^/]*$/, "")}${location}` };
}
