import { rfc3339 } from "../../api/time.ts";
import type { ObjectMeta } from "../../api/types.ts";
import { stableUid } from "./identity.ts";

/** When what happened before t=0, in Unix milliseconds, and whose identities are drawn. */
export interface BootTimes {
  readonly seed: number;
  readonly controlPlaneMs: number;
  readonly nodesMs: number;
  readonly heartbeatMs: number;
  readonly startsAtMs: number;
}

/**
 * The control plane came up two hours before t=0, its nodes a minute later: long enough for the Events of the start to
 * have expired. The last heartbeat was a minute ago.
 */
export const bootTimes = (seed: number, startsAtMs: number): BootTimes => ({
  seed,
  controlPlaneMs: startsAtMs - 7_200_000,
  nodesMs: startsAtMs - 7_140_000,
  heartbeatMs: startsAtMs - 60_000,
  startsAtMs,
});

/** Metadata of an object that was made before t=0. `path` names it in the cluster; the store assigns revisions. */
export const meta = (times: BootTimes, path: string, name: string, createdMs = times.controlPlaneMs): ObjectMeta => ({
  name,
  uid: stableUid(times.seed, path),
  resourceVersion: "0",
  creationTimestamp: rfc3339(createdMs),
});
