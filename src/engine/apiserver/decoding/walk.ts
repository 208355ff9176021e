/** Where a decode is, and the faults that it has met. */
import type { StructSchema } from "../../../api/schema/schema.ts";

/** Thrown to end a decode at once: what a type's own UnmarshalJSON refuses. */
export class DecodeAbort extends Error {}

interface Field {
  readonly owner: StructSchema;
  readonly name: string;
  /** Go counts the structs that a field's struct embeds as steps of the path. */
  readonly embeddedIn: readonly string[];
}
/** An index of a list or a key of a map, which only messages about unknown fields show. */
type Step = Field | number | string;

/** Upstream stops collecting here. */
const mostStrictFaults = 100;

// Mirrors decodeState (sigs.k8s.io/json/internal/golang/encoding/json/decode.go): the first wrong type is kept and decoding goes
// on; unknown fields are collected apart; a fault of an UnmarshalJSON method ends it and wins.
export class Walk {
  private readonly steps: Step[] = [];
  private readonly strict: string[] = [];
  private saved: string | undefined;

  enterField(owner: StructSchema, name: string, embeddedIn: readonly string[]): void {
    this.steps.push({ owner, name, embeddedIn });
  }
  leaveField(): void {
    this.steps.pop();
  }
  enterItem(step: number | string): void {
    this.steps.push(step);
  }
  leaveItem(): void {
    this.steps.pop();
  }

  unknownField(name: string): void {
    const fault = `unknown field ${JSON.stringify([...this.steps, name].map(strictStep).join("").slice(1))}`;
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
    const fields = this.steps.filter((step) => typeof step === "object");
    const path = fields.flatMap((field) => [...field.embeddedIn, field.name]).join(".");
    const owner = fields.at(-1)?.owner.name;
    const where = owner === undefined ? "Go value" : `Go struct field ${owner}.${path}`;
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

const strictStep = (step: Step): string => (typeof step === "number" ? `[${step}]` : `.${typeof step === "string" ? step : step.name}`);
