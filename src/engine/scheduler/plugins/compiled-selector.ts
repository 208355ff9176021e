import { matchesLabels, selectorOf, type Labels, type Selector } from "../../../api/labels.ts";
import type { LabelSelector } from "../../../api/types.ts";

const compiled = new WeakMap<LabelSelector, Selector>();

/** Like matchesLabelSelector, for a selector that is asked about many pods: it is read once. */
export function matchesSelector(object: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (!object) return false;
  const selector = compiled.get(object) ?? selectorOf(object);
  if (!selector) return false;
  compiled.set(object, selector);
  return matchesLabels(selector, labels);
}
