import { readDocuments } from "../manifest/read-documents.ts";
import { isScenario, readScenario } from "../scenario/read-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { startWorld } from "../worker/client.ts";
import { defaultScenario } from "./default-scenario.ts";
import { keep } from "./kept.ts";
import { stoppedBy, usePage } from "./state.ts";

/** The one world of the page, and what its buttons do to it. */
const client = startWorld({
  snapshot: (snapshot) => usePage.setState({ snapshot }),
  fault: (fault) => usePage.setState({ fault, silent: false }),
  silent: (silent) => usePage.setState(silent ? { silent } : { silent, refused: undefined }),
});

const MANIFEST_FILE = "manifest.yaml";
/** The shell that the command line types into. */
const SHELL = "main";

/** Opens a world and lets it run. */
export function openWorld(scenario: Scenario = defaultScenario): void {
  usePage.setState({ snapshot: undefined, fault: undefined, silent: false, refused: undefined, problems: [] });
  client.open(scenario);
  client.pace(usePage.getState().speed);
}

/** Applies a manifest as a person would: saves the file, types the command. A scenario is opened instead. */
export function applyText(text: string): void {
  const first = readDocuments(text, MANIFEST_FILE).documents.find(({ value }) => value !== null);
  if (first && isScenario(first.value)) {
    const read = readScenario(first.value);
    if (read.ok) openWorld(read.scenario);
    else usePage.setState({ problems: read.problems.map(({ pointer, message }) => `${pointer}: ${message}`) });
    return;
  }
  usePage.setState({ problems: [] });
  if (isRefused("apply")) return;
  client.send({ type: "edit", file: MANIFEST_FILE, text });
  client.send({ type: "run", line: `kubectl apply -f ${MANIFEST_FILE}` });
}

/** Types a line into the shell; false when the world has stopped. */
export function typeLine(line: string): boolean {
  if (isRefused("line")) return false;
  client.send({ type: "run", line, session: SHELL });
  return true;
}

/** Ctrl-C in the shell. */
export const interrupt = (): void => client.send({ type: "interrupt", session: SHELL });

export const pause = (): void => client.pace(0);
export const play = (): void => client.pace(usePage.getState().speed);

/** Chooses how fast the world goes; one that is paused stays so. */
export function chooseSpeed(speed: number): void {
  usePage.setState({ speed });
  keep("speed", String(speed));
  if (isPlaying()) play();
}

/** A world that has not shown itself yet was opened to play. */
const isPlaying = (): boolean => (usePage.getState().snapshot?.speed ?? 1) > 0;

function isRefused(what: "apply" | "line"): boolean {
  const stopped = stoppedBy(usePage.getState()) !== undefined;
  usePage.setState({ refused: stopped ? what : undefined });
  return stopped;
}
