import type { JsonObject } from "../../api/json.ts";
import { canonicalQuantity } from "../../api/quantity.ts";
import { groupVersion, resourceAt } from "../../api/resources.ts";
import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import { call, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, problemOf, throwAll, throwProblem } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { int, text } from "../flags/flag.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags } from "../flags/shared-flags.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";

export const autoscaleCommand: Command = {
  name: "autoscale",
  short: "Auto-scale a deployment, replica set, stateful set, or replication controller",
  usage: "autoscale (-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY] [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    dryRunFlag,
    fieldManagerFlag("kubectl-autoscale"),
    int("min", { default: "-1", usage: "The lower limit for the number of pods that can be set by the autoscaler. If it's not specified or negative, the server will apply a default value." }),
    int("max", { default: "-1", usage: "The upper limit for the number of pods that can be set by the autoscaler. Required." }),
    text("cpu", { usage: "Target CPU utilization over all the pods, as a percentage of the request ('70%') or as a quantity ('500m')." }),
    text("memory", { usage: "Target memory utilization over all the pods, as a percentage of the request ('60%') or as a quantity ('200Mi')." }),
    int("cpu-percent", { default: "-1", usage: "The target average CPU utilization over all the pods.", hidden: true }),
    text("name", { usage: "The name for the newly created object. If not specified, the name of the input resource will be used." }),
  ],
  run: autoscale,
};

const deprecated = "Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).\n";

// Mirrors AutoscaleOptions.Validate and Run (kubectl/pkg/cmd/autoscale/autoscale.go).
function* autoscale(session: Session): Task<Outcome> {
  const { flags, args } = session;
  if (flags.changed("cpu-percent")) yield* writeError(deprecated);
  if (!flags.changed("max")) fail('required flag(s) "max" not set');
  const [min, max] = [flags.int("min"), flags.int("max")];
  if (max < 1) fail(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
  if (max < min) fail(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`);
  if (flags.changed("cpu") && flags.changed("cpu-percent")) fail("--cpu and --cpu-percent are mutually exclusive");
  const metrics = metricsOf(flags);
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const { infos, problems } = yield* build(session, { args });
  const failed: Problem[] = [...problems];
  for (const info of infos) {
    try {
      yield* getObject(session, info);
      const { resource } = info;
      if (!resource.subresources.includes("scale")) fail(`cannot autoscale a ${resource.kind}: could not find scale subresource for ${resource.group}/${resource.version}, Resource=${resource.resource} in discovery information`);
      const body = autoscalerFor(session, info, metrics);
      yield* writeOut(print(dryRun === "client" ? body : yield* create(session, info, body, dryRun === "server"), "autoscaled"));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

function metricsOf(flags: FlagValues): readonly JsonObject[] {
  const metric = (name: string, target: JsonObject): JsonObject => ({ resource: { name, target }, type: "Resource" });
  const percent = flags.int("cpu-percent");
  const wanted = (name: string): readonly JsonObject[] => {
    const value = flags.text(name);
    if (value === "") return [];
    if (/^\d+%$/.test(value)) return [metric(name, { averageUtilization: Number(value.slice(0, -1)), type: "Utilization" })];
    return [metric(name, { averageValue: canonicalQuantity(value) ?? fail(`invalid ${name} value: ${value}`), type: "AverageValue" })];
  };
  return [...(percent >= 0 ? [metric("cpu", { averageUtilization: percent, type: "Utilization" })] : []), ...wanted("cpu"), ...wanted("memory")];
}

function autoscalerFor({ flags, namespaceGiven, namespace }: Session, { resource, name }: Info, metrics: readonly JsonObject[]): JsonObject {
  const min = flags.int("min");
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: flags.text("name") || name, ...(namespaceGiven && { namespace }) },
    spec: {
      maxReplicas: flags.int("max"),
      ...(metrics.length > 0 && { metrics }),
      ...(min > 0 && { minReplicas: min }),
      scaleTargetRef: { apiVersion: groupVersion(resource.group, resource.version), kind: resource.kind, name },
    },
    status: { currentMetrics: null, desiredReplicas: 0 },
  };
}

/** What v2 refuses is tried as v1, which knows a share of the CPU only. */
function* create(session: Session, info: Info, body: JsonObject, dry: boolean): Task<JsonObject> {
  const resource = resourceAt("autoscaling", "v2", "horizontalpodautoscalers") ?? fail("no horizontalpodautoscalers");
  const query = { fieldManager: session.flags.text("field-manager"), ...(dry && { dryRun: true }) };
  try {
    return yield* call(session, { verb: "create", resource, namespace: info.namespace, query, body });
  } catch (error) {
    const problem = problemOf(error);
    const { flags } = session;
    const why = (text: string) => fail(`failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: ${text}`);
    if (flags.int("cpu-percent") < 0 && flags.text("cpu") === "") return why("empty input");
    return throwProblem(problem);
  }
}
