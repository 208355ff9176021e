import { describe, expect, test } from "vitest";
import type { HttpRequest } from "../network/http.ts";
import type { HttpResult } from "../network/network.ts";
import type { ContainerConfig } from "./cri.ts";
import { nodeForTests, reply } from "./node-for-tests.ts";

const env = (...pairs: readonly string[]) => pairs.map((pair) => ({ name: pair.slice(0, pair.indexOf("=")), value: pair.slice(pair.indexOf("=") + 1) }));

/** A container of the image, after some time. */
function after(ms: number, image: string, config: Partial<ContainerConfig> = {}) {
  const at = nodeForTests({ images: [image] });
  const sandboxId = at.sandbox();
  const id = at.start(sandboxId, { image, ...config });
  at.run(ms);
  const get = (port: number, path = "/", more: Partial<HttpRequest> = {}): HttpResult => {
    at.network.http("node-1", { method: "GET", scheme: "http", host: "10.244.0.2", port, path, headers: {}, ...more }, 1000, reply("response"));
    at.run(10);
    return at.result<HttpResult>("response");
  };
  const exec = (...argv: readonly string[]) => {
    at.runtime.execSync(id, argv, 10_000, reply("exec"));
    at.run(11_000);
    return at.result<{ ok: boolean; value?: { exitCode: number; output: string }; error?: { message: string } }>("exec");
  };
  return { ...at, id, get, exec, view: () => at.runtime.container(id)!, log: () => at.log(id) };
}

describe("databases refuse to start without their password variable, and say so", () => {
  // The texts of the images' entrypoint scripts.
  test.each([
    ["mysql:8.4", 1, "Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n"],
    ["mariadb:11.8", 1, "    - MARIADB_ROOT_PASSWORD_HASH\n    - MARIADB_ALLOW_EMPTY_ROOT_PASSWORD\n"],
    ["postgres:17", 1, "Error: Database is uninitialized and superuser password is not specified.\n"],
    ["elasticsearch:8.19.4", 78, "the default discovery settings are unsuitable for production use"],
    ["haproxy:3.2", 1, "Cannot open configuration file/directory /usr/local/etc/haproxy/haproxy.cfg"],
    ["ghost:5", 2, "ERROR connect ECONNREFUSED 127.0.0.1:3306"],
  ])("%s ends with %i", (image, exitCode, says) => {
    const it = after(5000, image);
    expect(it.view()).toMatchObject({ state: "Exited", exitCode });
    expect(it.log()).toContain(says);
  });

  test("mongo wants both of user and password, or neither", () => {
    expect(after(5000, "mongo:8.0", { env: env("MONGO_INITDB_ROOT_USERNAME=admin") }).view()).toMatchObject({ exitCode: 1 });
    expect(after(5000, "mongo:8.0").view()).toMatchObject({ state: "Running" });
  });
});

describe("servers listen, and their own tools say so", () => {
  test.each([
    ["redis:7", [], ["redis-cli", "ping"], "PONG\n"],
    ["mysql:8.4", ["MYSQL_ROOT_PASSWORD=x"], ["mysqladmin", "ping", "-h", "localhost", "-px"], "mysqld is alive\n"],
    ["mysql:8.4", ["MYSQL_ROOT_PASSWORD=x"], ["mysql", "-h", "127.0.0.1", "-e", "SELECT 1"], "1\n1\n"],
    ["mariadb:11.8", ["MARIADB_ROOT_PASSWORD=x"], ["healthcheck.sh", "--connect", "--innodb_initialized"], ""],
    ["postgres:17", ["POSTGRES_PASSWORD=x"], ["pg_isready", "-U", "postgres"], "/var/run/postgresql:5432 - accepting connections\n"],
    ["postgres:17", ["POSTGRES_PASSWORD=x"], ["sh", "-c", "exec pg_isready -h 127.0.0.1"], "127.0.0.1:5432 - accepting connections\n"],
    ["mongo:8.0", [], ["mongosh", "--eval", "db.adminCommand('ping')"], "{ ok: 1 }\n"],
    ["rabbitmq:4.1", [], ["rabbitmq-diagnostics", "-q", "ping"], "Ping succeeded\n"],
    ["quay.io/coreos/etcd:v3.5.21", [], ["etcdctl", "endpoint", "health"], "127.0.0.1:2379 is healthy: successfully committed proposal: took = 2.044219ms\n"],
    ["gcr.io/google-samples/cassandra:v13", [], ["/bin/bash", "-c", "/ready-probe.sh"], ""],
    ["memcached:1.6", [], ["sh", "-c", "echo hello"], "hello\n"],
  ])("%s %j: %j", (image, variables, argv, output) => {
    expect(after(30_000, image, { env: env(...variables) }).exec(...argv)).toEqual({ ok: true, value: { exitCode: 0, output } });
  });

  test.each([
    ["mysql:8.4", ["MYSQL_ROOT_PASSWORD=x"], ["mysqladmin", "ping"], 1, "mysqladmin: connect to server at '127.0.0.1' failed\nerror: 'Can't connect to MySQL server on '127.0.0.1:3306' (111)'\n"],
    ["postgres:17", ["POSTGRES_PASSWORD=x"], ["pg_isready"], 2, "/var/run/postgresql:5432 - no response\n"],
    ["rabbitmq:4.1", [], ["rabbitmq-diagnostics", "-q", "ping"], 69, "Error: unable to perform an operation on node 'rabbit@web'."],
  ])("%s is not there yet at once", (image, variables, argv, exitCode, output) => {
    const answer = after(200, image, { env: env(...variables) }).exec(...argv);
    expect(answer).toMatchObject({ value: { exitCode, output: expect.stringContaining(output) } });
  });

  test("redis keeps what it is told, and reads its configuration file", () => {
    const it = after(500, "redis:7", { command: ["redis-server", "/data/redis.conf"] });
    expect(it.exec("sh", "-c", "redis-cli set a 1; redis-cli incr a; redis-cli get a; redis-cli keys '*'; redis-cli get nothing")).toMatchObject({ value: { output: "OK\n2\n2\na\n\n" } });
    it.processes.files.write(`container/${it.id}`, "/data/redis.conf", "maxmemory 2mb\nmaxmemory-policy allkeys-lru\n");
    expect(it.exec("redis-cli", "CONFIG", "GET", "maxmemory")).toMatchObject({ value: { output: "maxmemory\n2097152\n" } });
  });
});

describe("samples answer", () => {
  test.each([
    ["gcr.io/google-samples/kubernetes-bootcamp:v1", 8080, "/", 200, "Hello Kubernetes bootcamp! | Running on: web | v=1\n"],
    ["gcr.io/google-samples/kubernetes-bootcamp:v2", 8080, "/", 200, "v=2\n"],
    ["jmalloc/echo-server", 8080, "/x", 200, "Request served by web\n\nGET /x HTTP/1.1\n"],
    ["registry.k8s.io/echoserver:1.10", 8080, "/", 200, "Hostname: web\n"],
    ["us-docker.pkg.dev/google-samples/containers/gke/gb-frontend:v5", 80, "/", 200, "<h2>Guestbook</h2>"],
    ["kodekloud/webapp-color", 8080, "/", 200, "Hello from web!"],
    ["stefanprodan/podinfo:6.9.2", 9898, "/healthz", 200, '"status": "OK"'],
    ["nginxinc/nginx-unprivileged", 8080, "/", 200, "Welcome to nginx!"],
    ["prom/prometheus:v3.5.0", 9090, "/-/ready", 200, "Prometheus Server is Ready.\n"],
    ["grafana/grafana:12.1.1", 3000, "/api/health", 200, '"database": "ok"'],
    ["caddy:2.10", 80, "/", 200, "Caddy works!"],
    ["traefik:v3.5", 80, "/", 404, "404 page not found\n"],
    ["tomcat:11", 8080, "/", 404, "HTTP Status 404"],
    ["docker.elastic.co/kibana/kibana:8.19.4", 5601, "/", 503, "Kibana server is not ready yet."],
    ["hashicorp/vault:1.20", 8200, "/v1/sys/health", 200, '"sealed":false'],
    ["wordpress:6", 80, "/", 500, "Error establishing a database connection"],
    ["registry:2", 5000, "/v2/_catalog", 200, '{"repositories":[]}'],
  ])("%s on %i%s: %i", (image, port, path, status, says) => {
    expect(after(20_000, image).get(port, path)).toMatchObject({ ok: true, response: { status, body: expect.stringContaining(says) } });
  });

  test("python serves a directory, and runs what little it understands", () => {
    expect(after(500, "python:3.13", { command: ["python3", "-m", "http.server", "8080"] }).get(8080, "/etc/hostname")).toMatchObject({ response: { status: 200 } });
    const script = after(3500, "python:3.13", { command: ["python", "-c", 'import time\nwhile True:\n  print("tick", flush=True)\n  time.sleep(1)'] });
    expect(script.log()).toBe("tick\ntick\ntick\ntick\n");
    expect(after(500, "python:3.13", { command: ["python", "-c", "import sys; print('bye'); sys.exit(3)"] }).view()).toMatchObject({ exitCode: 3 });
    expect(after(500, "python:3.13", { command: ["python", "app.py"] }).log()).toBe("python: can't open file '/app.py': [Errno 2] No such file or directory\n");
    expect(after(500, "python:3.13").view()).toMatchObject({ exitCode: 0, reason: "Completed" });
  });

  test.each([
    ["node:22", ["node", "-e", 'console.log("hi"); process.exit(7)'], 7, "hi\n"],
    ["node:22", ["node", "server.js"], 1, "Error: Cannot find module '/server.js'"],
    ["ruby:3.4", ["ruby", "-e", 'puts "hi"'], 0, "hi\n"],
    ["php:8.4", ["php", "-r", 'echo "hi";'], 0, "hi\n"],
    ["golang:1.25", ["go", "version"], 0, "go version go1.25.1 linux/amd64\n"],
    ["eclipse-temurin:21", ["java", "-jar", "app.jar"], 1, "Error: Unable to access jarfile app.jar\n"],
    ["hello-world", undefined, 0, "Hello from Docker!\n"],
    ["registry.k8s.io/e2e-test-images/agnhost:2.53", ["/agnhost", "entrypoint-tester", "a"], 0, "[/agnhost entrypoint-tester a]\n"],
    ["registry.k8s.io/e2e-test-images/agnhost:2.53", ["/agnhost", "nothing"], 1, 'Error: unknown command "nothing" for "app"'],
  ])("%s runs %j", (image, command, exitCode, says) => {
    const it = after(1000, image, command === undefined ? {} : { command });
    expect(it.view()).toMatchObject({ state: "Exited", exitCode });
    expect(it.log()).toContain(says);
  });

  test("agnhost's porter serves what its environment says, and netexec ends when it is told to", () => {
    const porter = after(200, "registry.k8s.io/e2e-test-images/agnhost:2.53", { args: ["porter"], env: env("SERVE_PORT_8080=here") });
    expect(porter.get(8080)).toMatchObject({ response: { status: 200, body: "here" } });
    const netexec = after(200, "registry.k8s.io/e2e-test-images/agnhost:2.53", { args: ["netexec"] });
    netexec.get(8080, "/exit?code=4");
    netexec.run(100);
    expect(netexec.view()).toMatchObject({ state: "Exited", exitCode: 4 });
  });
});

describe("an image's shell", () => {
  // containerd and runc of an exec whose file is not there.
  test.each(["registry.k8s.io/pause:3.10.1", "quay.io/coreos/etcd:v3.5.21", "fluent/fluent-bit:4.0", "jmalloc/echo-server", "nats:2", "hashicorp/http-echo"])("%s has none", (image) => {
    expect(after(2000, image).exec("sh")).toMatchObject({ ok: false, error: { message: expect.stringContaining('exec: "sh": executable file not found in $PATH') } });
  });

  test.each([["alpine", "bash", false], ["debian", "bash", true], ["fedora", "bash", true], ["rockylinux:9", "bash", true], ["bash:5", "bash", true], ["nginx:alpine", "bash", false], ["busybox", "bash", false]])("%s and %s: %s", (image, shell, there) => {
    expect(after(500, image, { command: ["sleep", "3600"] }).exec(shell, "-c", "true").ok).toBe(there);
  });
});

test("elasticsearch does not fit into half a gigabyte", () => {
  const it = after(5000, "elasticsearch:8.19.4", { env: env("discovery.type=single-node"), resources: { cpuShares: 2, memoryLimitBytes: 512 * 1024 ** 2 } });
  expect(it.view()).toMatchObject({ state: "Exited", exitCode: 137, reason: "OOMKilled" });
});

test.each([
  ["registry.k8s.io/echoserver:1.4", "Unimplemented"], ["tutum/dnsutils", "Unimplemented"], ["consul:1.16", "NotFound"], ["vault", "NotFound"], ["elasticsearch", "NotFound"], ["openjdk:21", "NotFound"], ["rockylinux", "NotFound"],
])("%s cannot be pulled today: %s", (image, code) => {
  const at = nodeForTests({ images: [] });
  at.runtime.pullImage(image, reply("pull"));
  at.run(1000);
  expect(at.result("pull")).toMatchObject({ ok: false, error: { code } });
});
