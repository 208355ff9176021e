/** Why a world does nothing: it failed, or it does not answer. */
type Stop = "fault" | "silence";

/** Every text of the page. Kubernetes' own words (kinds, reasons, kubectl's output) are never translated. */
export interface Strings {
  readonly tagline: string;
  readonly manifest: { readonly title: string; readonly hint: string; readonly apply: string; readonly restart: string };
  readonly time: {
    readonly play: string;
    readonly pause: string;
    readonly speed: string;
    readonly now: string;
    /** In the place of play and pause, when there is nothing to play. */
    readonly stopped: Readonly<Record<Stop, string>>;
    /** Shown when the engine cannot keep the pace. */
    readonly reached: (speed: string) => string;
  };
  readonly pods: string;
  readonly events: string;
  readonly command: {
    readonly title: string;
    readonly none: string;
    readonly running: string;
    readonly exitCode: (code: number) => string;
    readonly line: string;
    readonly hint: string;
    readonly busy: (line: string) => string;
    readonly interrupt: string;
  };
  readonly opening: string;
  /** Beside a list of a world that does nothing any more. */
  readonly asOf: (time: string, stop: Stop) => string;
  readonly fault: (component: string, key: string, time: string | undefined) => string;
  readonly silent: string;
  readonly refused: (what: "apply" | "line", stop: Stop) => string;
  readonly afresh: { readonly apply: string; readonly line: string };
  readonly unreadable: string;
  readonly language: string;
  readonly disclaimer: string;
  readonly licences: string;
}

export const en: Strings = {
  tagline: "A Kubernetes cluster under glass",
  manifest: {
    title: "Manifest",
    hint: "YAML, as for kubectl apply. A whole scenario (kubarium.dev/v1) works too. Ctrl+Enter applies.",
    apply: "Apply",
    restart: "Start afresh",
  },
  time: {
    play: "Play",
    pause: "Pause",
    speed: "Speed",
    now: "Virtual time",
    stopped: { fault: "Stopped", silence: "No answer" },
    reached: (speed) => `reached: ${speed}`,
  },
  pods: "Pods",
  events: "Events",
  command: {
    title: "Last command",
    none: "No command yet.",
    running: "still running",
    exitCode: (code) => `exit code ${code}`,
    line: "Command line",
    hint: "Enter runs it, the arrow keys bring back earlier lines.",
    busy: (line) => `“${line}” is running. What you type now waits for it; Ctrl+C ends it.`,
    interrupt: "Interrupt",
  },
  opening: "Opening the cluster…",
  asOf: (time, stop) => (stop === "fault" ? `as of ${time}, stopped` : `as of ${time}, no answer since`),
  fault: (component, key, time) =>
    `The engine stopped in ${component}${key === "" ? "" : ` (${key})`}${time === undefined ? "" : ` at ${time}`}. Your text is safe; start afresh to go on.`,
  silent: "The cluster has not answered for three seconds: a step of it takes very long, or never ends. What it showed last stays here and your text is safe. You can wait, or start afresh.",
  refused: (what, stop) =>
    `${stop === "fault" ? "The world has stopped" : "The cluster does not answer"}: ${what === "apply" ? "nothing was applied" : "the line was not run"}.`,
  afresh: { apply: "Start afresh and apply", line: "Start afresh and run it" },
  unreadable: "This scenario cannot be read:",
  language: "中文",
  disclaimer: "A simulation of Kubernetes v1.36. Not affiliated with the CNCF.",
  licences: "Licences",
};
