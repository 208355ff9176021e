import { create } from "zustand";
import type { FaultReport, Snapshot } from "../worker/protocol.ts";
import { kept } from "./kept.ts";
import { speedOf } from "./speeds.ts";
import { preferredLanguage, type Language } from "./strings/language.ts";

/** What the page knows: the last snapshot, and how the person looks at it. Truth stays in the worker. */
interface PageState {
  readonly language: Language;
  /** Chosen speed, kept while paused and for the next world. */
  readonly speed: number;
  readonly snapshot: Snapshot | undefined;
  readonly fault: FaultReport | undefined;
  /** True while the worker owes an answer for longer than is usual. */
  readonly silent: boolean;
  /** What a world that has stopped was asked to do, and did not. */
  readonly refused: "apply" | "line" | undefined;
  /** Why the text box could not be opened as a scenario. */
  readonly problems: readonly string[];
}

export const usePage = create<PageState>(() => ({
  language: preferredLanguage(location.search, navigator.language),
  speed: speedOf(kept("speed")),
  snapshot: undefined,
  fault: undefined,
  silent: false,
  refused: undefined,
  problems: [],
}));

/** Why the world does nothing now: it failed, or it does not answer. */
export const stoppedBy = ({ fault, silent }: Pick<PageState, "fault" | "silent">): "fault" | "silence" | undefined =>
  fault ? "fault" : silent ? "silence" : undefined;

export const setLanguage = (language: Language): void => {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  usePage.setState({ language });
};
