import { describe, expect, test } from "vitest";
import { played, podOf } from "./played.ts";

function typed(run: readonly string[], pod = podOf("web")) {
  return played([{ at: 0, run: "kubectl apply -f pod.yaml" }, ...run.map((line, index) => ({ at: 4 + index * 3, run: line }))], { until: 7 + run.length * 3, files: { "pod.yaml": pod } }).said.slice(1);
}

describe("kubectl cp", () => {
  test.each([
    { what: "a file into a pod, under another name", run: "echo hello > a; kubectl cp a web:/tmp/b; kubectl exec web -- cat /tmp/b", says: "hello\n" },
    { what: "a file into a directory that is there", run: "echo hello > a; kubectl cp a web:/tmp; kubectl exec web -- cat /tmp/a", says: "hello\n" },
    { what: "a directory into a pod", run: "mkdir -p d/e; echo x > d/e/f; kubectl cp d web:/tmp; kubectl exec web -- cat /tmp/d/e/f", says: "x\n" },
    { what: "a file out of a pod", run: "kubectl cp web:/etc/hostname h 2>/dev/null; cat h", says: "web\n" },
    { what: "a directory out of a pod, of a namespace and container that are named", run: "kubectl exec web -- sh -c 'mkdir -p /tmp/d/e; echo y > /tmp/d/e/f'; kubectl cp default/web:/tmp/d back -c app 2>/dev/null; cat back/e/f", says: "y\n" },
  ])("copies $what", ({ run, says }) => {
    expect(typed([run])[0]).toMatchObject({ stdout: says, stderr: "", exitCode: 0 });
  });

  test.each([
    { run: "kubectl cp a", says: "error: source and destination are required\nSee 'kubectl cp -h' for help and examples\n" },
    { run: "kubectl cp nope web:/tmp", says: "error: nope doesn't exist in local filesystem\n" },
    { run: "kubectl cp a b", says: "error: one of src or dest must be a remote file specification\n" },
    { run: "kubectl cp web:/a web:/b", says: "error: one of src or dest must be a local file specification\n" },
    { run: "kubectl cp web: b", says: "error: filepath can not be empty\n" },
    { run: "kubectl cp a/b/c:/x b", says: "error: filespec must match the canonical format: [[namespace/]pod:]file/path\n" },
    { run: "kubectl cp nope:/x x", says: 'Error from server (NotFound): pods "nope" not found\n' },
  ])("refuses $run", ({ run, says }) => {
    expect(typed([run])[0]).toMatchObject({ exitCode: 1, stderr: says });
  });

  test("needs tar in the container", () => {
    const bare = JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec: { containers: [{ name: "app", image: "registry.k8s.io/pause:3.10" }] } });
    const [said] = typed(["kubectl cp web:/x x"], bare);
    expect([said?.exitCode, said?.stderr]).toEqual([1, expect.stringContaining('exec: "tar": executable file not found in $PATH')]);
  });
});

describe("the logs of a node", () => {
  test("a container's is a file below /var/log/pods, in the runtime's format, and linked by name", () => {
    const [said] = typed(["ssh worker-1 'tail -n 1 /var/log/containers/web_default_app-*.log; ls /var/log/pods'"]);
    expect(said?.stdout).toMatch(/^2026-01-01T00:00:0\d\.\d{9}Z stderr F .*start worker process \d+\ndefault_web_[0-9a-f-]{36}\n$/);
  });

  test("the kubelet's has the sync loop's lines, newest last, as many as are asked for", () => {
    const [all, last, none] = typed(["ssh worker-1 journalctl -u kubelet --no-pager", "ssh worker-1 journalctl -u kubelet -n 1", "ssh worker-1 journalctl -u kubelet --since '1s ago'"]);
    expect(all?.stdout).toMatch(/^Jan 01 00:00:00 worker-1 kubelet\[634\]: I0101 00:00:00\.\d{6} {5}634 kubelet\.go:\d+\] "SyncLoop ADD" source="api" pods=\["default\/web"\]$/m);
    expect(all?.stdout).toMatch(/"SyncLoop \(PLEG\): event for pod" pod="default\/web" event=\{"ID":"[0-9a-f-]{36}","Type":"ContainerStarted","Data":"[0-9a-f]{64}"\}\n$/);
    expect(last?.stdout.split("\n")).toHaveLength(2);
    expect(none?.stdout).toBe("-- No entries --\n");
  });

  test("what systemd says of a unit that is stopped", () => {
    const [, status] = typed(["ssh worker-1 systemctl stop kubelet", "ssh worker-1 systemctl status kubelet"]);
    expect(status?.exitCode).toBe(3);
    expect(status?.stdout).toMatch(/^○ kubelet\.service - kubelet: The Kubernetes Node Agent\n {5}Loaded: loaded .*\n {5}Active: inactive \(dead\) since Thu 2026-01-01 00:00:04 UTC; [23]s ago\n/);
    expect(status?.stdout).toMatch(/systemd\[1\]: Stopped kubelet\.service - kubelet: The Kubernetes Node Agent\.\n$/);
  });
});

describe("kubectl create token", () => {
  test("gives a token that names its service account, for as long as was asked", () => {
    const [token, object] = typed(["kubectl create token default --duration=20m", "kubectl create token default --audience=me -o jsonpath='{.kind} {.spec.audiences[0]} {.spec.expirationSeconds}'"]);
    const claims = JSON.parse(Buffer.from(token?.stdout.split(".")[1] ?? "", "base64url").toString()) as { sub: string; exp: number; iat: number };
    expect([claims.sub, claims.exp - claims.iat]).toEqual(["system:serviceaccount:default:default", 1200]);
    expect(object?.stdout).toBe("TokenRequest me 3600");
  });

  test.each([
    { run: "kubectl create token nope", says: 'error: failed to create token: serviceaccounts "nope" not found\n' },
    { run: "kubectl create token default --duration=1m", says: 'error: failed to create token: TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes\n' },
    { run: "kubectl create token default --bound-object-kind=Service", says: "error: supported --bound-object-kind values are Node, Pod, Secret\n" },
  ])("refuses $run", ({ run, says }) => {
    expect(typed([run])[0]).toMatchObject({ exitCode: 1, stderr: says });
  });
});
