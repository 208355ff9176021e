import type { SandboxConfig } from "./cri.ts";

// Mirrors nodeHostsFileContent and managedHostsFileContent (pkg/kubelet/kubelet_pods.go).
export const managedHosts = (ip: string, hostname: string): string =>
  [
    "# Kubernetes-managed hosts file.",
    "127.0.0.1\tlocalhost",
    "::1\tlocalhost ip6-localhost ip6-loopback",
    "fe00::0\tip6-localnet",
    "fe00::0\tip6-mcastprefix",
    "fe00::1\tip6-allnodes",
    "fe00::2\tip6-allrouters",
    `${ip}\t${hostname}`,
    "",
  ].join("\n");

/** Mirrors parseDNSOptions (containerd internal/cri/server/helpers.go). */
export function resolvConf(dns: NonNullable<SandboxConfig["dns"]>): string {
  const lines: string[] = [];
  if (dns.searches.length > 0) lines.push(`search ${dns.searches.join(" ")}`);
  for (const server of dns.servers) lines.push(`nameserver ${server}`);
  if (dns.options.length > 0) lines.push(`options ${dns.options.join(" ")}`);
  return lines.map((line) => `${line}\n`).join("");
}
