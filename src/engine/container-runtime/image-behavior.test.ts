import { describe, expect, test } from "vitest";
import type { HttpRequest } from "../network/http.ts";
import type { HttpResult } from "../network/network.ts";
import type { ContainerConfig } from "./cri.ts";
import { nodeForTests, reply } from "./node-for-tests.ts";

/** A container of the image, and what it answers to requests from its node. */
function running(image: string, config: Partial<ContainerConfig> = {}) {
  const at = nodeForTests({ images: [image] });
  const sandboxId = at.sandbox();
  const id = at.start(sandboxId, { image, ...config });
  const get = (port: number, path = "/", more: Partial<HttpRequest> = {}, from = "node-1"): HttpResult => {
    at.network.http(from, { method: "GET", scheme: "http", host: "10.244.0.2", port, path, headers: {}, ...more }, 1000, reply("response"));
    at.run(10);
    return at.result<HttpResult>("response");
  };
  const stop = () => {
    at.runtime.stopContainer(id, 30_000, reply("stopped"));
    at.run(31_000);
    return at.runtime.container(id);
  };
  return { ...at, sandboxId, id, get, stop, lines: () => at.log(id).split("\n").slice(0, -1) };
}

describe("nginx", () => {
  test("serves its welcome page and logs the access", () => {
    const web = running("nginx:1.25");
    expect(web.get(80, "/", { headers: { "User-Agent": "kube-probe/1.36" } })).toMatchObject({
      ok: true,
      response: { status: 200, headers: { Server: "nginx/1.25.5", "Content-Type": "text/html", "Content-Length": "615" }, body: expect.stringContaining("<h1>Welcome to nginx!</h1>") },
    });
    expect(web.lines().at(-1)).toBe('10.244.0.1 - - [01/Jan/2026:00:00:01 +0000] "GET / HTTP/1.1" 200 615 "-" "kube-probe/1.36" "-"');
  });

  test("answers 404 with its page, and says which file it did not find", () => {
    const web = running("nginx:1.25");
    expect(web.get(80, "/nope")).toMatchObject({ response: { status: 404, body: expect.stringContaining("<center>nginx/1.25.5</center>") } });
    expect(web.lines().at(-2)).toBe(
      '2026/01/01 00:00:01 [error] 29#29: *1 open() "/usr/share/nginx/html/nope" failed (2: No such file or directory), client: 10.244.0.1, server: localhost, request: "GET /nope HTTP/1.1", host: "10.244.0.2"',
    );
  });

  test("serves what is mounted over its pages, and refuses an empty directory", () => {
    const mounts = [{ containerPath: "/usr/share/nginx/html", source: "/data", readOnly: false, volume: "v" }];
    const web = running("nginx", { mounts });
    web.processes.files.mkdir("node/node-1", "/data");
    expect(web.get(80)).toMatchObject({ response: { status: 403 } });
    web.processes.files.write("node/node-1", "/data/index.html", "hello world 1!\n");
    expect(web.get(80)).toMatchObject({ response: { status: 200, body: "hello world 1!\n" } });
  });

  test("listens where its configuration says, and returns what it says", () => {
    const mounts = [{ containerPath: "/etc/nginx/conf.d", source: "/conf", readOnly: true, volume: "v" }];
    const at = nodeForTests({ images: ["nginx"] });
    at.processes.files.write("node/node-1", "/conf/default.conf", 'server {\n  listen 8081;\n  location = /healthz { return 200 "well\\n"; }\n  location /broken { return 503; }\n}\n');
    const sandboxId = at.sandbox();
    at.start(sandboxId, { image: "nginx", mounts });
    const get = (path: string) => {
      at.network.http("node-1", { method: "GET", scheme: "http", host: "10.244.0.2", port: 8081, path, headers: {} }, 1000, reply("response"));
      at.run(10);
      return at.result("response");
    };
    expect(get("/healthz")).toMatchObject({ response: { status: 200, body: "well\n" } });
    expect(get("/broken/x")).toMatchObject({ response: { status: 503 } });
  });

  test("of old versions says nothing at its start", () => {
    expect(running("nginx:1.14.2").lines()).toEqual([]);
  });

  test.each(["nginx", "nginx:1.14.2"])("%s exits 0 on its stop signal", (image) => {
    expect(running(image).stop()).toMatchObject({ exitCode: 0, reason: "Completed" });
  });
});

describe("curl", () => {
  // Exit codes and words of curl 8.5 (its manual's list of exit codes).
  test.each([
    { argv: ["-s", "localhost/x.txt"], exitCode: 0, output: "hello\n" },
    { argv: ["-s", "-o", "/dev/null", "-w", "%{http_code}\\n", "localhost/nope"], exitCode: 0, output: "404\n" },
    { argv: ["-sf", "localhost/nope"], exitCode: 22, output: "" },
    { argv: ["-fsS", "localhost/nope"], exitCode: 22, output: "curl: (22) The requested URL returned error: 404\n" },
    { argv: ["-sS", "localhost:81"], exitCode: 7, output: "curl: (7) Failed to connect to localhost port 81 after 0 ms: Couldn't connect to server\n" },
    { argv: ["-sS", "nowhere"], exitCode: 6, output: "curl: (6) Could not resolve host: nowhere\n" },
    { argv: ["-sS", "--max-time", "2", "10.9.9.9"], exitCode: 28, output: "curl: (28) Connection timed out after 2000 milliseconds\n" },
    { argv: [], exitCode: 2, output: "curl: try 'curl --help' or 'curl --manual' for more information\n" },
  ])("$argv ends with $exitCode: $output", ({ argv, exitCode, output }) => {
    const web = running("nginx:1.25");
    web.processes.files.write(`container/${web.id}`, "/usr/share/nginx/html/x.txt", "hello\n");
    web.runtime.execSync(web.id, ["curl", ...argv], 10_000, reply("exec"));
    web.run(11_000);
    expect(web.result("exec")).toMatchObject({ ok: true, value: { exitCode, output } });
  });
});

describe("kubia", () => {
  test("says whom one has hit, and who came", () => {
    const web = running("luksa/kubia");
    expect(web.get(8080)).toMatchObject({ response: { status: 200, body: "You've hit web\n" } });
    expect(web.lines()).toEqual(["Kubia server starting...", "Received request from ::ffff:10.244.0.1"]);
  });

  test("unhealthy is well five times, then not", () => {
    const web = running("luksa/kubia-unhealthy");
    const statuses = Array.from({ length: 7 }, () => web.get(8080)).map((result) => result.ok && result.response.status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 500, 500]);
    expect(web.get(8080)).toMatchObject({ response: { body: "I'm not well. Please restart me!" } });
  });

  test.each([["v1", "This is v1 running in pod web\n"], ["v2", "This is v2 running in pod web\n"]])("%s says its version", (tag, body) => {
    expect(running(`luksa/kubia:${tag}`).get(8080)).toMatchObject({ response: { body } });
  });

  test("beside another of its kind finds its port in use and dies with 1", () => {
    const web = running("luksa/kubia");
    const second = web.start(web.sandboxId, { image: "luksa/kubia", name: "two" });
    web.run(10);
    expect(web.runtime.container(second)).toMatchObject({ state: "Exited", exitCode: 1 });
    expect(web.log(second)).toContain("Error: listen EADDRINUSE: address already in use :::8080\n");
  });

  test("does not hear TERM, as node.js is PID 1: it is killed after its grace", () => {
    expect(running("luksa/kubia").stop()).toMatchObject({ exitCode: 137, reason: "Error" });
  });
});

describe("simpleservice", () => {
  const image = "quay.io/openshiftlabs/simpleservice:0.5.0";

  test("tells about itself, to whom asks from inside the pod", () => {
    const web = running(image);
    expect(web.get(9876, "/info", { host: "localhost" }, `node-1/net/${web.sandboxId}`)).toMatchObject({
      response: { status: 200, body: '{"host": "localhost:9876", "version": "0.5.0", "from": "127.0.0.1"}' },
    });
    expect(web.lines().slice(0, 2)).toEqual([
      "2026-01-01T12:00:01 INFO This is simple service in version v0.5.0 listening on port 9876 [at line 142]",
      "2026-01-01T12:00:01 INFO /info serving from localhost:9876 has been invoked from 127.0.0.1 [at line 101]",
    ]);
  });

  test.each([
    ["/health", 200, '{"healthy": true}'],
    ["/endpoint0", 200, '{"host": "10.244.0.2:9876", "version": "0.5.0", "result": "all is well"}'],
    ["/nothing", 404, "<html><title>404: Not Found</title><body>404: Not Found</body></html>"],
  ])("answers %s with %d", (path, status, body) => {
    expect(running(image).get(9876, path)).toMatchObject({ response: { status, body } });
  });

  test("listens where PORT0 says", () => {
    expect(running(image, { env: [{ name: "PORT0", value: "9877" }] }).get(9877, "/health").ok).toBe(true);
  });
});

describe("git-sync", () => {
  const env = [{ name: "GIT_SYNC_REPO", value: "https://example.com/x.git" }, { name: "GIT_SYNC_DEST", value: "/git" }, { name: "GIT_SYNC_WAIT", value: "10" }];
  const mounts = [{ containerPath: "/git", source: "/volume", readOnly: false, volume: "git-volume" }];

  test("copies the repository to its volume, and again after each wait", () => {
    const at = running("openweb/git-sync:0.0.1", { env, mounts });
    at.run(1000);
    expect(at.processes.files.read("node/node-1", "/volume/index.html")).toBe("hello world 1!\n");
    at.processes.files.write("node/node-1", "/volume/index.html", "changed");
    at.run(11_000);
    expect(at.processes.files.read("node/node-1", "/volume/index.html")).toBe("hello world 1!\n");
    expect(at.log(at.id)).toContain("wait 10 seconds");
  });

  test("needs a repository", () => {
    const at = running("openweb/git-sync");
    expect(at.runtime.container(at.id)).toMatchObject({ state: "Exited", exitCode: 1 });
  });
});

describe("others", () => {
  test("httpd works, and stops gracefully by WINCH", () => {
    const web = running("httpd:2.4");
    expect(web.get(80)).toMatchObject({ response: { body: "<html><body><h1>It works!</h1></body></html>\n" } });
    expect(web.get(80, "/x")).toMatchObject({ response: { status: 404 } });
    expect(web.stop()).toMatchObject({ exitCode: 0 });
    expect(web.lines().at(-1)).toContain("AH00492: caught SIGWINCH, shutting down gracefully");
  });

  test("redis is ready and saves before it goes", () => {
    const at = running("redis:7");
    expect(at.lines().at(-1)).toContain("Ready to accept connections tcp");
    expect(at.stop()).toMatchObject({ exitCode: 0 });
  });

  test("agnhost liveness is well for ten seconds, then 500", () => {
    const at = running("registry.k8s.io/e2e-test-images/agnhost:2.40", { args: ["liveness"] });
    expect(at.get(8080, "/healthz")).toMatchObject({ response: { status: 200, body: "ok" } });
    at.run(10_000);
    expect(at.get(8080, "/healthz")).toMatchObject({ response: { status: 500 } });
    expect(at.stop()).toMatchObject({ exitCode: 2 });
  });

  test("agnhost netexec and hello-app answer with their names", () => {
    expect(running("registry.k8s.io/e2e-test-images/agnhost:2.40", { args: ["netexec", "--http-port=8083"] }).get(8083, "/hostname")).toMatchObject({ response: { body: "web" } });
    expect(running("gcr.io/google-samples/hello-app:2.0").get(8080)).toMatchObject({ response: { body: "Hello, world!\nVersion: 2.0.0\nHostname: web\n" } });
  });

  test("perl computes pi, as the documentation's Job does", () => {
    const at = running("perl:5.34.0", { command: ["perl", "-Mbignum=bpi", "-wle", "print bpi(30)"] });
    at.run(10_000);
    expect(at.log(at.id)).toBe("3.14159265358979323846264338328\n");
    expect(at.runtime.container(at.id)?.exitCode).toBe(0);
  });

  test.each([
    { limitMib: 100, state: "Exited", reason: "OOMKilled" },
    { limitMib: 200, state: "Running", reason: undefined },
  ])("stress with 150M under a limit of $limitMib MiB: $state", ({ limitMib, state, reason }) => {
    const at = running("polinux/stress", { command: ["stress"], args: ["--vm", "1", "--vm-bytes", "150M", "--vm-hang", "1"], resources: { cpuShares: 2, memoryLimitBytes: limitMib * 1024 * 1024 } });
    at.run(2000);
    const container = at.runtime.container(at.id);
    expect([container?.state, container?.reason]).toEqual([state, reason]);
  });

  test.each([
    { image: "mysql:8.4", env: [], exitCode: 1, says: "Database is uninitialized and password option is not specified" },
    { image: "postgres:17", env: [], exitCode: 1, says: "Database is uninitialized and superuser password is not specified." },
    { image: "mysql:8.4", env: [{ name: "MYSQL_ROOT_PASSWORD", value: "x" }], exitCode: undefined, says: "ready for connections" },
    { image: "postgres:17", env: [{ name: "POSTGRES_PASSWORD", value: "x" }], exitCode: undefined, says: "database system is ready to accept connections" },
  ])("$image with $env says: $says", ({ image, env, exitCode, says }) => {
    const at = running(image, { env });
    at.run(10_000);
    expect(at.log(at.id)).toContain(says);
    expect(at.runtime.container(at.id)?.exitCode).toBe(exitCode);
  });

  test("http-echo and whoami answer as they are told", () => {
    expect(running("hashicorp/http-echo", { args: ["-text=apple", "-listen=:5679"] }).get(5679)).toMatchObject({ response: { body: "apple\n" } });
    expect(running("traefik/whoami").get(80, "/x")).toMatchObject({ response: { body: expect.stringContaining("Hostname: web\n") } });
  });

  test("an image without a shell has none", () => {
    const at = running("gcr.io/google-samples/hello-app:1.0");
    at.runtime.execSync(at.id, ["sh", "-c", "ls"], 1000, reply("exec"));
    at.run(1000);
    expect(at.result("exec")).toMatchObject({ ok: false, error: { message: expect.stringContaining('exec: "sh": executable file not found in $PATH') } });
  });
});

describe("a scripted behaviour", () => {
  const scripted = (behavior: unknown) => running("nginx", { behavior: JSON.stringify(behavior) });

  test("listens after its start-up time, and answers what its time says", () => {
    const at = scripted({ startup: "5s", listen: [8080], responses: [{ path: "/healthz", status: 200, body: "well" }, { path: "/healthz", from: "20s", status: 500, body: "tired" }] });
    expect(at.get(8080, "/healthz")).toMatchObject({ ok: false });
    at.run(5000);
    expect(at.get(8080, "/healthz")).toMatchObject({ response: { status: 200, body: "well" } });
    at.run(15_000);
    expect(at.get(8080, "/healthz")).toMatchObject({ response: { status: 500, body: "tired" } });
  });

  test("logs, takes memory and ends when its time has come", () => {
    const at = scripted({ log: [{ at: "1s", text: "warming up" }], memory: [{ at: "2s", size: "20Mi" }], exit: { at: "3s", code: 4 } });
    at.run(2500);
    expect(at.lines()).toEqual(["warming up"]);
    expect(at.processes.process(`node-1/${at.runtime.container(at.id)?.pid}`)?.residentBytes).toBe(20 * 1024 * 1024);
    at.run(1000);
    expect(at.runtime.container(at.id)).toMatchObject({ state: "Exited", exitCode: 4, reason: "Error" });
    expect(at.processes.ofHost("node-1").map((p) => p.argv[0])).toEqual(["/pause"]);
  });

  test("is OOM-killed when its memory grows over the limit", () => {
    const at = running("nginx", { behavior: '{"memory": [{"at": "1s", "size": "200Mi"}]}', resources: { cpuShares: 2, memoryLimitBytes: 100 * 1024 * 1024 } });
    at.run(2000);
    expect(at.runtime.container(at.id)).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
  });

  test("counts requests, repeats lines, and puts files where probes look", () => {
    const at = scripted({ listen: [8080], responses: [{ path: "/", afterRequests: 2, status: 503, headers: { "Retry-After": "5" } }], log: [{ at: "1s", text: "tick", every: "2s" }], files: [{ path: "/tmp/healthy", text: "ok" }, { at: "4s", path: "/tmp/healthy", remove: true }] });
    expect([1, 2, 3].map(() => at.get(8080)).map((answer) => answer.ok && answer.response.status)).toEqual([200, 200, 503]);
    expect(at.get(8080)).toMatchObject({ response: { headers: { "Retry-After": "5" } } });
    const healthy = () => {
      at.runtime.execSync(at.id, ["cat", "/tmp/healthy"], 1000, reply("exec"));
      at.run(100);
      return at.result<{ value: { exitCode: number } }>("exec").value.exitCode;
    };
    expect(healthy()).toBe(0);
    at.run(3500);
    expect(at.lines()).toEqual(["tick", "tick"]);
    at.run(20_000);
    expect(at.lines()).toHaveLength(12);
    expect(healthy()).toBe(1);
  });

  test("burns what its CPU curve says of every second", () => {
    const at = scripted({ cpu: [{ at: "1s", cores: "1500m" }, { at: "5s", cores: 0 }], exit: { at: "1h" } });
    const usedMs = (): number => {
      at.runtime.execSync(at.id, ["cat", "/sys/fs/cgroup/cpu.stat"], 1000, reply("exec"));
      at.run(60);
      return Number(/usage_usec (\d+)/.exec(at.result<{ value: { output: string } }>("exec").value.output)?.[1]) / 1000;
    };
    at.run(10_000);
    // A core and a half for four seconds.
    expect(usedMs()).toBeGreaterThan(5500);
    expect(usedMs()).toBeLessThan(6600);
  });

  test("climbs to its memory over time", () => {
    const at = running("nginx", { behavior: JSON.stringify({ memory: [{ size: "10Mi" }, { at: "10s", size: "210Mi", over: "10s" }] }), resources: { cpuShares: 2, memoryLimitBytes: 100 * 1024 * 1024 } });
    at.run(14_000);
    expect(at.runtime.container(at.id)?.state).toBe("Running");
    at.run(2000);
    expect(at.runtime.container(at.id)).toMatchObject({ state: "Exited", reason: "OOMKilled" });
  });

  test.each([
    { when: "told to", behavior: { onTerm: { after: "3s", code: 7 }, exit: { at: "1h" } }, exitCode: 7, afterMs: 3000 },
    { when: "not told to", behavior: { exit: { at: "1h" } }, exitCode: 137, afterMs: 30_000 },
  ])("handles the stop signal when $when: $exitCode after $afterMs ms", ({ behavior, exitCode, afterMs }) => {
    const at = scripted(behavior);
    const from = at.simulation.now;
    expect(at.stop()).toMatchObject({ exitCode, finishedAtMs: from + afterMs });
  });

  test("may speak of one container only, and is passed over when it cannot be read", () => {
    expect(running("nginx", { behavior: '{"containers": {"other": {"exit": {"at": "0s", "code": 1}}}}' }).get(80)).toMatchObject({ response: { status: 200 } });
    expect(running("nginx", { behavior: "not json" }).get(80)).toMatchObject({ response: { status: 200 } });
  });
});
