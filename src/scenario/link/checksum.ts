const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Three digits: links are to be short. */
const MASK = 64 ** 3 - 1;

/**
 * What a link says of its own characters: the lower 18 bits of FNV-1a. For each character every step leads from
 * different sums to different sums, so that texts which differ in one character never have the same.
 */
export function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  const short = sum & MASK;
  return DIGITS[short >> 12]! + DIGITS[(short >> 6) & 63]! + DIGITS[short & 63]!;
}
