import type { Kernel } from "../simulation/kernel.ts";

// Mirrors alphanums (staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go): no vowels, so that no words come out.
const ALPHANUMS = "bcdfghjklmnpqrstvwxz2456789";

/** A random name part of upstream's alphabet, from a named stream. */
export function randomSuffix(kernel: Kernel, stream: string, length = 5): string {
  let suffix = "";
  for (let i = 0; i < length; i += 1) suffix += ALPHANUMS[kernel.draw(stream, ALPHANUMS.length)]!;
  return suffix;
}

// Mirrors simpleNameGenerator.GenerateName (staging/src/k8s.io/apiserver/pkg/storage/names/generate.go).
export const generatedName = (kernel: Kernel, base: string): string => base.slice(0, 63 - 5) + randomSuffix(kernel, "generateName");

const hex = (word: number): string => word.toString(16).padStart(8, "0");

/** A UUID in the shape of version 4. */
export function newUid(kernel: Kernel): string {
  const word = (): number => kernel.draw("uid", 0x100000000);
  const digits = hex(word()) + hex(word()) + hex(word()) + hex(word());
  const variant = "89ab"[Number.parseInt(digits[16]!, 16) & 3]!;
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}
