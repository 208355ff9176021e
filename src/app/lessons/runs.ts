import { create } from "zustand";
import { onOutput, SHELL, typeLine } from "../state/world.ts";

/** What has become of a command line, last time: it waits for the terminal, runs, or has ended with an exit code. */
export type Run = "waiting" | "running" | number;

/** Command lines of the first shell, by their text: those of a click and those that were typed. */
export const useRuns = create<{ readonly runs: ReadonlyMap<string, Run> }>(() => ({ runs: new Map() }));

/** Lines that are remembered. */
const MOST = 200;

let current: string | undefined;

onOutput((output, afresh) => {
  const heard = output.filter(({ session, type }) => session === SHELL && type !== "text");
  if (!afresh && heard.length === 0) return;
  const runs = new Map(afresh ? [] : useRuns.getState().runs);
  if (afresh) current = undefined;
  for (const one of heard) {
    if (one.type === "line") current = one.text;
    if (current === undefined) continue;
    runs.delete(current);
    runs.set(current, one.type === "end" ? one.exitCode : "running");
  }
  useRuns.setState({ runs: new Map([...runs].slice(-MOST)) });
});

/** Types a line into the first shell. It waits there while something else runs, such as a shell in a container. */
export function runLine(line: string): void {
  useRuns.setState(({ runs }) => ({ runs: new Map([...runs].filter(([other]) => other !== line).concat([[line, "waiting"]])) }));
  typeLine(line);
}
