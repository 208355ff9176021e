import type { KeptBranches } from "../../scenario/link/branches.ts";
import type { Mark } from "../../graph/model.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { startWorld } from "../../worker/client.ts";
import type { Answer, Frame, Goal, PageInput, Query, TerminalOutput } from "../../worker/protocol.ts";
import { noBranches, takeBranches, useBranches } from "./branches.ts";
import { resetCompare, takeOther } from "./compare.ts";
import { changeFile, filesAt, openFiles, useFiles } from "./files.ts";
import { lookAtFirstPod } from "./first-look.ts";
import { closeInstrument } from "./instrument.ts";
import { lastScene, rememberScene } from "./last-scene.ts";
import { countUpTo } from "../timeline/steps.ts";
import { allMarks, takeMarks } from "./marks.ts";
import { modelStore } from "./model-store.ts";
import { takeMessages, unopened, useMoment } from "./moment.ts";
import { resetPassed, takePassed } from "./passed.ts";
import { useOpened } from "./opened.ts";
import { useSelection } from "./selection.ts";

/** The one world of the page, and what its buttons do to it. */
const client = startWorld({
  frame: takeFrame,
  fault: (fault, canLook) => useMoment.setState({ fault, canLook, silent: false, speed: 0, goal: undefined }),
  silent: (silent) => useMoment.setState({ silent }),
});

function takeFrame(frame: Frame): void {
  const { viewMs, liveMs, speed, speedReached, goal, coming, forCommand = false, coarseBeforeMs = 0, forgetAfterMs, afresh } = frame;
  const before = useMoment.getState();
  const jumped = afresh || viewMs < before.viewMs;
  // First what a command printed last, then that it has ended: the prompt stands below it.
  for (const listener of outputListeners) listener(frame.output, afresh, forgetAfterMs);
  modelStore.apply(frame.changes, afresh);
  takeMarks(frame.marks, forgetAfterMs, afresh);
  takeMessages(frame.messages, viewMs, speed, jumped);
  if (jumped || arriving) resetPassed(allMarks(), viewMs);
  else takePassed(marksBetween(before.viewMs, viewMs), speed, performance.now());
  arriving &&= goal !== undefined || viewMs === 0;
  const stands = speed === 0 && goal === undefined && viewMs === before.viewMs;
  useMoment.setState({ viewMs, liveMs, speed, speedReached, goal, coming, forCommand, coarseBeforeMs, missed: frame.missed ?? (stands ? before.missed : undefined), opened: true });
  if (frame.branches) takeBranches(frame.branches, afresh);
  if (frame.other !== undefined) takeOther(frame.other);
  filesStale ||= afresh || forgetAfterMs !== undefined;
  if (filesStale && goal === undefined) refreshFiles();
}

/** A world is on its way to the moment that it was opened at: nobody looks yet. */
let arriving = false;

/** Of all that is known, what was passed on the way from one moment to a later one. */
function marksBetween(fromMs: number, toMs: number): readonly Mark[] {
  const marks = allMarks();
  return marks.slice(countUpTo(marks, fromMs), countUpTo(marks, toMs));
}

/** What the workstation has of the files is another than the editor knows of: the past was changed. */
let filesStale = false;

/** Asks what the workstation has, so that nothing is taken for saved that is not there. The person's own text stays. */
function refreshFiles(): void {
  filesStale = false;
  for (const { name } of useFiles.getState().files) {
    ask({ type: "file", path: name }).then(
      ({ text }) => changeFile(name, { saved: text }),
      () => undefined,
    );
  }
}

/** In a crowd, processes are told of the pod that is looked at only. */
useSelection.subscribe(({ selected }, before) => {
  if (selected !== before.selected) client.watch(selected?.startsWith("pod/") ? [selected] : []);
});

type OutputListener = (output: readonly TerminalOutput[], afresh: boolean, forgetAfterMs: number | undefined) => void;
const outputListeners = new Set<OutputListener>();

/** Hears what terminals print, and after which instant what they printed is no more. Returns how to end that. */
export function onOutput(listener: OutputListener): () => void {
  outputListeners.add(listener);
  return () => outputListeners.delete(listener);
}

const typedListeners = new Set<() => void>();

/** Hears that something was done that is to be kept. Returns how to end that. */
export function onTyped(listener: () => void): () => void {
  typedListeners.add(listener);
  return () => typedListeners.delete(listener);
}

const noteTyped = (): void => typedListeners.forEach((listener) => listener());

function send(input: PageInput, ...then: readonly PageInput[]): void {
  client.send(input, ...then);
  noteTyped();
}

/** Opens a world, with its files in the editor, and lets it run; with `atMs`, to that instant and no further. */
export function openWorld(scenario: Scenario, atMs?: number): void {
  useOpened.setState({ scenario });
  rememberScene({ scenario, engine: "", digest: "" });
  openFiles(filesAt(scenario, atMs ?? 0));
  reopen(scenario, atMs);
}

/** Opens a world that was kept with all that was typed into it: it goes as far as it had gone, and shows that moment. */
export function openKept(kept: Scenario, atMs: number, branches: KeptBranches): void {
  const scenario = { ...kept, inputs: kept.inputs.slice(0, branches.own) };
  useOpened.setState({ scenario });
  rememberScene({ scenario: kept, engine: "", digest: "", branches });
  openFiles(filesAt(kept, Number.POSITIVE_INFINITY));
  begin();
  client.open(scenario, { branches, lookMs: atMs });
}

/**
 * The same world in a new worker, with all that was typed into it and all of its branches, at the moment that was shown.
 * What the person wrote stays in the editor.
 */
export function bringBackWorld(): void {
  const { scenario } = useOpened.getState();
  const { viewMs } = useMoment.getState();
  const last = lastScene();
  if (!scenario) return;
  begin();
  client.open(last?.branches ? { ...last.scenario, inputs: last.scenario.inputs.slice(0, last.branches.own) } : scenario, last?.branches && { branches: last.branches, lookMs: viewMs });
  if (!last?.branches) arriveAt(viewMs);
}

/** The same scenario from 0s. What the person wrote stays in the editor. */
export function restartWorld(): void {
  const { scenario } = useOpened.getState();
  if (scenario) reopen(scenario);
}

function reopen(scenario: Scenario, atMs?: number): void {
  begin();
  client.open(scenario);
  if (atMs === undefined) client.pace(useMoment.getState().chosenSpeed);
  else arriveAt(atMs);
}

function arriveAt(atMs: number): void {
  arriving = true;
  client.go({ atMs });
}

/** Nothing of the world before is shown any more. */
function begin(): void {
  arriving = false;
  useMoment.setState(unopened);
  closeInstrument();
  useSelection.setState({ selected: undefined, container: undefined, hovered: undefined, near: false, why: undefined, field: undefined });
  useBranches.setState({ ...noBranches, left: undefined }, true);
  resetCompare();
  lookAtFirstPod();
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
  send({ type: "run", line, session });
}

export const typeKeys = (keys: string, session: string): void => send({ type: "keys", keys, session });
export const interrupt = (session = SHELL): void => send({ type: "interrupt", session });

/** Takes back what was typed last; what came of it is kept as a branch. */
export function undo(): void {
  client.undo();
  noteTyped();
}
export function redo(): void {
  client.redo();
  noteTyped();
}
/** To another branch of time: to where it had come, or to where it parts. */
export const goToBranch = (id: number, at?: "fork"): void => client.goToBranch(id, at);
/** Shows another branch beside this one, at the same moments; undefined: no more. */
export const compareWith = (id: number | undefined): void => client.compare(id);
export const nameBranch = (id: number, name: string): void => client.nameBranch(id, name);

/** Saves a file on the workstation. */
export function saveFile(name: string): void {
  const edit = editOf(name);
  if (edit) send(edit);
}

/** What the apply button does: saves the file and types the command. They are taken back together. */
export function applyFile(name: string): void {
  const edit = editOf(name);
  const line: PageInput = { type: "run", line: applyCommand(name), session: SHELL };
  if (edit) send(edit, line);
  else send(line);
}

/** Saves a file as it is given, if any, and types a line: taken back together. */
export function saveAndType(file: { readonly name: string; readonly text: string } | undefined, line: string): void {
  const run: PageInput = { type: "run", line, session: SHELL };
  if (!file) return send(run);
  const { name, text } = file;
  const known = useFiles.getState().files.some((other) => other.name === name);
  if (known) changeFile(name, { text, saved: text });
  else useFiles.setState(({ files }) => ({ files: [...files, { name, text, saved: text }] }));
  send({ type: "edit", file: name, text }, run);
}

/** The worker leaves it out where the file is like that already: at another moment it may not be. */
function editOf(name: string): PageInput | undefined {
  const file = useFiles.getState().files.find((other) => other.name === name);
  if (!file) return undefined;
  changeFile(name, { saved: file.text });
  return { type: "edit", file: name, text: file.text };
}

/** The command that the button types; it is shown on it. */
export const applyCommand = (name: string): string => `kubectl apply -f ${/^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`}`;
