/** Texts of events that changed between the kubelets we play. Minors: "1.36". */
const before = (version: string, minor: number): boolean => Number(version.split(".")[1]) < minor;

// Mirrors the Created, Started and Pulled messages of pkg/kubelet/kuberuntime and pkg/kubelet/images.
export const createdMessage = (version: string, container: string): string => (before(version, 35) ? `Created container: ${container}` : "Container created");
export const startedMessage = (version: string, container: string): string => (before(version, 35) ? `Started container ${container}` : "Container started");
export const presentMessage = (version: string, image: string): string =>
  `Container image "${image}" already present on machine${before(version, 35) ? "" : " and can be accessed by the pod"}`;

/** Since v1.35 an image that was pulled with a Secret is only for pods that have it (KubeletEnsureSecretPulledImages). */
export const ensuresSecrets = (version: string): boolean => !before(version, 35);

/** Older kubelets see a started container at their next relist, and retry crashed ones every 10-15 s. */
export const reinspectsAtOnce = (version: string): boolean => !before(version, 35);
