import { expect, test } from "vitest";
import { healthBody, type GrpcHealth } from "../../network/grpc-health.ts";
import type { HttpResult } from "../../network/network.ts";
import { grpcVerdict } from "./grpc.ts";
import { playedCluster, sh, web } from "../testing/played-cluster.ts";

const probe = { grpc: { port: 5000 }, periodSeconds: 5, timeoutSeconds: 2, successThreshold: 1, failureThreshold: 3 };
const says = (health: GrpcHealth): HttpResult => ({ ok: true, response: { status: 200, headers: {}, body: healthBody(health) } });

// The texts of pkg/probe/grpc/grpc.go.
test.each([
  ["a service that serves", says("SERVING"), "success", "service healthy"],
  ["one that does not", says("NOT_SERVING"), "failure", 'service unhealthy (responded with "NOT_SERVING")'],
  ["a server without a health service", says("UNIMPLEMENTED"), "failure", "error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service grpc.health.v1.Health"],
  ["a server of HTTP/1.1", { ok: true, response: { status: 404, headers: {}, body: "no" } }, "failure", 'timeout: failed to connect service "10.244.0.2:5000" within 2s: context deadline exceeded'],
  ["nobody", { ok: false, error: 'Post "http://10.244.0.2:5000/": dial tcp 10.244.0.2:5000: connect: connection refused' }, "failure", 'timeout: failed to connect service "10.244.0.2:5000" within 2s: context deadline exceeded'],
  ["a server that does not answer", { ok: false, error: "context deadline exceeded (Client.Timeout exceeded while awaiting headers)" }, "failure", "timeout: health rpc did not complete within 2s"],
] satisfies readonly (readonly [string, HttpResult, string, string])[])("%s", (_, result, verdict, output) => {
  expect(grpcVerdict(probe, result, "10.244.0.2")).toEqual({ result: verdict, output });
});

test("a port that nobody listens on fails the probe when its time is over, not before", () => {
  const played = playedCluster(web({ terminationGracePeriodSeconds: 1, containers: [sh("sleep 600", { livenessProbe: { grpc: { port: 5000 }, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 } })] }));
  played.after(5000);
  expect(played.events().some((event) => event.startsWith("Unhealthy"))).toBe(false);
  played.after(2700);
  expect(played.events().filter((event) => event.startsWith("Unhealthy"))).toEqual([expect.stringMatching(/^Unhealthy Liveness probe failed: timeout: failed to connect service "10\.244\.\d\.\d+:5000" within 2s: context deadline exceeded$/)]);
  played.after(8000);
  expect(played.events()).toContain("Killing Container app failed liveness probe, will be restarted");
});

test("a health service that is told to be unwell restarts its container", () => {
  const agnhost = { name: "app", image: "registry.k8s.io/e2e-test-images/agnhost:2.40", command: ["/agnhost", "grpc-health-checking"] };
  const played = playedCluster(web({ terminationGracePeriodSeconds: 1, containers: [{ ...agnhost, livenessProbe: { grpc: { port: 5000 }, periodSeconds: 2, failureThreshold: 1 }, readinessProbe: { grpc: { port: 5000, service: "other" }, periodSeconds: 2 } }] }));
  played.after(12_000);
  expect(played.status().containerStatuses?.[0]).toMatchObject({ restartCount: 0, ready: false });
  expect(played.events()).toContain("Unhealthy Readiness probe failed: error: health rpc probe failed: rpc error: code = NotFound desc = unknown service");
  const teller = { name: "teller", image: "busybox:1.36", command: ["sh", "-c", `wget -qO- http://${played.status().podIP}:8080/make-not-serving`] };
  played.create(web({ restartPolicy: "Never", containers: [teller] }, { name: "teller" }));
  played.after(10_000);
  expect(played.events()).toContain('Unhealthy Liveness probe failed: service unhealthy (responded with "NOT_SERVING")');
  expect(played.status().containerStatuses?.[0]?.restartCount).toBe(1);
});
