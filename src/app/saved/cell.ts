/** One scene in the browser's storage, without a name. */
export interface Cell {
  /** Unix milliseconds, of the host's clock. */
  readonly savedAtMs: number;
  /** The load of the page that wrote it last. */
  readonly page: string;
  readonly fragment: string;
}

/** Milliseconds, page and fragment in one line: none of them holds a blank. */
export const writeCell = ({ savedAtMs, page, fragment }: Cell): string => `${savedAtMs} ${page} ${fragment}`;

/** Undefined for what is no cell: storage may hold anything. */
export function readCell(text: string | null): Cell | undefined {
  const [, savedAtMs, page = "", fragment = ""] = /^(\d{1,15}) (\w{4,40}) (#\S+)$/.exec(text ?? "") ?? [];
  return savedAtMs === undefined ? undefined : { savedAtMs: Number(savedAtMs), page, fragment };
}
