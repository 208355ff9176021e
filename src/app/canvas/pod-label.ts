import type { PodView } from "../../graph/model.ts";

/** A pod's name for a screen reader, wherever it is drawn or listed: the columns of `kubectl get pods`, in Kubernetes' words. */
export const podLabel = ({ name, status, readyCount, containerCount, restarts }: Pick<PodView, "name" | "status" | "readyCount" | "containerCount" | "restarts">): string =>
  `${name}, ${status}, READY ${readyCount}/${containerCount}, RESTARTS ${restarts}`;
