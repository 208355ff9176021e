import { utf8Bytes } from "../../../api/utf8.ts";
import type { PodTemplateSpec } from "../../../api/workloads.ts";
import { fnv1a, safeEncode } from "./safe-encode.ts";
import { dumpOfTemplate } from "./template-dump.ts";

const COLLISION_BYTES = 8;

/** The hash that names a template's ReplicaSet. Mirrors ComputeHash (pkg/controller/controller_utils.go): FNV-1a of what Go's printer makes of the template. */
export function templateHash(template: PodTemplateSpec, collisionCount: number | undefined): string {
  const bytes = [...utf8Bytes(dumpOfTemplate(template))];
  if (collisionCount !== undefined) for (let at = 0; at < COLLISION_BYTES; at += 1) bytes.push(at < 4 ? (collisionCount >>> (8 * at)) & 0xff : 0);
  return safeEncode(String(fnv1a(bytes)));
}
