import type { Event, KubernetesObject } from "../../api/types.ts";
import { parseRfc3339 } from "../../api/time.ts";
import { resourceAt } from "../../api/resources.ts";
import { call } from "../client.ts";
import { fail } from "../failure.ts";
import { objectsAt } from "../objects.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import type { Sheet } from "./sheet.ts";

/** The Events about an object. `uid` instead of the object's own where upstream asks so (nodes are known by their name). */
export function* eventsAbout(session: Session, object: KubernetesObject, uid = object.metadata.uid): Task<readonly Event[]> {
  const { name, namespace } = object.metadata;
  const resource = resourceAt("", "v1", "events") ?? fail("no events");
  const fields = [
    `involvedObject.name=${name}`,
    ...(namespace === undefined ? [] : [`involvedObject.namespace=${namespace}`]),
    `involvedObject.kind=${object.kind}`,
    ...(uid === "" ? [] : [`involvedObject.uid=${uid}`]),
  ];
  const listed = yield* call(session, { verb: "list", resource, ...(namespace !== undefined && { namespace }), query: { fieldSelector: fields.join(","), limit: 500 } });
  return objectsAt(listed, "items") as unknown as readonly Event[];
}

// Mirrors DescribeEvents (kubectl/pkg/describe/describe.go).
export function describeEvents(sheet: Sheet, events: readonly Event[]): void {
  if (!sheet.showsEvents) return;
  if (events.length === 0) return sheet.line(0, "Events:", "<none>");
  sheet.line(0, "Events:");
  sheet.line(1, "Type", "Reason", "Age", "From", "Message");
  sheet.line(1, "----", "------", "----", "----", "-------");
  for (const event of [...events].sort((a, b) => lastSeen(a) - lastSeen(b))) {
    const { type = "", reason = "", message = "", source, reportingComponent = "" } = event;
    const path = event.involvedObject.fieldPath;
    sheet.line(1, type, reason, eventAge(sheet, event), source?.component || reportingComponent, `${path ? `${path}: ` : ""}${message.trim()}`);
  }
}

// Events of the events API have no last timestamp: they come first.
const lastSeen = (event: Event): number => (event.lastTimestamp ? (parseRfc3339(event.lastTimestamp) ?? 0) : Number.NEGATIVE_INFINITY);

function eventAge(sheet: Sheet, event: Event): string {
  const first = sheet.since(event.eventTime || event.firstTimestamp);
  if (event.series) return `${sheet.since(event.series.lastObservedTime)} (x${event.series.count} over ${first})`;
  const count = event.count ?? 0;
  return count > 1 ? `${sheet.since(event.lastTimestamp)} (x${count} over ${first})` : first;
}
