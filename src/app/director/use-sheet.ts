import { useCallback } from "react";
import { useTexts } from "../strings/language.ts";
import { directorTexts } from "../strings/director.ts";
import { galleryTexts } from "../strings/gallery.ts";
import type { Causes } from "./causes.ts";
import type { Drawing } from "./drawing/drawing.ts";
import { sheetOf } from "./sheet.ts";
import type { Shot } from "./shot.ts";
import type { Words } from "./words-fields.tsx";

/** Where this page is, as people write it. */
export const placeOfPage = (): string => `${location.host}${location.pathname.replace(/\/$/, "")}`;

/** Puts what the plate showed at a moment on its sheet, with the words of now. */
export function useCompose({ link: { scene } }: Shot, { title, caption }: Words): (plate: Drawing, atMs: number, causes?: Causes) => Drawing {
  const { linkLine } = useTexts(directorTexts);
  const { seed } = useTexts(galleryTexts);
  const { scenario } = scene;
  return useCallback(
    (plate, atMs, causes) => sheetOf(plate, { place: placeOfPage(), causes, title, caption, facts: `${scenario.name} · v${scenario.cluster.version} · ${seed(scenario.seed)}`, atMs, link: linkLine(placeOfPage()) }),
    [scenario, title, caption, linkLine, seed],
  );
}
