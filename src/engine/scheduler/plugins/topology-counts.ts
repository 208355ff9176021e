/** Counts per topology pair: how many pods are where a label has a certain value. */
export class TopologyCounts {
  private readonly counts = new Map<string, number>();

  get isEmpty(): boolean {
    return this.counts.size === 0;
  }

  add(key: string, value: string, amount: number): void {
    const pair = `${key}\u0000${value}`;
    this.counts.set(pair, (this.counts.get(pair) ?? 0) + amount);
  }

  get(key: string, value: string | undefined): number {
    return value === undefined ? 0 : (this.counts.get(`${key}\u0000${value}`) ?? 0);
  }
}
