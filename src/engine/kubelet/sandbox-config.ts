import { isObject } from "../../api/json.ts";
import type { Pod } from "../../api/types.ts";
import type { SandboxConfig } from "../container-runtime/cri.ts";
import { podCgroupLimits, podSlice } from "./resources/pod-cgroup.ts";

/** What the kubelets of this cluster are configured with. */
const CLUSTER_DNS = "10.96.0.10";
const CLUSTER_DOMAIN = "cluster.local";
/** What a node's own resolver says. */
const NODE_DNS = "192.168.77.1";

// Mirrors generatePodSandboxConfig (pkg/kubelet/kuberuntime/kuberuntime_sandbox.go).
export function sandboxConfig(pod: Pod, attempt: number, firstHostId = 0): SandboxConfig {
  const { metadata, spec } = pod;
  const namespace = metadata.namespace ?? "default";
  const hostname = spec.hostname && spec.hostname !== "" ? spec.hostname : truncatedHostname(metadata.name);
  const hostDomain = spec.subdomain && spec.subdomain !== "" ? `${spec.subdomain}.${namespace}.svc.${CLUSTER_DOMAIN}` : undefined;
  return {
    name: metadata.name,
    namespace,
    uid: metadata.uid,
    attempt,
    // In the host's UTS namespace the name is the host's.
    hostname: spec.hostNetwork ? (spec.nodeName ?? hostname) : spec.setHostnameAsFQDN && hostDomain !== undefined ? `${hostname}.${hostDomain}` : hostname,
    namespaces: {
      network: spec.hostNetwork ? "NODE" : "POD",
      ipc: spec.hostIPC ? "NODE" : "POD",
      pid: spec.hostPID ? "NODE" : spec.shareProcessNamespace ? "POD" : "CONTAINER",
    },
    hostNetwork: spec.hostNetwork === true,
    ...portMappings(pod),
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    sysctls: Object.fromEntries((spec.securityContext?.sysctls ?? []).map(({ name, value }) => [name, value])),
    ...(hostDomain !== undefined && { hostDomain }),
    ...(spec.hostAliases && { hostAliases: spec.hostAliases }),
    dns: resolver(pod, namespace),
    ...(firstHostId > 0 && { firstHostId }),
    cgroupParent: podSlice(pod),
    cgroupLimits: podCgroupLimits(pod),
  };
}

// Mirrors MakePortMappings (pkg/kubelet/container/helpers.go). Simplified: a host port leads to the Pod for TCP only.
function portMappings({ spec }: Pod): Pick<SandboxConfig, "portMappings"> {
  const serving = [...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always"), ...spec.containers];
  const mapped = serving.flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort = 0, hostIP = "", containerPort, protocol = "TCP" }) => (hostPort > 0 && protocol === "TCP" ? [{ hostIP, hostPort, port: containerPort }] : [])),
  );
  return mapped.length > 0 && spec.hostNetwork !== true ? { portMappings: mapped } : {};
}

/** Why a pod cannot have the host name that it asks for. */
// Mirrors GetNodenameForKernel (pkg/kubelet/util/util.go).
export function hostnameProblem({ hostname }: Pick<SandboxConfig, "hostname">, { spec }: Pod): string | undefined {
  if (!spec.setHostnameAsFQDN || hostname.length <= FQDN_LENGTH) return undefined;
  return `failed to construct FQDN from pod hostname and cluster domain, FQDN ${hostname} is too long (${FQDN_LENGTH} characters is the max, ${hostname.length} characters requested)`;
}
const FQDN_LENGTH = 64;

// Mirrors truncatePodHostnameIfNeeded (pkg/kubelet/kubelet_pods.go): 63 characters, without what may not stand at the end.
const truncatedHostname = (name: string): string => (name.length <= 63 ? name : name.slice(0, 63).replace(/[-.]+$/, ""));

type Dns = NonNullable<SandboxConfig["dns"]>;

// Mirrors GetPodDNS (pkg/kubelet/network/dns/dns.go). Pods on the node's network fall back to its resolver.
function resolver({ spec }: Pod, namespace: string): Dns {
  const ofCluster = spec.dnsPolicy === "ClusterFirstWithHostNet" || (spec.dnsPolicy === "ClusterFirst" && !spec.hostNetwork);
  const base: Dns =
    spec.dnsPolicy === "None"
      ? { servers: [], searches: [], options: [] }
      : ofCluster
        ? { servers: [CLUSTER_DNS], searches: [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN], options: ["ndots:5"] }
        : { servers: [NODE_DNS], searches: [], options: [] };
  return withDnsConfig(base, spec.dnsConfig);
}

// Mirrors appendDNSConfig: servers and searches are added, an option replaces the one of its name.
function withDnsConfig(base: Dns, config: Pod["spec"]["dnsConfig"]): Dns {
  if (!config) return base;
  const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : []);
  const given = (Array.isArray(config["options"]) ? config["options"] : []).filter(isObject).map(({ name, value }) => ({ name: String(name), text: value === undefined || value === null ? String(name) : `${String(name)}:${String(value)}` }));
  const kept = base.options.filter((option) => !given.some(({ name }) => option.split(":")[0] === name));
  const unique = (list: readonly string[]): string[] => [...new Set(list)];
  return {
    servers: unique([...base.servers, ...texts(config["nameservers"])]),
    searches: unique([...base.searches, ...texts(config["searches"])]),
    options: [...kept, ...given.map(({ text }) => text)],
  };
}
