import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../api/json.ts";
import type { Pod, Status } from "../../api/types.ts";
import type { ApiRequest, ApiResponse, Verb } from "./request.ts";
import { newTestWorld, podManifest, type TestWorld } from "./testing/test-world.ts";

let world: TestWorld;
beforeEach(() => {
  world = newTestWorld();
});

const pods = { group: "", version: "v1", resource: "pods", namespace: "default", userAgent: "kubectl" } as const;
const call = (verb: Verb, more: Partial<ApiRequest> = {}): ApiResponse => world.call(verb, more);
const pod = podManifest;
const createPod = (name = "web", more: JsonObject = {}): Pod => {
  const response = call("create", { body: pod(name, more) });
  expect(response.code, JSON.stringify(response.body)).toBe(201);
  return response.body as Pod;
};
const messageOf = ({ body }: ApiResponse): string | undefined => (body as Status).message;

describe("creating a pod", () => {
  test("it gets its identity, its defaults and what admission adds", () => {
    const created = createPod();
    expect(created.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(created.metadata).toMatchObject({ creationTimestamp: "2026-01-01T00:00:00Z", generation: 1, namespace: "default", resourceVersion: "3" });
    expect(created.spec).toMatchObject({ serviceAccountName: "default", priority: 0, preemptionPolicy: "PreemptLowerPriority", restartPolicy: "Always" });
    expect(created.spec.tolerations).toEqual([
      { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 },
      { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 },
    ]);
    expect(created.spec.volumes?.[0]?.name).toMatch(/^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(created.spec.containers[0]?.volumeMounts?.[0]?.mountPath).toBe("/var/run/secrets/kubernetes.io/serviceaccount");
    expect(created.status).toMatchObject({ phase: "Pending", qosClass: "BestEffort" });
  });

  test.each([
    { when: "the name is taken", request: { body: pod("web") }, code: 409, message: 'pods "web" already exists' },
    { when: "the namespace is not there", request: { namespace: "nope", body: pod("a") }, code: 404, message: 'namespaces "nope" not found' },
    {
      when: "the account is not there",
      request: { body: pod("a", { serviceAccountName: "bob" }) },
      code: 403,
      message: 'pods "a" is forbidden: error looking up service account default/bob: serviceaccount "bob" not found',
    },
    {
      when: "the priority class is not there",
      request: { body: pod("a", { priorityClassName: "high" }) },
      code: 403,
      message: 'pods "a" is forbidden: no PriorityClass with name high was found',
    },
    { when: "there are no containers", request: { body: { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: {} } }, code: 422, message: 'Pod "a" is invalid: spec.containers: Required value' },
    {
      when: "the object says another namespace",
      request: { body: { ...pod("a"), metadata: { name: "a", namespace: "other" } } },
      code: 400,
      message: "the namespace of the provided object does not match the namespace sent on the request",
    },
    { when: "the version is not served", request: { version: "v1beta1", body: pod("a") }, code: 404, message: "the server could not find the requested resource" },
    { when: "a resourceVersion is set", request: { body: { ...pod("a"), metadata: { name: "a", resourceVersion: "5" } } }, code: 500, message: "resourceVersion should not be set on objects to be created" },
  ])("is refused when $when", ({ request, code, message }) => {
    createPod("web");
    const response = call("create", request);
    expect(messageOf(response)).toBe(message);
    expect(response.code).toBe(code);
  });

  test("a generated name is the base and five letters", () => {
    const response = call("create", { body: { ...pod(""), metadata: { generateName: "web-" } } });
    expect((response.body as Pod).metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  test("a namespace in the metadata of a cluster-scoped object is dropped", () => {
    const response = call("create", { resource: "namespaces", body: { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", namespace: "default" } } });
    expect(response.code).toBe(201);
    expect(response.body.metadata).not.toHaveProperty("namespace");
  });

  test("a dry run answers with the object and stores nothing", () => {
    expect(call("create", { body: pod("dry"), query: { dryRun: true } }).code).toBe(201);
    expect(call("get", { name: "dry" }).code).toBe(404);
  });
});

describe("changing a pod", () => {
  test("a stale resourceVersion is a conflict", () => {
    const created = createPod();
    call("patch", { name: "web", patchType: "merge", body: { metadata: { labels: { a: "b" } } } });
    const response = call("update", { name: "web", body: created as unknown as JsonObject });
    expect(response.code).toBe(409);
    expect(messageOf(response)).toBe('Operation cannot be fulfilled on pods "web": the object has been modified; please apply your changes to the latest version and try again');
  });

  test("a patch that changes nothing writes nothing", () => {
    const { resourceVersion } = createPod().metadata;
    const patched = call("patch", { name: "web", patchType: "strategic", body: { metadata: { labels: { app: "web" } } } });
    expect((patched.body as Pod).metadata.resourceVersion).toBe(resourceVersion);
  });

  test("a status write leaves the spec, a spec write leaves the status", () => {
    createPod();
    call("patch", { name: "web", subresource: "status", patchType: "merge", body: { status: { phase: "Running" }, spec: { nodeName: "x" } }, userAgent: "kubelet" });
    call("patch", { name: "web", patchType: "merge", body: { status: { phase: "Failed" }, metadata: { labels: { a: "b" } } } });
    const stored = call("get", { name: "web" }).body as Pod;
    expect(stored.status.phase).toBe("Running");
    expect(stored.spec.nodeName).toBeUndefined();
    expect(stored.metadata.labels).toEqual({ app: "web", a: "b" });
  });

  test.each([
    { patchType: "json", body: [{ op: "remove", path: "/metadata/labels/none" }], code: 422, message: "the server rejected our request due to an error in our request" },
    { patchType: "json", body: { spec: {} }, code: 400, message: "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp" },
    { patchType: "strategic", body: "not json", code: 400, message: "json: cannot unmarshal string into Go value of type map[string]interface {}" },
    {
      patchType: "strategic",
      body: { spec: { activeDeadlineSeconds: "2" } },
      code: 422,
      message: ' "" is invalid: patch: Invalid value: "map[spec:map[activeDeadlineSeconds:2]]": unrecognized type: int64',
    },
  ] as const)("a $patchType patch that does not fit is refused: $message", ({ patchType, body, code, message }) => {
    createPod();
    const response = call("patch", { name: "web", patchType, body });
    expect(messageOf(response)).toBe(message);
    expect(response.code).toBe(code);
  });

  test("binding sets the node and PodScheduled once", () => {
    createPod();
    const body = { apiVersion: "v1", kind: "Binding", metadata: { name: "web" }, target: { kind: "Node", name: "worker-1" } };
    expect(call("create", { name: "web", subresource: "binding", body }).code).toBe(201);
    const bound = call("get", { name: "web" }).body as Pod;
    expect(bound.spec.nodeName).toBe("worker-1");
    expect(bound.metadata.generation).toBe(1);
    expect(bound.status.conditions).toEqual([
      { type: "PodScheduled", status: "True", lastProbeTime: null, lastTransitionTime: "2026-01-01T00:00:00Z" },
    ]);
    expect(messageOf(call("create", { name: "web", subresource: "binding", body }))).toBe(
      'Operation cannot be fulfilled on pods/binding "web": pod web is already assigned to node "worker-1"',
    );
  });
});

describe("deleting a pod", () => {
  const bind = (): void => {
    call("create", { name: "web", subresource: "binding", body: { apiVersion: "v1", kind: "Binding", target: { kind: "Node", name: "worker-1" } } });
  };

  test("one that is not bound is marked with no grace and goes at once", () => {
    createPod();
    expect(call("delete", { name: "web" }).code).toBe(200);
    expect(call("get", { name: "web" }).code).toBe(404);
  });

  test("one that is bound is marked, and counts as a new generation", () => {
    createPod();
    bind();
    const marked = call("delete", { name: "web" }).body as Pod;
    expect(marked.metadata).toMatchObject({ deletionTimestamp: "2026-01-01T00:00:30Z", deletionGracePeriodSeconds: 30, generation: 2 });
  });

  test("a second deletion can only bring the end nearer", () => {
    createPod();
    bind();
    call("delete", { name: "web", body: { gracePeriodSeconds: 10 } });
    expect((call("delete", { name: "web", body: { gracePeriodSeconds: 20 } }).body as Pod).metadata.deletionGracePeriodSeconds).toBe(10);
    expect((call("delete", { name: "web", body: { gracePeriodSeconds: 5 } }).body as Pod).metadata).toMatchObject({
      deletionGracePeriodSeconds: 5, deletionTimestamp: "2026-01-01T00:00:05Z", generation: 2,
    });
  });

  test("by force it is written once more and removed", () => {
    createPod();
    bind();
    const types: string[] = [];
    world.api.onWrite(({ type }) => types.push(type));
    call("delete", { name: "web", body: { gracePeriodSeconds: 0 } });
    expect(types).toEqual(["MODIFIED", "DELETED"]);
  });

  test("finalizers hold it until they are gone", () => {
    call("create", { body: { ...pod("web"), metadata: { name: "web", finalizers: ["example.com/hold"] } } });
    call("delete", { name: "web" });
    expect((call("get", { name: "web" }).body as Pod).metadata.deletionTimestamp).toBeDefined();
    call("patch", { name: "web", patchType: "merge", body: { metadata: { finalizers: null } } });
    expect(call("get", { name: "web" }).code).toBe(404);
  });

  test("another uid is not this pod", () => {
    const { uid } = createPod().metadata;
    const response = call("delete", { name: "web", body: { preconditions: { uid: "x" } } });
    expect(messageOf(response)).toBe(
      `Operation cannot be fulfilled on pods "web": the UID in the precondition (x) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  });
});

describe("namespaces", () => {
  const namespaces = { group: "", version: "v1", resource: "namespaces", userAgent: "kubectl" } as const;
  const serve = (verb: Verb, more: Partial<ApiRequest>): ApiResponse => world.api.serve({ verb, ...namespaces, ...more });

  test("a deleted one waits, takes nothing new, and goes with its last finalizer", () => {
    expect(serve("create", { body: { apiVersion: "v1", kind: "Namespace", metadata: { name: "team" } } }).code).toBe(201);
    expect((serve("delete", { name: "team" }).body as unknown as { status: JsonObject }).status["phase"]).toBe("Terminating");
    const refused = call("create", { namespace: "team", resource: "configmaps", body: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "late" } } });
    expect(messageOf(refused)).toBe('configmaps "late" is forbidden: unable to create new content in namespace team because it is being terminated');
    const now = serve("get", { name: "team" }).body as unknown as JsonObject;
    serve("update", { name: "team", subresource: "finalize", body: { ...now, spec: {} } });
    expect(serve("get", { name: "team" }).code).toBe(404);
  });

  test("default stays", () => {
    expect(messageOf(serve("delete", { name: "default" }))).toBe('namespaces "default" is forbidden: this namespace may not be deleted');
  });
});

describe("watching", () => {
  const watch = (id: string, more: object = {}): void =>
    world.api.client({ name: "test" }).watch({ id, group: "", version: "v1", resource: "pods", deliver: { target: id, type: "Watch" }, ...more });
  const run = (): void => void world.simulation.run(world.simulation.now + 10);
  const seen = (): string[] => world.delivered.map(({ target, event }) => `${target} ${event.type} ${event.object.metadata.name}`);

  test("what exists comes first, then what follows, in order", () => {
    createPod("a");
    watch("w");
    run();
    createPod("b");
    call("delete", { name: "a" });
    run();
    expect(seen()).toEqual(["w ADDED a", "w ADDED b", "w MODIFIED a", "w DELETED a"]);
  });

  test("what leaves the selection is deleted for the watcher", () => {
    createPod("a");
    watch("w", { labelSelector: "app=web" });
    run();
    call("patch", { name: "a", patchType: "merge", body: { metadata: { labels: { app: "other" } } } });
    call("patch", { name: "a", patchType: "merge", body: { metadata: { labels: { app: "web" } } } });
    run();
    expect(seen()).toEqual(["w ADDED a", "w DELETED a", "w ADDED a"]);
  });

  test("a kubelet hears of its own pods only", () => {
    watch("one", { fieldSelector: "spec.nodeName=worker-1" });
    watch("two", { fieldSelector: "spec.nodeName=worker-2" });
    run();
    createPod("a");
    call("create", { name: "a", subresource: "binding", body: { apiVersion: "v1", kind: "Binding", target: { kind: "Node", name: "worker-2" } } });
    run();
    expect(seen()).toEqual(["two ADDED a"]);
  });

  test("a selector that cannot be read is an ERROR", () => {
    watch("w", { fieldSelector: "spec.containers=x" });
    run();
    expect(world.delivered[0]?.event).toMatchObject({ type: "ERROR", object: { code: 400, message: "field label not supported: spec.containers" } });
  });

  test("from a revision on, only what came after it", () => {
    const first = createPod("a").metadata.resourceVersion;
    createPod("b");
    watch("w", { resourceVersion: first });
    run();
    expect(seen()).toEqual(["w ADDED b"]);
  });
});

test("a pod made right after its namespace waits for the account", () => {
  world.api.serve({ verb: "create", group: "", version: "v1", resource: "namespaces", userAgent: "kubectl", body: { apiVersion: "v1", kind: "Namespace", metadata: { name: "new" } } });
  const client = world.api.client({ name: "kubectl" });
  client.send({ verb: "create", ...pods, namespace: "new", body: pod("early") });
  world.simulation.run(150);
  world.api.serve({ verb: "create", group: "", version: "v1", resource: "serviceaccounts", namespace: "new", userAgent: "kcm", body: { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } } });
  world.simulation.run(600);
  expect(call("get", { namespace: "new", name: "early" }).code).toBe(200);
});

test("the journal says what led to a delivery: request, store write, watch", () => {
  const { simulation, api } = newTestWorld({ journal: "all" });
  api.client({ name: "kubelet n1" }).watch({ id: "w", group: "", version: "v1", resource: "pods", deliver: { target: "w", type: "Watch" } });
  simulation.run(10);
  api.client({ name: "kubectl" }).send({ verb: "create", group: "", version: "v1", resource: "pods", namespace: "default", userAgent: "kubectl", body: podManifest("a") });
  simulation.run(20);
  const entries = [...simulation.journal.entries()];
  const chain: string[] = [];
  for (let entry = entries.find(({ type }) => type === "watch"); entry; entry = entries.find(({ id }) => id === entry?.cause)) chain.push(`${entry.actor} ${entry.type}`);
  expect(chain.slice(0, 3)).toEqual(["kube-apiserver watch", "etcd store", "kubectl request"]);
});
