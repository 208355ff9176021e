import type { SandboxConfig } from "../container-runtime/cri.ts";

type Dns = NonNullable<SandboxConfig["dns"]>;

// Mirrors MaxDNSNameservers, MaxDNSSearchPaths and MaxDNSSearchListChars (pkg/apis/core/validation/validation.go).
const NAMESERVERS = 3;
const SEARCH_PATHS = 32;
const SEARCH_CHARACTERS = 2048;

/** What of a resolver's configuration fits, and what is said where not all does. */
// Mirrors formDNSConfigFitsLimits (pkg/kubelet/network/dns/dns.go).
export function withinDnsLimits(dns: Dns): { readonly dns: Dns; readonly warnings: readonly string[] } {
  const servers = dns.servers.slice(0, NAMESERVERS);
  const searches = fitting(dns.searches.slice(0, SEARCH_PATHS));
  const warnings = [
    ...(searches.length < dns.searches.length ? [`Search Line limits were exceeded, some search paths have been omitted, the applied search line is: ${searches.join(" ")}`] : []),
    ...(servers.length < dns.servers.length ? [`Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: ${servers.join(" ")}`] : []),
  ];
  return { dns: warnings.length > 0 ? { ...dns, servers, searches } : dns, warnings };
}

function fitting(paths: readonly string[]): readonly string[] {
  let kept = [...paths];
  while (kept.join(" ").length > SEARCH_CHARACTERS) kept = kept.slice(0, -1);
  return kept;
}
