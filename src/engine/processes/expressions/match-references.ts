import type { Code, Instruction } from "./compile.ts";
import { accepts, holds, spend, withSlot, type Budget, type Slots } from "./match.ts";

/** What one try costs, where a step of the quick search costs 1. */
const COST = 50;

/**
 * Finds the leftmost, longest match of a pattern with back-references by trying one way after the other: there is no
 * quick way. Simplified: a regular expression that takes too long to match is refused.
 */
export function findWithReferences(code: Code, text: string, from: number, budget: Budget): Slots | undefined {
  for (let start = from; start <= text.length; start += 1) {
    let best: Slots | undefined;
    const stack: { readonly pc: number; readonly at: number; readonly slots: Slots; /** Places of repeats that were passed since the last character. */ readonly passed: readonly number[] }[] = [{ pc: 0, at: start, slots: [start], passed: [] }];
    for (let state = stack.pop(); state; state = stack.pop()) {
      spend(budget, COST);
      const { pc, at, slots, passed } = state;
      const instruction = code.instructions[pc] as Instruction;
      switch (instruction.op) {
        case "jump":
          stack.push({ pc: instruction.to, at, slots, passed });
          break;
        case "split":
          if (passed.includes(pc)) break;
          stack.push({ pc: instruction.second, at, slots, passed });
          stack.push({ pc: instruction.first, at, slots, passed: [...passed, pc] });
          break;
        case "save":
          stack.push({ pc: pc + 1, at, slots: withSlot(slots, instruction.slot, at), passed });
          break;
        case "assert":
          if (holds(instruction.of, text, at)) stack.push({ pc: pc + 1, at, slots, passed });
          break;
        case "match":
          if (!best || at > (best[1] as number)) best = withSlot(slots, 1, at);
          break;
        case "reference": {
          const [low, high] = [slots[2 * instruction.group], slots[2 * instruction.group + 1]];
          if (low === undefined || high === undefined) break;
          const [wanted, found] = [text.slice(low, high), text.slice(at, at + high - low)];
          if (wanted === found || (code.ignoreCase && wanted.toLowerCase() === found.toLowerCase())) stack.push({ pc: pc + 1, at: at + high - low, slots, passed: high > low ? [] : passed });
          break;
        }
        default: {
          const point = text.codePointAt(at);
          if (point !== undefined && accepts(instruction, point)) stack.push({ pc: pc + 1, at: at + (point > 0xffff ? 2 : 1), slots, passed: [] });
        }
      }
    }
    if (best) return best;
  }
  return undefined;
}
