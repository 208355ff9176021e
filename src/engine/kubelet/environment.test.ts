import { describe, expect, test } from "vitest";
import { createCluster } from "../cluster.ts";
import { defaultClusterSpec } from "../bootstrap/cluster-spec.ts";
import { harness, podOf, type Harness } from "../pod-harness.ts";

const configMap = { kind: "ConfigMap", metadata: { name: "c" }, data: { COLOR: "red", "1ST": "x", "app.name": "shop" } };
const secret = { kind: "Secret", metadata: { name: "s" }, stringData: { PASSWORD: "pa$$w0rd" } };
const resources = { requests: { cpu: "250m", memory: "64Mi" }, limits: { cpu: "1500m", memory: "100M", "ephemeral-storage": "1Gi" } };

function begun(container: object, objects: readonly object[] = [], more: { spec?: object; metadata?: object; volumes?: readonly object[]; mounts?: readonly object[] } = {}): Harness {
  const h = harness([...objects, podOf("env", { container: { ...container }, ...more })]);
  h.cluster.runUntil(4000);
  return h;
}
const envOf = (h: Harness): ReadonlyMap<string, string> => new Map(h.log().trimEnd().split("\n").map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));

describe("a variable is", () => {
  const from = (fieldPath: string): object => ({ valueFrom: { fieldRef: { fieldPath } } });
  const amount = (resource: string, divisor?: string): object => ({ valueFrom: { resourceFieldRef: { resource, ...(divisor !== undefined && { divisor }) } } });
  const table: readonly (readonly [what: string, variable: object, expected: RegExp])[] = [
    ["the pod's name", from("metadata.name"), /^web$/],
    ["its namespace", from("metadata.namespace"), /^default$/],
    ["its uid", from("metadata.uid"), /^[0-9a-f-]{36}$/],
    ["a label", from("metadata.labels['app']"), /^shop$/],
    ["a label that it has not", from("metadata.labels['nope']"), /^$/],
    ["an annotation", from("metadata.annotations['note']"), /^hello$/],
    ["its node", from("spec.nodeName"), /^worker-[12]$/],
    ["its account", from("spec.serviceAccountName"), /^default$/],
    ["the node's address", from("status.hostIP"), /^192\.168\.77\.1[12]$/],
    ["the node's addresses", from("status.hostIPs"), /^192\.168\.77\.1[12]$/],
    ["its address", from("status.podIP"), /^10\.244\.[01]\.\d+$/],
    ["its addresses", from("status.podIPs"), /^10\.244\.[01]\.\d+$/],
    ["a CPU limit in whole CPUs, rounded up", amount("limits.cpu"), /^2$/],
    ["a CPU limit in thousandths", amount("limits.cpu", "1m"), /^1500$/],
    ["a CPU request", amount("requests.cpu", "1m"), /^250$/],
    ["a memory limit in bytes", amount("limits.memory"), /^100000000$/],
    ["a memory limit in MiB, rounded up", amount("limits.memory", "1Mi"), /^96$/],
    ["a memory request in kB", amount("requests.memory", "1k"), /^67109$/],
    ["a storage limit in GiB", amount("limits.ephemeral-storage", "1Gi"), /^1$/],
    ["a key of a ConfigMap", { valueFrom: { configMapKeyRef: { name: "c", key: "COLOR" } } }, /^red$/],
    ["a key of a Secret, as it is", { valueFrom: { secretKeyRef: { name: "s", key: "PASSWORD" } } }, /^pa\$\$w0rd$/],
  ];
  const all = envOf(begun({ env: table.map(([, variable], index) => ({ name: `X${index}`, ...variable })), resources }, [configMap, secret], { metadata: { labels: { app: "shop" }, annotations: { note: "hello" } } }));
  test.each(table.map(([what, , expected], index) => [what, index, expected] as const))("%s", (_, index, expected) => expect(all.get(`X${index}`)).toMatch(expected));

  test("the node's allocatable where there is no limit", () => {
    const h = begun({ env: [{ name: "CPU", ...amount("limits.cpu") }, { name: "MEMORY", ...amount("limits.memory", "1Ki") }, { name: "ASKED", ...amount("requests.cpu") }] });
    expect([...envOf(h)].filter(([name]) => ["CPU", "MEMORY", "ASKED"].includes(name)).map(([, value]) => value)).toEqual(["2", "24581696", "0"]);
  });

  test.each([
    ["one that stands before it", [{ name: "A", value: "1" }, { name: "B", value: "$(A)2" }], "12"],
    ["nothing of one that stands after it", [{ name: "B", value: "$(A)2" }, { name: "A", value: "1" }], "$(A)2"],
    ["a Service's", [{ name: "B", value: "$(KUBERNETES_SERVICE_HOST)" }], "10.96.0.1"],
    ["none with two dollars", [{ name: "A", value: "1" }, { name: "B", value: "$$(A)" }], "$(A)"],
    ["one from envFrom", [{ name: "B", value: "<$(COLOR)>" }], "<red>"],
  ] as const)("put together out of %s", (_, env, expected) => {
    expect(envOf(begun({ env: [...env], envFrom: [{ configMapRef: { name: "c" } }] }, [configMap])).get("B")).toBe(expected);
  });

  test("a command's and an argument's too", () => {
    const h = begun({ command: ["sh", "-c", "echo $0 $1", "$(A)"], args: ["$(NOPE)"], env: [{ name: "A", value: "one" }] });
    expect(h.log()).toBe("one $(NOPE)\n");
  });
});

describe("envFrom", () => {
  test("gives every key, under a prefix, and what is named singly wins", () => {
    const env = envOf(begun({ env: [{ name: "CFG_COLOR", value: "blue" }], envFrom: [{ prefix: "CFG_", configMapRef: { name: "c" } }, { secretRef: { name: "s" } }] }, [configMap, secret]));
    expect([env.get("CFG_COLOR"), env.get("CFG_1ST"), env.get("CFG_app.name"), env.get("PASSWORD")]).toEqual(["blue", "x", "shop", "pa$$w0rd"]);
  });
  test("gives nothing of an optional source that is missing", () => {
    const h = begun({ envFrom: [{ configMapRef: { name: "nope", optional: true } }, { secretRef: { name: "nope", optional: true } }] });
    expect(h.pod()?.status.phase).toBe("Succeeded");
  });
  test("leaves out what an older kubelet takes for no name, and says so", () => {
    const spec = { ...defaultClusterSpec, nodes: [{ version: "1.30" }] };
    const cluster = createCluster({ seed: 3, startsAtMs: 1_767_225_600_000, spec, programs: [], journal: "off" });
    for (const object of [configMap, podOf("env", { container: { envFrom: [{ configMapRef: { name: "c" } }] } })]) {
      const resource = `${(object as { kind: string }).kind.toLowerCase()}s`;
      cluster.read({ verb: "create", group: "", version: "v1", resource, namespace: "default", userAgent: "test", body: { apiVersion: "v1", ...object } });
    }
    cluster.runUntil(4000);
    const said = cluster.objects().flatMap((object) => (object.kind === "Event" ? [object as unknown as { reason: string; message: string }] : []));
    expect(said.find(({ reason }) => reason === "InvalidEnvironmentVariableNames")?.message).toBe(
      "Keys [1ST] from the EnvFrom configMap default/c were skipped since they are considered invalid environment variable names.",
    );
  });
});

describe("a container is not created without", () => {
  test.each([
    ["its ConfigMap", { env: [{ name: "X", valueFrom: { configMapKeyRef: { name: "nope", key: "k" } } }] }, 'configmap "nope" not found'],
    ["its Secret", { env: [{ name: "X", valueFrom: { secretKeyRef: { name: "nope", key: "k" } } }] }, 'secret "nope" not found'],
    ["the ConfigMap's key", { env: [{ name: "X", valueFrom: { configMapKeyRef: { name: "c", key: "k" } } }] }, "couldn't find key k in ConfigMap default/c"],
    ["the Secret's key", { env: [{ name: "X", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }] }, "couldn't find key k in Secret default/s"],
    ["a source of envFrom", { envFrom: [{ secretRef: { name: "nope" } }] }, 'secret "nope" not found'],
  ] as const)("%s", (_, container, message) => {
    const h = begun(container, [configMap, secret]);
    h.cluster.runUntil(20_000);
    expect(h.pod()?.status.containerStatuses?.[0]?.state?.waiting).toEqual({ reason: "CreateContainerConfigError", message });
    expect(h.events("web")).toContain(`Warning Failed Error: ${message}`);
  });

  test.each([
    ["an optional key", { configMapKeyRef: { name: "c", key: "nope", optional: true } }],
    ["an optional Secret", { secretKeyRef: { name: "nope", key: "k", optional: true } }],
  ] as const)("but %s only leaves its variable out", (_, valueFrom) => {
    const env = envOf(begun({ env: [{ name: "X", valueFrom }] }, [configMap]));
    expect(env.has("X")).toBe(false);
  });
});

describe("variables from a file in an emptyDir", () => {
  const written = (text: string, ref: object): Harness => {
    const volumes = [{ name: "v", emptyDir: {} }];
    const first = { name: "first", image: "busybox:1.36", command: ["sh", "-c", `printf "${text}" > /v/config.env`], volumeMounts: [{ name: "v", mountPath: "/v" }] };
    const h = begun({ env: [{ name: "X", valueFrom: { fileKeyRef: { volumeName: "v", path: "config.env", key: "KEY", ...ref } } }] }, [], { volumes, spec: { initContainers: [first] } });
    h.cluster.runUntil(25_000);
    return h;
  };
  test("are read when the container is made", () => expect(envOf(written("# a comment\\nKEY='two words'\\n", {})).get("X")).toBe("two words"));
  test("keep it from being created when the key is missing", () =>
    expect(written("OTHER=1\\n", {}).pod()?.status.containerStatuses?.[0]?.state?.waiting?.reason).toBe("CreateContainerConfigError"));
  test("are left out when they are optional", () => expect(envOf(written("OTHER=1\\n", { optional: true })).has("X")).toBe(false));
});

describe("Services", () => {
  const service = { kind: "Service", metadata: { name: "my-db" }, spec: { clusterIP: "10.96.7.7", ports: [{ name: "pg-main", port: 5432 }, { port: 9187, name: "metrics" }] } };
  test("that exist when the container starts are variables in it", () => {
    const env = envOf(begun({}, [service]));
    expect(Object.fromEntries([...env].filter(([name]) => name.startsWith("MY_DB_")))).toEqual({
      MY_DB_SERVICE_HOST: "10.96.7.7", MY_DB_SERVICE_PORT: "5432", MY_DB_SERVICE_PORT_PG_MAIN: "5432", MY_DB_SERVICE_PORT_METRICS: "9187", MY_DB_PORT: "tcp://10.96.7.7:5432",
      MY_DB_PORT_5432_TCP: "tcp://10.96.7.7:5432", MY_DB_PORT_5432_TCP_PROTO: "tcp", MY_DB_PORT_5432_TCP_PORT: "5432", MY_DB_PORT_5432_TCP_ADDR: "10.96.7.7",
      MY_DB_PORT_9187_TCP: "tcp://10.96.7.7:9187", MY_DB_PORT_9187_TCP_PROTO: "tcp", MY_DB_PORT_9187_TCP_PORT: "9187", MY_DB_PORT_9187_TCP_ADDR: "10.96.7.7",
    });
  });
  test("are none without service links, but for kubernetes", () => {
    const env = envOf(begun({}, [service], { spec: { enableServiceLinks: false } }));
    expect([...env.keys()].some((name) => name.startsWith("MY_DB"))).toBe(false);
    expect(env.get("KUBERNETES_SERVICE_HOST")).toBe("10.96.0.1");
  });
});
