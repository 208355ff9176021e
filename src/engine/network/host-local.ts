import { formatAddress, type Subnet } from "../../api/ip-addresses.ts";

/**
 * The next free address after the last one handed out, or undefined when all are taken. The gateway has the first.
 * Mirrors the host-local IPAM plugin (containernetworking/plugins plugins/ipam/host-local/backend/allocator): round
 * robin from the last reserved address, so that an address comes back only after the whole range.
 */
export function nextAddress(subnet: Subnet, lastReserved: number | undefined, taken: (address: string) => boolean): number | undefined {
  const first = subnet.base + 2;
  const last = subnet.base + subnet.size - 2;
  const count = last - first + 1;
  const start = lastReserved === undefined ? 0 : lastReserved - first + 1;
  for (let step = 0; step < count; step += 1) {
    const candidate = first + ((start + step) % count);
    if (!taken(formatAddress(candidate))) return candidate;
  }
  return undefined;
}

/** The bridge's own address on the node: the first of the range. */
export const gatewayOf = (subnet: Subnet): string => formatAddress(subnet.base + 1);

/** How host-local names its range in errors: "10.244.0.1-10.244.0.254". */
export const rangeText = (subnet: Subnet): string => `${formatAddress(subnet.base + 1)}-${formatAddress(subnet.base + subnet.size - 2)}`;
