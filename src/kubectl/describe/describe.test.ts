import { expect, test } from "vitest";
import type { Event, Pod } from "../../api/types.ts";
import { readDocuments } from "../../manifest/read-documents.ts";
import { alignTabs, describeLayout } from "../printers/tab-writer.ts";
import { describeEvents } from "./events.ts";
import { describePod } from "./pod.ts";
import pods from "./pods.json" with { type: "json" };
import { Sheet } from "./sheet.ts";

const nowMs = Date.UTC(2026, 10, 21, 2, 33, 27);
const aligned = (write: (sheet: Sheet) => void): string => {
  const sheet = new Sheet(nowMs);
  write(sheet);
  return alignTabs(sheet.toString(), describeLayout);
};

// Both texts are from one real pod: what `get -o yaml` and `describe` said of it.
test.each(pods)("pod $name is described as a real kubectl describes it", ({ yaml, described }) => {
  const pod = readDocuments(yaml, "pod.yaml").documents[0]?.value as unknown as Pod;
  const text = aligned((sheet) => describePod(sheet, pod, []));
  expect(text).toBe(`${described}Events:                      <none>\n`);
});

const event = (more: Partial<Event>): Event => ({
  apiVersion: "v1", kind: "Event", metadata: { name: "e", uid: "", resourceVersion: "", creationTimestamp: "" }, involvedObject: { fieldPath: "spec.containers{main}" },
  type: "Normal", reason: "Pulled", message: "Container image present", source: { component: "kubelet" }, firstTimestamp: "2026-11-21T02:33:13Z", lastTimestamp: "2026-11-21T02:33:14Z", count: 2, ...more,
});

test("events come in the order of their last sighting; counts and spans stand behind the age", () => {
  const scheduled = event({ involvedObject: {}, reason: "Scheduled", message: "Successfully assigned default/retry to worker-2", source: {}, reportingComponent: "default-scheduler", eventTime: "2026-11-21T02:33:12.5Z", firstTimestamp: null, lastTimestamp: null, count: 0 });
  const backOff = event({ type: "Warning", reason: "BackOff", message: " Back-off restarting\n", firstTimestamp: "2026-11-21T02:33:20Z", lastTimestamp: "2026-11-21T02:33:20Z", count: 1 });
  expect(aligned((sheet) => describeEvents(sheet, [backOff, event({}), scheduled]))).toBe(
    "Events:\n" +
      "  Type     Reason     Age                From               Message\n" +
      "  ----     ------     ----               ----               -------\n" +
      "  Normal   Scheduled  14s                default-scheduler  Successfully assigned default/retry to worker-2\n" +
      "  Normal   Pulled     13s (x2 over 14s)  kubelet            spec.containers{main}: Container image present\n" +
      "  Warning  BackOff    7s                 kubelet            spec.containers{main}: Back-off restarting\n",
  );
});
