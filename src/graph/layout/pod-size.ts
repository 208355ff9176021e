import type { Size } from "./vessel.ts";

/** The cluster's own pods are drawn small: they are the ground that the others stand on. Small pods and the others have places of their own. */
export const podSize = ({ namespace }: { readonly namespace?: string | undefined }): Size => (namespace === "kube-system" ? "small" : "normal");
