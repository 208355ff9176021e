import { finishedCondition, type Job } from "../../../api/batch.ts";
import { parseRfc3339 } from "../../../api/time.ts";
import { isError } from "../../apiserver/request.ts";
import { objectKey } from "../informer.ts";
import { controller, type Controller, type Work } from "../manager/controller.ts";
import { deleting, getting, sent } from "../manager/requests.ts";

interface Input {
  readonly job: Job;
  readonly unixMs: number;
}

/** Deletes finished Jobs when their time is over, with what they own. Mirrors Controller (pkg/controller/ttlafterfinished/ttlafterfinished_controller.go). */
export const ttlAfterFinishedController: Controller = controller<Input>({
  name: "ttl-after-finished-controller",
  watches: ["jobs"],
  concerned: ({ object, type }) => (type !== "DELETED" && expiryMs(object as Job) !== undefined ? [objectKey(object)] : []),
  gather(key, { caches, unixMs }) {
    const job = caches.get<Job>("jobs", key);
    return job && expiryMs(job) !== undefined ? { job, unixMs } : undefined;
  },
  *work({ job, unixMs }): Work {
    if (!(yield* isOver(job, unixMs))) return undefined;
    const response = yield* sent(getting("jobs", job));
    if (isError(response)) return response.code === 404 ? undefined : { retry: true };
    const fresh = response.body as Job;
    if (!(yield* isOver(fresh, unixMs))) return undefined;
    const deleted = yield* sent(deleting("jobs", fresh, { propagationPolicy: "Foreground", preconditions: { uid: fresh.metadata.uid } }));
    return isError(deleted) ? { retry: true } : undefined;
  },
});

/** Whether its time is over; if not yet, it is looked at again then. Mirrors processTTL. */
function* isOver(job: Job, unixMs: number): Work<boolean> {
  const expiry = expiryMs(job);
  if (expiry === undefined) return false;
  if (expiry > unixMs) yield { after: expiry - unixMs };
  return expiry <= unixMs;
}

/** When a Job may go, in Unix milliseconds; undefined = it stays. Mirrors needsCleanup and getFinishAndExpireTime. */
function expiryMs(job: Job): number | undefined {
  const { ttlSecondsAfterFinished } = job.spec;
  const finished = finishedCondition(job)?.lastTransitionTime;
  if (ttlSecondsAfterFinished === undefined || !finished || job.metadata.deletionTimestamp !== undefined) return undefined;
  return (parseRfc3339(finished) ?? 0) + ttlSecondsAfterFinished * 1000;
}
