import type { Sheet } from "../state/selection.ts";

const PATHS: Readonly<Record<Sheet, string>> = {
  plate: "M4 17h12M6 17V9a4 4 0 0 1 8 0v8M10 5V3M3 12.500c2 1.700 12 1.700 14 0",
  lesson: "M10 5.500C8 4 5.500 3.500 3 3.500v11.500c2.500 0 5 .5 7 2 2-1.500 4.500-2 7-2V3.500c-2.500 0-5 .5-7 2zM10 5.500V17",
  yaml: "M5 3h7l3 3v11H5zM12 3v3h3M7.500 10h5M7.500 13h5",
  why: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM8 8.200c0-2.600 4.200-2.600 4.200 0 0 1.600-2.200 1.700-2.200 3.300M10 13.600v1",
  time: "M3 6h8M3 10h12M3 14h6M13 3v14",
  shell: "M3 5l5 4.500L3 14M10 15h7",
};

export function SheetIcon({ sheet }: { readonly sheet: Sheet }) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" aria-hidden="true">
      <path d={PATHS[sheet]} />
    </svg>
  );
}
