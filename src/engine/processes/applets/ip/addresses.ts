/** Reckoning with IPv4 addresses, for those who list interfaces and routes. */

export const netmask = (prefix: number): string => [0, 8, 16, 24].map((shift) => (prefix >= shift + 8 ? 255 : prefix <= shift ? 0 : 256 - 2 ** (8 - (prefix - shift)))).join(".");

const bytes = (address: string): readonly number[] => address.split(".").map(Number);
const masked = (address: string, prefix: number, with_: (byte: number, mask: number) => number): string => {
  const masks = bytes(netmask(prefix));
  return bytes(address).map((byte, index) => with_(byte, masks[index] ?? 0)).join(".");
};
export const networkOf = (address: string, prefix: number): string => masked(address, prefix, (byte, mask) => byte & mask);
export const broadcastOf = (address: string, prefix: number): string => masked(address, prefix, (byte, mask) => byte | (255 - mask));
/** Where an address's network leads out: its first address. */
export const gatewayOf = (address: string): string => address.replace(/\.\d+$/, ".1");
export const isWithin = (address: string, network: string, prefix: number): boolean => networkOf(address, prefix) === networkOf(network, prefix);

/** Stable and local, from the address, as several network plugins make it. */
export const hardwareAddress = (address: string): string => ["0a", "58", ...bytes(address).map((part) => part.toString(16).padStart(2, "0"))].join(":");
