import { describe, expect, test } from "vitest";
import type { KubernetesObject } from "../../../api/types.ts";
import { validateCronJob, validateJob, validateJobUpdate } from "./batch.ts";
import { fieldErrorMessage, type FieldError } from "./field-error.ts";

const UID = "1a2b3c";
const template = { metadata: { labels: { "batch.kubernetes.io/controller-uid": UID } }, spec: { restartPolicy: "Never", dnsPolicy: "ClusterFirst", terminationGracePeriodSeconds: 30, containers: [{ name: "main", image: "busybox", imagePullPolicy: "IfNotPresent", terminationMessagePolicy: "File", terminationMessagePath: "/dev/termination-log" }] } };
const job = (spec: object = {}, status: object = {}, name = "j"): KubernetesObject =>
  ({ apiVersion: "batch/v1", kind: "Job", metadata: { name, namespace: "default", uid: UID }, spec: { parallelism: 1, completions: 1, selector: { matchLabels: { "batch.kubernetes.io/controller-uid": UID } }, template, ...spec }, status }) as unknown as KubernetesObject;
const said = (errors: readonly FieldError[]): readonly string[] => errors.map(fieldErrorMessage);
const indexed = { completionMode: "Indexed", completions: 5 };
const rule = (more: object) => ({ podFailurePolicy: { rules: [more] } });
const exits = (more: object) => rule({ action: "FailJob", onExitCodes: { operator: "In", values: [1], ...more } });

// The cases of TestValidateJob (pkg/apis/batch/validation/validation_test.go), their words as a real v1.36 server said them where that is recorded.
describe("a Job is refused", () => {
  test.each<[string, object, readonly string[]]>([
    ["never, if it is right", {}, []],
    ["for no completions in Indexed mode", { ...indexed, completions: undefined }, ["spec.completions: Required value: when completion mode is Indexed"]],
    ["for too many at once", { ...indexed, parallelism: 100_001 }, ["spec.parallelism: Invalid value: 100001: must be less than or equal to 100000 when completion mode is Indexed"]],
    ["for a limit per index without indexes", { backoffLimitPerIndex: 1 }, ["spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode"]],
    ["for a bound of failed indexes without a limit", { ...indexed, maxFailedIndexes: 1 }, ["spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified"]],
    ["for a bound beyond its completions", { ...indexed, backoffLimitPerIndex: 1, maxFailedIndexes: 6 }, ["spec.maxFailedIndexes: Invalid value: 6: must be less than or equal to completions"]],
    ["for a zero that means success", exits({ values: [0] }), ["spec.podFailurePolicy.rules[0].onExitCodes.values[0]: Invalid value: 0: must not be 0 for the In operator"]],
    ["for no exit codes", exits({ values: [] }), ["spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: []: at least one value is required"]],
    ["for exit codes twice", exits({ values: [1, 2, 2] }), ["spec.podFailurePolicy.rules[0].onExitCodes.values[2]: Duplicate value: 2"]],
    ["for exit codes out of order", exits({ values: [2, 1] }), ["spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: [2,1]: must be ordered"]],
    ["for a container that it does not have", exits({ containerName: "other" }), ['spec.podFailurePolicy.rules[0].onExitCodes.containerName: Invalid value: "other": must be one of the container or initContainer names in the pod template']],
    ["for an index that fails without a limit", rule({ action: "FailIndex", onExitCodes: { operator: "In", values: [1] } }), ['spec.podFailurePolicy.rules[0].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set']],
    [
      "for a rule of nothing, and a policy where containers are restarted",
      { ...rule({ action: "Stop" }), template: { ...template, spec: { ...template.spec, restartPolicy: "OnFailure" } } },
      [
        'spec.podFailurePolicy.rules[0].action: Unsupported value: "Stop": supported values: "Count", "FailIndex", "FailJob", "Ignore"',
        "spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required",
        'spec.template.spec.restartPolicy: Invalid value: "OnFailure": only "Never" is supported when podFailurePolicy is specified',
      ],
    ],
    ["for a replacement before failure, where failures are judged", { ...exits({}), podReplacementPolicy: "TerminatingOrFailed" }, ['spec.podReplacementPolicy: Unsupported value: "TerminatingOrFailed": supported values: "Failed"']],
    ["for a manager without a domain", { managedBy: "queue" }, ['spec.managedBy: Invalid value: "queue": must be a domain-prefixed path (such as "acme.io/foo")']],
    ["for a success policy without indexes", { successPolicy: { rules: [{ succeededCount: 1 }] } }, ['spec.successPolicy: Invalid value: {"rules":[{"succeededCount":1}]}: requires indexed completion mode']],
    ["for a success policy of nothing", { ...indexed, successPolicy: { rules: [] } }, ["spec.successPolicy.rules: Required value: at least one rules must be specified when the successPolicy is specified"]],
    ["for a success that cannot be reached", { ...indexed, successPolicy: { rules: [{ succeededCount: 6 }] } }, ["spec.successPolicy.rules[0].succeededCount: Invalid value: 6: must be less than or equal to 5 (the number of specified completions)"]],
    ["for indexes that it does not have", { ...indexed, successPolicy: { rules: [{ succeededIndexes: "0-7" }] } }, ['spec.successPolicy.rules[0].succeededIndexes: Invalid value: "0-7": error parsing succeededIndexes: too large index: "7"']],
  ])("%s", (_what, spec, expected) => expect(said(validateJob(job(spec)))).toEqual(expected));

  test("for a name too long for its last Pod", () => {
    const name = "n".repeat(62);
    expect(said(validateJob(job(indexed, {}, name)))).toEqual([`metadata.name: Invalid value: "${name}": will not able to create pod with invalid DNS label: ${name}-4`]);
  });
});

// The cases of TestValidateJobUpdate (same file).
describe("a change of a Job is refused", () => {
  const moved = { ...template, spec: { ...template.spec, nodeSelector: { disk: "ssd" } } };
  test.each<[string, object, object, object, readonly string[]]>([
    ["never of parallelism", {}, {}, { parallelism: 3 }, []],
    ["of completions", {}, {}, { completions: 3 }, ["spec.completions: Invalid value: 3: field is immutable"]],
    ["not of completions and parallelism together, where there are indexes", indexed, {}, { ...indexed, completions: 3, parallelism: 3 }, []],
    ["of completions alone", indexed, {}, { ...indexed, completions: 3 }, ["spec.completions: Invalid value: 3: can only be modified in tandem with spec.parallelism"]],
    ["of its mode", {}, {}, { ...indexed, completions: 1 }, ['spec.completionMode: Invalid value: "Indexed": field is immutable']],
    ["not of where its Pods run, while it is suspended", { suspend: true }, {}, { suspend: true, template: moved }, []],
    ["not even when it had run before", { suspend: true }, { startTime: "2026-01-01T00:00:00Z", conditions: [{ type: "Suspended", status: "True" }] }, { suspend: true, template: moved }, []],
  ])("%s", (_what, before, status, after, expected) => expect(said(validateJobUpdate(job(after), job(before, status)))).toEqual(expected));

  test.each<[string, object, object]>([
    ["while it runs", {}, {}],
    ["while a Pod of it still runs", { suspend: true }, { active: 1 }],
  ])("of where its Pods run, %s", (_what, before, status) => {
    expect(said(validateJobUpdate(job({ ...before, template: moved }), job(before, status)))[0]).toMatch(/^spec\.template\.spec: Invalid value: .*: field is immutable$/);
  });
});

// The cases of TestValidateCronJob (same file).
test.each<[string, object, readonly string[]]>([
  ["nothing", {}, []],
  ["a schedule that is none", { schedule: "bad" }, ['spec.schedule: Invalid value: "bad": expected exactly 5 fields, found 1: [bad]']],
  ["a minute that no hour has", { schedule: "61 * * * *" }, ['spec.schedule: Invalid value: "61 * * * *": end of range (61) above maximum (59): 61']],
  ["a zone in the schedule", { schedule: "TZ=UTC 0 * * * *" }, ['spec.schedule: Invalid value: "TZ=UTC 0 * * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead']],
  ["an empty zone", { timeZone: "" }, ['spec.timeZone: Invalid value: "": timeZone must be nil or non-empty string']],
  ["the machine's own zone", { timeZone: "LOCAL" }, ['spec.timeZone: Invalid value: "LOCAL": timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones']],
  ["a zone that there is not", { timeZone: "amErica/New_york" }, ['spec.timeZone: Invalid value: "amErica/New_york": unknown time zone amErica/New_york']],
])("of a CronJob is refused: %s", (_what, spec, expected) => {
  const cronJob = { metadata: { name: "c" }, spec: { schedule: "* * * * *", concurrencyPolicy: "Allow", jobTemplate: { spec: { template: { ...template, metadata: {} } } }, ...spec } };
  expect(said(validateCronJob(cronJob as unknown as KubernetesObject))).toEqual(expected);
});
