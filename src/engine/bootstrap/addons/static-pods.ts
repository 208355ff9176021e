interface StaticPod {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly cpu: string;
  readonly port: number;
  readonly path: string;
}

const staticPods = (release: string, address: string): readonly StaticPod[] => [
  { name: "etcd", image: "registry.k8s.io/etcd:3.6.8-0", command: ["/usr/local/bin/etcd", "--data-dir=/var/lib/etcd", `--listen-client-urls=http://127.0.0.1:2379,http://${address}:2379`], cpu: "100m", port: 2379, path: "/health" },
  { name: "kube-apiserver", image: `registry.k8s.io/kube-apiserver:${release}`, command: ["kube-apiserver", `--advertise-address=${address}`, "--etcd-servers=https://127.0.0.1:2379", "--secure-port=6443", "--service-cluster-ip-range=10.96.0.0/12"], cpu: "250m", port: 6443, path: "/livez" },
  { name: "kube-controller-manager", image: `registry.k8s.io/kube-controller-manager:${release}`, command: ["kube-controller-manager", "--allocate-node-cidrs=true", "--cluster-cidr=10.244.0.0/16", "--leader-elect=true", "--service-cluster-ip-range=10.96.0.0/12"], cpu: "200m", port: 10257, path: "/healthz" },
  { name: "kube-scheduler", image: `registry.k8s.io/kube-scheduler:${release}`, command: ["kube-scheduler", "--kubeconfig=/etc/kubernetes/scheduler.conf", "--leader-elect=true"], cpu: "100m", port: 10259, path: "/livez" },
];

export const staticPodImages = (release: string): readonly string[] => staticPods(release, "").map(({ image }) => image);

/** The manifests that kubeadm leaves on a control-plane node, by path. Simplified: they are shorter than kubeadm's, without certificates, and their probes ask by HTTP. */
export const staticPodManifests = (release: string, address: string): Readonly<Record<string, string>> =>
  Object.fromEntries(staticPods(release, address).map((pod) => [`/etc/kubernetes/manifests/${pod.name}.yaml`, manifest(pod)]));

// Mirrors GetStaticPodSpecs (cmd/kubeadm/app/phases/controlplane/manifests.go) and ComponentPod.
const manifest = ({ name, image, command, cpu, port, path }: StaticPod): string => `apiVersion: v1
kind: Pod
metadata:
  labels:
    component: ${name}
    tier: control-plane
  name: ${name}
  namespace: kube-system
spec:
  containers:
  - command:
${command.map((word) => `    - ${word}\n`).join("")}    image: ${image}
    imagePullPolicy: IfNotPresent
    livenessProbe:
      failureThreshold: 8
      httpGet:
        host: 127.0.0.1
        path: ${path}
        port: ${port}
      initialDelaySeconds: 10
      periodSeconds: 10
      timeoutSeconds: 15
    name: ${name}
    resources:
      requests:
        cpu: ${cpu}
  hostNetwork: true
  priority: 2000001000
  priorityClassName: system-node-critical
  securityContext:
    seccompProfile:
      type: RuntimeDefault
`;
