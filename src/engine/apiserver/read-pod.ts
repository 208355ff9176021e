import type { Json } from "../../api/json.ts";
import { resourceAt } from "../../api/resources.ts";
import type { Pod } from "../../api/types.ts";
import { toStored } from "./conversion.ts";
import { decodeObject } from "./decoding/decode.ts";
import { podStrategy } from "./strategies/pod.ts";

/** A Pod out of a manifest that never met the server, with its defaults; undefined for what is none, or not a valid one. */
// Mirrors tryDecodeSinglePod (pkg/kubelet/config/common.go).
export function readPod(manifest: Json | undefined): Pod | undefined {
  const pods = resourceAt("", "v1", "pods");
  const decoded = decodeObject(manifest ?? null, { apiVersion: "v1", kind: "Pod", fieldValidation: "Ignore" });
  if (!pods || !decoded.ok || decoded.object.kind !== "Pod" || !(decoded.object as Pod).spec?.containers) return undefined;
  const pod = podStrategy.applyDefaults(toStored(pods, decoded.object) as Pod);
  const prepared = podStrategy.prepareForCreate({ ...pod, metadata: { ...pod.metadata, namespace: pod.metadata.namespace || "default" } });
  if (podStrategy.validateCreate(prepared).length > 0) return undefined;
  const { generation: _generation, ...metadata } = prepared.metadata;
  return { ...prepared, metadata };
}
