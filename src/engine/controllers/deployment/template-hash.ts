import { utf8Bytes } from "../../../api/utf8.ts";
import type { PodTemplateSpec } from "../../../api/workloads.ts";
import { dumpOfTemplate } from "./template-dump.ts";

const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const COLLISION_BYTES = 8;

/** The hash that names a template's ReplicaSet. Mirrors ComputeHash (pkg/controller/controller_utils.go): FNV-1a of what Go's printer makes of the template. */
export function templateHash(template: PodTemplateSpec, collisionCount: number | undefined): string {
  const bytes = [...utf8Bytes(dumpOfTemplate(template))];
  if (collisionCount !== undefined) for (let at = 0; at < COLLISION_BYTES; at += 1) bytes.push(at < 4 ? (collisionCount >>> (8 * at)) & 0xff : 0);
  let hash = FNV_OFFSET;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, FNV_PRIME) >>> 0;
  return safeEncode(String(hash));
}

// Mirrors SafeEncodeString (staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go).
const safeEncode = (digits: string): string => [...digits].map((digit) => ALPHABET[digit.charCodeAt(0) % ALPHABET.length]).join("");
