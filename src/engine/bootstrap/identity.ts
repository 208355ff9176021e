import { draw } from "../simulation/random.ts";

/**
 * Identities of what exists before t=0. They come from the name, not from a counter, so that another node more
 * does not rename the rest of the cluster.
 */
export function stableHex(seed: number, name: string, digits: number): string {
  let hex = "";
  for (let word = 0; hex.length < digits; word += 1) {
    hex += draw(seed, `bootstrap/${name}`, word, 0x100000000).toString(16).padStart(8, "0");
  }
  return hex.slice(0, digits);
}

/** A version 4 UUID. */
export function stableUid(seed: number, name: string): string {
  const h = stableHex(seed, name, 32);
  const variant = "89ab".charAt(draw(seed, `bootstrap/${name}/variant`, 0, 4));
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
}
