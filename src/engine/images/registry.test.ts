import { describe, expect, test } from "vitest";
import { catalogue, imagePrograms } from "./catalogue.ts";
import { createRegistry, defaultRegistry } from "./registry.ts";

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
    expect(registry.resolve(ref)).toEqual({ ok: false, error: { code, message, afterMs: 100 } });
  });

  test("follows a scenario's patterns", () => {
    const bent = createRegistry({ ...defaultRegistry, missing: ["ghost/*", "nginx:1.25"], unreachable: ["*.internal/*", "redis"] });
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

  test("transfers what the node lacks at the bandwidth", () => {
    const slow = createRegistry({ ...defaultRegistry, bytesPerSecond: 1_000_000 });
    const image = slow.lookup("busybox")!;
    expect(slow.pullTimeMs(image, false)).toBe(100 + Math.ceil(image.sizeBytes / 1000));
    expect(slow.pullTimeMs(image, true)).toBe(100);
  });
});

describe("the catalogue", () => {
  const programs = new Set(imagePrograms.map((program) => program.name));

  test.each([...catalogue.values()].map((image) => [image.repository, image] as const))("%s can run what it says it runs", (_, image) => {
    const tag = typeof image.tags === "function" ? "latest" : (image.tags[0] ?? "latest");
    const whole = { ...image, ...image.variant?.(image.sameAs?.(tag) ?? tag) };
    const [first = ""] = [...whole.entrypoint, ...whole.cmd];
    const paths = Object.keys(whole.executables);
    if (first !== "") expect(paths.some((path) => path === first || path.endsWith(`/${first}`))).toBe(true);
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
