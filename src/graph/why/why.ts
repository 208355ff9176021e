import type { EntityKey } from "../model.ts";
import type { LinkWord, NoteWord, Question } from "./words.ts";

/** The answer to "why?": from what one sees back to the line or command that caused it. */
export interface Why {
  readonly pod: EntityKey;
  /** "" = about the pod as a whole. */
  readonly container: string;
  /** Which question is answered: the key of a sentence in strings/why.ts. */
  readonly asks: Question;
  readonly values: Values;
  /** The effect first, the cause last; at most seven. */
  readonly links: readonly WhyLink[];
  /** A classic surprise that stands beside it, if there is one. */
  readonly note?: { readonly says: NoteWord; readonly values: Values };
}

export type Values = Readonly<Record<string, string>>;

/** One numbered step: the same number stands on the picture, the timeline and the YAML line. */
export interface WhyLink {
  /** The key of a sentence in strings/why.ts, and what is put into it. */
  readonly says: LinkWord;
  readonly values: Values;
  readonly atMs: number;
  /** Kubernetes' or the program's own words, printed in mono. */
  readonly quote?: string;
  /** Where its balloon stands. */
  readonly at: WhyPlace;
  /** The line of a file that it leads to. */
  readonly line?: { readonly file: string; readonly line: number; readonly text: string };
}

export type WhyPlace =
  | { readonly part: "pod" | "pause" | "grace" | "scheduler" | "image" | "node" }
  | { readonly part: "container"; readonly container: string }
  | { readonly part: "probe"; readonly container: string; readonly probe: string }
  | { readonly part: "volume"; readonly volume: string }
  | { readonly part: "input" };

/** Something small that can be changed so that a pod finds a node. */
export type SchedulingEdit =
  | { readonly what: "lowerRequest"; readonly container: string; readonly resource: string; readonly from: string; readonly to: string }
  /** "gpu=true:NoSchedule" */
  | { readonly what: "tolerate"; readonly taint: string }
  | { readonly what: "dropSelector"; readonly key: string; readonly value: string }
  | { readonly what: "dropAffinity"; readonly of: "nodeAffinity" | "podAffinity" | "podAntiAffinity" }
  | { readonly what: "relaxSpread"; readonly key: string }
  | { readonly what: "dropHostPort"; readonly container: string; readonly port: number }
  | { readonly what: "uncordon"; readonly node: string }
  | { readonly what: "untaint"; readonly node: string; readonly taint: string }
  | { readonly what: "label"; readonly node: string; readonly key: string; readonly value: string }
  /** "default/other" */
  | { readonly what: "deletePod"; readonly pod: string };

/** Edits with which the scheduler's own filters take the pod, and how they are made. */
export interface SchedulingAdvice {
  readonly edits: readonly SchedulingEdit[];
  /** Where it would then go; of several that are as good, chance decides. */
  readonly nodes: readonly string[];
  /** Saved first, where a file is edited. */
  readonly file?: { readonly name: string; readonly before: string; readonly text: string };
  /** Typed then. */
  readonly line: string;
}

/** What the scheduler found of one node, the last time it tried. */
export interface NodeVerdict {
  readonly node: string;
  /** The plugin that turned it down, and its words. */
  readonly refused?: { readonly plugin: string; readonly reasons: readonly string[] };
  /** Points of a node that fits, in all and by plugin; absent where it was the only one. */
  readonly points?: { readonly total: number; readonly plugins: Readonly<Record<string, number>> };
  readonly chosen: boolean;
}

/** The scheduler's last attempt at a pod, node by node, and what would place it where nothing did. */
export interface Scheduling {
  readonly atMs: number;
  /** How many attempts the journal still has. */
  readonly attempts: number;
  readonly nodes: readonly NodeVerdict[];
  /** What it says where no node fits; "" where one did. */
  readonly message: string;
  /** The smallest first. */
  readonly advice: readonly SchedulingAdvice[];
  /** What would do where no small edit of the Pod does. */
  readonly beyond?: SchedulingBeyond;
}

/** More than an edit. */
export type SchedulingBeyond =
  /** One more node like that one, empty, with these labels beside its own, and with at least so much. */
  | { readonly what: "addNode"; readonly like: string; readonly labels: Readonly<Record<string, string>>; readonly size: Readonly<Record<string, string>> }
  /** Not even that: the plugin that says no, and its words. "" = none of them by name. */
  | { readonly what: "obstacle"; readonly plugin: string; readonly says: string };
