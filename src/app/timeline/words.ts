import type { Coming, Mark } from "../../graph/model.ts";
import { clockText } from "../clock.ts";
import { modelStore } from "../state/model-store.ts";
import type { timelineTexts } from "../strings/timeline.ts";
import type { TransportTexts } from "../strings/transport.ts";
import type { Mode } from "./mode.ts";
import { lengthText } from "./scale.ts";

/** Marks, plans and modes in words. Kubernetes' own words stay as they are. */
export type Texts = (typeof timelineTexts)["en"];

/** A mark in words: what kind of thing it is, and what it says. `own`: the text is Kubernetes' or the person's own, in English or code. */
export interface Said {
  readonly what: string;
  readonly text: string;
  readonly own: boolean;
}

export function saidOf(mark: Mark, { marks }: Texts): Said {
  switch (mark.kind) {
    case "input":
      return { what: marks.input, text: mark.text, own: true };
    case "podCreated":
      return { what: marks.created, text: mark.name, own: true };
    case "podDeleted":
      return { what: marks.deleted, text: mark.name, own: true };
    case "status":
      return { what: marks.status, text: mark.status, own: true };
    case "container": {
      const rest = [mark.state, mark.reason, mark.exitCode === undefined ? "" : marks.exitCode(mark.exitCode)].filter((part) => part !== "");
      return { what: `${marks.container} ${mark.container}`, text: rest.join(", "), own: false };
    }
    case "probe": {
      const text = mark.result === "success" ? marks.passed : mark.result === "failure" ? marks.failed(mark.inARow, mark.threshold) : marks.noVerdict;
      return { what: `${probeField(mark.probe)} ${mark.container}`, text, own: false };
    }
    case "event":
      return { what: `${mark.type} ${mark.reason}`, text: mark.pod === "" ? `${mark.object}: ${mark.message}` : mark.message, own: true };
    case "clock": {
      const length = lengthText(mark.clock.untilMs - mark.clock.fromMs);
      const { what, container, untilMs } = mark.clock;
      const name = what === "grace" ? marks.grace(length) : what === "pull" ? marks.pull : marks.backOff(length);
      return { what: container === undefined ? name : `${name} ${container}`, text: marks.until(clockText(untilMs)), own: false };
    }
    case "request":
      return { what: `${marks.request}: ${marks.verdicts[mark.verdict]}`, text: mark.asked, own: true };
    case "node":
      return { what: `${marks.node} ${mark.node.slice(mark.node.indexOf("/") + 1)}`, text: mark.status, own: true };
  }
}

/** The field's own name: "livenessProbe". */
export const probeField = (probe: string): string => (probe.endsWith("Probe") ? probe : `${probe}Probe`);

/** What is planned, in the fewest words. */
export function comingText({ what, container, detail }: Pick<Coming, "what" | "container" | "detail">, { coming }: Pick<TransportTexts, "coming">): string {
  switch (what) {
    case "probe":
      return coming.probe(probeField(detail), container);
    case "kill":
      return coming.kill(container);
    case "restart":
      return coming.restart(container);
    case "pullAgain":
      return coming.pullAgain(container);
    case "pulled":
      return coming.pulled(detail);
    case "input":
      return coming.input(detail);
  }
}

/** The name of a pod, as long as it is known. */
export const podName = (key: string): string => modelStore.get("pod", key)?.name ?? "";

export function modeText(mode: Mode, { mode: words }: Pick<TransportTexts, "mode">, speed: (value: number) => string): string {
  if (mode.word === "behind") return words.behind(speed(mode.asked), speed(mode.reached));
  if (mode.word === "toInstant") return words.toInstant(clockText(mode.atMs, 2));
  if (mode.word === "toNext" || mode.word === "noNext") return words[mode.word](words.next[mode.goal]);
  return words[mode.word];
}
