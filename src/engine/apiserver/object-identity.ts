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

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** A UUID in the shape of version 4. */
export function newUid(kernel: Kernel): string {
  const word = (): number => kernel.draw("uid", 0x10000);
  const [version, variant] = [(word() & 0x0fff) | 0x4000, (word() & 0x3fff) | 0x8000];
  return `${hex(word(), 4)}${hex(word(), 4)}-${hex(word(), 4)}-${hex(version, 4)}-${hex(variant, 4)}-${hex(word(), 4)}${hex(word(), 4)}${hex(word(), 4)}`;
}
