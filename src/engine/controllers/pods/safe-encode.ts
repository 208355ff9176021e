const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

/** A number's digits in letters that make no words. Mirrors SafeEncodeString (staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go). */
export const safeEncode = (digits: string): string => [...digits].map((digit) => ALPHABET[digit.charCodeAt(0) % ALPHABET.length]).join("");

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1, 32 bits: Go's fnv.New32. */
export function fnv1(bytes: readonly number[]): number {
  let hash = OFFSET;
  for (const byte of bytes) hash = ((Math.imul(hash, PRIME) >>> 0) ^ byte) >>> 0;
  return hash;
}

/** FNV-1a, 32 bits: Go's fnv.New32a. */
export function fnv1a(bytes: readonly number[]): number {
  let hash = OFFSET;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, PRIME) >>> 0;
  return hash;
}
