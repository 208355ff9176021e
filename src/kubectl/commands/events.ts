import { resourceAt } from "../../api/resources.ts";
import { parseRfc3339, humanDuration } from "../../api/time.ts";
import type { Event } from "../../api/types.ts";
import { requireResource } from "../builder/arguments.ts";
import { call } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { bool, int, list, text } from "../flags/flag.ts";
import { allNamespacesFlag, outputFlags } from "../flags/shared-flags.ts";
import type { JsonObject } from "../../api/json.ts";
import { objectsAt } from "../objects.ts";
import { formatPrinter } from "../printers/output.ts";
import { alignTabs, tableLayout } from "../printers/tab-writer.ts";
import { tabbed } from "../printers/table.ts";
import type { Session } from "../session.ts";
import { nowMs, writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";

export const eventsCommand: Command = {
  name: "events",
  short: "List events",
  usage: "events [(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning] [options]",
  flags: [
    ...outputFlags,
    allNamespacesFlag,
    bool("watch", { shorthand: "w", usage: "After listing the requested events, watch for more events." }),
    bool("no-headers", { usage: "When using the default output format, don't print headers." }),
    text("for", { usage: "Filter events to only those pertaining to the specified resource." }),
    list("types", { usage: "Output only events of given types." }),
    int("chunk-size", { default: "500", usage: "Return large lists in chunks rather than all at once." }),
  ],
  run: events,
};

// Mirrors EventsOptions (kubectl/pkg/cmd/events/events.go).
function* events(session: Session): Task<Outcome> {
  const { flags } = session;
  const everywhere = flags.bool("all-namespaces");
  const types = flags.list("types");
  for (const type of types) if (!["normal", "warning"].includes(type.toLowerCase())) fail("valid --types are Normal or Warning");
  // Simplified: `kubectl events --watch` does not watch; `kubectl get events -w` does.
  if (flags.bool("watch")) fail("kubectl events --watch is not simulated: use kubectl get events -w");
  const resource = resourceAt("", "v1", "events") ?? fail("no events");
  const fieldSelector = aboutObject(flags.text("for"));
  const query = fieldSelector === "" ? {} : { fieldSelector };
  const listed = yield* call(session, { verb: "list", resource, ...(!everywhere && { namespace: session.namespace }), query });
  const found = (objectsAt(listed, "items") as unknown as readonly Event[]).filter((e) => types.length === 0 || types.some((t) => t.toLowerCase() === (e.type ?? "").toLowerCase()));
  if (found.length === 0) {
    yield* writeError(everywhere ? "No events found.\n" : `No events found in ${session.namespace} namespace.\n`);
    return 0;
  }
  const sorted = [...found].sort((a, b) => seenAt(a) - seenAt(b));
  const format = formatPrinter(session);
  if (format) {
    yield* writeOut(format({ apiVersion: "v1", items: sorted as unknown as readonly JsonObject[], kind: "List", metadata: { resourceVersion: "" } }));
    return 0;
  }
  const now = session.context.startsAtMs + (yield* nowMs());
  const head = [...(everywhere ? ["NAMESPACE"] : []), "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"];
  const rows = sorted.map((event) => [...(everywhere ? [event.metadata.namespace ?? ""] : []), ...cells(event, now)]);
  yield* writeOut(alignTabs(tabbed(flags.bool("no-headers") ? rows : [head, ...rows]), tableLayout));
  return 0;
}

function aboutObject(text: string): string {
  if (text === "") return "";
  const [type = "", name = "", ...more] = text.split("/");
  if (name === "" || more.length > 0) fail("--for must be in resource/name form");
  const { kind } = requireResource(type);
  return `involvedObject.kind=${kind},involvedObject.name=${name}`;
}

const timeOf = (text: string | null | undefined): number | undefined => (text ? parseRfc3339(text) : undefined);

// Mirrors eventTime: the last sighting.
const seenAt = (event: Event): number => timeOf(event.series?.lastObservedTime) ?? timeOf(event.lastTimestamp) ?? timeOf(event.eventTime) ?? 0;

function cells(event: Event, now: number): string[] {
  const { involvedObject, type = "", reason = "", message = "" } = event;
  return [lastSeen(event, now), type, reason, `${involvedObject.kind ?? ""}/${involvedObject.name ?? ""}`, message.trim()];
}

function lastSeen(event: Event, now: number): string {
  const since = (time: number | undefined) => (time === undefined ? "<unknown>" : humanDuration(now - time));
  const first = since(timeOf(event.eventTime) ?? timeOf(event.firstTimestamp));
  if (event.series) return `${since(timeOf(event.series.lastObservedTime))} (x${event.series.count} over ${first})`;
  return (event.count ?? 0) > 1 ? `${since(timeOf(event.lastTimestamp))} (x${event.count ?? 0} over ${first})` : first;
}
