import { create } from "zustand";
import type { Judgement } from "../../manifest/judgement.ts";
import { linesOf } from "../../manifest/lines.ts";
import { useSettings } from "../state/settings.ts";
import { editorTexts } from "../strings/editor.ts";
import { useJudgements } from "./judgements.ts";

/** What a screen reader is told. */
export const useAnnouncement = create<{ readonly text: string }>(() => ({ text: "" }));

export async function announceProblem(judgement: Judgement | undefined): Promise<void> {
  if (!judgement) return;
  const { language } = useSettings.getState();
  // The sentences come with Monaco: the first load goes without them.
  const { wordsOf } = await import("./judgement-words.ts");
  const { line } = linesOf(useJudgements.getState().text).placeOf(judgement.range.start);
  useAnnouncement.setState({ text: editorTexts[language].problemAt(line, wordsOf(judgement, language).message) });
}
