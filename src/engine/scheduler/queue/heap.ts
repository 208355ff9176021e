/** A binary heap: the least element by `compare` comes out first. */
export class Heap<T> {
  private readonly items: T[] = [];
  private readonly compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.compare = compare;
  }

  get first(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    const { items } = this;
    items.push(item);
    let at = items.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.swapIfLess(at, parent)) return;
      at = parent;
    }
  }

  pop(): T | undefined {
    const { items } = this;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return first;
    items[0] = last;
    this.sink();
    return first;
  }

  private sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const least = this.isLess(left + 1, left) ? left + 1 : left;
      if (!this.swapIfLess(least, at)) return;
      at = least;
    }
  }

  private isLess(a: number, b: number): boolean {
    const [left, right] = [this.items[a], this.items[b]];
    return left !== undefined && right !== undefined && this.compare(left, right) < 0;
  }

  private swapIfLess(a: number, b: number): boolean {
    if (!this.isLess(a, b)) return false;
    const [left, right] = [this.items[a] as T, this.items[b] as T];
    this.items[a] = right;
    this.items[b] = left;
    return true;
  }
}
