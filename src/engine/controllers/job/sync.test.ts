import { describe, expect, test } from "vitest";
import type { Job, JobSpec, JobStatus } from "../../../api/batch.ts";
import type { Json } from "../../../api/json.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Condition, KubernetesObject, Pod } from "../../../api/types.ts";
import type { ApiRequest, ApiResponse } from "../../apiserver/request.ts";
import type { BackoffRecord } from "./backoff.ts";
import { COMPLETION_INDEX } from "./indexes.ts";
import { syncJob, type JobInput } from "./sync.ts";

const NOW = Date.parse("2026-01-01T00:10:00Z");
const UID = "job-uid";

interface Situation {
  readonly spec?: Partial<JobSpec>;
  readonly status?: JobStatus;
  readonly deleting?: boolean;
  readonly unseen?: boolean;
  readonly backoff?: BackoffRecord;
  readonly pending?: number;
  readonly active?: number;
  readonly ready?: number;
  readonly succeeded?: number;
  readonly failed?: number;
  readonly terminating?: number;
  /** Index and phase. */
  readonly indexed?: readonly (readonly [string, string])[];
  /** Requests about Pods are refused. */
  readonly broken?: boolean;
  /** So many Pods are created, no more. */
  readonly podLimit?: number;
}

function job({ spec = {}, status = {}, deleting }: Situation): Job {
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "foobar", namespace: "default", uid: UID, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", ...(deleting && { deletionTimestamp: "2026-01-01T00:09:00Z" }) },
    spec: { parallelism: 2, completions: 5, backoffLimit: 6, suspend: false, podReplacementPolicy: "TerminatingOrFailed", selector: { matchLabels: { foo: "bar" } }, template: { metadata: { labels: { foo: "bar" } }, spec: { restartPolicy: "Never", containers: [{ name: "c", image: "busybox" }] } }, ...spec },
    status,
  } as Job;
}

let made = 0;
function pod(phase: string, more: { readonly index?: string; readonly ready?: boolean; readonly terminating?: boolean; readonly exitCode?: number; readonly annotations?: Readonly<Record<string, string>> } = {}): Pod {
  made += 1;
  const name = `foobar-${String(made).padStart(4, "0")}`;
  const annotations = { ...more.annotations, ...(more.index !== undefined && { [COMPLETION_INDEX]: more.index }) };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace: "default",
      uid: `uid-${name}`,
      resourceVersion: "1",
      creationTimestamp: "2025-01-01T00:00:00Z",
      labels: { foo: "bar" },
      annotations,
      finalizers: ["batch.kubernetes.io/job-tracking"],
      ownerReferences: [{ apiVersion: "batch/v1", kind: "Job", name: "foobar", uid: UID, controller: true }],
      ...(more.terminating && { deletionTimestamp: "2025-01-01T00:00:00Z" }),
    },
    spec: { containers: [{ name: "c" }] },
    status: { phase, ...(more.ready && { conditions: [{ type: "Ready", status: "True" }] }), ...(more.exitCode !== undefined && { containerStatuses: [{ name: "c", state: { terminated: { exitCode: more.exitCode, finishedAt: "2025-01-01T00:00:00Z" } } }] }) },
  } as unknown as Pod;
}
const many = (count: number | undefined, make: (at: number) => Pod): readonly Pod[] => Array.from({ length: count ?? 0 }, (_, at) => make(at));

function podsOf({ pending, active, ready = 0, succeeded, failed, terminating, indexed = [] }: Situation): readonly Pod[] {
  return [
    ...many(pending, () => pod("Pending")),
    ...many(active, (at) => pod("Running", { ready: at < ready })),
    ...many(succeeded, () => pod("Succeeded")),
    ...many(failed, () => pod("Failed")),
    ...many(terminating, () => pod("Running", { terminating: true })),
    ...indexed.map(([index, phase]) => pod(phase, { index })),
  ];
}

interface Done {
  readonly requests: readonly ApiRequest[];
  readonly status: JobStatus;
  readonly events: readonly string[];
  readonly after: readonly number[];
  readonly retries: boolean;
}

/** Goes through one sync, the API server's part played here. */
function sync(situation: Situation, pods: readonly Pod[] = podsOf(situation)): Done {
  const read = job(situation);
  const input: JobInput = { job: read, pods, isFresh: !situation.unseen, unixMs: NOW, backoff: situation.backoff, released: [] };
  const requests: ApiRequest[] = [];
  const events: string[] = [];
  const after: number[] = [];
  let status = read.status;
  let created = 0;
  const refused: ApiResponse = { code: 500, body: { kind: "Status", status: "Failure", message: "fake error" } } as unknown as ApiResponse;
  const answer = (request: ApiRequest): ApiResponse => {
    requests.push(request);
    if (request.resource === "jobs") {
      status = (request.body as unknown as Job).status;
      return { code: 200, body: request.body } as ApiResponse;
    }
    if (request.verb === "create") created += 1;
    if (situation.broken || (request.verb === "create" && created > (situation.podLimit ?? Infinity))) return refused;
    return { code: request.verb === "create" ? 201 : 200, body: request.verb === "create" ? { ...(request.body as object), metadata: { name: `new-${created}` } } : { kind: "Status" } } as unknown as ApiResponse;
  };
  const work = syncJob(input);
  let step = work.next();
  while (!step.done) {
    const ask = step.value;
    if ("requests" in ask) step = work.next(ask.requests.map(answer));
    else {
      if ("event" in ask) events.push(`${ask.event.type} ${ask.event.reason} ${ask.event.message}`);
      if ("after" in ask) after.push(ask.after);
      step = work.next([]);
    }
  }
  return { requests, status, events, after, retries: step.value?.retry === true };
}

const count = ({ requests }: Done, verb: string, resource = "pods"): number => requests.filter((request) => request.verb === verb && request.resource === resource).length;
const createdIndexes = ({ requests }: Done): readonly number[] =>
  requests.filter(({ verb, resource }) => verb === "create" && resource === "pods").map(({ body }) => Number((body as unknown as KubernetesObject).metadata.annotations?.[COMPLETION_INDEX]));
const conditionsOf = ({ status }: Done): readonly string[] => (status.conditions ?? []).map(({ type, status: holds, reason = "" }) => `${type}=${holds} ${reason}`.trim());
const condition = (type: string, status: "True" | "False", reason = ""): Condition => ({ type, status, reason, message: "", lastTransitionTime: null });

interface Expected {
  readonly created?: number;
  readonly deleted?: number;
  readonly patched?: number;
  readonly active?: number;
  readonly ready?: number;
  readonly succeeded?: number;
  readonly failed?: number;
  readonly terminating?: number;
  readonly indexes?: readonly number[];
  readonly completed?: string;
  readonly conditions?: readonly string[];
}
const workQueue = { completions: undefined } as unknown as Partial<JobSpec>;
const indexedJob = (spec: Partial<JobSpec> = {}): Partial<JobSpec> => ({ completionMode: "Indexed", ...spec });
const failing = ["FailureTarget=True BackoffLimitExceeded", "Failed=True BackoffLimitExceeded"];
const complete = ["SuccessCriteriaMet=True CompletionsReached", "Complete=True CompletionsReached"];

// The cases of TestControllerSyncJob (pkg/controller/job/job_controller_test.go), with the gates of v1.36: terminating Pods are counted, and an end is announced.
describe("a sync of a Job", () => {
  test.each<[string, Situation, Expected]>([
    ["starts", {}, { created: 2, active: 2 }],
    ["starts a work queue", { spec: workQueue }, { created: 2, active: 2 }],
    ["leaves what is pending", { pending: 2 }, { active: 2 }],
    ["leaves the right number", { spec: { parallelism: 3 }, active: 3, ready: 2 }, { active: 3, ready: 2 }],
    ["leaves the right number of a work queue", { spec: workQueue, active: 2 }, { active: 2 }],
    ["replaces what succeeded", { active: 1, succeeded: 1 }, { created: 1, active: 2, succeeded: 1, patched: 1 }],
    ["replaces only what has failed, where it says so", { spec: { ...workQueue, parallelism: 1, podReplacementPolicy: "Failed" }, active: 1, failed: 1, terminating: 1 }, { terminating: 1, patched: 1, failed: 1, active: 1 }],
    ["counts what terminates as failed, where it does not", { spec: { parallelism: 1, completions: 1 }, active: 1, failed: 1, terminating: 1 }, { terminating: 1, patched: 2, failed: 2, active: 1 }],
    ["has more that terminate than it wants", { spec: { parallelism: 1, completions: 1, podReplacementPolicy: "Failed" }, active: 2, terminating: 4 }, { terminating: 5, active: 1, deleted: 1, patched: 1 }],
    ["waits after a failure", { spec: { parallelism: 1, completions: 1 }, backoff: { failures: 1, lastFailureMs: NOW } }, {}],
    ["does not wait without one", { spec: { parallelism: 1, completions: 1 }, backoff: { failures: 0 } }, { created: 1, active: 1 }],
    ["adds to a work queue", { spec: workQueue, active: 1 }, { created: 1, active: 2 }],
    ["cannot create or count while requests fail", { active: 1, succeeded: 1, broken: true }, { created: 1, active: 1, patched: 1 }],
    ["deletes what is too much", { active: 3 }, { deleted: 1, active: 2, patched: 1, terminating: 1 }],
    ["deletes nothing that it cannot let go", { active: 3, broken: true }, { patched: 1, active: 3 }],
    ["counts as ready what is left", { active: 3, ready: 3 }, { deleted: 1, active: 2, ready: 2, patched: 1, terminating: 1 }],
    ["counts a success and a failure", { active: 1, succeeded: 1, failed: 1 }, { created: 1, active: 2, succeeded: 1, failed: 1, patched: 2 }],
    ["replaces what failed", { active: 1, failed: 1 }, { created: 1, active: 2, failed: 1, patched: 1 }],
    ["changes nothing where nothing is new", { spec: { parallelism: 1, completions: 1 }, status: { active: 1, failed: 1 }, active: 1 }, { active: 1, failed: 1 }],
    ["completes", { succeeded: 5 }, { succeeded: 5, patched: 5, conditions: complete }],
    ["lets a work queue run out", { spec: workQueue, active: 1, succeeded: 1 }, { active: 1, succeeded: 1, patched: 1 }],
    ["completes a work queue", { spec: workQueue, succeeded: 2 }, { succeeded: 2, patched: 2, conditions: complete }],
    ["completes a work queue despite a failure", { spec: workQueue, succeeded: 1, failed: 1 }, { succeeded: 1, failed: 1, patched: 2, conditions: complete }],
    ["deletes down to its parallelism", { active: 10 }, { deleted: 8, active: 2, patched: 8, terminating: 8 }],
    ["deletes down to what is left to do", { spec: { parallelism: 3, completions: 4 }, active: 3, succeeded: 2 }, { deleted: 1, active: 2, succeeded: 2, patched: 3, terminating: 1 }],
    ["only counts", { active: 2, succeeded: 2 }, { active: 2, succeeded: 2, patched: 2 }],
    ["lets all go when it is deleted", { deleting: true, pending: 1, active: 1, succeeded: 1 }, { active: 2, succeeded: 1, patched: 3 }],
    ["gives up once too many failed", { spec: { backoffLimit: 0 }, deleting: true, failed: 1 }, { failed: 1, patched: 1, conditions: failing }],
    ["does not give up before it has seen all", { spec: { backoffLimit: 0 }, deleting: true, failed: 1, unseen: true }, { failed: 1, patched: 1 }],
    ["creates as many as it may, and counts those", { spec: { parallelism: 100, completions: 200 }, podLimit: 10 }, { created: 15, active: 10 }],
    ["starts with the first indexes", { spec: indexedJob() }, { created: 2, active: 2, indexes: [0, 1] }],
    ["waits for Pods of its indexes that terminate", { spec: indexedJob({ podReplacementPolicy: "Failed" }), terminating: 1 }, { created: 1, active: 1, indexes: [0], terminating: 1 }],
    ["does not wait for them otherwise", { spec: indexedJob(), terminating: 1 }, { created: 2, active: 2, indexes: [0, 1], terminating: 1, patched: 1 }],
    ["completes by indexes", { spec: indexedJob({ completions: 3 }), indexed: [["0", "Succeeded"], ["1", "Failed"], ["1", "Succeeded"], ["2", "Succeeded"]] }, { succeeded: 3, failed: 1, completed: "0-2", patched: 4, conditions: complete }],
    ["fails by indexes, once what runs is gone", { spec: indexedJob({ completions: 3, backoffLimit: 0 }), indexed: [["0", "Succeeded"], ["1", "Failed"], ["2", "Running"]] }, { succeeded: 1, failed: 2, completed: "0", patched: 3, deleted: 1, terminating: 1, conditions: failing.slice(0, 1) }],
    ["counts none ready when it fails", { spec: { completions: 3, backoffLimit: 0 }, active: 2, ready: 2, failed: 1 }, { failed: 3, patched: 3, deleted: 2, terminating: 2, conditions: failing.slice(0, 1) }],
    ["counts an index once", { spec: indexedJob({ completions: 3 }), indexed: [["0", "Succeeded"], ["1", "Succeeded"], ["1", "Succeeded"]] }, { created: 1, active: 1, succeeded: 2, completed: "0,1", indexes: [2], patched: 3 }],
    [
      "fills the gaps between indexes",
      { spec: indexedJob({ parallelism: 8, completions: 20 }), indexed: [["0", "Running"], ["2", "Succeeded"], ["3", "Pending"], ["4", "Succeeded"], ["5", "Succeeded"], ["7", "Succeeded"], ["8", "Succeeded"], ["9", "Succeeded"]] },
      { created: 6, active: 8, succeeded: 6, completed: "2,4,5,7-9", indexes: [1, 6, 10, 11, 12, 13], patched: 6 },
    ],
    ["tries failed indexes again", { spec: indexedJob({ parallelism: 3, completions: 4 }), indexed: [["0", "Failed"], ["1", "Pending"], ["2", "Failed"]] }, { created: 2, active: 3, failed: 2, indexes: [0, 2], patched: 2 }],
    [
      "gets rid of Pods without an index",
      { spec: indexedJob(), active: 1, succeeded: 1, failed: 1, indexed: [["invalid", "Running"], ["invalid", "Succeeded"], ["invalid", "Failed"], ["invalid", "Pending"], ["0", "Succeeded"], ["1", "Running"], ["2", "Running"]] },
      { deleted: 3, active: 2, succeeded: 1, completed: "0", patched: 8, terminating: 3 },
    ],
    [
      "gets rid of a second Pod of an index",
      { spec: indexedJob({ parallelism: 5 }), succeeded: 1, failed: 1, indexed: [["invalid", "Running"], ["0", "Succeeded"], ["1", "Running"], ["2", "Running"], ["2", "Pending"]] },
      { deleted: 2, active: 2, succeeded: 1, completed: "0", patched: 5, terminating: 2 },
    ],
    ["gets rid of indexes that it does not have", { spec: indexedJob(), indexed: [["0", "Succeeded"], ["5", "Running"], ["6", "Succeeded"], ["7", "Pending"], ["8", "Failed"]] }, { succeeded: 1, deleted: 2, completed: "0", patched: 5, terminating: 2 }],
    ["suspends", { spec: { suspend: true, completions: 4 }, active: 2, ready: 2 }, { deleted: 2, patched: 2, terminating: 2, conditions: ["Suspended=True JobSuspended"] }],
    ["does not suspend before it has seen all", { spec: { suspend: true, completions: 4 }, active: 3, ready: 3, unseen: true }, { active: 3, ready: 3 }],
    ["resumes", { spec: { completions: 4 }, status: { conditions: [condition("Suspended", "True")] } }, { created: 2, active: 2, conditions: ["Suspended=False JobResumed"] }],
    ["does not suspend what is being deleted", { spec: { suspend: true, completions: 4 }, deleting: true, active: 2 }, { active: 2, patched: 2 }],
    ["passes over a FailureTarget that is false", { spec: { parallelism: 1, completions: 1 }, status: { active: 1, conditions: [condition("FailureTarget", "False", "ByHand")] }, active: 1, ready: 1 }, { active: 1, ready: 1, conditions: ["FailureTarget=False ByHand"] }],
    ["passes over a SuccessCriteriaMet that is false", { spec: { parallelism: 1, completions: 1 }, status: { active: 1, conditions: [condition("SuccessCriteriaMet", "False", "ByHand")] }, active: 1, ready: 1 }, { active: 1, ready: 1, conditions: ["SuccessCriteriaMet=False ByHand"] }],
  ])("%s", (_what, situation, expected) => {
    const done = sync(situation);
    const { status } = done;
    expect({
      created: count(done, "create"),
      deleted: count(done, "delete"),
      patched: count(done, "patch"),
      active: status.active ?? 0,
      ready: status.ready ?? 0,
      succeeded: status.succeeded ?? 0,
      failed: status.failed ?? 0,
      terminating: status.terminating ?? 0,
      completed: status.completedIndexes ?? "",
      conditions: conditionsOf(done),
      ...(expected.indexes && { indexes: createdIndexes(done) }),
    }).toEqual({ created: 0, deleted: 0, patched: 0, active: 0, ready: 0, succeeded: 0, failed: 0, terminating: 0, completed: "", conditions: [], ...expected });
  });
});

describe("what ends a Job", () => {
  const started = (secondsAgo: number): JobStatus => ({ startTime: rfc3339(NOW - 1000 * secondsAgo) });
  // The cases of TestSyncJobPastDeadline and TestPastDeadlineJobFinished (same file).
  test.each<[string, Situation, readonly string[]]>([
    ["its time is over", { spec: { activeDeadlineSeconds: 10 }, status: started(15), active: 1 }, ["FailureTarget=True DeadlineExceeded"]],
    ["its time has just come", { spec: { activeDeadlineSeconds: 10 }, status: started(10), active: 1 }, ["FailureTarget=True DeadlineExceeded"]],
    ["not while it is suspended", { spec: { activeDeadlineSeconds: 10, suspend: true }, status: started(15) }, ["Suspended=True JobSuspended"]],
    ["its time is over and nothing runs", { spec: { activeDeadlineSeconds: 10 }, status: started(15) }, ["FailureTarget=True DeadlineExceeded", "Failed=True DeadlineExceeded"]],
  ])("%s", (_what, situation, expected) => expect(conditionsOf(sync(situation))).toEqual(expected));

  test("before its time is over it is looked at again then", () => expect(sync({ spec: { activeDeadlineSeconds: 10 }, status: started(4), active: 2 }).after).toEqual([6000]));

  // The cases of TestSyncJobWithJobPodFailurePolicy (same file).
  const policy = (action: "FailJob" | "Ignore" | "Count" | "FailIndex", values: readonly number[] = [42]) => ({ rules: [{ action, onExitCodes: { operator: "In" as const, values } }] });
  test.each<[string, Partial<JobSpec>, readonly string[], number]>([
    ["an exit code that fails it", { podFailurePolicy: policy("FailJob") }, ["FailureTarget=True PodFailurePolicy", "Failed=True PodFailurePolicy"], 1],
    ["not one that is ignored", { podFailurePolicy: policy("Ignore"), backoffLimit: 0 }, [], 0],
    ["one that counts, once there are too many", { podFailurePolicy: policy("Count"), backoffLimit: 0 }, failing, 1],
    ["not another exit code", { podFailurePolicy: policy("FailJob", [1]) }, [], 1],
  ])("%s", (_what, spec, conditions, failed) => {
    const done = sync({ spec: { parallelism: 1, completions: 1, podReplacementPolicy: "Failed", ...spec } }, [pod("Failed", { exitCode: 42 })]);
    expect([conditionsOf(done), done.status.failed ?? 0]).toEqual([conditions, failed]);
  });

  // The cases of TestPastBackoffLimitOnFailure's users: TestJobBackoffForOnFailure (same file).
  test.each<[number, number, number, readonly string[]]>([
    [0, 0, 0, []],
    [0, 1, 0, ["FailureTarget=True BackoffLimitExceeded"]],
    [1, 0, 0, []],
    [1, 1, 0, ["FailureTarget=True BackoffLimitExceeded"]],
    [2, 1, 1, ["FailureTarget=True BackoffLimitExceeded"]],
    [20, 10, 9, []],
    [20, 30, 1, ["FailureTarget=True BackoffLimitExceeded"]],
  ])("with a limit of %i, restarts in place: %i and %i", (backoffLimit, first, second, expected) => {
    const restarted = (restartCount: number): Pod => ({ ...pod("Running"), status: { phase: "Running", containerStatuses: [{ name: "c", restartCount }] } }) as unknown as Pod;
    const situation: Situation = { spec: { completions: 2, backoffLimit, template: { metadata: { labels: { foo: "bar" } }, spec: { restartPolicy: "OnFailure", containers: [] } } as unknown as JobSpec["template"] } };
    expect(conditionsOf(sync(situation, [restarted(first), restarted(second)]))).toEqual(expected);
  });

  test("its end is told once, in an event", () => {
    expect(sync({ succeeded: 5 }).events).toEqual(["Normal Completed Job completed"]);
    expect(sync({ spec: { backoffLimit: 0 }, failed: 1 }).events).toContain("Warning BackoffLimitExceeded Job has reached the specified backoff limit");
  });
});

describe("limits of single indexes", () => {
  const FAILURES = "batch.kubernetes.io/job-index-failure-count";
  const perIndex = (spec: Partial<JobSpec> = {}): Partial<JobSpec> => indexedJob({ parallelism: 2, completions: 2, backoffLimitPerIndex: 1, backoffLimit: 2 ** 31 - 1, ...spec });
  const failed = (index: string, failures: string): Pod => pod("Failed", { index, annotations: { [FAILURES]: failures } });

  // The cases of TestSyncJobWithJobBackoffLimitPerIndex (same file).
  test("a failed Pod stays until its index has its next one, which goes on counting", () => {
    const done = sync({ spec: perIndex(), indexed: [] }, [failed("0", "0"), pod("Running", { index: "1" })]);
    const next = done.requests.find(({ verb }) => verb === "create")?.body as unknown as KubernetesObject | undefined;
    expect(next?.metadata.annotations).toMatchObject({ [FAILURES]: "1", [COMPLETION_INDEX]: "0" });
    expect([count(done, "patch"), done.status.failedIndexes]).toEqual([0, ""]);
  });
  test("an index fails when its limit is reached, and the others go on", () => {
    const done = sync({ spec: perIndex({ completions: 3 }) }, [failed("0", "1"), pod("Running", { index: "1" })]);
    expect([done.status.failedIndexes, createdIndexes(done), done.status.failed]).toEqual(["0", [2], 1]);
  });
  test("a Job with failed indexes fails when all others are done", () => {
    expect(conditionsOf(sync({ spec: perIndex() }, [failed("0", "1"), pod("Succeeded", { index: "1" })]))).toEqual(["FailureTarget=True FailedIndexes", "Failed=True FailedIndexes"]);
  });
  test("or at once when too many have failed", () => {
    expect(conditionsOf(sync({ spec: perIndex({ completions: 4, maxFailedIndexes: 1 }) }, [failed("0", "1"), failed("1", "1")]))).toEqual(["FailureTarget=True MaxFailedIndexesExceeded", "Failed=True MaxFailedIndexesExceeded"]);
  });
  test("a rule fails an index at once", () => {
    const podFailurePolicy = { rules: [{ action: "FailIndex" as const, onExitCodes: { operator: "In" as const, values: [42] } }] };
    const done = sync({ spec: perIndex({ podFailurePolicy, podReplacementPolicy: "Failed", completions: 3 }) }, [pod("Failed", { index: "0", exitCode: 42 })]);
    expect([done.status.failedIndexes, createdIndexes(done)]).toEqual(["0", [1, 2]]);
  });
});

// The cases of TestSyncJobWithJobSuccessPolicy (same file).
test("a success policy ends a Job before all is done, and what still runs is no failure", () => {
  const successPolicy = { rules: [{ succeededIndexes: "0,1", succeededCount: 1 }] };
  const done = sync({ spec: indexedJob({ completions: 3, parallelism: 3, successPolicy }), indexed: [["0", "Succeeded"], ["1", "Running"]] });
  expect([conditionsOf(done), count(done, "delete"), done.status.failed ?? 0, done.status.completedIndexes]).toEqual([["SuccessCriteriaMet=True SuccessPolicy"], 1, 0, "0"]);
});

test("a Job that another controller manages is left alone", () => {
  expect(sync({ spec: { managedBy: "example.com/other" }, succeeded: 1 }).requests).toEqual([]);
});

test("Pods of an Indexed Job know their index by name, host name, label, annotation and variable", () => {
  const [request] = sync({ spec: indexedJob({ parallelism: 1 }) }).requests.filter(({ verb }) => verb === "create");
  expect(request?.body as Json).toMatchObject({
    metadata: { generateName: "foobar-0-", labels: { [COMPLETION_INDEX]: "0" }, annotations: { [COMPLETION_INDEX]: "0" }, finalizers: ["batch.kubernetes.io/job-tracking"] },
    spec: { hostname: "foobar-0", containers: [{ env: [{ name: "JOB_COMPLETION_INDEX", valueFrom: { fieldRef: { fieldPath: `metadata.labels['${COMPLETION_INDEX}']` } } }] }] },
  });
});
