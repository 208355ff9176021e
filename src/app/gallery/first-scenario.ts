import first from "virtual:gallery/first";
import type { Scenario } from "../../scenario/scenario.ts";

/** What a first visit opens on: a scene that runs and explains itself by being looked at. */
export const firstScenario = (): Scenario => first;
