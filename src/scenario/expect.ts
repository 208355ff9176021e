import type { KubernetesObject } from "../api/types.ts";
import type { Claim, Condition, Expectation } from "./scenario.ts";

/** What the checker needs of the world that is played. */
export interface Witness {
  /** The stored object, by kind as kubectl takes it; undefined when there is none. */
  find(namespace: string, kind: string, name: string): KubernetesObject | undefined;
  /** What `kubectl get -o jsonpath=…` prints of the object. Throws on a template that cannot be read. */
  jsonpath(template: string, object: KubernetesObject): string;
}

export interface Verdict {
  readonly expectation: Expectation;
  readonly held: boolean;
  /** What was seen at the deadline, or last. */
  readonly seen: string;
}

/** The longest text that a pattern is tried on: patterns are bounded for texts of this length. */
const LONGEST_MATCHED = 1_000;

export interface ExpectationChecks {
  /** Instants at which the world must be looked at, ascending. */
  readonly instantsMs: readonly number[];
  /** True while some `by` is still open: then every instant must be shown. */
  readonly open: boolean;
  /** Looks at the world as it is at `nowMs`, everything due by then done. */
  look(nowMs: number, complete: boolean): void;
  verdicts(): readonly Verdict[];
}

/** Checks expectations while a scenario is played: "at" when its instant is complete, "by" at every instant until it holds. */
export function createExpectationChecks(expectations: readonly Expectation[], witness: Witness): ExpectationChecks {
  const results = new Map<Expectation, { held: boolean; seen: string }>();
  const instantsMs = [...new Set(expectations.map(({ atMs }) => atMs))].sort((a, b) => a - b);
  const isOpen = (one: Expectation): boolean => one.mode === "by" && !results.get(one)?.held;
  return {
    instantsMs,
    get open() {
      return expectations.some(isOpen);
    },
    look(nowMs, complete) {
      for (const one of expectations) {
        const due = one.mode === "at" ? complete && nowMs === one.atMs : nowMs <= one.atMs && isOpen(one);
        if (due) results.set(one, judge(one, witness));
      }
    },
    verdicts: () => expectations.map((expectation) => ({ expectation, held: false, seen: "the run ended before", ...results.get(expectation) })),
  };
}

/** Whether a claim holds in the world as it is, and what was seen of it. */
export function judge({ namespace, kind, name, holds }: Claim, witness: Witness): { readonly held: boolean; readonly seen: string } {
  const object = witness.find(namespace, kind, name);
  if (object === undefined) return { held: holds.type === "absent", seen: "no such object" };
  if (holds.type === "absent" || holds.type === "present") return { held: holds.type === "present", seen: "the object is there" };
  try {
    const text = witness.jsonpath(holds.jsonpath, object);
    return { held: agrees(holds, text), seen: JSON.stringify(text) };
  } catch (error) {
    return { held: false, seen: error instanceof Error ? error.message : String(error) };
  }
}

const agrees = (holds: Exclude<Condition, { type: "absent" | "present" }>, text: string): boolean =>
  holds.type === "equals" ? text === holds.text : new RegExp(holds.pattern, "u").test(text.slice(0, LONGEST_MATCHED));

/** One line that says what is expected: "by 80s pod/default/web {.status.phase} equals Running". */
export function describeExpectation({ mode, atMs, namespace, kind, name, holds }: Expectation): string {
  return `${mode} ${atMs / 1000}s ${kind}/${name} in ${namespace}: ${describeCondition(holds)}`;
}

function describeCondition(holds: Condition): string {
  if (holds.type === "absent") return "absent";
  if (holds.type === "present") return "there";
  return `${holds.jsonpath} ${holds.type} ${JSON.stringify(holds.type === "equals" ? holds.text : holds.pattern)}`;
}
