/** How many of a list in order of time are not later than that. */
export function countUpTo(list: readonly { readonly atMs: number }[], atMs: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.atMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
