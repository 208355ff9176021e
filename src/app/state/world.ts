import type { Scenario } from "../../scenario/scenario.ts";
import { startWorld } from "../../worker/client.ts";
import type { Answer, Frame, Goal, Query, TerminalOutput } from "../../worker/protocol.ts";
import { changeFile, openFiles, useFiles } from "./files.ts";
import { lookAtFirstPod } from "./first-look.ts";
import { takeMarks } from "./marks.ts";
import { modelStore } from "./model-store.ts";
import { takeMessages, unopened, useMoment } from "./moment.ts";
import { useOpened } from "./opened.ts";
import { useSelection } from "./selection.ts";

/** The one world of the page, and what its buttons do to it. */
const client = startWorld({
  frame: takeFrame,
  fault: (fault, canLook) => useMoment.setState({ fault, canLook, silent: false, speed: 0, goal: undefined }),
  silent: (silent) => useMoment.setState({ silent }),
});

function takeFrame(frame: Frame): void {
  const { viewMs, liveMs, speed, speedReached, goal, coming, afresh } = frame;
  const jumped = afresh || viewMs < useMoment.getState().viewMs;
  // First what a command printed last, then that it has ended: the prompt stands below it.
  for (const listener of outputListeners) listener(frame.output, afresh);
  modelStore.apply(frame.changes, afresh);
  takeMarks(frame.marks, frame.forgetAfterMs, afresh);
  takeMessages(frame.messages, viewMs, speed, jumped);
  useMoment.setState({ viewMs, liveMs, speed, speedReached, goal, coming, opened: true });
}

/** In a crowd, processes are told of the pod that is looked at only. */
useSelection.subscribe(({ selected }, before) => {
  if (selected !== before.selected) client.watch(selected?.startsWith("pod/") ? [selected] : []);
});

type OutputListener = (output: readonly TerminalOutput[], afresh: boolean) => void;
const outputListeners = new Set<OutputListener>();

/** Hears what terminals print. Returns how to end that. */
export function onOutput(listener: OutputListener): () => void {
  outputListeners.add(listener);
  return () => outputListeners.delete(listener);
}

/** Opens a world, with its files in the editor, and lets it run; with `atMs`, to that instant and no further. */
export function openWorld(scenario: Scenario, atMs?: number): void {
  useOpened.setState({ scenario });
  openFiles(scenario.files);
  reopen(scenario, atMs);
}

/** The same scenario from 0s. What the person wrote stays in the editor. */
export function restartWorld(): void {
  const { scenario } = useOpened.getState();
  if (scenario) reopen(scenario);
}

function reopen(scenario: Scenario, atMs?: number): void {
  useMoment.setState(unopened);
  useSelection.setState({ selected: undefined, container: undefined, hovered: undefined, near: false, why: undefined, field: undefined });
  lookAtFirstPod();
  client.open(scenario);
  if (atMs === undefined) client.pace(useMoment.getState().chosenSpeed);
  else client.go({ atMs });
}

export const play = (): void => client.pace(useMoment.getState().chosenSpeed);
export const pause = (): void => client.pace(0);
export const go = (to: Goal): void => client.go(to);
export const look = (atMs: number | "live"): void => client.look(atMs);

/** Asks about the moment that is looked at. Rejects when the world is gone. */
export const ask = <Type extends Query["type"]>(query: Extract<Query, { type: Type }>): Promise<Extract<Answer, { type: Type }>> =>
  client.ask(query) as Promise<Extract<Answer, { type: Type }>>;

/** The shell that buttons and the first terminal type into. */
export const SHELL = "main";

/** Types a line into a shell, as a person would. */
export function typeLine(line: string, session = SHELL): void {
  client.send({ type: "run", line, session });
}

export const typeKeys = (keys: string, session: string): void => client.send({ type: "keys", keys, session });
export const interrupt = (session = SHELL): void => client.send({ type: "interrupt", session });

/** Saves a file on the workstation. */
export function saveFile(name: string): void {
  const file = useFiles.getState().files.find((other) => other.name === name);
  if (!file || file.text === file.saved) return;
  client.send({ type: "edit", file: name, text: file.text });
  changeFile(name, { saved: file.text });
}

/** What the apply button does: saves the file and types the command. */
export function applyFile(name: string): void {
  saveFile(name);
  typeLine(applyCommand(name));
}

/** The command that the button types; it is shown on it. */
export const applyCommand = (name: string): string => `kubectl apply -f ${/^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`}`;
