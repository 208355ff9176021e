import type { RestartPolicy, Volume } from "../../../../api/types.ts";

/** What the checks of a container need to know of its pod. */
export interface PodContext {
  /** Valid volumes only, by name. */
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly claimNames: ReadonlySet<string>;
  readonly gracePeriodSeconds: number | undefined;
  readonly restartPolicy: RestartPolicy | "";
  readonly hostUsers: boolean;
}
