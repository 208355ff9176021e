/** A cgroup that wants CPU time: a leaf by its processes, another by what is below it. */
export interface Claim {
  readonly weight: number;
  /** In cores. */
  readonly limit: number;
  /** Of its own processes: a core each. */
  readonly own: number;
  readonly below: readonly { readonly path: string; readonly claim: Claim }[];
}

/** What a cgroup would take if it got all that it wants. */
export const demandOf = (claim: Claim): number => Math.min(claim.limit, wanted(claim));
const wanted = (claim: Claim): number => claim.own + claim.below.reduce((sum, each) => sum + demandOf(each.claim), 0);

/** How a cgroup's own processes stand: what they get together, in cores, and whether a limit holds them back. */
export interface Granted {
  readonly cores: number;
  readonly throttled: boolean;
}

/** What the processes of a cgroup weigh beside the cgroups below it. */
const OWN_WEIGHT = 100;

/**
 * Shares a host's cores out: by weight among those who want more than they would get so, and no one gets more than its
 * limit. Calls back with every cgroup that has processes of its own.
 */
export function shareOut(path: string, claim: Claim, cores: number, held: boolean, grant: (path: string, granted: Granted) => void): void {
  const mine = Math.min(cores, demandOf(claim));
  const throttled = held || (claim.limit < wanted(claim) && claim.limit <= cores);
  const parts = [
    ...(claim.own > 0 ? [{ weight: OWN_WEIGHT, demand: claim.own, take: (got: number) => grant(path, { cores: got, throttled }) }] : []),
    ...claim.below.map((each) => ({ weight: each.claim.weight, demand: demandOf(each.claim), take: (got: number) => shareOut(each.path, each.claim, got, throttled, grant) })),
  ];
  let left = mine;
  let open = parts;
  while (open.length > 0) {
    const total = open.reduce((sum, { weight }) => sum + weight, 0);
    const perWeight = left / total;
    const content = open.filter(({ weight, demand }) => demand <= perWeight * weight);
    if (content.length === 0) {
      for (const { weight, take } of open) take(perWeight * weight);
      return;
    }
    for (const { demand, take } of content) {
      take(demand);
      left -= demand;
    }
    open = open.filter((part) => !content.includes(part));
  }
}
