import type { JsonObject } from "../../api/json.ts";
import { requireResource } from "../builder/arguments.ts";
import { getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { text } from "../flags/flag.ts";
import { nameOf, objectAt, stringAt } from "../objects.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { createFlags, createObject } from "./create-object.ts";
import { requireName } from "./shared.ts";

// Mirrors CreateJobOptions (kubectl/pkg/cmd/create/create_job.go).
export const createJobCommand: Command = {
  name: "job",
  short: "Create a job with the specified name",
  usage: "create job NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...] [options]",
  flags: [...createFlags, text("image", { usage: "Image name to run." }), text("from", { usage: "The name of the resource to create a Job from (only cronjob is supported)." })],
  run: createJob,
};

function* createJob(session: Session): Task<Outcome> {
  const name = requireName(session);
  const { flags } = session;
  const [image, from, command] = [flags.text("image"), flags.text("from"), commandOf(session)];
  if ((image === "") === (from === "")) fail("either --image or --from must be specified");
  if (from !== "" && command.length > 0) fail("cannot specify --from and command");
  const object = from === "" ? jobOf(name, podTemplate(name, image, command, "Never")) : yield* jobFrom(session, name, from);
  return yield* createObject(session, object, "job");
}

const jobOf = (name: string, template: JsonObject): JsonObject => ({ apiVersion: "batch/v1", kind: "Job", metadata: { name }, spec: { template }, status: {} });

function* jobFrom(session: Session, name: string, from: string): Task<JsonObject> {
  const [type = "", source] = from.split("/");
  const resource = requireResource(type);
  if (source === undefined) return fail("resource(s) were provided, but no name was specified");
  const cronJob = yield* getObject(session, { resource, namespace: session.namespace, name: source });
  if (resource.kind !== "CronJob") return fail(`unknown object type *${resource.version}.${resource.kind}`);
  const template = objectAt(cronJob, "spec", "jobTemplate");
  const annotations = { ...objectAt(template, "metadata", "annotations"), "cronjob.kubernetes.io/instantiate": "manual" };
  const labels = objectAt(template, "metadata", "labels");
  const owner = { apiVersion: "batch/v1", controller: true, kind: "CronJob", name: nameOf(cronJob), uid: stringAt(cronJob, "metadata", "uid") };
  const metadata = { annotations, ...(Object.keys(labels).length > 0 && { labels }), name, ownerReferences: [owner] };
  return { apiVersion: "batch/v1", kind: "Job", metadata, spec: objectAt(template, "spec"), status: {} };
}

// Mirrors CreateCronJobOptions (kubectl/pkg/cmd/create/create_cronjob.go).
export const createCronJobCommand: Command = {
  name: "cronjob",
  aliases: ["cj"],
  short: "Create a cron job with the specified name",
  usage: "create cronjob NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags] [options]",
  flags: [
    ...createFlags,
    text("image", { usage: "Image name to run." }),
    text("schedule", { usage: "A schedule in the Cron format the job should be run with." }),
    text("restart", { usage: "job's restart policy. supported values: OnFailure, Never" }),
  ],
  *run(session) {
    const name = requireName(session);
    const { flags } = session;
    const missing = ["image", "schedule"].filter((flag) => !flags.changed(flag));
    if (missing.length > 0) fail(`required flag(s) ${missing.map((flag) => JSON.stringify(flag)).join(", ")} not set`);
    const template = podTemplate(name, flags.text("image"), commandOf(session), flags.text("restart") || "OnFailure");
    const spec = { jobTemplate: { metadata: { name }, spec: { template } }, schedule: flags.text("schedule") };
    return yield* createObject(session, { apiVersion: "batch/v1", kind: "CronJob", metadata: { name }, spec, status: {} }, "cronjob");
  },
};

const commandOf = ({ args, argsBeforeDash }: Session): readonly string[] => (argsBeforeDash >= 0 ? args.slice(argsBeforeDash) : []);

const podTemplate = (name: string, image: string, command: readonly string[], restartPolicy: string): JsonObject => ({
  metadata: {},
  spec: { containers: [{ ...(command.length > 0 && { command }), image, name, resources: {} }], restartPolicy },
});
