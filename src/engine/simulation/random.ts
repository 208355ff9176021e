/**
 * Randomness as a function of (seed, stream, counter): streams do not disturb one another, and the whole state is a
 * counter per stream. Integers only.
 */

/** 32-bit FNV-1a of a stream's name. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3: every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const uint32 = (seed: number, stream: number, counter: number): number =>
  mix(mix(mix(seed ^ 0x9e3779b9) + stream) + Math.imul(counter, 0x9e3779b1));

/** An integer in [0, bound) for 1 <= bound <= 2^32. The bias of the fixed-point product is below bound / 2^32. */
export function draw(seed: number, stream: string, counter: number, bound: number): number {
  const word = uint32(seed, hashName(stream), counter);
  return bound <= 0x200000 ? Math.floor((word * bound) / 0x100000000) : word % bound;
}
