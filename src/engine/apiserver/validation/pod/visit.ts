import type { Container, PodSpec } from "../../../../api/types.ts";

const lists = ["initContainers", "containers", "ephemeralContainers"] as const;

// Mirrors VisitContainersWithPath (pkg/apis/core/pods/helpers.go): init, regular, ephemeral.
export function visitContainers(spec: PodSpec, path: string, visit: (container: Container, path: string) => void): void {
  for (const list of lists) spec[list]?.forEach((container, index) => visit(container, `${path}.${list}[${index}]`));
}
