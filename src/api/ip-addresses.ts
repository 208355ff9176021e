/** IPv4 addresses as unsigned integers. */

/** Undefined when the text is no dotted quad. */
export function parseAddress(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  let value = 0;
  for (const part of match.slice(1)) {
    const octet = Number(part);
    if (octet > 255) return undefined;
    value = value * 256 + octet;
  }
  return value;
}

export const formatAddress = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");

export interface Subnet {
  /** The network's own address. */
  readonly base: number;
  readonly prefix: number;
  /** How many addresses it spans. */
  readonly size: number;
}

/** "10.244.0.0/24"; undefined when it is no IPv4 CIDR. */
export function parseSubnet(text: string): Subnet | undefined {
  if (subnets.has(text)) return subnets.get(text);
  if (subnets.size >= MOST_SUBNETS) subnets.clear();
  const subnet = readSubnet(text);
  subnets.set(text, subnet);
  return subnet;
}

/** Every node has one, and every packet asks for it. */
const subnets = new Map<string, Subnet | undefined>();
const MOST_SUBNETS = 1000;

function readSubnet(text: string): Subnet | undefined {
  const [address, prefixText] = text.split("/");
  const value = parseAddress(address ?? "");
  const prefix = Number(prefixText);
  if (value === undefined || !/^\d{1,2}$/.test(prefixText ?? "") || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  return { base: value - (value % size), prefix, size };
}

export function subnetContains(subnet: Subnet, address: string): boolean {
  const value = parseAddress(address);
  return value !== undefined && value >= subnet.base && value < subnet.base + subnet.size;
}

export const isLoopback = (address: string): boolean => address.startsWith("127.") || address === "::1";
/** An address that means "all of this namespace's" to a listener, and this namespace to a client. */
export const isUnspecified = (address: string): boolean => address === "0.0.0.0" || address === "::" || address === "";
