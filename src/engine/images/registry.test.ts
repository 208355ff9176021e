import { describe, expect, test } from "vitest";
import { catalogue, imagePrograms } from "./catalogue.ts";
import { transfersOf } from "./layers.ts";
import { createRegistry } from "./registry.ts";
import { defaultRegistry } from "./registry-settings.ts";

const registry = createRegistry();
const pull = (name: string, image: string, cause: string): string => `failed to pull and unpack image "${image}": failed to resolve image: ${name === "" ? "" : `${name}: `}${cause}`;
const DENIED = "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed";

describe("the registry", () => {
  test.each([
    "nginx", "nginx:1.14.2", "nginx:1.7.9", "nginx:1.25-alpine", "nginx:stable", "nginx:mainline", "nginx:1", "nginx:1.29.1", "busybox:1.28", "busybox:1.36.1", "busybox", "alpine:3.19", "httpd:2.4",
    "redis:7", "redis:6.0.5", "centos:7", "ubuntu:22.04", "debian:bookworm-slim", "curlimages/curl", "curlimages/curl:8.5.0", "quay.io/openshiftlabs/simpleservice:0.5.0", "luksa/kubia", "luksa/kubia:v2",
    "luksa/kubia-unhealthy", "openweb/git-sync", "openweb/git-sync:0.0.1", "registry.k8s.io/git-sync/git-sync:v4.2.3", "memhog", "registry.k8s.io/pause:3.10.1", "registry.k8s.io/e2e-test-images/agnhost:2.40",
    "registry.k8s.io/busybox", "perl:5.34.0", "mysql:8", "mysql:5.6", "postgres:16", "postgres:16.4", "hashicorp/http-echo", "registry.k8s.io/nginx-slim:0.24", "polinux/stress", "radial/busyboxplus:curl", `nginx@sha256:${"1".repeat(64)}`,
  ])("has %s", (ref) => {
    expect(registry.resolve(ref)).toMatchObject({ ok: true, image: { assumed: false } });
  });

  test.each(["nobody/knows-it:v7", "ghcr.io/someone/app", "example.com/team/app:v1"])("takes %s to exist", (ref) => {
    expect(registry.resolve(ref)).toMatchObject({ ok: true, image: { assumed: true } });
  });

  test.each([
    ["nginx:doesnotexist", "NotFound", pull("docker.io/library/nginx:doesnotexist", "docker.io/library/nginx:doesnotexist", "not found")],
    ["nginx:1.161", "NotFound", pull("docker.io/library/nginx:1.161", "docker.io/library/nginx:1.161", "not found")],
    ["busybox:9", "NotFound", pull("docker.io/library/busybox:9", "docker.io/library/busybox:9", "not found")],
    ["nosuchrepo/nosuchimage:v1", "Unknown", pull("", "docker.io/nosuchrepo/nosuchimage:v1", DENIED)],
    ["does-not-exist", "Unknown", pull("", "docker.io/library/does-not-exist:latest", DENIED)],
    ["quay.io/nonexistent/app:v1", "NotFound", pull("quay.io/nonexistent/app:v1", "quay.io/nonexistent/app:v1", "not found")],
    ["some/app:no-such-tag", "NotFound", pull("docker.io/some/app:no-such-tag", "docker.io/some/app:no-such-tag", "not found")],
  ])("has no %s, and says so as containerd does", (ref, code, message) => {
    expect(registry.resolve(ref)).toEqual({ ok: false, error: { code, message, afterMs: 100, what: code === "NotFound" ? "no such tag" : "denied" } });
  });

  test("follows a scenario's patterns", () => {
    const bent = createRegistry(() => ({ ...defaultRegistry, missing: ["ghost/*", "nginx:1.25"], unreachable: ["*.internal/*", "redis"] }));
    expect(bent.resolve("ghost/app")).toMatchObject({ ok: false, error: { code: "Unknown" } });
    expect(bent.resolve("nginx:1.25")).toMatchObject({ ok: false, error: { code: "NotFound" } });
    expect(bent.resolve("nginx:1.26").ok).toBe(true);
    expect(bent.resolve("redis:7")).toMatchObject({
      error: {
        code: "DeadlineExceeded",
        afterMs: 30_000,
        message: expect.stringMatching(/^failed to pull and unpack image "docker\.io\/library\/redis:7": failed to resolve image: failed to do request: Head "https:\/\/registry-1\.docker\.io\/v2\/library\/redis\/manifests\/7": dial tcp 203\.0\.113\.\d+:443: i\/o timeout$/),
      },
    });
    expect(bent.resolve("hub.internal/a/b")).toMatchObject({ ok: false, error: { code: "DeadlineExceeded" } });
    expect(bent.lookup("nginx:1.25")?.tag).toBe("1.25");
  });

  test("gives the same digest to one name always, another to another, and one id to tags of one content", () => {
    const digest = (ref: string) => registry.lookup(ref)?.digest;
    expect(digest("nginx:1.25")).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(createRegistry().lookup("nginx:1.25")?.digest).toBe(digest("nginx:1.25"));
    expect(digest("nginx:1.26")).not.toBe(digest("nginx:1.25"));
    expect(digest("busybox:latest")).toBe(digest("busybox:1.37"));
    const named = `nginx@sha256:${"1".repeat(64)}`;
    expect(digest(named)).toBe(`sha256:${"1".repeat(64)}`);
  });

  // bash takes Red Hat's prompt from this file.
  test.each([
    ["centos:7", "CentOS Linux release 7.9.2009 (Core)\n"],
    ["fedora", "Fedora release 42 (Adams)\n"],
    ["debian:bookworm-slim", undefined],
  ])("of %s has /etc/redhat-release: %j", (ref, release) => {
    const { definition, tag } = registry.lookup(ref)!;
    expect(definition.files(tag)["/etc/redhat-release"]).toBe(release);
  });

  test("transfers the layers that the node lacks, one after the other at the bandwidth", () => {
    const image = registry.lookup("nginx:1.25")!;
    const base = image.layers[0]!;
    const all = transfersOf(image.layers, new Set(), 1_000_000, 100);
    expect(all[0]).toEqual({ ...base, fromMs: 100, untilMs: 100 + base.sizeBytes / 1000 });
    expect(all.at(-1)?.untilMs).toBe(100 + Math.ceil(image.sizeBytes / 1000));
    const rest = transfersOf(image.layers, new Set([base.digest]), 1_000_000, 100);
    expect(rest[0]).toMatchObject({ fromMs: 100, untilMs: 100 });
    expect(rest.at(-1)?.untilMs).toBe(100 + Math.ceil((image.sizeBytes - base.sizeBytes) / 1000));
  });

  test("gives images on one base the same base layer, and no other in common", () => {
    const layers = (ref: string) => registry.lookup(ref)!.layers.map((layer) => layer.digest);
    expect(layers("nginx:1.25")[0]).toBe(layers("nginx:1.26")[0]);
    expect(new Set([...layers("nginx:1.25"), ...layers("nginx:1.26")]).size).toBe(2 * layers("nginx:1.25").length - 1);
    expect(layers("busybox:1.28")).not.toEqual(layers("busybox:1.36"));
  });

  const bent = createRegistry(() => ({
    ...defaultRegistry,
    refusing: ["registry.local:5000/*"],
    limited: ["docker.io/*"],
    otherPlatform: ["team/arm-only"],
    private: [
      { images: "acme/*", accounts: [{ username: "jane", password: "right" }] },
      ...["ghcr.io/acme/*", "quay.io/acme/*", "europe-docker.pkg.dev/acme/*", "registry.acme.io/*"].map((images) => ({ images, accounts: [{ username: "jane", password: "right" }] })),
    ],
  }));
  const causeOf = (ref: string, ...credentials: { username: string; password: string }[]) => {
    const resolved = bent.resolve(ref, credentials);
    return resolved.ok ? "pulled" : resolved.error.message.replace(/^failed to pull and unpack image "[^"]*": (failed to resolve image: )?/, "");
  };
  const right = { username: "jane", password: "right" };
  const wrong = { username: "jane", password: "wrong" };

  // The words are containerd's resolver's and authorizer's, as issue trackers quote them of v2.
  test.each([
    ["acme/app:v1", [], DENIED],
    ["acme/app:v1", [wrong], "failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.docker.io/token: 401 Unauthorized"],
    ["ghcr.io/acme/app:v1", [], "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=ghcr.io: 401 Unauthorized"],
    ["quay.io/acme/app:v1", [], "unexpected status from HEAD request to https://quay.io/v2/acme/app/manifests/v1: 401 UNAUTHORIZED"],
    ["europe-docker.pkg.dev/acme/app:v1", [], "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://europe-docker.pkg.dev/v2/token?scope=repository%3Aacme%2Fapp%3Apull&service=europe-docker.pkg.dev: 403 Forbidden"],
    ["registry.acme.io/app:v1", [], "pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials"],
    ["registry.acme.io/app:v1", [wrong], "unexpected status from HEAD request to https://registry.acme.io/v2/app/manifests/v1: 401 Unauthorized"],
    ["registry.acme.io/app:v1", [wrong, right], "pulled"],
    ["team/arm-only:v1", [right], "no match for platform in manifest: not found"],
    ["registry.acme.invalid/app:v1", [], 'failed to do request: Head "https://registry.acme.invalid/v2/app/manifests/v1": dial tcp: lookup registry.acme.invalid on 192.168.77.1:53: no such host'],
  ] as const)("says of %s with %j: %s", (ref, credentials, cause) => {
    expect(causeOf(ref, ...credentials)).toBe(cause);
  });

  test("says where nothing listens, and who has asked too often", () => {
    expect(causeOf("registry.local:5000/app:v1")).toMatch(/^failed to do request: Head "https:\/\/registry\.local:5000\/v2\/app\/manifests\/v1": dial tcp 203\.0\.113\.\d+:5000: connect: connection refused$/);
    expect(causeOf("busybox")).toMatch(
      /^failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https:\/\/registry-1\.docker\.io\/v2\/library\/busybox\/manifests\/sha256:[0-9a-f]{64}: 429 Too Many Requests\ntoomanyrequests: You have reached your unauthenticated pull rate limit\. https:\/\/www\.docker\.com\/increase-rate-limit$/,
    );
    expect(causeOf("busybox", right)).toBe("pulled");
  });

  test.each([["k8s.gcr.io/pause:3.9", true], ["k8s.gcr.io/pause:3.10", false], ["k8s.gcr.io/e2e-test-images/agnhost:2.40", true], ["k8s.gcr.io/e2e-test-images/agnhost:2.53", false], ["gcr.io/google_containers/busybox", true]])(
    "of the registry that was frozen in 2023 has %s: %s",
    (ref, there) => expect(createRegistry().resolve(ref).ok).toBe(there),
  );
});

describe("the catalogue", () => {
  const programs = new Set(imagePrograms.map((program) => program.name));

  test.each([...catalogue.values()].map((image) => [image.repository, image] as const))("%s can run what it says it runs", (_, image) => {
    const tag = typeof image.tags === "function" ? "latest" : (image.tags[0] ?? "latest");
    const whole = { ...image, ...image.variant?.(image.sameAs?.(tag) ?? tag) };
    const [first = ""] = [...whole.entrypoint, ...whole.cmd];
    const paths = Object.keys(whole.executables);
    if (first !== "") expect(paths.some((path) => path === first || path.endsWith(`/${first.replace(/^\.\//, "")}`))).toBe(true);
    for (const program of image.programs) expect(programs).toContain(program.name);
    expect(image.layers(tag).every((bytes) => Number.isInteger(bytes) && bytes > 0)).toBe(true);
    expect(Object.keys(image.files(tag)).every((path) => path.startsWith("/"))).toBe(true);
  });

  test("gives no shell to images that have none", () => {
    for (const ref of ["registry.k8s.io/pause:3.10.1", "gcr.io/google-samples/hello-app:1.0"]) {
      expect(Object.values(registry.lookup(ref)!.definition.executables)).not.toContain("sh");
    }
  });
});
