import type { PageInput } from "./protocol.ts";

/** What a person did, and the moment at which they did it: it happens a millisecond later. Known by identity. */
export interface TypedInput {
  readonly atMs: number;
  readonly input: PageInput;
}

/** A future: all that was typed in it, from 0s on, and how far it has gone. */
export interface Branch {
  readonly id: number;
  readonly typed: readonly TypedInput[];
  readonly untilMs: number;
  readonly name?: string;
}

/** A branch among others: it parts from the one before it with which it has most in common. */
export interface TreeNode {
  readonly branch: Branch;
  readonly parent?: number;
  readonly forkMs: number;
  /** What was typed from there on. */
  readonly own: readonly TypedInput[];
}

/** The tree that branches are, in the order in which they came to be. */
export function treeOf(branches: readonly Branch[]): readonly TreeNode[] {
  const inOrder = [...branches].sort((a, b) => a.id - b.id);
  return inOrder.map((branch, i): TreeNode => {
    let parent: Branch | undefined;
    let forkMs = 0;
    for (const other of inOrder.slice(0, i)) {
      const commonMs = commonUntil(other, branch);
      if (!parent || commonMs > forkMs) [parent, forkMs] = [other, commonMs];
    }
    return { branch, ...(parent && { parent: parent.id }), forkMs, own: branch.typed.filter(({ atMs }) => atMs >= forkMs) };
  });
}

/** Until when two are the same, as far as both have gone, or `atMost`. */
export function commonUntil(a: Branch, b: Branch, atMost = Math.min(a.untilMs, b.untilMs)): number {
  const same = commonLength(a.typed, b.typed);
  const next = (branch: Branch): number => branch.typed[same]?.atMs ?? Number.POSITIVE_INFINITY;
  return Math.min(atMost, next(a), next(b));
}

/** So many inputs are the same from the beginning. */
export function commonLength(a: readonly TypedInput[], b: readonly TypedInput[]): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/**
 * Where the last thing that was done begins, which is taken back at one go: what was entered at the same instant (a
 * button that saves and applies, lines that were pasted), or keys that were typed to a program up to Enter.
 */
export function lastGroup(typed: readonly TypedInput[]): number | undefined {
  if (typed.length === 0) return undefined;
  let from = typed.length - 1;
  while (from > 0 && isOne(typed[from - 1]!, typed[from]!)) from -= 1;
  return from;
}

const isOne = (a: TypedInput, b: TypedInput): boolean =>
  a.atMs === b.atMs || (a.input.type === "keys" && b.input.type === "keys" && a.input.session === b.input.session && !/[\r\n\x03\x04]$/.test(a.input.keys));

const MOST_LABEL_CHARACTERS = 120;

/** The first command, or what else was done first; "" = nothing. */
export function labelOf(typed: readonly TypedInput[]): string {
  const { input } = typed.find((one) => one.input.type === "run") ?? typed[0] ?? {};
  return input ? wordsOf(input).slice(0, MOST_LABEL_CHARACTERS) : "";
}

function wordsOf(input: PageInput): string {
  switch (input.type) {
    case "run":
      return input.line.split("\n")[0]!;
    case "edit":
      return input.file;
    case "keys":
      return input.keys.replaceAll(/[\x00-\x1f\x7f]/g, "").trim() || "⏎";
    case "interrupt":
      return "^C";
  }
}
