import { create } from "zustand";
import type { Scenario } from "../../scenario/scenario.ts";

/** The scenario that plays. */
export const useOpened = create<{ readonly scenario: Scenario | undefined }>(() => ({ scenario: undefined }));
