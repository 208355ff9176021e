import fc from "fast-check";

/** Nobody breaks or changes anything any more from here on; then everything is mended. */
export const FAULTS_END_MS = 150_000;
/**
 * By then everything has come to rest: a workload whose Pods were refused is tried again after up to 1000 s
 * (the slowest step of its work queue), and a container that was killed over and over after up to 300 s.
 */
export const SETTLED_MS = FAULTS_END_MS + 1_150_000;

const NODES = ["worker-1", "worker-2", "worker-3"] as const;
const COMPONENTS = ["power", "network", "runtime", "kubelet"] as const;
const IMAGES = ["busybox:1.36", "busybox:1.36.1", "busybox"] as const;

const share = fc.constantFrom(0, 1, 2, "25%", "50%", "100%");
const readyAfter = fc.constantFrom("", "sleep 2; ", "sleep 6; ");

const template = (app: string, delay: string, more: object = {}) => ({
  metadata: { labels: { app } },
  spec: {
    terminationGracePeriodSeconds: 2,
    containers: [
      {
        name: "a",
        image: IMAGES[0],
        command: ["sh", "-c", `${delay}touch /tmp/ready; trap 'exit 0' TERM; while true; do sleep 1; done`],
        readinessProbe: { exec: { command: ["cat", "/tmp/ready"] }, periodSeconds: 2 },
        resources: { requests: { cpu: "100m", memory: "32Mi" } },
      },
    ],
    // A node that is given up loses its Pods within the story.
    tolerations: ["not-ready", "unreachable"].map((key) => ({ key: `node.kubernetes.io/${key}`, operator: "Exists", effect: "NoExecute", tolerationSeconds: 15 })),
    ...more,
  },
});
const selector = (app: string) => ({ matchLabels: { app } });

const deployment = fc
  .record({ replicas: fc.integer({ min: 0, max: 6 }), surge: share, unavailable: share, type: fc.constantFrom("RollingUpdate", "RollingUpdate", "RollingUpdate", "Recreate"), delay: readyAfter, minReadySeconds: fc.constantFrom(0, 0, 3), spread: fc.boolean() })
  .filter(({ surge, unavailable }) => surge !== 0 || unavailable !== 0)
  .map(({ replicas, surge, unavailable, type, delay, minReadySeconds, spread }) => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web" },
    spec: {
      replicas,
      minReadySeconds,
      strategy: type === "Recreate" ? { type } : { type, rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable } },
      selector: selector("web"),
      template: template("web", delay, spread ? { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway", labelSelector: selector("web") }] } : {}),
    },
  }));
const statefulSet = fc
  .record({ replicas: fc.integer({ min: 0, max: 4 }), podManagementPolicy: fc.constantFrom("OrderedReady", "Parallel"), partition: fc.constantFrom(0, 0, 1), delay: readyAfter, claims: fc.boolean() })
  .map(({ replicas, podManagementPolicy, partition, delay, claims }) => ({
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "db" },
    spec: {
      serviceName: "db",
      replicas,
      podManagementPolicy,
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition } },
      selector: selector("db"),
      template: template("db", delay),
      ...(claims && { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } }] }),
    },
  }));
/** Where nobody provisions volumes, nobody claims them. */
const withoutClaims = <T extends { readonly spec: object }>(object: T): T => ({ ...object, spec: { ...object.spec, volumeClaimTemplates: undefined } });
const daemonSet = fc
  .record({ rolling: fc.constantFrom({ maxUnavailable: 1 }, { maxUnavailable: "50%" }, { maxSurge: 1, maxUnavailable: 0 }), delay: readyAfter })
  .map(({ rolling, delay }) => ({ apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "log" }, spec: { updateStrategy: { type: "RollingUpdate", rollingUpdate: rolling }, selector: selector("log"), template: template("log", delay) } }));
const job = fc
  .record({ completions: fc.integer({ min: 1, max: 5 }), parallelism: fc.integer({ min: 1, max: 3 }), completionMode: fc.constantFrom("Indexed", "NonIndexed"), restartPolicy: fc.constantFrom("Never", "OnFailure"), seconds: fc.integer({ min: 2, max: 30 }) })
  .map(({ completions, parallelism, completionMode, restartPolicy, seconds }) => ({
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "batch" },
    spec: { completions, parallelism, completionMode, backoffLimit: 20, template: { metadata: { labels: { app: "batch" } }, spec: { restartPolicy, terminationGracePeriodSeconds: 2, containers: [{ name: "a", image: IMAGES[0], command: ["sh", "-c", `trap 'exit 1' TERM; i=0; while [ $i -lt ${seconds} ]; do i=$((i+1)); sleep 1; done`], resources: { requests: { cpu: "100m", memory: "32Mi" } } }] } } },
  }));
const budget = (app: string) =>
  fc
    .tuple(fc.constantFrom({ minAvailable: 1 }, { minAvailable: "50%" }, { maxUnavailable: 1 }, { maxUnavailable: "34%" }, { maxUnavailable: 0 }), fc.constantFrom("IfHealthyBudget", "AlwaysAllow"))
    .map(([bound, unhealthyPodEvictionPolicy]) => ({ apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name: app }, spec: { ...bound, unhealthyPodEvictionPolicy, selector: selector(app) } }));
const quota = fc.record({ pods: fc.integer({ min: 4, max: 20 }), milli: fc.integer({ min: 4, max: 20 }) }).map(({ pods, milli }) => ({ apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "bound" }, spec: { hard: { pods: String(pods), "requests.cpu": `${milli * 100}m`, "count/deployments.apps": "3" } } }));

const service = (name: string, clusterIP?: string) => ({ apiVersion: "v1", kind: "Service", metadata: { name }, spec: { selector: { app: name }, ports: [{ port: 80 }], ...(clusterIP !== undefined && { clusterIP }) } });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** What somebody does to the cluster, or what happens to it. */
const act = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom("stop", "start"), fc.constantFrom(...NODES), fc.constantFrom(...COMPONENTS)).map(([verb, node, component]) => `kubarium node ${verb} ${node} --component ${component}`) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...NODES), fc.boolean()).map(([node, forced]) => `kubectl drain ${node} --ignore-daemonsets --delete-emptydir-data --force --timeout=${forced ? "15s --disable-eviction" : "25s"}`) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom("cordon", "uncordon"), fc.constantFrom(...NODES)).map(([verb, node]) => `kubectl ${verb} ${node}`) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom("deployment/web", "statefulset/db"), fc.integer({ min: 0, max: 6 })).map(([name, replicas]) => `kubectl scale ${name} --replicas=${replicas}`) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom("deployment/web", "statefulset/db", "daemonset/log"), fc.constantFrom(...IMAGES)).map(([name, image]) => `kubectl set image ${name} a=${image}`) },
  { weight: 1, arbitrary: fc.constant("kubectl set image deployment/web a=busybox:nosuchtag") },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom("restart", "undo", "pause", "resume"), fc.constantFrom("deployment/web", "deployment/web", "statefulset/db", "daemonset/log")).map(([verb, name]) => `kubectl rollout ${verb} ${name}`) },
  // Its first process is a shell that ends when it is asked to; a script of the node kills without asking.
  { weight: 3, arbitrary: fc.constantFrom("deploy/web", "sts/db", "ds/log", "job/batch").map((name) => `kubectl exec ${name} -- kill 1`) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom("web", "db", "log", "batch"), fc.constantFrom("--wait=false", "--wait=false --grace-period=0 --force", "--wait=false --grace-period=1")).map(([app, how]) => `kubectl get pods -l app=${app} -o name | head -n 1 | xargs -r kubectl delete ${how}`) },
  { weight: 1, arbitrary: fc.constantFrom("web", "db", "log", "batch").map((app) => `kubectl delete pods -l app=${app} --wait=false`) },
  { weight: 1, arbitrary: fc.constant("kubectl delete replicasets --all --wait=false") },
  { weight: 1, arbitrary: fc.constantFrom("deployment web", "statefulset db", "daemonset log", "replicasets --all").map((name) => `kubectl delete ${name} --cascade=orphan; kubectl apply -f all.json`) },
  { weight: 1, arbitrary: fc.constantFrom("web", "db", "log", "batch").map((app) => `kubectl get pods -l app=${app} -o name | head -n 1 | xargs -r -I{} kubectl label {} app=stray --overwrite`) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom("web", "db"), fc.integer({ min: 0, max: 3 })).map(([name, most]) => `kubectl patch pdb ${name} -p '{"spec":{"maxUnavailable":${most},"minAvailable":null}}'`) },
  { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 2, max: 20 })).map(([pods, milli]) => `kubectl patch quota bound -p '{"spec":{"hard":{"pods":"${pods}","requests.cpu":"${milli * 100}m"}}}'`) },
  { weight: 1, arbitrary: fc.constantFrom("kubectl taint node worker-1 bad=yes:NoExecute --overwrite", "kubectl taint node worker-1 bad-") },
  { weight: 1, arbitrary: fc.constant("kubectl get pods,endpoints,pdb,quota") },
);

/** Anywhere, or so close to others that nobody has heard of them yet. */
const moment = fc.oneof(fc.integer({ min: 500, max: FAULTS_END_MS - 30_000 }), fc.integer({ min: 20_000, max: 20_400 }), fc.integer({ min: 70_000, max: 72_000 }));

const mending = [
  // One of them may have the name that a StatefulSet wants.
  "kubectl delete pods -l app=stray --wait=false",
  ...NODES.flatMap((node) => [...COMPONENTS.map((component) => `kubarium node start ${node} --component ${component}`), `kubectl uncordon ${node}`]),
  "kubectl taint node worker-1 bad-",
  "kubectl rollout resume deployment/web",
  "kubectl set image deployment/web a=busybox:1.36",
  `kubectl patch quota bound -p '{"spec":{"hard":{"pods":"100","requests.cpu":"20"}}}'`,
];

/** An application of every kind of workload under a quota and budgets, and two and a half minutes of faults and changes in any order. */
export const randomFaults = fc
  .record({
    seed: fc.nat(10_000),
    hasStorage: fc.boolean(),
    objects: fc.tuple(deployment, optional(statefulSet), optional(daemonSet), optional(job), optional(budget("web")), optional(budget("db")), optional(quota)),
    acts: fc.array(fc.tuple(moment, act), { minLength: 1, maxLength: 20 }),
  })
  .map(({ seed, hasStorage, objects, acts }) => ({
    apiVersion: "kubarium.dev/v1",
    kind: "Scenario",
    metadata: { name: "faults" },
    spec: {
      seed,
      cluster: { addons: hasStorage ? ["storage"] : [], nodes: NODES.map((name) => ({ name, images: IMAGES.slice(0, 2) })) },
      files: { "all.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: [...objects.filter((object) => object !== undefined).toReversed().map((object) => (hasStorage ? object : withoutClaims(object))), service("web"), service("db", "None")] }) },
      inputs: [
        { at: "0s", run: "kubectl apply -f all.json" },
        ...acts.toSorted(([a], [b]) => a - b).map(([at, run]) => ({ at: `${at}ms`, run })),
        ...mending.map((run, place) => ({ at: `${FAULTS_END_MS + 100 * place}ms`, run })),
      ],
      until: `${SETTLED_MS}ms`,
    },
  }));
