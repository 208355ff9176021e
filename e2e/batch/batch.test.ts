import { expect, test } from "vitest";
import { played, type Typed } from "../node-side/played.ts";

/** Jobs and CronJobs as whole clusters have them, where no recording shows it: from upstream's documentation of each field. */
const job = (name: string, command: string, spec: object = {}): object => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name },
  spec: { template: { spec: { restartPolicy: "Never", terminationGracePeriodSeconds: 1, containers: [{ name: "c", image: "busybox:1.36", command: ["sh", "-c", command] }] } }, ...spec },
});
const jobSpec = (command: string): object => (job("x", command) as { readonly spec: object }).spec;
const cronJob = (name: string, schedule: string, command: string, spec: object = {}): object => ({ apiVersion: "batch/v1", kind: "CronJob", metadata: { name }, spec: { schedule, jobTemplate: { spec: jobSpec(command) }, ...spec } });

function outputs(object: object, typed: readonly (readonly [at: number, run: string])[], until: number): readonly string[] {
  const lines: readonly Typed[] = [{ at: 0, run: "kubectl apply -f all.json" }, ...typed.map(([at, run]) => ({ at, run }))];
  return played(lines, { until, files: { "all.json": JSON.stringify(object) } }).said.slice(1).map(({ stdout, stderr }) => stdout + stderr);
}
const status = (name: string, ...fields: readonly string[]): string => `kubectl get job ${name} -o jsonpath='${fields.map((field) => `{.status.${field}}`).join(" ")}'`;
const conditions = (name: string): string => `kubectl get job ${name} -o jsonpath='{range .status.conditions[*]}{.type}={.status} {end}'`;

test("a suspended Job loses its Pods, and starts anew when it goes on", () => {
  const said = outputs(job("slow", "exec sleep 3", { parallelism: 2, completions: 2 }), [
    [2, `kubectl patch job slow -p '{"spec":{"suspend":true}}'`],
    [7, status("slow", "active", "failed", "startTime", "terminating")],
    [7.5, conditions("slow")],
    [8, `kubectl patch job slow -p '{"spec":{"suspend":false}}'`],
    [20, `${conditions("slow")}; ${status("slow", "succeeded", "startTime")}`],
  ], 22);
  expect(said.slice(1)).toEqual(["   0", "Suspended=True ", "job.batch/slow patched\n", "Suspended=False SuccessCriteriaMet=True Complete=True 2 2026-01-01T00:00:08Z"]);
});

test("each index is tried as often as its own limit says, and its output names it", () => {
  const spec = { completionMode: "Indexed", completions: 3, parallelism: 3, backoffLimitPerIndex: 1 };
  const said = outputs(job("ix", "echo $JOB_COMPLETION_INDEX $(hostname); [ $JOB_COMPLETION_INDEX != 1 ]", spec), [
    [20, status("ix", "completedIndexes", "failedIndexes", "succeeded", "failed")],
    [21, conditions("ix")],
    [22, "kubectl logs -l job-name=ix | sort"],
  ], 24);
  expect(said).toEqual(["0,2 1 2 2", "FailureTarget=True Failed=True ", "0 ix-0\n1 ix-1\n1 ix-1\n2 ix-2\n"]);
});

test("a Job that goes alone leaves Pods that nothing holds back", () => {
  const said = outputs(job("lone", "sleep 100"), [
    [3, "kubectl delete job lone --cascade=orphan"],
    [6, "kubectl get pods -o jsonpath='{range .items[*]}{.status.phase}{.metadata.finalizers}{.metadata.ownerReferences}{end}'"],
    [7, "kubectl delete pod --all --wait=false >/dev/null"],
    [12, "kubectl get pods"],
  ], 14);
  expect(said.slice(1)).toEqual(["Running", "", "No resources found in default namespace.\n"]);
});

test("an Indexed Job grows with its parallelism", () => {
  const said = outputs(job("wide", "sleep 2", { completionMode: "Indexed", completions: 1, parallelism: 1 }), [
    [1.5, `kubectl patch job wide -p '{"spec":{"parallelism":3,"completions":3}}'`],
    [12, status("wide", "completedIndexes")],
  ], 13);
  expect(said[1]).toBe("0-2");
});

test("a CronJob goes by the clocks of its zone, and a new schedule counts from its next time on", () => {
  // 08:00 in Shanghai when the cluster starts.
  const said = outputs(cronJob("tz", "1 8 * * *", "true", { timeZone: "Asia/Shanghai" }), [
    [55, "kubectl get jobs"],
    [66, "kubectl get jobs -o jsonpath='{.items[*].metadata.name} {.items[*].metadata.annotations}'"],
    [70, `kubectl patch cronjob tz -p '{"spec":{"schedule":"* * * * *"}}'`],
    [75, "kubectl get jobs --no-headers | wc -l"],
    [125, "kubectl get jobs -o name"],
  ], 126);
  expect([said[0], said[1], said[3]?.trim(), said[4]]).toEqual([
    "No resources found in default namespace.\n",
    'tz-29453761 {"batch.kubernetes.io/cronjob-scheduled-timestamp":"2026-01-01T08:01:00+08:00"}',
    "1",
    "job.batch/tz-29453761\njob.batch/tz-29453762\n",
  ]);
});

test("a CronJob whose Job was deleted says so; its own end takes the rest with it", () => {
  const said = outputs(cronJob("gone", "@every 10s", "sleep 100", { concurrencyPolicy: "Forbid" }), [
    [15, "kubectl delete job --all"],
    [17, "kubectl get events --field-selector reason=MissingJob -o jsonpath='{.items[*].message}'"],
    [25, "kubectl delete cronjob gone"],
    [32, "kubectl get cronjobs,jobs,pods"],
  ], 34);
  expect(said[1]).toBe("Active job went missing: gone-29453760");
  expect(said[3]).toBe("No resources found in default namespace.\n");
});
