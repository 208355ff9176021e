import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/api/json.ts";
import { play } from "../../src/cli/play.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";

const pod = (name: string, image: string, more = "", container = ""): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n${more}  nodeName: worker-1\n  containers:\n  - { name: app, image: "${image}"${container} }\n`;

/** Plays manifests that are applied at 0s, then what else is typed. */
function played(files: Record<string, string>, { cluster = {}, inputs = [], until = "60s" }: { cluster?: JsonObject; inputs?: readonly JsonObject[]; until?: string } = {}) {
  const apply: JsonObject = { at: "0s", run: `kubectl apply ${Object.keys(files).filter((name) => !name.startsWith("later")).map((name) => `-f ${name}`).join(" ")}` };
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "pulling" }, spec: { cluster, files, inputs: [apply, ...inputs], until } } as Json);
  if (!read.ok) throw new Error(read.problems.map(({ pointer, message }) => `${pointer} ${message}`).join("\n"));
  const run = play(read.scenario, { seed: 1 }).report;
  const messages = (name: string, reason: string): readonly string[] => run.events.filter((event) => event.object === `pod/${name}` && event.reason === reason && event.op === "ADDED").map((event) => event.message);
  const statuses = (name: string): readonly string[] => run.pods.filter((row) => row.name === name).map((row) => row.status).filter((status, index, all) => status !== all[index - 1]);
  const events = (name: string): readonly string[] => run.events.filter((event) => event.object === `pod/${name}`).map((event) => event.reason);
  return { run, messages, statuses, events };
}

const regcred = (username: string, password: string, server = "registry.acme.io"): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: regcred }\ntype: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: '{"auths":{"${server}":{"username":"${username}","password":"${password}"}}}'\n`;
const PRIVATE: JsonObject = { registry: { private: [{ images: "registry.acme.io/*", username: "jane", password: "right" }] } };
const withSecret = "  imagePullSecrets: [{ name: regcred }]\n";
const APP = "registry.acme.io/shop/app:v1";

describe("a private registry", () => {
  test("refuses a pod without a pull secret", () => {
    const { messages, statuses } = played({ "pod.yaml": pod("app", APP) }, { cluster: PRIVATE });
    expect(messages("app", "Failed")).toContain(
      `Failed to pull image "${APP}": failed to pull and unpack image "${APP}": failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
    );
    expect(statuses("app").slice(0, 3)).toEqual(["Pending", "ContainerCreating", "ErrImagePull"]);
  });

  test("lets a pod in that has one, and tells of one that is not there", () => {
    const good = played({ "secret.yaml": regcred("jane", "right"), "pod.yaml": pod("app", APP, withSecret) }, { cluster: PRIVATE });
    expect(good.statuses("app").at(-1)).toBe("Running");
    const missing = played({ "pod.yaml": pod("app", APP, withSecret) }, { cluster: PRIVATE });
    expect(missing.messages("app", "FailedToRetrieveImagePullSecret")).toEqual(["Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed."]);
    expect(missing.events("app").indexOf("FailedToRetrieveImagePullSecret")).toBeLessThan(missing.events("app").indexOf("Pulling"));
    const wrong = played({ "secret.yaml": regcred("jane", "wrong"), "pod.yaml": pod("app", APP, withSecret) }, { cluster: PRIVATE });
    expect(wrong.messages("app", "Failed")[0]).toContain("401 Unauthorized");
  });

  test("is asked again once the secret is right", () => {
    const { statuses } = played({ "pod.yaml": pod("app", APP, withSecret), "later.yaml": regcred("jane", "right") }, { cluster: PRIVATE, inputs: [{ at: "20s", run: "kubectl apply -f later.yaml" }], until: "90s" });
    expect(statuses("app").at(-1)).toBe("Running");
  });

  test.each(["https://registry.acme.io", "*.acme.io", "registry.acme.io/shop", "registry.acme.io/v1/"])("is found by the key %s", (server) => {
    expect(played({ "secret.yaml": regcred("jane", "right", server), "pod.yaml": pod("app", APP, withSecret) }, { cluster: PRIVATE, until: "10s" }).statuses("app").at(-1)).toBe("Running");
  });

  test.each(["acme.io", "registry.acme.io:443", "registry.acme.io/bank"])("is not found by the key %s", (server) => {
    expect(played({ "secret.yaml": regcred("jane", "right", server), "pod.yaml": pod("app", APP, withSecret) }, { cluster: PRIVATE, until: "10s" }).statuses("app").at(-1)).toBe("ErrImagePull");
  });

  // KubeletEnsureSecretPulledImages, on since v1.35.
  test.each([["1.36", "ErrImagePull"], ["1.34", "Running"]])("lends nobody an image that another pod's secret has brought, in %s: %s", (version, status) => {
    const files = { "secret.yaml": regcred("jane", "right"), "first.yaml": pod("first", APP, withSecret), "later.yaml": pod("second", APP) };
    const { statuses } = played(files, { cluster: { ...PRIVATE, version }, inputs: [{ at: "5s", run: "kubectl apply -f later.yaml" }], until: "10s" });
    expect(statuses("second")).toContain(status);
  });
});

describe("pulls", () => {
  const three = { "a.yaml": pod("a", "nginx:1.25"), "b.yaml": pod("b", "redis:7"), "c.yaml": pod("c", "httpd:2.4") };
  const SLOW: JsonObject = { registry: { bandwidth: "10MB/s" } };
  const waits = (message: string | undefined): readonly [string, string] => /in (\S+) \((\S+) including waiting\)/.exec(message ?? "")?.slice(1, 3) as [string, string];

  test("of one node are done one after the other, and tell how long they waited", () => {
    const { messages } = played(three, { cluster: SLOW });
    const waited = ["a", "b", "c"].map((name) => waits(messages(name, "Pulled")[0])).filter(([took, whole]) => took !== whole);
    expect(waited).toHaveLength(2);
    expect(messages("a", "Pulled")[0]).toMatch(/^Successfully pulled image "nginx:1\.25" in \S+ \(\S+ including waiting\)\. Image size: \d+ bytes\.$/);
  });

  test("are done side by side where the kubelet is told so", () => {
    const { messages } = played(three, { cluster: { ...SLOW, kubelet: { serializeImagePulls: false } } });
    for (const name of ["a", "b", "c"]) {
      const [took, whole] = waits(messages(name, "Pulled")[0]);
      expect(took).toBe(whole);
    }
    const two = played(three, { cluster: { ...SLOW, kubelet: { serializeImagePulls: false, maxParallelImagePulls: 2 } } });
    expect(["a", "b", "c"].map((name) => waits(two.messages(name, "Pulled")[0])).filter(([took, whole]) => took !== whole)).toHaveLength(1);
  });

  test("of one image by two pods at once end together", () => {
    const { run } = played({ "a.yaml": pod("a", "nginx:1.25"), "b.yaml": pod("b", "nginx:1.25") }, { cluster: { ...SLOW, kubelet: { serializeImagePulls: false } } });
    const [first, second] = run.events.filter((event) => event.reason === "Pulled").map((event) => event.at);
    expect(Math.abs(first! - second!)).toBeLessThan(500);
  });

  test("of a slow image are slow, and of others not", () => {
    const { run } = played({ "a.yaml": pod("a", "nginx:1.25"), "b.yaml": pod("b", "busybox:1.36", "", ", command: [sleep, '3600']") }, { cluster: { registry: { slow: [{ images: "nginx", bandwidth: "5MB/s" }] }, kubelet: { serializeImagePulls: false } } });
    const pulledAt = (name: string): number => run.events.find((event) => event.object === `pod/${name}` && event.reason === "Pulled")?.at ?? 0;
    expect(pulledAt("a")).toBeGreaterThan(14_000);
    expect(pulledAt("b")).toBeLessThan(2000);
  });
});

test.each([
  ["kubelet: a number of pulls without leave for them", { kubelet: { maxParallelImagePulls: 3 } }, "/spec/cluster/kubelet/maxParallelImagePulls"],
  ["thresholds the wrong way round", { kubelet: { imageGCHighThresholdPercent: 50, imageGCLowThresholdPercent: 60 } }, "/spec/cluster/kubelet/imageGCLowThresholdPercent"],
  ["an account without a password", { registry: { private: [{ images: "a/*", username: "x" }] } }, "/spec/cluster/registry/private/0/password"],
])("a scenario says what is wrong: %s", (_, cluster, pointer) => {
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "x" }, spec: { cluster } } as unknown as Json);
  expect(read.ok ? [] : read.problems.map((problem) => problem.pointer)).toContain(pointer);
});

describe("a node's images", () => {
  const imagesOf = (run: ReturnType<typeof played>["run"]): readonly string[] => {
    const node = run.objects.find((object) => object.kind === "Node" && object.metadata.name === "worker-1") as unknown as { status: { images: { names: string[] }[] } };
    return node.status.images.flatMap(({ names }) => names.filter((name) => !name.includes("@")));
  };

  test("are listed in its status, the largest first, within the kubelet's periods", () => {
    const files = { "a.yaml": pod("a", "busybox:1.36", "", ", command: [sleep, '3600']"), "b.yaml": pod("b", "nginx:1.25") };
    expect(imagesOf(played(files, { until: "1s" }).run)).toEqual(["registry.k8s.io/pause:3.10.1"]);
    expect(imagesOf(played(files, { until: "45s" }).run)).toEqual(["docker.io/library/nginx:1.25", "docker.io/library/busybox:1.36", "registry.k8s.io/pause:3.10.1"]);
  });

  // Every five minutes; images in use and those of the last two minutes stay. Well below the eviction manager's own threshold.
  const eager = (storage: string): JsonObject => ({ nodes: [{ capacity: { "ephemeral-storage": storage } }], kubelet: { imageGCHighThresholdPercent: 60, imageGCLowThresholdPercent: 50 } });

  test("that nobody uses are collected when the disk is fuller than the threshold", () => {
    const cluster = eager("180M");
    const inputs = [{ at: "20s", run: "kubectl delete pod a" }];
    const { run } = played({ "a.yaml": pod("a", "nginx:1.25"), "b.yaml": pod("b", "redis:7") }, { cluster, inputs, until: "11m" });
    expect(imagesOf(run)).not.toContain("docker.io/library/nginx:1.25");
    expect(imagesOf(run)).toContain("docker.io/library/redis:7");
  });

  test("that are all in use cannot be, and the node says so", () => {
    const cluster = eager("180M");
    const { run } = played({ "a.yaml": pod("a", "nginx:1.25"), "b.yaml": pod("b", "redis:7") }, { cluster, until: "11m" });
    const told = run.events.filter((event) => event.object === "node/worker-1" && event.op === "ADDED").map(({ reason, message }) => [reason, message]);
    expect(told).toContainEqual(["FreeDiskSpaceFailed", expect.stringMatching(/^Failed to garbage collect required amount of images\. Attempted to free \d+ bytes, but only found 0 bytes eligible to free\.$/)]);
    expect(told.map(([reason]) => reason)).toContain("ImageGCFailed");
  });
});
