import { create } from "zustand";
import type { FaultReport, Snapshot } from "../worker/protocol.ts";
import { preferredLanguage, type Language } from "./strings/language.ts";

/** What the page knows: the last snapshot, and how the person looks at it. Truth stays in the worker. */
interface PageState {
  readonly language: Language;
  /** Chosen speed, kept while paused and for the next world. */
  readonly speed: number;
  readonly snapshot: Snapshot | undefined;
  readonly fault: FaultReport | undefined;
  /** Why the text box could not be opened as a scenario. */
  readonly problems: readonly string[];
}

export const usePage = create<PageState>(() => ({
  language: preferredLanguage(location.search, navigator.language),
  speed: 1,
  snapshot: undefined,
  fault: undefined,
  problems: [],
}));

export const setLanguage = (language: Language): void => {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  usePage.setState({ language });
};
