import { isObject, type Json, type JsonObject } from "../../api/json.ts";
import { bounds } from "../bounds.ts";
import { createChecks } from "../checks.ts";
import { readInputs } from "../inputs.ts";
import type { ScenarioInput } from "../scenario.ts";
import { writeInput } from "../write-scenario.ts";

/** All that was typed into a scenario, in each of its futures: what a browser keeps of it beside the scenario that is played. */
export interface KeptBranches {
  /** So many of the scenario's inputs are its own, the first of them; the others were typed. */
  readonly own: number;
  /** What was typed in any of the branches, once each, with its instant. */
  readonly inputs: readonly ScenarioInput[];
  readonly branches: readonly KeptBranch[];
  /** The branch that is played: its place in `branches`. */
  readonly current: number;
}

export interface KeptBranch {
  /** Places in `inputs`, in order of time. */
  readonly inputs: readonly number[];
  /** How far it had gone. */
  readonly untilMs: number;
  /** As the person called it. */
  readonly name?: string;
}

/** Branches that are kept, the one that is played included. */
export const MOST_BRANCHES = 50;
export const MOST_NAME_CHARACTERS = 80;

export function writeBranches({ own, inputs, branches, current }: KeptBranches): JsonObject {
  return { own, inputs: inputs.map(writeInput), branches: branches.map(({ inputs: places, untilMs, name }) => ({ inputs: [...places], untilMs, ...(name !== undefined && { name }) })), current };
}

/** Reads them, wherever they come from; undefined when anything is wrong: the scenario is played without them. `own`: the scenario's inputs. */
export function readBranches(value: Json | undefined, all: readonly ScenarioInput[]): KeptBranches | undefined {
  if (!isObject(value)) return undefined;
  const { own, current } = value;
  if (!isWhole(own, all.length)) return undefined;
  // Keys go to shells that the scenario's own lines open, too.
  const checks = createChecks();
  const before = all.slice(0, own).map(writeInput);
  const inputs = readInputs(Array.isArray(value["inputs"]) ? [...before, ...value["inputs"]] : undefined, "/inputs", checks).slice(own);
  const branches = readEach(value["branches"], inputs);
  if (checks.problems.length > 0 || inputs.some(({ when }) => !("atMs" in when)) || !branches || !isWhole(current, branches.length - 1)) return undefined;
  return { own, inputs, branches, current };
}

function readEach(value: Json | undefined, inputs: readonly ScenarioInput[]): readonly KeptBranch[] | undefined {
  if (!Array.isArray(value) || value.length > MOST_BRANCHES) return undefined;
  const branches = value.map((one: Json) => readBranch(one, inputs));
  return branches.every((branch) => branch !== undefined) ? branches : undefined;
}

function readBranch(value: Json, inputs: readonly ScenarioInput[]): KeptBranch | undefined {
  if (!isObject(value)) return undefined;
  const { inputs: places, untilMs, name } = value;
  if (!Array.isArray(places) || places.length > bounds.inputs || !places.every((place) => isWhole(place, inputs.length - 1))) return undefined;
  const times = (places as readonly number[]).map((place) => timeOf(inputs[place]!));
  if (times.some((atMs, i) => i > 0 && atMs < times[i - 1]!) || !isWhole(untilMs, bounds.durationMs)) return undefined;
  return { inputs: places as readonly number[], untilMs, ...(typeof name === "string" && name !== "" && { name: name.slice(0, MOST_NAME_CHARACTERS) }) };
}

const timeOf = ({ when }: ScenarioInput): number => ("atMs" in when ? when.atMs : -1);

const isWhole = (value: Json | undefined, most: number): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= most;
