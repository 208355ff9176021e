/** Every text of the page. Kubernetes' own words (kinds, reasons, kubectl's output) are never translated. */
export interface Strings {
  readonly tagline: string;
  readonly manifest: { readonly title: string; readonly hint: string; readonly apply: string; readonly restart: string };
  readonly time: {
    readonly play: string;
    readonly pause: string;
    readonly speed: string;
    readonly now: string;
    /** Shown when the engine cannot keep the pace. */
    readonly reached: (speed: string) => string;
  };
  readonly pods: string;
  readonly events: string;
  readonly command: { readonly title: string; readonly none: string; readonly running: string; readonly exitCode: (code: number) => string };
  readonly opening: string;
  readonly fault: (component: string, key: string, time: string) => string;
  readonly unreadable: string;
  readonly language: string;
  readonly disclaimer: string;
  readonly licences: string;
}

export const en: Strings = {
  tagline: "A Kubernetes cluster under glass",
  manifest: {
    title: "Manifest",
    hint: "YAML, as for kubectl apply. A whole scenario (kubarium.dev/v1) works too.",
    apply: "Apply",
    restart: "Start afresh",
  },
  time: {
    play: "Play",
    pause: "Pause",
    speed: "Speed",
    now: "Virtual time",
    reached: (speed) => `reached: ${speed}`,
  },
  pods: "Pods",
  events: "Events",
  command: { title: "Last command", none: "No command yet.", running: "still running", exitCode: (code) => `exit code ${code}` },
  opening: "Opening the cluster…",
  fault: (component, key, time) => `The engine stopped in ${component} (${key}) at ${time}. Your text is safe; start afresh to go on.`,
  unreadable: "This scenario cannot be read:",
  language: "中文",
  disclaimer: "A simulation of Kubernetes v1.36. Not affiliated with the CNCF.",
  licences: "Licences",
};
