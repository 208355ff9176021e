import { describe, expect, it } from "vitest";
import type { Pod } from "../../../../api/types.ts";
import { podStrategy } from "../../strategies/pod.ts";
import { fieldErrorMessage } from "../field-error.ts";

const main = { name: "c", image: "nginx" };
const long = (length: number): string => "x".repeat(length);

function pod(spec: object, metadata: object = {}): Pod {
  const meta = { name: "p", namespace: "default", uid: "u", creationTimestamp: "2026-01-01T00:00:00Z", ...metadata };
  const given = { apiVersion: "v1", kind: "Pod", metadata: meta, spec: { serviceAccountName: "default", containers: [main], ...spec } };
  return podStrategy.prepareForCreate(podStrategy.applyDefaults(given as unknown as Pod));
}
const faults = (made: Pod): string[] => [...new Set(podStrategy.validateCreate(made).map(fieldErrorMessage))];

const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const key =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const value =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const envFields =
  '"metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"';
const fileMode = "must be a number between 0 and 0777 (octal), both inclusive";
const oneType = "Forbidden: may not specify more than 1 volume type";

type Rows = readonly (readonly [sentence: string, change: object, expected: readonly string[]])[];
function table(title: string, rows: Rows, make: (change: object) => Pod): void {
  describe(title, () => {
    for (const [sentence, change, expected] of rows) it(`${sentence}: ${expected[0] ?? "accepted"}`, () => expect(faults(make(change))).toEqual(expected));
  });
}

// Texts from pkg/apis/core/validation/validation.go and apimachinery, where no cluster was asked.
table(
  "metadata",
  [
    ["no name", { name: undefined }, ["metadata.name: Required value: name or generateName is required"]],
    ["a label's key", { labels: { "bad key": "x" } }, [`metadata.labels: Invalid value: "bad key": ${key}`]],
    ["a label's value", { labels: { a: "b c" } }, [`metadata.labels: Invalid value: "b c": ${value}`]],
    ["a long label value", { labels: { a: long(64) } }, [`metadata.labels: Invalid value: "${long(64)}": must be no more than 63 bytes`]],
    ["an upper-case annotation", { annotations: { "Example.com/A": "x" } }, []],
    ["much annotation", { annotations: { a: long(262144) } }, ["metadata.annotations: Too long: may not be more than 262144 bytes"]],
    ["a plain finalizer", { finalizers: ["mine"] }, ['metadata.finalizers[0]: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified']],
    ["an owner without a uid", { ownerReferences: [{ apiVersion: "v1", kind: "A", name: "a" }] }, ['metadata.ownerReferences.uid: Invalid value: "": must not be empty']],
    ["a deletion cost", { annotations: { "controller.kubernetes.io/pod-deletion-cost": "01" } }, ['metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "01": must be a 32bit integer']],
  ],
  (change) => pod({}, change),
);

table(
  "a container",
  [
    ["an image with a blank", { image: " nginx" }, ['spec.containers[0].image: Invalid value: " nginx": must not have leading or trailing whitespace']],
    ["a message policy", { terminationMessagePolicy: "Log" }, ['spec.containers[0].terminationMessagePolicy: Unsupported value: "Log": supported values: "File", "FallbackToLogsOnError"']],
    ["two ports of one name", { ports: [{ containerPort: 1, name: "a" }, { containerPort: 2, name: "a" }] }, ['spec.containers[0].ports[1].name: Duplicate value: "a"']],
    ["one host port twice", { ports: [{ containerPort: 1, hostPort: 80 }, { containerPort: 2, hostPort: 80 }] }, ['spec.containers[0].ports[1].hostPort: Duplicate value: "TCP//80"']],
    ["an env name", { env: [{ name: "a=b" }] }, [`spec.containers[0].env[0].name: Invalid value: "a=b": a valid environment variable name must consist only of printable ASCII characters other than '='`]],
    ["no env name", { env: [{ value: "x" }] }, ["spec.containers[0].env[0].name: Required value"]],
    ["a value and a source", { env: [{ name: "a", value: "x", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] }, ['spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty']],
    ["two sources", { env: [{ name: "a", valueFrom: { fieldRef: { fieldPath: "metadata.name" }, secretKeyRef: { name: "s", key: "k" } } }] }, ['spec.containers[0].env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time']],
    ["a field for volumes only", { env: [{ name: "a", valueFrom: { fieldRef: { fieldPath: "metadata.labels" } } }] }, [`spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: ${envFields}`]],
    ["one label", { env: [{ name: "a", valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }] }, []],
    ["an unknown field", { env: [{ name: "a", valueFrom: { fieldRef: { fieldPath: "spec.nope" } } }] }, ['spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.nope": error converting fieldPath: field label not supported: spec.nope']],
    ["a resource", { env: [{ name: "a", valueFrom: { resourceFieldRef: { resource: "limits.gpu" } } }] }, ['spec.containers[0].env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "limits.gpu": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"']],
    ["a divisor", { env: [{ name: "a", valueFrom: { resourceFieldRef: { resource: "limits.cpu", divisor: "10" } } }] }, ['spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor\'s values 1m and 1 are supported with the cpu resource']],
    ["envFrom nothing", { envFrom: [{ prefix: "A_" }] }, ['spec.containers[0].envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`']],
    ["a liveness threshold", { livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } }, ["spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1"]],
    ["a negative period", { readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: -1 } }, ["spec.containers[0].readinessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0"]],
    ["grace of a readiness probe", { readinessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 5 } }, ["spec.containers[0].readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes"]],
    ["two handlers", { livenessProbe: { exec: { command: ["a"] }, grpc: { port: 1 } } }, ["spec.containers[0].livenessProbe.grpc: Forbidden: may not specify more than 1 handler type"]],
    ["a scheme", { livenessProbe: { httpGet: { port: "web", scheme: "http" } } }, ['spec.containers[0].livenessProbe.httpGet.scheme: Unsupported value: "http": supported values: "HTTP", "HTTPS"']],
    ["rules without a policy", { restartPolicyRules: [{ action: "Restart", exitCodes: { operator: "In", values: [3] } }] }, ["spec.containers[0].restartPolicy: Required value: must specify restartPolicy when restart rules are used"]],
    ["a rule without codes", { restartPolicy: "Never", restartPolicyRules: [{ action: "Restart" }] }, ["spec.containers[0].restartPolicyRules[0].exitCodes: Required value: must be specified"]],
    ["a rule's action", { restartPolicy: "Never", restartPolicyRules: [{ action: "DoNotRestart", exitCodes: { operator: "In" } }] }, ['spec.containers[0].restartPolicyRules[0].action: Unsupported value: "DoNotRestart": supported values: "Restart", "RestartAllContainers"']],
    ["a rule's operator", { restartPolicy: "Never", restartPolicyRules: [{ action: "Restart", exitCodes: { operator: "Equals" } }] }, ['spec.containers[0].restartPolicyRules[0].exitCodes.operator: Unsupported value: "Equals": supported values: "In", "NotIn"']],
    ["a claim that is not the pod's", { resources: { claims: [{ name: "gpu" }] } }, ['spec.containers[0].resources.claims[0]: Not found: "gpu": must be one of the names in pod.spec.resourceClaims which is empty']],
    ["huge pages in parts", { resources: { limits: { cpu: "1", "hugepages-2Mi": "3Mi" } } }, ['spec.containers[0].resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi', 'spec.containers[0].resources.requests[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi']],
    ["a resize policy", { resizePolicy: [{ resourceName: "gpu", restartPolicy: "NotRequired" }] }, ['spec.containers[0].resizePolicy: Unsupported value: "gpu": supported values: "cpu", "memory"']],
    ["a device without a claim", { volumeDevices: [{ name: "v", devicePath: "/dev/x" }] }, ['spec.containers[0].volumeDevices[0].name: Not found: "v"']],
    ["unmasked proc", { securityContext: { procMount: "Unmasked" } }, ['spec.containers[0].securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`']],
  ],
  (change) => pod({ containers: [{ ...main, ...change }] }),
);

table(
  "an init container",
  [
    ["a probe on a plain one", { livenessProbe: { tcpSocket: { port: 1 } } }, ["spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always"]],
    ["a hook on a plain one", { lifecycle: {} }, ["spec.initContainers[0].lifecycle: Forbidden: may not be set for init containers without restartPolicy=Always"]],
    ["a probe on a sidecar", { restartPolicy: "Always", startupProbe: { tcpSocket: { port: 1 } } }, []],
    ["the name of a container", { name: "c" }, ['spec.initContainers[0].name: Duplicate value: "c"']],
  ],
  (change) => pod({ initContainers: [{ ...main, name: "i", ...change }] }),
);

table(
  "a volume",
  [
    ["two sources", { emptyDir: {}, hostPath: { path: "/a" } }, [`spec.volumes[0].hostPath: ${oneType}`]],
    ["a host path with dots", { hostPath: { path: "/a/../b" } }, ["spec.volumes[0].hostPath.path: Invalid value: \"/a/../b\": must not contain '..'"]],
    ["a type of host path", { hostPath: { path: "/a", type: "Dir" } }, ['spec.volumes[0].hostPath.type: Unsupported value: "Dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"']],
    ["a secret without a name", { secret: {} }, ["spec.volumes[0].secret.secretName: Required value"]],
    ["a mode", { configMap: { name: "a", defaultMode: 512 } }, [`spec.volumes[0].configMap.defaultMode: Invalid value: 512: ${fileMode}`]],
    ["an item without a path", { configMap: { name: "a", items: [{ key: "k" }] } }, ["spec.volumes[0].configMap.items[0].path: Required value"]],
    ["an item that climbs", { secret: { secretName: "a", items: [{ key: "k", path: "..x" }] } }, ["spec.volumes[0].secret.items[0].path: Invalid value: \"..x\": must not start with '..'"]],
    ["a claim without a name", { persistentVolumeClaim: {} }, ["spec.volumes[0].persistentVolumeClaim.claimName: Required value"]],
    ["a file of nothing", { downwardAPI: { items: [{ path: "a" }] } }, ["spec.volumes[0].downwardAPI: Required value: one of fieldRef and resourceFieldRef is required"]],
    ["a token for a minute", { projected: { sources: [{ serviceAccountToken: { path: "t", expirationSeconds: 60 } }] } }, ["spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes"]],
    ["one path twice", { projected: { sources: [{ configMap: { name: "a", items: [{ key: "k", path: "x" }] } }, { secret: { name: "s", items: [{ key: "k", path: "x" }] } }] } }, ['spec.volumes[0].projected: Invalid value: "s": conflicting duplicate paths']],
    ["a relative export", { nfs: { server: "s", path: "a" } }, ['spec.volumes[0].nfs.path: Invalid value: "a": must be an absolute path']],
    ["a claim template without modes", { ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: "1Gi" } } } } } }, ["spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes: Required value: at least 1 access mode is required"]],
    ["an iSCSI name", { iscsi: { targetPortal: "a", iqn: "x" } }, ['spec.volumes[0].iscsi.iqn: Invalid value: "x": must be valid format starting with iqn, eui, or naa']],
    ["a name with a capital", { name: "V", emptyDir: {} }, [`spec.volumes[0].name: Invalid value: "V": ${label}`]],
  ],
  (change) => pod({ volumes: [{ name: "v", ...change }] }),
);

const soft = (term: object): object => ({ podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }] } });
const softPath = "spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm";
const hardNodes = (expression: object): object => ({ nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } } });
const hardPath = "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]";

table(
  "a spec",
  [
    ["a DNS policy", { dnsPolicy: "Mine" }, ['spec.dnsPolicy: Unsupported value: "Mine": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"']],
    ["no DNS without a config", { dnsPolicy: "None" }, ["spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None"]],
    ["a name server", { dnsConfig: { nameservers: ["one"] } }, ['spec.dnsConfig.nameservers[0]: Invalid value: "one": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']],
    ["a host alias", { hostAliases: [{ ip: "1.2.3", hostnames: ["a"] }] }, ['spec.hostAliases[0].ip: Invalid value: "1.2.3": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']],
    ["a node selector", { nodeSelector: { a: "b c" } }, [`spec.nodeSelector: Invalid value: "b c": ${value}`]],
    ["a host port of the host's network", { hostNetwork: true, containers: [{ ...main, ports: [{ containerPort: 80, hostPort: 81 }] }] }, ["spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true"]],
    ["both PID namespaces", { hostPID: true, shareProcessNamespace: true }, ["spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled"]],
    ["a sysctl of the host's network", { hostNetwork: true, securityContext: { sysctls: [{ name: "net.core.somaxconn", value: "1" }] } }, ['spec.securityContext.sysctls[0].name: Invalid value: "net.core.somaxconn": may not be specified when \'hostNetwork\' is true']],
    ["a weight", { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, preference: {} }] } } }, ["spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100"]],
    ["no terms", { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } }, ["spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term"]],
    ["In without values", { affinity: hardNodes({ key: "a", operator: "In" }) }, [`${hardPath}.values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`]],
    ["an operator", { affinity: hardNodes({ key: "a", operator: "Is" }) }, [`${hardPath}.operator: Invalid value: "Is": not a valid selector operator`]],
    ["no topology key", { affinity: soft({ labelSelector: {} }) }, [`${softPath}.topologyKey: Required value: can not be empty`, `${softPath}.topologyKey: Invalid value: "": name part must be non-empty`, `${softPath}.topologyKey: Invalid value: "": ${key}`]],
    ["a skew", { topologySpreadConstraints: [{ topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule", labelSelector: {} }] }, ["spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero"]],
    ["one constraint twice", { topologySpreadConstraints: [1, 1].map((maxSkew) => ({ maxSkew, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule", labelSelector: {} })) }, ['spec.topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{zone, DoNotSchedule}"']],
    ["what to do", { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "Wait", labelSelector: {} }] }, ['spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Wait": supported values: "DoNotSchedule", "ScheduleAnyway"']],
    ["a gate twice", { schedulingGates: [{ name: "a" }, { name: "a" }] }, ['spec.schedulingGates[1]: Duplicate value: "a"']],
    ["a node for a gated pod", { schedulingGates: [{ name: "a" }], nodeName: "n" }, ["spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared"]],
    ["ephemeral containers", { ephemeralContainers: [{ ...main, name: "e" }] }, ["spec.ephemeralContainers: Forbidden: cannot be set on create"]],
    ["a preemption policy", { preemptionPolicy: "Always" }, ['spec.preemptionPolicy: Unsupported value: "Always": supported values: "PreemptLowerPriority", "Never"']],
    ["a host name", { hostname: "a.b" }, ['spec.hostname: Invalid value: "a.b": must not contain dots']],
    ["users of its own on the host's network", { hostUsers: false, hostNetwork: true }, ["spec.hostNetwork: Forbidden: when `pod.Spec.HostUsers` is false"]],
    ["an operating system", { os: { name: "beos" } }, ['spec.os: Unsupported value: "beos": supported values: "linux", "windows"']],
    ["a Linux field for Windows", { os: { name: "windows" }, securityContext: { runAsUser: 1 } }, ["spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod"]],
    ["overhead", { overhead: { cpu: "-1" } }, ['spec.overhead.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0']],
    ["less for the pod than for its containers", { resources: { requests: { cpu: "1" } }, containers: [{ ...main, resources: { requests: { cpu: "2" } } }] }, ['spec.resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 2']],
    ["an empty spec", { containers: undefined }, ["spec.containers: Required value"]],
  ],
  (change) => pod(change),
);

describe("a Pod's warnings", () => {
  const warnings = (spec: object, metadata: object = {}): readonly string[] => podStrategy.warningsOnCreate(pod(spec, metadata));
  const env = (...variables: object[]): object => ({ containers: [{ ...main, env: variables }] });
  const rows: readonly (readonly [object, readonly string[]])[] = [
    [{}, []],
    [{ nodeSelector: { "beta.kubernetes.io/os": "linux" } }, ['spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead']],
    [env({ name: "A", value: "1" }, { name: "A", value: "2" }), ['spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply']],
    [env({ name: "A", value: "1" }, { name: "A", value: "$(A)2" }), []],
    [{ containers: [{ ...main, ports: [{ containerPort: 80 }, { containerPort: 80 }] }] }, ["spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]"]],
    [{ containers: [{ ...main, ports: [{ containerPort: 80 }, { containerPort: 80, hostPort: 8080 }] }] }, ["spec.containers[0].ports[1]: overlapping port definition with spec.containers[0].ports[0]"]],
    [{ imagePullSecrets: [{ name: "a" }, { name: "a" }] }, ['spec.imagePullSecrets[1].name: duplicate name "a"']],
    [{ hostAliases: [{ ip: "1.2.3.4" }, { ip: "1.2.3.4" }] }, ['spec.hostAliases[1].ip: duplicate ip "1.2.3.4"']],
    [{ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" }] }, ["spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod"]],
    [{ affinity: soft({ topologyKey: "zone" }) }, [`${softPath}.labelSelector: a null labelSelector results in matching no pod`]],
  ];
  for (const [spec, expected] of rows) it(expected[0] ?? `none of ${JSON.stringify(spec)}`, () => expect(warnings(spec)).toEqual(expected));
  it("a name that is no host name", () => {
    expect(warnings({}, { name: "a.b" })).toEqual([
      "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
    ]);
  });
});
