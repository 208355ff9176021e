import { runtimeVersionOf } from "../bootstrap/cluster-spec.ts";

/** "1.36" of "v1.36.3". */
export const minorOf = (release: string): string => release.replace(/^v/, "").split(".").slice(0, 2).join(".");

/** What a node of a release runs beside its kubelet. */
export const runtimeOf = ({ release }: { readonly release: string }): "docker" | "containerd" => (runtimeVersionOf(release).startsWith("docker:") ? "docker" : "containerd");

/** On a node of this release, pods are Docker's containers. */
export const usesDocker = (node: { readonly release: string }): boolean => runtimeOf(node) === "docker";
