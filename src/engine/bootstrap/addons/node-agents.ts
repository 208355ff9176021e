import type { JsonObject } from "../../../api/json.ts";

const NETWORK_IMAGE = "docker.io/kindest/kindnetd:v20250512-df8de77b";

export const kubeProxyImageOf = (release: string): string => `registry.k8s.io/kube-proxy:${release}`;

const daemonSet = (name: string, labels: JsonObject, template: JsonObject): JsonObject => ({
  apiVersion: "apps/v1",
  kind: "DaemonSet",
  metadata: { name, namespace: "kube-system", labels },
  spec: { selector: { matchLabels: labels }, updateStrategy: { type: "RollingUpdate" }, template: { metadata: { labels }, spec: template } },
});
const account = (name: string): JsonObject => ({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace: "kube-system" } });

/**
 * Mirrors the manifests of kubeadm's kube-proxy addon (cmd/kubeadm/app/phases/addons/proxy/manifests.go).
 * Simplified: the rules of Services stay on the nodes whether kube-proxy's Pods run or not.
 */
export const kubeProxyObjects = (release: string): readonly JsonObject[] => [
  account("kube-proxy"),
  { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "kube-proxy", namespace: "kube-system", labels: { app: "kube-proxy" } }, data: { "config.conf": "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nclusterCIDR: 10.244.0.0/16\nmode: iptables\n" } },
  daemonSet("kube-proxy", { "k8s-app": "kube-proxy" }, {
    priorityClassName: "system-node-critical",
    containers: [
      {
        name: "kube-proxy",
        image: kubeProxyImageOf(release),
        imagePullPolicy: "IfNotPresent",
        command: ["/usr/local/bin/kube-proxy", "--config=/var/lib/kube-proxy/config.conf", "--hostname-override=$(NODE_NAME)"],
        securityContext: { privileged: true },
        volumeMounts: [{ mountPath: "/var/lib/kube-proxy", name: "kube-proxy" }],
        env: [{ name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
      },
    ],
    hostNetwork: true,
    serviceAccountName: "kube-proxy",
    volumes: [{ name: "kube-proxy", configMap: { name: "kube-proxy" } }],
    tolerations: [{ operator: "Exists" }],
    nodeSelector: { "kubernetes.io/os": "linux" },
  }),
];

/**
 * The network plugin: kindnet, as kind has it, whose nodes these resemble.
 * Simplified: Pods get their addresses and reach each other whether the plugin's Pods run or not.
 */
export const networkObjects: readonly JsonObject[] = [
  account("kindnet"),
  daemonSet("kindnet", { "app": "kindnet", "k8s-app": "kindnet", "tier": "node" }, {
    hostNetwork: true,
    nodeSelector: { "kubernetes.io/os": "linux" },
    priorityClassName: "system-node-critical",
    tolerations: [{ operator: "Exists" }],
    serviceAccountName: "kindnet",
    containers: [
      {
        name: "kindnet-cni",
        image: NETWORK_IMAGE,
        env: [
          { name: "HOST_IP", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } },
          { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
          { name: "POD_SUBNET", value: "10.244.0.0/16" },
        ],
        resources: { requests: { cpu: "100m", memory: "50Mi" }, limits: { cpu: "100m", memory: "50Mi" } },
        securityContext: { privileged: false, capabilities: { add: ["NET_RAW", "NET_ADMIN"] } },
      },
    ],
  }),
];

export const networkImage = NETWORK_IMAGE;
