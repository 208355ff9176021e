/** Where the open file's text is edited now: Monaco, or the plain text before it. One at a time. */
export interface EditingSurface {
  focus(): void;
  /** Offset of the cursor. */
  cursor(): number;
  /** Puts the cursor there and shows it. */
  goTo(offset: number): void;
  /** Replaces parts of the text in one step that can be undone. Offsets end exclusive, in order, apart. */
  replace(edits: readonly { readonly start: number; readonly end: number; readonly text: string }[]): void;
}

let current: EditingSurface | undefined;

export const editingSurface = (): EditingSurface | undefined => current;

/** Called when a surface appears; returns how to take it away. */
export function offerSurface(surface: EditingSurface): () => void {
  current = surface;
  return () => {
    if (current === surface) current = undefined;
  };
}
