import { contains, isLetter, withoutCase } from "./character-sets.ts";
import { ExpressionError, type Assertion, type CharacterSet, type Node } from "./node.ts";

/** A tree as instructions for the matcher. */
export type Instruction =
  | { readonly op: "character"; readonly code: number }
  | { readonly op: "any" }
  | { readonly op: "set"; readonly set: CharacterSet; /** By code below 128. */ readonly ascii: readonly boolean[] }
  | { readonly op: "assert"; readonly of: Assertion }
  /** Goes on at both, at `first` by preference. */
  | { readonly op: "split"; readonly first: number; readonly second: number }
  | { readonly op: "jump"; readonly to: number }
  | { readonly op: "save"; readonly slot: number }
  | { readonly op: "reference"; readonly group: number }
  | { readonly op: "match" };

export interface Code {
  readonly instructions: readonly Instruction[];
  readonly groups: number;
  readonly references: boolean;
  readonly ignoreCase: boolean;
  /** What every match begins with; "" = nothing is known. */
  readonly prefix: string;
  /** It can match at the beginning only. */
  readonly anchored: boolean;
}

/** So that a line of text costs little, whatever the pattern. */
const MOST_INSTRUCTIONS = 3000;
const ASCII = 128;

export function compileNode(node: Node, groups: number, ignoreCase = false): Code {
  const writer = new Writer(ignoreCase);
  writer.write(node);
  writer.add({ op: "match" });
  const { instructions } = writer;
  return { instructions, groups, ignoreCase, references: instructions.some(({ op }) => op === "reference"), prefix: prefixOf(instructions), anchored: instructions[0]?.op === "assert" && instructions[0].of === "start" };
}

function prefixOf(instructions: readonly Instruction[]): string {
  let prefix = "";
  for (const instruction of instructions) {
    if (instruction.op !== "character") break;
    prefix += String.fromCodePoint(instruction.code);
  }
  return prefix;
}

class Writer {
  readonly instructions: Instruction[] = [];
  private readonly ignoreCase: boolean;

  constructor(ignoreCase: boolean) {
    this.ignoreCase = ignoreCase;
  }

  add(instruction: Instruction): number {
    if (this.instructions.length >= MOST_INSTRUCTIONS) throw new ExpressionError("Regular expression too big");
    return this.instructions.push(instruction) - 1;
  }

  write(node: Node): void {
    switch (node.type) {
      case "character":
        if (this.ignoreCase && isLetter(node.code)) this.addSet({ negated: false, ranges: [[node.code, node.code]] });
        else this.add({ op: "character", code: node.code });
        return;
      case "any": return void this.add({ op: "any" });
      case "set": return this.addSet(node.set);
      case "assertion": return void this.add({ op: "assert", of: node.of });
      case "sequence":
        for (const each of node.nodes) this.write(each);
        return;
      case "alternatives": return this.writeAlternatives(node.nodes);
      case "group":
        this.add({ op: "save", slot: 2 * node.number });
        this.write(node.node);
        this.add({ op: "save", slot: 2 * node.number + 1 });
        return;
      case "repeat": return this.writeRepeat(node.node, node.least, node.most);
      case "reference": return void this.add({ op: "reference", group: node.group });
    }
  }

  private addSet(given: CharacterSet): void {
    const set = this.ignoreCase ? withoutCase(given) : given;
    this.add({ op: "set", set, ascii: Array.from({ length: ASCII }, (_, code) => contains(set, code)) });
  }

  private writeAlternatives(nodes: readonly Node[]): void {
    const ends: number[] = [];
    for (const [index, node] of nodes.entries()) {
      if (index === nodes.length - 1) {
        this.write(node);
        break;
      }
      const split = this.add({ op: "match" });
      this.write(node);
      ends.push(this.add({ op: "match" }));
      this.instructions[split] = { op: "split", first: split + 1, second: this.instructions.length };
    }
    for (const end of ends) this.instructions[end] = { op: "jump", to: this.instructions.length };
  }

  private writeRepeat(node: Node, least: number, most: number): void {
    for (let count = 0; count < least; count += 1) this.write(node);
    if (most === Infinity) {
      const split = this.add({ op: "match" });
      this.write(node);
      this.add({ op: "jump", to: split });
      this.instructions[split] = { op: "split", first: split + 1, second: this.instructions.length };
      return;
    }
    const splits: number[] = [];
    for (let count = least; count < most; count += 1) {
      splits.push(this.add({ op: "match" }));
      this.write(node);
    }
    for (const split of splits) this.instructions[split] = { op: "split", first: split + 1, second: this.instructions.length };
  }
}
