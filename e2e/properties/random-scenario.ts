import fc from "fast-check";

/** What a container does: short, so that much happens in little time. */
const scripts = [
  "sleep 3600",
  "sleep 2; exit 0",
  "echo starting; sleep 1; exit 1",
  "exit 3",
  "trap 'echo bye; exit 0' TERM; while true; do sleep 1; done",
  "trap '' TERM; while true; do sleep 1; done",
  "touch /tmp/ok; sleep 7; rm -f /tmp/ok; sleep 600",
  "i=0; while [ $i -lt 5 ]; do i=$((i+1)); echo line $i; sleep 1; done",
  "echo $HOSTNAME > /data/name 2>/dev/null; cat /data/name; sleep 60",
] as const;

const images = ["busybox:1.36", "busybox", "nginx:1.25", "nginx", "nginx:nosuchtag", "ghost/missing:v1", "redis", "memhog", "BAD/Name"] as const;

const probe = fc
  .tuple(
    fc.constantFrom({ exec: { command: ["cat", "/tmp/ok"] } }, { httpGet: { path: "/", port: 80 } }, { httpGet: { path: "/nope", port: 80 } }, { tcpSocket: { port: 8080 } }, { exec: { command: ["sleep", "3"] } }),
    fc.record({ periodSeconds: fc.integer({ min: 1, max: 5 }), initialDelaySeconds: fc.integer({ min: 0, max: 4 }), failureThreshold: fc.integer({ min: 1, max: 3 }) }),
  )
  .map(([handler, times]) => ({ ...handler, ...times }));

const container = (name: string) =>
  fc.record(
    {
      name: fc.constant(name),
      image: fc.constantFrom(...images),
      command: fc.constantFrom(...scripts).map((script) => ["sh", "-c", script]),
      livenessProbe: probe,
      readinessProbe: probe,
      startupProbe: probe,
      lifecycle: fc.constantFrom({ preStop: { exec: { command: ["sleep", "2"] } } }, { preStop: { sleep: { seconds: 1 } } }, { postStart: { exec: { command: ["true"] } } }, { postStart: { exec: { command: ["false"] } } }),
      volumeMounts: fc.constant([{ name: "data", mountPath: "/data" }]),
      resources: fc.constantFrom({ requests: { cpu: "500m" } }, { requests: { cpu: "3" } }, { limits: { memory: "64Mi" } }),
    },
    { requiredKeys: ["name", "image"] },
  );

const pod = (name: string) =>
  fc
    .record(
      {
        containers: fc.tuple(container("a"), fc.option(container("b"), { nil: undefined })).map((list) => list.filter((c) => c !== undefined)),
        initContainers: fc.option(container("init").map(({ livenessProbe: _l, readinessProbe: _r, startupProbe: _s, lifecycle: _c, ...rest }) => [rest]), { nil: undefined }),
        restartPolicy: fc.constantFrom("Always", "OnFailure", "Never"),
        terminationGracePeriodSeconds: fc.integer({ min: 0, max: 6 }),
        nodeSelector: fc.constantFrom({ disk: "ssd" }, {}),
        shareProcessNamespace: fc.boolean(),
        activeDeadlineSeconds: fc.constantFrom(8, 100),
      },
      { requiredKeys: ["containers"] },
    )
    .map((spec) => ({ apiVersion: "v1", kind: "Pod", metadata: { name, labels: { app: name } }, spec: { ...spec, volumes: [{ name: "data", emptyDir: {} }] } }));

const names = ["p1", "p2", "p3", "p4"] as const;
const command = fc.constantFrom(...names).chain((name) =>
  fc.constantFrom(
    `kubectl apply -f ${name}.json`,
    `kubectl delete pod ${name} --ignore-not-found`,
    `kubectl delete pod ${name} --force --grace-period=0 --ignore-not-found`,
    `kubectl delete pod ${name} --wait=false`,
    "kubectl get pods -o wide",
    `kubectl describe pod ${name}`,
    `kubectl logs ${name} --all-containers`,
    `kubectl exec ${name} -- sh -c 'echo hi; touch /tmp/ok'`,
    `kubectl label pod ${name} round=2 --overwrite`,
    "kubectl label node worker-2 disk=ssd --overwrite",
    "kubectl get events",
    `kubectl get pod ${name} -o yaml`,
    `{ sleep 2; echo a; sleep 1; echo b; } | { (read x; kubectl create configmap child-$x) & sleep 1; read y; kubectl create configmap parent-$y; wait; }`,
    `(sleep 3; echo slow) & (sleep 1; echo quick) & wait; echo $RANDOM`,
    `kubectl logs -f ${name} --all-containers & sleep 4; kill %1; wait`,
    `timeout 6 kubectl get pods -w`,
    `kubectl wait --for=condition=Ready pod/${name} --timeout=8s`,
    `echo start; sleep 2; kubectl get pods | wc -l; x=$(kubectl get pod ${name} -o name); echo "$x"`,
  ),
);

/** Workloads whose Pods controllers make: their work is under way at any moment that a run may be cut at. */
const standing = fc
  .record({
    kind: fc.constantFrom("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
    replicas: fc.integer({ min: 0, max: 4 }),
    image: fc.constantFrom("busybox:1.36", "nginx:1.25", "nginx:nosuchtag"),
    script: fc.constantFrom(...scripts),
    minReadySeconds: fc.constantFrom(0, 3),
  })
  .map(({ kind, replicas, image, script, minReadySeconds }) => ({
    apiVersion: "apps/v1",
    kind,
    metadata: { name: "many" },
    spec: {
      ...(kind !== "DaemonSet" && { replicas }),
      ...(kind === "StatefulSet" && { serviceName: "many" }),
      minReadySeconds,
      selector: { matchLabels: { app: "many" } },
      template: { metadata: { labels: { app: "many" } }, spec: { terminationGracePeriodSeconds: 1, containers: [{ name: "a", image, ...(image.startsWith("busybox") && { command: ["sh", "-c", script] }) }] } },
    },
  }));
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** Work that ends, or does not, by itself or again and again. */
const batch = fc
  .record({
    kind: fc.constantFrom("Job", "CronJob"),
    script: fc.constantFrom(...scripts, "exit 3", "sleep 2", "[ $JOB_COMPLETION_INDEX = 1 ]"),
    restartPolicy: fc.constantFrom("Never", "OnFailure"),
    parallelism: fc.integer({ min: 0, max: 3 }),
    completions: optional(fc.integer({ min: 1, max: 4 })),
    isIndexed: fc.boolean(),
    perIndex: fc.boolean(),
    more: fc.record({ suspend: fc.boolean(), activeDeadlineSeconds: fc.integer({ min: 2, max: 20 }), ttlSecondsAfterFinished: fc.integer({ min: 0, max: 5 }), backoffLimit: fc.integer({ min: 0, max: 2 }) }, { requiredKeys: [] }),
    concurrencyPolicy: fc.constantFrom("Allow", "Forbid", "Replace"),
  })
  .map(({ kind, script, restartPolicy, parallelism, completions = 2, isIndexed, perIndex, more, concurrencyPolicy }) => {
    const indexed = isIndexed ? { completionMode: "Indexed", completions, ...(perIndex && restartPolicy === "Never" && { backoffLimitPerIndex: 1 }) } : {};
    const template = { metadata: { labels: { app: "many" } }, spec: { restartPolicy, terminationGracePeriodSeconds: 1, containers: [{ name: "a", image: "busybox:1.36", command: ["sh", "-c", script] }] } };
    const spec = { parallelism, ...more, ...indexed, template };
    const ofKind = kind === "Job" ? spec : { schedule: "@every 7s", concurrencyPolicy, successfulJobsHistoryLimit: 1, jobTemplate: { spec } };
    return { apiVersion: "batch/v1", kind, metadata: { name: "many" }, spec: ofKind };
  });
const workload = fc.oneof({ arbitrary: standing, weight: 2 }, { arbitrary: batch, weight: 1 });
const service = { apiVersion: "v1", kind: "Service", metadata: { name: "many" }, spec: { selector: { app: "many" }, ports: [{ port: 80 }] } };
const ofWorkload = (kind: string) => {
  const name = `${kind.toLowerCase()}/many`;
  return fc.constantFrom(
    `kubectl scale ${name} --replicas=3`,
    `kubectl scale ${name} --replicas=1`,
    `kubectl set image ${name} a=busybox`,
    `kubectl patch ${name} -p '{"spec":{"suspend":true}}'`,
    `kubectl patch ${name} -p '{"spec":{"suspend":false,"parallelism":3}}'`,
    "kubectl create job once --from=cronjob/many",
    `kubectl delete ${name}`,
    `kubectl delete ${name} --cascade=foreground --wait=false`,
    `kubectl delete ${name} --cascade=orphan`,
    "kubectl apply -f many.json",
    "kubectl delete pod -l app=many --wait=false",
    "kubectl get all,endpointslices",
    `kubectl exec p1 -- wget -T 1 -qO- many || kubectl exec p1 -- wget -T 1 -qO- $(kubectl get service many -o jsonpath={.spec.clusterIP})`,
  );
};
const working = workload.chain((made) => fc.record({ made: fc.constant(made), acts: fc.array(fc.tuple(fc.integer({ min: 1, max: 30_000 }), ofWorkload(made.kind)), { minLength: 1, maxLength: 4 }) }));

/** In a shell of its own: a command that goes on, and what somebody types or breaks off there. */
const session = fc.tuple(fc.integer({ min: 100, max: 20_000 }), fc.constantFrom(...names), fc.integer({ min: 1, max: 9000 }), fc.boolean()).map(([at, name, later, typed]) => [
  { at: `${at}ms`, session: "side", run: typed ? `read word; echo got $word; kubectl exec -it ${name} -- sh` : "kubectl get pods -w" },
  ...(typed ? [{ at: `${at + later}ms`, session: "side", keys: "echo hello\nhostname\n" }] : []),
  { at: `${at + later + 5000}ms`, session: "side", interrupt: true },
]);

/** A scenario document that anybody could have written, over about half a minute. */
export const randomScenario = fc
  .record({
    seed: fc.nat(1000),
    pods: fc.tuple(...names.map(pod)),
    first: fc.subarray([...names], { minLength: 1 }),
    commands: fc.array(fc.tuple(fc.integer({ min: 1, max: 30_000 }), command), { maxLength: 8 }),
    side: fc.option(session, { nil: [] }),
    workload: fc.option(working, { nil: undefined }),
  })
  .map(({ seed, pods, first, commands, side, workload: busy }) => ({
    apiVersion: "kubarium.dev/v1",
    kind: "Scenario",
    metadata: { name: "random" },
    spec: {
      seed,
      cluster: { nodes: [{ name: "worker-1", images: ["busybox:1.36"] }, { name: "worker-2" }] },
      files: { ...Object.fromEntries(pods.map((one) => [`${one.metadata.name}.json`, JSON.stringify(one)])), ...(busy && { "many.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: [busy.made, service] }) }) },
      inputs: [
        ...first.map((name) => ({ at: "0ms", run: `kubectl apply -f ${name}.json` })),
        ...(busy ? [{ at: "0ms", run: "kubectl apply -f many.json" }] : []),
        ...[...commands, ...(busy?.acts ?? [])].sort(([a], [b]) => a - b).map(([at, run]) => ({ at: `${at}ms`, run })),
        ...side,
      ],
      until: "40s",
    },
  }));
