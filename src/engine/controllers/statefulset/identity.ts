import type { Json } from "../../../api/json.ts";
import type { KubernetesObject, Pod, StringMap } from "../../../api/types.ts";
import type { PodTemplateSpec, StatefulSet } from "../../../api/workloads.ts";
import { isPodReady } from "../../../api/pods.ts";
import { REVISION_HASH } from "../history/controller-revisions.ts";
import { podFromTemplate } from "../pods/pod-control.ts";

const POD_NAME = "statefulset.kubernetes.io/pod-name";
const POD_INDEX = "apps.kubernetes.io/pod-index";

/** The number in a Pod's name, and whose it is. Mirrors getParentNameAndOrdinal (pkg/controller/statefulset/stateful_set_utils.go). */
export function ordinalOf({ metadata }: KubernetesObject): number {
  const match = /^.*-(\d+)$/.exec(metadata.name);
  return match ? Number(match[1]) : -1;
}
export const isMemberOf = (set: StatefulSet, pod: KubernetesObject): boolean => pod.metadata.name === podName(set, ordinalOf(pod)) && ordinalOf(pod) >= 0;

export const podName = ({ metadata }: StatefulSet, ordinal: number): string => `${metadata.name}-${ordinal}`;
export const firstOrdinal = ({ spec }: StatefulSet): number => spec.ordinals?.start ?? 0;
export const revisionOfPod = ({ metadata }: KubernetesObject): string => metadata.labels?.[REVISION_HASH] ?? "";

// Mirrors the predicates of stateful_set_utils.go.
export const isRunningAndReady = (pod: Pod): boolean => pod.status.phase === "Running" && isPodReady(pod);

interface Claim extends KubernetesObject {
  readonly spec?: Json;
}
const claimName = (template: KubernetesObject, set: StatefulSet, ordinal: number): string => `${template.metadata.name}-${set.metadata.name}-${ordinal}`;

/** The claims of one Pod, by the name that its volumes have. Mirrors getPersistentVolumeClaims. */
export const claimsOf = (set: StatefulSet, ordinal: number): readonly { readonly name: string; readonly body: object }[] =>
  (set.spec.volumeClaimTemplates ?? []).map((template) => {
    const { creationTimestamp: _never, ...metadata } = template.metadata as Partial<KubernetesObject["metadata"]>;
    const labels: StringMap = { ...metadata.labels, ...set.spec.selector.matchLabels };
    return {
      name: claimName(template, set, ordinal),
      body: { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { ...metadata, name: claimName(template, set, ordinal), labels }, spec: (template as Claim).spec },
    };
  });

/** A Pod of the set: its name, host name and claims follow from its number. Mirrors newStatefulSetPod. */
export function podOf(set: StatefulSet, template: PodTemplateSpec, ordinal: number, revision: string): Json {
  const name = podName(set, ordinal);
  const claims = (set.spec.volumeClaimTemplates ?? []).map((claim) => ({ name: claim.metadata.name, persistentVolumeClaim: { claimName: claimName(claim, set, ordinal), readOnly: false } }));
  const claimed = new Set(claims.map((volume) => volume.name));
  const volumes = [...claims, ...(template.spec.volumes ?? []).filter((volume) => !claimed.has(volume.name))];
  const spec = { ...template.spec, hostname: name, ...(set.spec.serviceName && { subdomain: set.spec.serviceName }), ...(volumes.length > 0 && { volumes }) };
  const labels: StringMap = { [POD_NAME]: name, [POD_INDEX]: String(ordinal), [REVISION_HASH]: revision };
  return podFromTemplate(set, { ...template, spec } as PodTemplateSpec, { name, labels });
}
