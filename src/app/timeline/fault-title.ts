import type { FaultReport } from "../../worker/protocol.ts";
import { clockText } from "../clock.ts";
import type { timelineTexts } from "../strings/timeline.ts";

/** Where and when the engine stopped, in one line. */
export function faultTitle({ component, key, atMs }: FaultReport, texts: (typeof timelineTexts)["en"]["stopped"]): string {
  // "worker" is the browser's, in which all of it runs: to a reader of the page a worker is a node.
  const where = component === "worker" ? "" : [component, key].filter((part) => part !== "").join(" ");
  return where === "" ? texts.faultNowhere : texts.fault(where, atMs === undefined ? "" : clockText(atMs));
}
