import type { JsonObject } from "../../../api/json.ts";

/** As the release of metrics-server for clusters from 1.31 on names it. */
export const METRICS_SERVER_IMAGE = "registry.k8s.io/metrics-server/metrics-server:v0.8.0";

const labels = { "k8s-app": "metrics-server" };
const probe = (path: string): JsonObject => ({ failureThreshold: 3, httpGet: { path, port: "https", scheme: "HTTPS" }, periodSeconds: 10 });

// Mirrors the objects of components.yaml (metrics-server manifests/base, v0.8.0).
const deployment: JsonObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "metrics-server", namespace: "kube-system", labels },
  spec: {
    selector: { matchLabels: labels },
    strategy: { rollingUpdate: { maxUnavailable: 0 } },
    template: {
      metadata: { labels },
      spec: {
        containers: [
          {
            name: "metrics-server",
            image: METRICS_SERVER_IMAGE,
            imagePullPolicy: "IfNotPresent",
            args: ["--cert-dir=/tmp", "--secure-port=10250", "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname", "--kubelet-use-node-status-port", "--metric-resolution=15s"],
            livenessProbe: probe("/livez"),
            ports: [{ containerPort: 10_250, name: "https", protocol: "TCP" }],
            readinessProbe: { ...probe("/readyz"), initialDelaySeconds: 20 },
            resources: { requests: { cpu: "100m", memory: "200Mi" } },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
            volumeMounts: [{ mountPath: "/tmp", name: "tmp-dir" }],
          },
        ],
        nodeSelector: { "kubernetes.io/os": "linux" },
        priorityClassName: "system-cluster-critical",
        serviceAccountName: "metrics-server",
        volumes: [{ emptyDir: {}, name: "tmp-dir" }],
      },
    },
  },
};

const account = { kind: "ServiceAccount", name: "metrics-server", namespace: "kube-system" };
const RBAC = "rbac.authorization.k8s.io";
const binding = (kind: string, name: string, role: JsonObject, namespace?: string): JsonObject => ({
  apiVersion: `${RBAC}/v1`,
  kind,
  metadata: { name, ...(namespace !== undefined && { namespace }), labels },
  roleRef: { apiGroup: RBAC, ...role },
  subjects: [account],
});

const rights: readonly JsonObject[] = [
  {
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRole",
    metadata: { name: "system:aggregated-metrics-reader", labels: { ...labels, [`${RBAC}/aggregate-to-admin`]: "true", [`${RBAC}/aggregate-to-edit`]: "true", [`${RBAC}/aggregate-to-view`]: "true" } },
    rules: [{ apiGroups: ["metrics.k8s.io"], resources: ["pods", "nodes"], verbs: ["get", "list", "watch"] }],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRole",
    metadata: { name: "system:metrics-server", labels },
    rules: [
      { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] },
      { apiGroups: [""], resources: ["pods", "nodes"], verbs: ["get", "list", "watch"] },
    ],
  },
  binding("RoleBinding", "metrics-server-auth-reader", { kind: "Role", name: "extension-apiserver-authentication-reader" }, "kube-system"),
  binding("ClusterRoleBinding", "metrics-server:system:auth-delegator", { kind: "ClusterRole", name: "system:auth-delegator" }),
  binding("ClusterRoleBinding", "system:metrics-server", { kind: "ClusterRole", name: "system:metrics-server" }),
];

const service: JsonObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "metrics-server", namespace: "kube-system", labels },
  spec: { ports: [{ appProtocol: "https", name: "https", port: 443, protocol: "TCP", targetPort: "https" }], selector: labels },
};

const apiService: JsonObject = {
  apiVersion: "apiregistration.k8s.io/v1",
  kind: "APIService",
  metadata: { name: "v1beta1.metrics.k8s.io", labels },
  spec: { group: "metrics.k8s.io", groupPriorityMinimum: 100, insecureSkipTLSVerify: true, service: { name: "metrics-server", namespace: "kube-system" }, version: "v1beta1", versionPriority: 100 },
};

export const metricsServerObjects: readonly JsonObject[] = [
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "metrics-server", namespace: "kube-system", labels } },
  ...rights,
  service,
  deployment,
  apiService,
];
