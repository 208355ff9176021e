import type { SandboxConfig } from "./cri.ts";

// Mirrors managedHostsFileContent and hostsEntriesFromHostAliases (pkg/kubelet/kubelet_pods.go).
export function managedHosts(ip: string, { hostname, hostDomain, hostAliases = [] }: Pick<SandboxConfig, "hostname" | "hostDomain" | "hostAliases">): string {
  const short = hostDomain !== undefined && hostname.endsWith(`.${hostDomain}`) ? hostname.slice(0, -hostDomain.length - 1) : hostname;
  const names = hostDomain === undefined || hostDomain === "" ? [short] : [`${short}.${hostDomain}`, short];
  return ["# Kubernetes-managed hosts file.", ...LOCAL_LINES, [ip, ...names].join("\t"), ""].join("\n") + aliasLines(hostAliases);
}

/** The node's own file, for a pod on its network. */
export const nodeHosts = (text: string, { hostAliases = [] }: Pick<SandboxConfig, "hostAliases">): string =>
  `# Kubernetes-managed hosts file (host network).\n${text}${aliasLines(hostAliases)}`;

const LOCAL_LINES = ["127.0.0.1\tlocalhost", "::1\tlocalhost ip6-localhost ip6-loopback", "fe00::0\tip6-localnet", "fe00::0\tip6-mcastprefix", "fe00::1\tip6-allnodes", "fe00::2\tip6-allrouters"];

function aliasLines(aliases: NonNullable<SandboxConfig["hostAliases"]>): string {
  if (aliases.length === 0) return "";
  return ["", "# Entries added by HostAliases.", ...aliases.map(({ ip, hostnames = [] }) => [ip, ...hostnames].join("\t")), ""].join("\n");
}

/** Mirrors parseDNSOptions (containerd internal/cri/server/helpers.go). */
export function resolvConf(dns: NonNullable<SandboxConfig["dns"]>): string {
  const lines: string[] = [];
  if (dns.searches.length > 0) lines.push(`search ${dns.searches.join(" ")}`);
  for (const server of dns.servers) lines.push(`nameserver ${server}`);
  if (dns.options.length > 0) lines.push(`options ${dns.options.join(" ")}`);
  return lines.map((line) => `${line}\n`).join("");
}
