/**
 * A digest that looks like SHA-256 and depends on nothing but the text: the same name has the same digest in every world.
 * Simplified: the sha256 digests of images are made up; those of real images differ.
 */
export function digestOf(text: string): string {
  let hex = "";
  for (let word = 0; word < 8; word += 1) hex += hash32(text, word).toString(16).padStart(8, "0");
  return `sha256:${hex}`;
}

/** FNV-1a over the text, started by the word's number and finished so that all bits mix. */
function hash32(text: string, word: number): number {
  let h = (0x811c9dc5 ^ Math.imul(word + 1, 0x9e3779b1)) >>> 0;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
