import { jsonEqual } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";

/** Where apps/v1 keeps a DaemonSet's count of templates. Mirrors DeprecatedTemplateGeneration (staging/src/k8s.io/api/apps/v1/types.go). */
const GENERATION = "deprecated.daemonset.template.generation";
type WithTemplate = KubernetesObject & { readonly spec?: { readonly template?: unknown } };

export const withTemplateGeneration = (object: KubernetesObject, generation: number): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, [GENERATION]: String(generation) } },
});

/** One more with each change of the template. Mirrors daemonSetStrategy.PrepareForUpdate (pkg/registry/apps/daemonset/strategy.go). */
export function nextTemplateGeneration(next: KubernetesObject, old: KubernetesObject): KubernetesObject {
  const known = Number(old.metadata.annotations?.[GENERATION] ?? 0);
  const isSame = jsonEqual((next as WithTemplate).spec?.template ?? {}, (old as WithTemplate).spec?.template ?? {});
  return withTemplateGeneration(next, isSame ? known : known + 1);
}
