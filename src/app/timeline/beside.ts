import { create } from "zustand";
import type { Mark } from "../../graph/model.ts";
import type { Drawing, Item } from "./items/item.ts";
import type { Row } from "./rows.ts";
import type { Span } from "./scale.ts";
import type { Found } from "./tips.ts";
import type { Texts } from "./words.ts";

/** Another branch of time in the lanes, while it is compared with: its code is fetched then. */

export type OtherRow = Extract<Row, { kind: "other" }>;

export interface Beside {
  /** Changes when its rows may. */
  version(): string;
  /** With a row under each pod: what became of it there. */
  rows(rows: readonly Row[]): readonly Row[];
  items(row: OtherRow, drawing: Drawing): Item[];
  marks(row: OtherRow): readonly Mark[];
  foundAt(row: OtherRow, place: { readonly x: number; readonly scrollTop: number }, span: Span, texts: Texts): Found;
}

export const useBeside = create<{ readonly beside: Beside | undefined }>(() => ({ beside: undefined }));

export const besideNow = (): Beside | undefined => useBeside.getState().beside;
