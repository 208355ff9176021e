import type { EntityKey } from "../../graph/model.ts";

export interface NamedPod {
  readonly key: EntityKey;
  readonly name: string;
}

/** A list of more is read by nobody, and takes the page its breath. */
export const MOST_OFFERED = 200;

/** The pods to choose from: those whose name has the sought letters, the chosen one always among them; and how many have them. */
export function offeredPods(pods: readonly NamedPod[], sought: string, chosen: NamedPod): { readonly offered: readonly NamedPod[]; readonly found: number } {
  const letters = sought.trim().toLowerCase();
  const found = pods.filter(({ name }) => name.includes(letters));
  const first = found.slice(0, MOST_OFFERED);
  return { offered: first.some(({ key }) => key === chosen.key) ? first : [chosen, ...first], found: found.length };
}
