import type { Kernel } from "../simulation/kernel.ts";
import type { NodeServicesState, UnitLine, UnitLog } from "./state.ts";

const CHUNK_LINES = 64;
/** Simplified: a unit's journal keeps its newest 2,600 lines or so; a real one keeps gigabytes. */
const MOST_CHUNKS = 40;
const EMPTY: UnitLog = { sealed: [], open: [], count: 0, followers: [] };

export const logKey = (node: string, unit: string): string => `${node}/${unit}`;

/** Adds a line to what a unit said. */
export function appendLine(kernel: Kernel, state: NodeServicesState, key: string, line: UnitLine): UnitLog {
  const log = state.logs.get(key) ?? EMPTY;
  const open = [...log.open, line];
  const grown: UnitLog =
    open.length < CHUNK_LINES ? { ...log, open, count: log.count + 1 } : { ...log, sealed: [...log.sealed, open].slice(-MOST_CHUNKS), open: [], count: log.count + 1 };
  state.logs.set(key, kernel.freeze(grown));
  return grown;
}

/** The lines that are still there, oldest first. */
export const linesOf = ({ sealed, open }: UnitLog = EMPTY): readonly UnitLine[] => [...sealed.flat(), ...open];

export const follow = (kernel: Kernel, state: NodeServicesState, key: string, followers: readonly string[]): void =>
  void state.logs.set(key, kernel.freeze({ ...(state.logs.get(key) ?? EMPTY), followers }));
