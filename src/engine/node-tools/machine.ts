import { centosExecutables, tools, withExecutables } from "../images/base/executables.ts";
import { bookworm, debianFiles, type Files } from "../images/base/files.ts";
import type { ResolvedNode } from "../bootstrap/nodes.ts";
import { nodeFileSystem } from "../kubelet/context.ts";
import type { Task } from "../processes/state.ts";
import { minorOf, usesDocker } from "./era.ts";

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** What a login shell on a node has around it. */
export const nodeEnvironment: Readonly<Record<string, string>> = { HOME: "/root", PATH, USER: "root", LOGNAME: "root", SHELL: "/bin/bash", TERM: "xterm-256color", LANG: "C.UTF-8", PWD: "/root" };

/** Debian, with what a node has on top. */
const executables = withExecutables(centosExecutables, {
  ...tools({
    "/usr/bin/ifconfig": "ifconfig", "/usr/bin/more": "more", "/usr/bin/netstat": "netstat", "/usr/bin/nc": "nc", "/usr/bin/nslookup": "nslookup", "/usr/bin/wget": "wget", "/usr/bin/ss": "ss", "/usr/bin/lsns": "lsns", "/usr/bin/uptime": "uptime", "/usr/bin/killall": "killall", "/usr/bin/pidof": "pidof",
    "/usr/sbin/route": "route", "/usr/bin/dig": "dig",
  }),
  "/usr/bin/crictl": "crictl",
  "/usr/bin/ctr": "ctr",
  "/usr/bin/journalctl": "journalctl",
  "/usr/bin/systemctl": "systemctl",
  "/usr/bin/kubelet": "kubelet-binary",
  "/usr/sbin/ip": "node-ip",
  "/usr/sbin/iptables": "iptables",
  "/usr/sbin/iptables-save": "iptables",
  "/usr/bin/docker": "docker",
  "/usr/bin/sudo": "sudo",
});

const hosts = (nodes: readonly ResolvedNode[]): string => ["127.0.0.1\tlocalhost", ...nodes.map(({ address, name }) => `${address}\t${name}`), ""].join("\n");

/** The files of a node's own disk that anybody could look at. */
export function nodeFiles(node: ResolvedNode, nodes: readonly ResolvedNode[]): Files {
  return {
    ...debianFiles(bookworm),
    "/etc/hostname": `${node.name}\n`,
    "/etc/hosts": hosts(nodes),
    "/etc/resolv.conf": "nameserver 192.168.77.1\n",
    "/etc/kubernetes/kubelet.conf": kubeconfig(node.name),
    "/etc/kubernetes/manifests/": "",
    "/etc/cni/net.d/10-kubarium.conflist": networkConfiguration(node.podCIDR),
    "/etc/crictl.yaml": `runtime-endpoint: unix://${usesDocker(node) ? "/var/run/dockershim.sock" : "/run/containerd/containerd.sock"}\n`,
    "/opt/cni/bin/": "",
    "/tmp/": "",
    "/var/lib/kubelet/config.yaml": kubeletConfiguration,
    "/var/lib/kubelet/pods/": "",
    "/var/log/containers/": "",
    "/var/log/pods/": "",
  };
}

const kubeconfig = (node: string): string =>
  `apiVersion: v1
clusters:
- cluster:
    certificate-authority: /etc/kubernetes/pki/ca.crt
    server: https://192.168.77.1:6443
  name: kubarium
contexts:
- context:
    cluster: kubarium
    user: system:node:${node}
  name: system:node:${node}@kubarium
current-context: system:node:${node}@kubarium
kind: Config
users:
- name: system:node:${node}
  user:
    client-certificate: /var/lib/kubelet/pki/kubelet-client-current.pem
    client-key: /var/lib/kubelet/pki/kubelet-client-current.pem
`;

const networkConfiguration = (podCIDR: string): string => `${JSON.stringify(
  {
    cniVersion: "1.0.0",
    name: "kubarium",
    plugins: [
      { type: "bridge", bridge: "cni0", isGateway: true, ipMasq: true, hairpinMode: true, ipam: { type: "host-local", ranges: [[{ subnet: podCIDR }]], routes: [{ dst: "0.0.0.0/0" }] } },
      { type: "portmap", capabilities: { portMappings: true } },
    ],
  },
  null,
  2,
)}\n`;

/** The values that this kubelet goes by, under their names in kubelet.config.k8s.io. */
const kubeletConfiguration = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: systemd
clusterDNS:
- 10.96.0.10
clusterDomain: cluster.local
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
evictionHard:
  imagefs.available: 15%
  imagefs.inodesFree: 5%
  memory.available: 100Mi
  nodefs.available: 10%
  nodefs.inodesFree: 5%
healthzBindAddress: 127.0.0.1
healthzPort: 10248
maxPods: 110
nodeStatusUpdateFrequency: 10s
resolvConf: /etc/resolv.conf
rotateCertificates: true
serializeImagePulls: true
staticPodPath: /etc/kubernetes/manifests
syncFrequency: 1m0s
`;

/** What a login on a node runs as: root, in the machine's own namespaces. */
export function nodeTask(node: ResolvedNode): Task {
  const { name } = node;
  return {
    namespaces: { net: name, ipc: name, uts: name, pid: name, mnt: name, user: name, cgroup: name },
    root: { fs: nodeFileSystem(name), path: "/", readOnly: false },
    mounts: [],
    uid: 0,
    gid: 0,
    cgroup: "/user.slice",
    executables,
    settings: { flavor: "gnu", minor: minorOf(node.release), release: node.release },
  };
}
