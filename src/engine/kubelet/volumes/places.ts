import type { Pod } from "../../../api/types.ts";
import type { Backing } from "./backing.ts";

/** Where the pods of a node have their directories. */
export const POD_DIRECTORIES = "/var/lib/kubelet/pods";
/** Where a pod's own directories lie on its node. */
export const podDirectory = (uid: string): string => `${POD_DIRECTORIES}/${uid}`;

/** Where a volume lies that is the pod's own. */
export const directoryOf = (uid: string, name: string, backing: Backing): string =>
  `${podDirectory(uid)}/volumes/kubernetes.io~${backing.type === "files" ? backing.plugin : "empty-dir"}/${name}`;

/** Where an emptyDir lies. */
export const emptyDirOf = (uid: string, name: string): string => `${podDirectory(uid)}/volumes/kubernetes.io~empty-dir/${name}`;

export const fsGroupOf = ({ spec }: Pod): number | undefined => spec.securityContext?.fsGroup;
