/** Where the keys and values of a document stand in its text, by JSON pointer. */
export interface Positions {
  get(pointer: string): { readonly key?: Span | undefined; readonly value?: Span | undefined } | undefined;
}
interface Span {
  readonly start: number;
}

/** ":line:column" of a pointer's place, of the nearest place above it where that is not known; "" when none is. */
export function lineOf(text: string, positions: Positions, pointer: string): string {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const place = positions.get(at);
    const start = place?.key?.start ?? place?.value?.start;
    if (start !== undefined) return lineAndColumn(text, start);
    if (at === "") return "";
  }
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
