import type { Json } from "../../api/json.ts";
import { formatLabels, formatLabelSelector } from "../../api/labels.ts";
import type { Event, KubernetesObject, LabelSelector } from "../../api/types.ts";
import { at, stringAt } from "../objects.ts";
import { describeEvents } from "./events.ts";
import type { Sheet } from "./sheet.ts";

// Mirrors describePodDisruptionBudgetV1 (kubectl/pkg/describe/describe.go).
export function describePodDisruptionBudget(sheet: Sheet, object: KubernetesObject, events: readonly Event[]): void {
  const json = object as unknown as Json;
  sheet.line(0, "Name:", object.metadata.name);
  sheet.line(0, "Namespace:", object.metadata.namespace ?? "");
  const [least, most] = [at(json, "spec", "minAvailable"), at(json, "spec", "maxUnavailable")];
  if (least !== undefined) sheet.line(0, "Min available:", String(least));
  else if (most !== undefined) sheet.line(0, "Max unavailable:", String(most));
  const selector = at(json, "spec", "selector") as LabelSelector | undefined;
  sheet.line(0, "Selector:", selector ? formatLabelSelector(selector) : "<unset>");
  sheet.line(0, "Status:");
  const count = (field: string) => String(at(json, "status", field) ?? 0);
  sheet.line(2, "Allowed disruptions:", count("disruptionsAllowed"));
  sheet.line(2, "Current:", count("currentHealthy"));
  sheet.line(2, "Desired:", count("desiredHealthy"));
  sheet.line(2, "Total:", count("expectedPods"));
  describeEvents(sheet, events);
}

// Mirrors describePriorityClass.
export function describePriorityClass(sheet: Sheet, object: KubernetesObject, events: readonly Event[]): void {
  const json = object as unknown as Json;
  sheet.line(0, "Name:", object.metadata.name);
  sheet.line(0, "Value:", String(at(json, "value") ?? 0));
  sheet.line(0, "GlobalDefault:", String(at(json, "globalDefault") ?? false));
  sheet.line(0, "PreemptionPolicy:", stringAt(json, "preemptionPolicy"));
  sheet.line(0, "Description:", stringAt(json, "description"));
  sheet.line(0, "Annotations:", formatLabels(object.metadata.annotations));
  describeEvents(sheet, events);
}
