import { replaceMatches, type Expression } from "../../expressions/expression.ts";
import { replacementOf } from "../replacement.ts";
import type { Part } from "../script.ts";
import { SedError, type Address, type Command } from "./script.ts";

/** Where lines come from and go to. */
export interface Lines {
  /** The next line, undefined at the end. */
  next(): Part<string | undefined>;
  /** Whether none comes after the present one. */
  atEnd(): Part<boolean>;
  print(text: string): Part<void>;
  writeTo(file: string, text: string): Part<void>;
  contentOf(file: string): string | undefined;
}

/** Simplified: a line that goes through so many commands, or so many letters, is taken for one that never ends. */
const MOST_STEPS = 100_000;
const MOST_WORK = 10_000_000;

/** A script that runs over lines: pattern space, hold space and what waits for a cycle's end. */
export class Sed {
  private readonly commands: readonly Command[];
  private readonly quiet: boolean;
  private readonly lines: Lines;
  private readonly labels: ReadonlyMap<string, number>;
  private readonly inRange = new Map<Command, number>();
  private space = "";
  private hold = "";
  private after = "";
  private replaced = false;
  private number = 0;
  private lastUsed: Expression | undefined;
  exitCode = 0;

  constructor(commands: readonly Command[], quiet: boolean, lines: Lines) {
    this.commands = commands;
    this.quiet = quiet;
    this.lines = lines;
    this.labels = new Map(commands.flatMap((command, index): [string, number][] => (command.name === ":" ? [[command.text, index]] : [])));
  }

  /** All lines, or up to a `q`. */
  *run(): Part<void> {
    for (let again = false; ; ) {
      if (!again) {
        const line = yield* this.lines.next();
        if (line === undefined) return;
        this.number += 1;
        this.space = line;
      }
      this.replaced = false;
      const end = yield* this.cycle();
      if (end !== "quiet" && end !== "again" && end !== "gone" && !this.quiet) yield* this.lines.print(`${this.space}\n`);
      yield* this.flushAfter();
      if (end === "quit" || end === "quiet" || end === "gone") {
        if (end !== "gone") return;
      }
      again = end === "again";
    }
  }

  private *flushAfter(): Part<void> {
    const text = this.after;
    this.after = "";
    if (text !== "") yield* this.lines.print(text);
  }

  /** One pass over the commands. "gone": nothing is printed. "again": the next cycle begins with what is left. */
  private *cycle(): Part<"done" | "gone" | "again" | "quit" | "quiet"> {
    let steps = 0;
    let work = 0;
    for (let at = 0; at < this.commands.length; at += 1) {
      const command = this.commands[at];
      steps += 1;
      if (command?.name === "s") work += this.space.length;
      if (steps > MOST_STEPS || work > MOST_WORK) throw new SedError("Simplified: the script runs too long");
      if (!command) break;
      if (!(yield* this.applies(command))) {
        if (command.name === "{") at = command.end - 1;
        continue;
      }
      switch (command.name) {
        case "d": return "gone";
        case "D": {
          const newline = this.space.indexOf("\n");
          if (newline < 0) return "gone";
          this.space = this.space.slice(newline + 1);
          return "again";
        }
        case "c":
          if (!command.to || !this.inRange.has(command) || command.negated) yield* this.lines.print(`${command.text}\n`);
          return "gone";
        case "q":
        case "Q":
          this.exitCode = Number(command.text || 0);
          return command.name === "q" ? "quit" : "quiet";
        case "n":
        case "N": {
          if (command.name === "n" && !this.quiet) yield* this.lines.print(`${this.space}\n`);
          yield* this.flushAfter();
          const line = yield* this.lines.next();
          if (line === undefined) return command.name === "n" ? "quiet" : "quit";
          this.number += 1;
          this.space = command.name === "n" ? line : `${this.space}\n${line}`;
          break;
        }
        case "b":
        case "t":
        case "T":
          if (command.name !== "b" && this.replaced !== (command.name === "t")) {
            if (command.name === "T") this.replaced = false;
            break;
          }
          if (command.name === "t") this.replaced = false;
          if (command.text === "") return "done";
          at = this.labels.get(command.text) ?? this.commands.length;
          break;
        default: yield* this.simple(command);
      }
    }
    return "done";
  }

  private *simple(command: Command): Part<void> {
    switch (command.name) {
      case "s": return yield* this.substitute(command);
      case "y": {
        const [from = "", to = ""] = command.text.split("\0").map((set) => [...set]);
        const table = new Map([...from].map((character, index) => [character, to[index] ?? character]));
        this.space = [...this.space].map((character) => table.get(character) ?? character).join("");
        return;
      }
      case "p": return yield* this.lines.print(`${this.space}\n`);
      case "P": return yield* this.lines.print(`${this.space.split("\n")[0]}\n`);
      case "=": return yield* this.lines.print(`${this.number}\n`);
      case "l": return yield* this.lines.print(`${this.space.replace(/\\/g, "\\\\").replace(/\t/g, "\\t").replace(/\n/g, "\\n")}$\n`);
      case "i": return yield* this.lines.print(`${command.text}\n`);
      case "a": return void (this.after += `${command.text}\n`);
      case "r": return void (this.after += this.lines.contentOf(command.text) ?? "");
      case "w": return yield* this.lines.writeTo(command.text, `${this.space}\n`);
      case "g": return void (this.space = this.hold);
      case "G": return void (this.space += `\n${this.hold}`);
      case "h": return void (this.hold = this.space);
      case "H": return void (this.hold += `\n${this.space}`);
      case "x": {
        const { space } = this;
        this.space = this.hold;
        this.hold = space;
      }
    }
  }

  private used(expression: Expression | undefined): Expression {
    const found = expression ?? this.lastUsed;
    if (!found) throw new SedError("no previous regexp");
    this.lastUsed = found;
    return found;
  }

  private *substitute(command: Command): Part<void> {
    const which = Number(/\d+/.exec(command.flags.split("w")[0] ?? "")?.[0] ?? 1);
    const flags = command.flags.split("w")[0] ?? "";
    let count = 0;
    let changed = false;
    this.space = replaceMatches(this.used(command.expression), this.space, ({ groups }) => {
      count += 1;
      if (flags.includes("g") ? count < which : count !== which) return undefined;
      changed = true;
      return replacementOf(command.text, groups);
    });
    if (!changed) return;
    this.replaced = true;
    if (flags.includes("p")) yield* this.lines.print(`${this.space}\n`);
    const file = /w([^]*)$/.exec(command.flags)?.[1];
    if (file !== undefined) yield* this.lines.writeTo(file, `${this.space}\n`);
  }

  private *at(address: Address): Part<boolean> {
    if ("line" in address) return this.number === address.line;
    if ("step" in address) return address.step === 0 ? this.number === address.first : this.number >= address.first && (this.number - address.first) % address.step === 0;
    if ("last" in address) return yield* this.lines.atEnd();
    return this.used(address.expression).test(this.space);
  }

  private *applies(command: Command): Part<boolean> {
    const { from, to, negated } = command;
    if (!from) return !negated;
    if (!to) return (yield* this.at(from)) !== negated;
    const since = this.inRange.get(command);
    if (since === undefined && !(yield* this.at(from))) return negated;
    const start = since ?? this.number;
    const ends = "more" in to ? this.number >= start + to.more : "line" in to ? this.number >= to.line : "last" in to ? yield* this.at(to) : since !== undefined && (yield* this.at(to));
    if (ends) this.inRange.delete(command);
    else this.inRange.set(command, start);
    return !negated;
  }
}
