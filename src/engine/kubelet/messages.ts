import { goDuration } from "../../api/time.ts";

/** Texts of events that changed between the kubelets we play. Minors: "1.36". */
const before = (version: string, minor: number): boolean => Number(version.split(".")[1]) < minor;

// Mirrors the Created, Started and Pulled messages of pkg/kubelet/kuberuntime and pkg/kubelet/images.
export const createdMessage = (version: string, container: string): string => (before(version, 24) ? `Created container ${container}` : before(version, 35) ? `Created container: ${container}` : "Container created");
export const startedMessage = (version: string, container: string): string => (before(version, 35) ? `Started container ${container}` : "Container started");
export const presentMessage = (version: string, image: string): string =>
  `Container image "${image}" already present on machine${before(version, 35) ? "" : " and can be accessed by the pod"}`;

export const pulledMessage = (version: string, image: string, { tookMs, waitedMs, sizeBytes }: { readonly tookMs: number; readonly waitedMs: number; readonly sizeBytes: number }): string =>
  before(version, 24)
    ? `Successfully pulled image "${image}" in ${goDuration(tookMs + waitedMs)}`
    : `Successfully pulled image "${image}" in ${goDuration(tookMs)} (${goDuration(tookMs + waitedMs)} including waiting). Image size: ${sizeBytes} bytes.`;
/** How a runtime's refusal is shown: since then one of code Unknown is shown bare. */
export const pullCause = (version: string, { code, message }: { readonly code: string; readonly message: string }): string =>
  code === "Unknown" && !before(version, 24) ? message : `rpc error: code = ${code} desc = ${message}`;
/** While the kubelet waits before the next pull; it did not repeat the cause. */
export const pullBackoffMessage = (version: string, image: string, cause: string): string => `Back-off pulling image "${image}"${cause === "" || before(version, 24) ? "" : `: ${cause}`}`;

/** Since v1.35 an image that was pulled with a Secret is only for pods that have it (KubeletEnsureSecretPulledImages). */
export const ensuresSecrets = (version: string): boolean => !before(version, 35);

/** Older kubelets see a started container at their next relist, and retry crashed ones every 10-15 s. */
export const reinspectsAtOnce = (version: string): boolean => !before(version, 35);
