/** A row that `kubectl get pods -w` would print. */
export interface StatusRow {
  /** Seconds. */
  readonly at: number;
  readonly name: string;
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
  readonly gone: boolean;
}
/** A state of a pod that lasted. Those that last less than a blink, or that a poll may miss, need not be seen on the other side. */
export interface Step {
  readonly at: number;
  readonly key: string;
  readonly optional: boolean;
}

const BLINK_SECONDS = 0.8;

/** What each pod went through, by name. */
export function sequences(rows: readonly StatusRow[], endSeconds: number): Map<string, Step[]> {
  const changes = new Map<string, { at: number; key: string }[]>();
  for (const row of rows) {
    const key = row.gone ? "gone" : `${row.ready} ${row.status} r${row.restarts}`;
    const list = changes.get(row.name) ?? [];
    changes.set(row.name, list);
    if (list.at(-1)?.key !== key) list.push({ at: row.at, key });
  }
  const late = endSeconds - Math.max(2, 0.1 * endSeconds);
  const step = ({ at, key }: { at: number; key: string }, next: { at: number } | undefined): Step => ({
    at,
    key,
    optional: (next?.at ?? Infinity) - at < BLINK_SECONDS || key.includes("CrashLoopBackOff") || at > late,
  });
  return new Map([...changes].map(([name, list]) => [name, list.map((change, i) => step(change, list[i + 1]))]));
}

export interface Alignment {
  /** Steps without a partner that had to have one. */
  readonly cost: number;
  readonly pairs: readonly (readonly [real: Step, ours: Step])[];
}

/** The cheapest way to lay two sequences beside each other in order. */
export function align(real: readonly Step[], ours: readonly Step[]): Alignment {
  const table = Array.from({ length: real.length + 1 }, () => new Array<number>(ours.length + 1).fill(0));
  const cost = (step: Step): number => (step.optional ? 0 : 1);
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = real.length; i >= 0; i -= 1) {
    for (let j = ours.length; j >= 0; j -= 1) {
      const a = real[i];
      const b = ours[j];
      if (!a && !b) continue;
      table[i]![j] = Math.min(a ? at(i + 1, j) + cost(a) : Infinity, b ? at(i, j + 1) + cost(b) : Infinity, a && b && a.key === b.key ? at(i + 1, j + 1) : Infinity);
    }
  }
  const pairs: [Step, Step][] = [];
  for (let i = 0, j = 0; i < real.length && j < ours.length; ) {
    const a = real[i]!;
    const b = ours[j]!;
    if (a.key === b.key && at(i, j) === at(i + 1, j + 1)) {
      pairs.push([a, b]);
      i += 1;
      j += 1;
    } else if (at(i, j) === at(i + 1, j) + cost(a)) i += 1;
    else j += 1;
  }
  return { cost: at(0, 0), pairs };
}

/** Times between partners that are further apart than 1.5 s or a tenth; waits of a back-off may be half as long again. */
export function lateMoments({ pairs }: Alignment): number {
  let late = 0;
  pairs.forEach(([real, ours], i) => {
    const before = pairs[i - 1];
    const took = real.at - (before?.[0].at ?? 0);
    const backoff = /Error|Completed|OOMKilled|CrashLoop|ImagePull/.test(real.key + (before?.[0].key ?? ""));
    if (Math.abs(ours.at - (before?.[1].at ?? 0) - took) > Math.max(1.5, (backoff ? 0.5 : 0.1) * took)) late += 1;
  });
  return late;
}
