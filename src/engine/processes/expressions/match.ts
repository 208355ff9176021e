import { contains, isWord } from "./character-sets.ts";
import type { Code, Instruction } from "./compile.ts";
import { ExpressionError, type Assertion } from "./node.ts";

/** Where a match lies: begin and end of the whole, then of each group; undefined = the group took no part. */
export type Slots = readonly (number | undefined)[];

/** What a search may cost, in steps of its threads; shared by the searches for all matches in one text. */
export interface Budget {
  left: number;
}
const MOST_STEPS = 10_000_000;
export const newBudget = (): Budget => ({ left: MOST_STEPS });

export function spend(budget: Budget, steps: number): void {
  budget.left -= steps;
  if (budget.left < 0) throw new ExpressionError("Memory exhausted");
}

interface Threads {
  readonly pcs: number[];
  readonly slots: Slots[];
}

/**
 * Finds the leftmost match, and of those the longest, by walking all ways through the pattern at once: the time is
 * bounded by the text's length times the pattern's. Not `longest`: the match that ends first, without groups.
 * Simplified: what a group of a regular expression took is decided as in Perl, where POSIX would give the first group most.
 */
export function findMatch(code: Code, text: string, from: number, longest: boolean, budget: Budget): Slots | undefined {
  const { instructions, prefix, anchored } = code;
  spend(budget, instructions.length);
  const seen = new Int32Array(instructions.length).fill(-1);
  let best: Slots | undefined;
  let steps = 0;
  let current: Threads = { pcs: [], slots: [] };

  const enter = (threads: Threads, pc: number, at: number, slots: Slots): void => {
    steps += 1;
    if (seen[pc] === at) return;
    seen[pc] = at;
    const instruction = instructions[pc] as Instruction;
    switch (instruction.op) {
      case "jump": return enter(threads, instruction.to, at, slots);
      case "split":
        enter(threads, instruction.first, at, slots);
        return enter(threads, instruction.second, at, slots);
      case "save": return enter(threads, pc + 1, at, longest ? withSlot(slots, instruction.slot, at) : slots);
      case "assert": return holds(instruction.of, text, at) ? enter(threads, pc + 1, at, slots) : undefined;
      case "match":
        if (isBetter(slots, at, best)) best = withSlot(slots, 1, at);
        return;
      default:
        threads.pcs.push(pc);
        threads.slots.push(slots);
    }
  };

  for (let at = from; at <= text.length; ) {
    if (current.pcs.length === 0) {
      if (best || (anchored && at > 0)) break;
      if (prefix !== "") at = text.indexOf(prefix, at);
      if (at < 0) break;
    }
    // Threads of the present place were entered before: an earlier beginning comes first.
    if (!best) enter(current, 0, at, [at]);
    if (best && !longest) break;
    const point = text.codePointAt(at);
    if (point === undefined) break;
    spend(budget, steps);
    steps = 1;
    const following: Threads = { pcs: [], slots: [] };
    const next = at + (point > 0xffff ? 2 : 1);
    for (const [index, pc] of current.pcs.entries()) {
      const slots = current.slots[index] as Slots;
      if (best && (slots[0] as number) > (best[0] as number)) continue;
      if (accepts(instructions[pc] as Instruction, point)) enter(following, pc + 1, next, slots);
    }
    current = following;
    at = next;
  }
  return best;
}

const isBetter = ([start]: Slots, end: number, best: Slots | undefined): boolean => !best || (start as number) < (best[0] as number) || (start === best[0] && end > (best[1] as number));

export function withSlot(slots: Slots, slot: number, at: number): Slots {
  const changed = [...slots];
  changed[slot] = at;
  return changed;
}

export function accepts(instruction: Instruction, point: number): boolean {
  switch (instruction.op) {
    case "character": return instruction.code === point;
    case "any": return true;
    case "set": return instruction.ascii[point] ?? contains(instruction.set, point);
    default: return false;
  }
}

export function holds(of: Assertion, text: string, at: number): boolean {
  if (of === "start") return at === 0;
  if (of === "end") return at === text.length;
  const before = at > 0 && isWord(text.charCodeAt(at - 1));
  const after = at < text.length && isWord(text.charCodeAt(at));
  switch (of) {
    case "edge": return before !== after;
    case "noEdge": return before === after;
    case "wordStart": return !before && after;
    case "wordEnd": return before && !after;
    case "noWordBefore": return !before;
    case "noWordAfter": return !after;
  }
}
