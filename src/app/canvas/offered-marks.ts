import type { Mark } from "./travel.ts";

/** What each layer of the plate has on its way now, as it draws it: what is pointed at is looked for among these. */
type Offered = () => readonly Mark[];

const layers = new Set<Offered>();

/** Called by a layer that draws marks. Returns how to end it. */
export function offerMarks(marks: Offered): () => void {
  layers.add(marks);
  return () => layers.delete(marks);
}

export const marksNow = (): readonly Mark[] => [...layers].flatMap((marks) => marks());
