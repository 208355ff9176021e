import { expect, test } from "vitest";
import type { HttpRequest } from "../../network/http.ts";
import { redirectOf } from "./redirects.ts";

const request: HttpRequest = { method: "GET", scheme: "http", host: "10.244.0.2", port: 8080, path: "/a/health", headers: {} };
const answer = (status: number, location?: string) => ({ status, headers: location === undefined ? {} : { Location: location }, body: "" });

// Rows follow TestHTTPProbeChecker_NonLocalRedirects (pkg/probe/http/http_test.go).
test.each([
  { status: 200, location: "/x", followed: 0, is: "none" },
  { status: 302, location: undefined, followed: 0, is: "none" },
  { status: 302, location: "/new", followed: 0, is: "http://10.244.0.2:8080/new" },
  { status: 301, location: "new", followed: 0, is: "http://10.244.0.2:8080/a/new" },
  { status: 307, location: "http://10.244.0.2:8080/y?z=1", followed: 9, is: "http://10.244.0.2:8080/y?z=1" },
  { status: 308, location: "https://10.244.0.2", followed: 0, is: "https://10.244.0.2:443/" },
  { status: 302, location: "http://0.0.0.0/", followed: 0, is: "elsewhere" },
  { status: 302, location: "/new", followed: 10, is: "tooMany" },
])("$status to $location after $followed redirects: $is", ({ status, location, followed, is }) => {
  const redirect = redirectOf(request, answer(status, location), followed);
  const said = redirect.kind === "follow" ? `${redirect.request.scheme}://${redirect.request.host}:${redirect.request.port}${redirect.request.path}` : redirect.kind;
  expect(said).toBe(is);
});
