/** Where a decode is, and the faults that it has met. */
import type { StructSchema } from "../../../api/schema/schema.ts";

/** Thrown to end a decode at once: what a type's own UnmarshalJSON refuses. */
export class DecodeAbort extends Error {}

/** Upstream stops collecting here. */
const mostStrictFaults = 100;

// Mirrors decodeState (sigs.k8s.io/json/internal/golang/encoding/json/decode.go): the first wrong type is kept and decoding goes
// on; unknown fields are collected apart; a fault of an UnmarshalJSON method ends it and wins.
export class Walk {
  private readonly fieldStack: string[] = [];
  private readonly strictStack: string[] = [];
  private readonly strict: string[] = [];
  private struct: StructSchema | undefined;
  private saved: string | undefined;

  /** Runs `visit` inside a field of a struct. */
  inField(owner: StructSchema, name: string, embeddedIn: readonly string[], visit: () => void): void {
    const outer = this.struct;
    this.struct = owner;
    this.fieldStack.push(...embeddedIn, name);
    this.strictStack.push(this.strictStack.length === 0 ? name : `.${name}`);
    visit();
    this.strictStack.pop();
    this.fieldStack.length -= embeddedIn.length + 1;
    this.struct = outer;
  }

  /** Runs `visit` inside an item of a list; only unknown fields name it. */
  inItem(index: number, visit: () => void): void {
    this.strictStack.push(`[${index}]`);
    visit();
    this.strictStack.pop();
  }

  /** Runs `visit` inside a value of a map. */
  inKey(key: string, visit: () => void): void {
    this.strictStack.push(`.${key}`);
    visit();
    this.strictStack.pop();
  }

  unknownField(name: string): void {
    const fault = `unknown field ${JSON.stringify([...this.strictStack, this.strictStack.length === 0 ? name : `.${name}`].join(""))}`;
    if (this.strict.length < mostStrictFaults && !this.strict.includes(fault)) this.strict.push(fault);
  }

  wrongType(found: string, wanted: string): void {
    this.saved ??= this.typeFault(found, wanted);
  }

  /** A fault that is kept like a wrong type. */
  save(message: string): void {
    this.saved ??= message;
  }

  /** Of an UnmarshalJSON that met the wrong type: it ends the decode, with the place added. */
  abortWrongType(found: string, wanted: string): never {
    throw new DecodeAbort(this.typeFault(found, wanted));
  }

  private typeFault(found: string, wanted: string): string {
    const where = this.struct === undefined ? "Go value" : `Go struct field ${this.struct.name}.${this.fieldStack.join(".")}`;
    return `json: cannot unmarshal ${found} into ${where} of type ${wanted}`;
  }

  /** The kept fault, once the walk is done. */
  get fault(): string | undefined {
    return this.saved;
  }
  get strictFaults(): readonly string[] {
    return this.strict;
  }
}
