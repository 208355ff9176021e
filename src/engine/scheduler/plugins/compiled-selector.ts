import { matchesLabels, selectorOf, type Labels, type Selector } from "../../../api/labels.ts";
import type { LabelSelector } from "../../../api/types.ts";

const compiled = new WeakMap<LabelSelector, Selector>();

/** True for a selector that leaves nobody out. */
export const selectsEverything = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean => Object.keys(matchLabels).length + matchExpressions.length === 0;

const written = new WeakMap<LabelSelector, string>();

/** The selector as text, to remember what was counted for it. */
export function selectorText(object: LabelSelector): string {
  const text = written.get(object) ?? JSON.stringify(object);
  written.set(object, text);
  return text;
}

/** Like matchesLabelSelector, for a selector that is asked about many pods: it is read once. */
export function matchesSelector(object: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (!object) return false;
  const selector = compiled.get(object) ?? selectorOf(object);
  if (!selector) return false;
  compiled.set(object, selector);
  return matchesLabels(selector, labels);
}
