import type { Container, Pod } from "../../../api/types.ts";

// Mirrors dropNonResizeUpdates (pkg/registry/core/pod/strategy.go): containers that were added or renamed are left for validation.
/** `old` with the resources and resize policies of `next`. */
export function withoutOtherThanResize(next: Pod, old: Pod): Pod {
  const sameNumber = (a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean => (a?.length ?? 0) === (b?.length ?? 0);
  if (!sameNumber(next.spec.containers, old.spec.containers) || !sameNumber(next.spec.initContainers, old.spec.initContainers)) return next;
  const { resources: _resources, ...spec } = old.spec;
  return {
    ...old,
    spec: {
      ...spec,
      ...(next.spec.resources && { resources: next.spec.resources }),
      containers: resized(next.spec.containers, old.spec.containers),
      ...(old.spec.initContainers && { initContainers: resized(next.spec.initContainers ?? [], old.spec.initContainers) }),
    },
  };
}

function resized(next: readonly Container[], old: readonly Container[]): readonly Container[] {
  if (next.some((container, index) => container.name !== old[index]?.name)) return next;
  return old.map((container, index) => {
    const { resources: _resources, resizePolicy: _policy, ...rest } = container;
    const { resources, resizePolicy } = next[index] ?? {};
    return { ...rest, ...(resources && { resources }), ...(resizePolicy && { resizePolicy }) };
  });
}
