import { parseAddress } from "../../api/ip-addresses.ts";

/** Texts of a program's own files that say where names lead. */
export interface NameFiles {
  /** /etc/hosts. */
  readonly hosts?: string;
  /** /etc/resolv.conf. */
  readonly resolv?: string;
}

/**
 * An address as it stands, localhost, or a name of /etc/hosts. Undefined = ask the resolver.
 * Mirrors nsswitch's "files dns": the file comes first.
 */
export function resolveLocally(name: string, hosts: string | undefined): readonly string[] | undefined {
  const literal = name.replace(/^\[|\]$/g, "");
  if (parseAddress(literal) !== undefined || literal.includes(":")) return [literal];
  const listed = hosts === undefined ? [] : addressesInHosts(hosts, name);
  if (listed.length > 0) return listed;
  return name === "localhost" ? ["127.0.0.1"] : undefined;
}

/** IPv4 addresses of a name in the text of an /etc/hosts file. */
function addressesInHosts(hosts: string, name: string): readonly string[] {
  const found: string[] = [];
  for (const line of hosts.split("\n")) {
    const [address, ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (address && parseAddress(address) !== undefined && names.includes(name)) found.push(address);
  }
  return found;
}
