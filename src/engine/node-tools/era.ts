/** "1.36" of "v1.36.3". */
export const minorOf = (release: string): string => release.replace(/^v/, "").split(".").slice(0, 2).join(".");

/** The last minor whose kubelet talked to Docker itself. Mirrors the removal of dockershim (kubernetes 1.24). */
const LAST_WITH_DOCKERSHIM = 23;

/** On a node of this release, pods are Docker's containers. */
export const usesDocker = ({ release }: { readonly release: string }): boolean => Number(minorOf(release).split(".")[1] ?? 0) <= LAST_WITH_DOCKERSHIM;

/** Versions of what a node of a release runs beside its kubelet. */
export const runtimeOf = (node: { readonly release: string }): { readonly name: "docker" | "containerd"; readonly version: string } =>
  usesDocker(node) ? { name: "docker", version: "20.10.24" } : { name: "containerd", version: "2.1.9" };
