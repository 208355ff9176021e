import { useMemo } from "react";
import { useTexts } from "../strings/language.ts";
import { directorTexts } from "../strings/director.ts";
import { galleryTexts } from "../strings/gallery.ts";
import type { Drawing } from "./drawing/drawing.ts";
import { sheetOf } from "./sheet.ts";
import type { Shot } from "./shot.ts";
import type { Words } from "./words-fields.tsx";

/** A shot on its sheet, with its words. */
export function useSheet(shot: Shot, { title, caption }: Words): Drawing {
  const { linkLine } = useTexts(directorTexts);
  const { seed } = useTexts(galleryTexts);
  return useMemo(() => {
    const { scenario } = shot.link.scene;
    return sheetOf(shot.plate, { title, caption, facts: `${scenario.name} · v${scenario.cluster.version} · ${seed(scenario.seed)}`, atMs: shot.atMs, link: linkLine(`${location.host}${location.pathname.replace(/\/$/, "")}`) });
  }, [shot, title, caption, linkLine, seed]);
}
