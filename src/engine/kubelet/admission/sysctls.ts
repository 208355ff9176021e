import type { Pod } from "../../../api/types.ts";

// Mirrors safeSysctls and namespacedNetSysctls (pkg/kubelet/sysctl/safe_sysctls.go, component-helpers/node/util/sysctl).
const SAFE: ReadonlyMap<string, "ipc" | "net"> = new Map([
  ["kernel.shm_rmid_forced", "ipc"],
  ...["ip_local_port_range", "tcp_syncookies", "ping_group_range", "ip_unprivileged_port_start", "ip_local_reserved_ports", "tcp_keepalive_time", "tcp_fin_timeout", "tcp_keepalive_intvl", "tcp_keepalive_probes", "tcp_rmem", "tcp_wmem"].map(
    (name) => [`net.ipv4.${name}`, "net"] as const,
  ),
]);

/** What is wrong with the kernel parameters that a pod asks for. */
// Mirrors patternAllowlist.Admit (pkg/kubelet/sysctl/allowlist.go).
export function sysctlProblem({ spec }: Pod): string | undefined {
  for (const { name } of spec.securityContext?.sysctls ?? []) {
    const namespace = SAFE.get(name.replaceAll("/", "."));
    if (!namespace) return `forbidden sysctl: "${name}" not allowlisted`;
    if (namespace === "net" ? spec.hostNetwork : spec.hostIPC) return `forbidden sysctl: "${name}" not allowed with host ${namespace} enabled`;
  }
  return undefined;
}
