import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatReference, parseReference, withDefaultTag } from "./reference.ts";

const SHA = "a".repeat(64);

describe("a reference", () => {
  // Cases of github.com/distribution/reference's own tests and of everyday manifests.
  test.each([
    ["nginx", "docker.io/library/nginx:latest"],
    ["nginx:1.25", "docker.io/library/nginx:1.25"],
    ["library/nginx", "docker.io/library/nginx:latest"],
    ["docker.io/nginx", "docker.io/library/nginx:latest"],
    ["index.docker.io/nginx", "docker.io/library/nginx:latest"],
    ["luksa/kubia", "docker.io/luksa/kubia:latest"],
    ["registry.k8s.io/pause:3.10.1", "registry.k8s.io/pause:3.10.1"],
    ["quay.io/openshiftlabs/simpleservice:0.5.0", "quay.io/openshiftlabs/simpleservice:0.5.0"],
    ["localhost/app", "localhost/app:latest"],
    ["localhost:5000/app:v1", "localhost:5000/app:v1"],
    ["registry.example.com:8443/a/b/c", "registry.example.com:8443/a/b/c:latest"],
    [`nginx@sha256:${SHA}`, `docker.io/library/nginx@sha256:${SHA}`],
    [`nginx:1.25@sha256:${SHA}`, `docker.io/library/nginx:1.25@sha256:${SHA}`],
    ["a__b/c-d.e", "docker.io/a__b/c-d.e:latest"],
    ["Upper/nginx", "Upper/nginx:latest"],
  ])("%s means %s", (text, whole) => {
    const parsed = parseReference(text);
    expect(parsed.ok && formatReference(withDefaultTag(parsed.reference))).toBe(whole);
  });

  test.each([
    ["NGINX:latest", "invalid reference format: repository name (library/NGINX) must be lowercase"],
    ["docker.io/Nginx", "invalid reference format: repository name (library/Nginx) must be lowercase"],
    ["", "invalid reference format"],
    ["nginx:", "invalid reference format"],
    ["nginx latest", "invalid reference format"],
    ["nginx:1.25:2", "invalid reference format"],
    ["-nginx", "invalid reference format"],
    ["nginx//x", "invalid reference format"],
    ["https://nginx", "invalid reference format"],
    [`nginx:${"t".repeat(129)}`, "invalid reference format"],
    ["nginx@sha256:abc", "invalid reference format"],
    [`nginx@sha256:${"a".repeat(63)}`, "invalid checksum digest length"],
    [`nginx@sha256:${"A".repeat(64)}`, "invalid checksum digest format"],
    [`nginx@md5:${"a".repeat(32)}`, "unsupported digest algorithm"],
    [SHA, `invalid repository name (${SHA}), cannot specify 64-byte hexadecimal strings`],
    [`a/${"b".repeat(260)}`, "repository name must not be more than 255 characters"],
  ])("%s is refused: %s", (text, error) => {
    expect(parseReference(text)).toEqual({ ok: false, error });
  });

  test("is its own normal form", () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,8}(\/[a-z0-9]{1,8}){0,2}(:[a-z0-9.]{1,5})?$/);
    fc.assert(
      fc.property(name, (text) => {
        const once = parseReference(text);
        if (!once.ok) return;
        expect(parseReference(formatReference(once.reference))).toEqual(once);
      }),
    );
  });
});
