import type { Json, JsonObject } from "../../api/json.ts";
import type { Event, KubernetesObject } from "../../api/types.ts";
import { at, objectsAt, stringAt } from "../objects.ts";
import { describeEvents } from "./events.ts";
import { longTime, type Sheet } from "./sheet.ts";

// Mirrors describeHorizontalPodAutoscalerV2 (kubectl/pkg/describe/describe.go).
export function describeAutoscaler(sheet: Sheet, object: KubernetesObject, events: readonly Event[]): void {
  const json = object as unknown as Json;
  sheet.identity(object.metadata);
  sheet.line(0, "CreationTimestamp:", longTime(object.metadata.creationTimestamp));
  const target = stringAt(json, "spec", "scaleTargetRef", "kind");
  sheet.line(0, "Reference:", `${target}/${stringAt(json, "spec", "scaleTargetRef", "name")}`);
  sheet.line(0, "Metrics:", "( current / target )");
  const current = objectsAt(json, "status", "currentMetrics");
  objectsAt(json, "spec", "metrics").forEach((metric, i) => describeMetric(sheet, metric, current[i]));
  sheet.line(0, "Min replicas:", String(at(json, "spec", "minReplicas") ?? "<unset>"));
  sheet.line(0, "Max replicas:", String(at(json, "spec", "maxReplicas") ?? 0));
  describeBehavior(sheet, json);
  sheet.line(0, `${target} pods:`, `${String(at(json, "status", "currentReplicas") ?? 0)} current / ${String(at(json, "status", "desiredReplicas") ?? 0)} desired`);
  const conditions = objectsAt(json, "status", "conditions");
  if (conditions.length > 0) {
    sheet.line(0, "Conditions:");
    sheet.line(1, "Type", "Status", "Reason", "Message");
    sheet.line(1, "----", "------", "------", "-------");
  }
  for (const c of conditions) sheet.line(1, stringAt(c, "type"), stringAt(c, "status"), stringAt(c, "reason"), stringAt(c, "message"));
  describeEvents(sheet, events);
}

function describeMetric(sheet: Sheet, metric: JsonObject, current: JsonObject | undefined): void {
  const type = stringAt(metric, "type");
  const source = type.charAt(0).toLowerCase() + type.slice(1);
  const wanted = (field: string) => at(metric, source, "target", field);
  const now = (field: string) => at(current, source, "current", field);
  const average = `${String(now("averageValue") ?? "<unknown>")} / ${String(wanted("averageValue") ?? "")}`;
  const plain = `${String(now("value") ?? "<unknown>")} / ${String(wanted("value") ?? "")}`;
  const name = stringAt(metric, source, "metric", "name");
  switch (type) {
    case "External":
      return wanted("averageValue") === undefined ? sheet.line(1, `${JSON.stringify(name)} (target value):`, plain) : sheet.line(1, `${JSON.stringify(name)} (target average value):`, average);
    case "Pods":
      return sheet.line(1, `${JSON.stringify(name)} on pods:`, average);
    case "Object": {
      const on = `"${name}" on ${stringAt(metric, source, "describedObject", "kind")}/${stringAt(metric, source, "describedObject", "name")} `;
      return wanted("type") === "AverageValue" ? sheet.line(1, `${on}(target average value):`, average) : sheet.line(1, `${on}(target value):`, plain);
    }
    case "Resource":
    case "ContainerResource": {
      const container = type === "Resource" ? "" : ` of container "${stringAt(metric, source, "container")}"`;
      const title = `resource ${stringAt(metric, source, "name")}${container} on pods`;
      if (wanted("averageValue") !== undefined) return sheet.line(1, `${title}:`, average);
      const utilization = now("averageUtilization") === undefined ? "<unknown>" : `${String(now("averageUtilization"))}% (${String(now("averageValue") ?? "0")})`;
      // Both halves are indented on one line, as upstream writes them.
      return sheet.line(1, `${title}  (as a percentage of request):`, `${utilization} / ${wanted("averageUtilization") === undefined ? "<auto>" : `${String(wanted("averageUtilization"))}%`}`);
    }
    default:
      return sheet.line(1, `<unknown metric type ${JSON.stringify(type)}>`);
  }
}

// Mirrors printDirectionBehavior.
function describeBehavior(sheet: Sheet, json: Json): void {
  if (at(json, "spec", "behavior") === undefined) return;
  sheet.line(0, "Behavior:");
  for (const [title, field] of [["Scale Up", "scaleUp"], ["Scale Down", "scaleDown"]] as const) {
    const rules = at(json, "spec", "behavior", field);
    if (rules === undefined) continue;
    sheet.line(1, `${title}:`);
    const window = at(rules, "stabilizationWindowSeconds");
    if (window !== undefined) sheet.line(2, `Stabilization Window: ${String(window)} seconds`);
    const policies = objectsAt(rules, "policies");
    if (policies.length === 0) continue;
    sheet.line(2, `Select Policy: ${stringAt(rules, "selectPolicy") || "Max"}`);
    sheet.line(2, "Policies:");
    for (const p of policies) sheet.line(3, `- Type: ${stringAt(p, "type")}`, `Value: ${String(p["value"])}`, `Period: ${String(p["periodSeconds"])} seconds`);
  }
}
